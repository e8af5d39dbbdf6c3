"""Seeded damage to sound files, read in children: `python -m tests.hostile.mutate --count 10000`."""

from __future__ import annotations

import argparse
import io
import itertools
import resource
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from corpus.build import ROOT as CORPUS
from corpus.notice_source import read_notice
from corpus.write_docx import write_docx
from corpus.write_pdf import write_pdf
from corpus.write_text import write_text
from pipeline.children import Fault, Read, read_all
from pipeline.worker import MEMORY_LIMIT
from schemas.vocab import FaultClass
from tests.formats.blocks import blocks_of_corpus
from tests.formats.page import write_page
from tests.hostile.sound import OK, package

SECONDS = 60.0
_MOST_FLIPS = 8
_NATIVE_CRASH = "信号"
"""The message of a child that a signal ended names the signal."""

_FORBIDDEN = {FaultClass.TIMEOUT, FaultClass.MEMORY, "internal"}

Damage = Callable[[bytes, Random], bytes]


@dataclass(frozen=True, slots=True)
class Sound:
    """A file that gives a notice."""

    name: str
    data: bytes


def sound_files() -> list[Sound]:
    """The example notices, each in four formats."""
    found: list[Sound] = []
    for source in sorted((CORPUS / "src").glob("*.toml")):
        notice = read_notice(source)
        page = write_page(blocks_of_corpus(notice))
        found += [
            Sound(f"{notice.id}.txt", write_text(notice)),
            Sound(f"{notice.id}.docx", write_docx(notice)),
            Sound(f"{notice.id}.html", page),
            Sound(f"{notice.id}.pdf", write_pdf(notice)),
        ]
    return found


def flip(data: bytes, random: Random) -> bytes:
    out = bytearray(data)
    for _ in range(random.randint(1, _MOST_FLIPS)):
        out[random.randrange(len(out))] ^= 1 << random.randrange(8)
    return bytes(out)


def cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(1, len(data))]


def drop(data: bytes, random: Random) -> bytes:
    low, high = _stretch(data, random)
    return data[:low] + data[high:]


def repeat(data: bytes, random: Random) -> bytes:
    low, high = _stretch(data, random)
    return data[:high] + data[low:high] * random.choice((1, 1, 2, 50)) + data[high:]


def move(data: bytes, random: Random) -> bytes:
    low, high = _stretch(data, random)
    rest = data[:low] + data[high:]
    at = random.randrange(len(rest) + 1)
    return rest[:at] + data[low:high] + rest[at:]


def blank(data: bytes, random: Random) -> bytes:
    low, high = _stretch(data, random)
    return data[:low] + bytes([random.choice((0, 0x20, 0xFF))]) * (high - low) + data[high:]


def number(data: bytes, random: Random) -> bytes:
    """Another number where a figure stands: lengths, counts, spans, references."""
    places = [at for at, byte in enumerate(data) if 0x30 <= byte <= 0x39]
    if not places:
        return flip(data, random)
    at = random.choice(places)
    return (
        data[:at]
        + random.choice((b"-1", b"0", b"65536", b"4294967296", b"9" * 30))
        + data[at + 1 :]
    )


def _stretch(data: bytes, random: Random) -> tuple[int, int]:
    low = random.randrange(len(data))
    return low, min(len(data), low + random.randint(1, 400))


DAMAGES: tuple[Damage, ...] = (flip, cut, drop, repeat, move, blank, number)


def mutate(sound: Sound, random: Random) -> bytes:
    """The damaged bytes; of a package as often a part of it, or two parts in each other's place."""
    damage = random.choice(DAMAGES)
    if not sound.name.endswith(".docx") or random.random() < 1 / 3:
        return damage(sound.data, random)
    with zipfile.ZipFile(io.BytesIO(sound.data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    one, other = random.sample([name for name, data in parts.items() if data], 2)
    if random.random() < 1 / 4:
        parts[one], parts[other] = parts[other], parts[one]
    elif random.random() < 1 / 2:
        parts["word/document.xml"] = damage(parts["word/document.xml"], random)
    else:
        parts[one] = damage(parts[one], random)
    return package(parts)


def write_all(sounds: Sequence[Sound], folder: Path, count: int, seed: int) -> Iterator[Path]:
    """`count` damaged files, the sound ones in turn, each written when it is asked for."""
    for place, sound in enumerate(itertools.islice(itertools.cycle(sounds), count)):
        path = folder / f"{place}-{sound.name}"
        # A file's own seed: any of them can be made again alone.
        path.write_bytes(mutate(sound, Random(f"{seed}/{place}")))  # noqa: S311 - no secret
        yield path


def wrong(result: Read | Fault) -> str | None:
    """What must not become of any file."""
    if isinstance(result, Read):
        return f"{result.seconds:.0f} s" if result.seconds > SECONDS else None
    is_wrong = result.fault in _FORBIDDEN or _NATIVE_CRASH in result.message
    return f"{result.fault}: {result.message}\n{result.detail}" if is_wrong else None


def run(
    count: int, seed: int, *, workers: int, keep: Path | None = None
) -> tuple[Counter[str], list[str]]:
    """How many files ended how, and a line for each that ended wrongly, which goes to `keep`."""
    counts: Counter[str] = Counter()
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        paths = write_all(sound_files(), Path(folder), count, seed)
        for result in read_all(paths, workers=workers, time_limit=SECONDS):
            counts[OK if isinstance(result, Read) else result.fault] += 1
            fault = wrong(result)
            if fault is not None:
                found.append(f"{result.path.name}: {fault}")
                if keep is not None:
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / result.path.name).write_bytes(result.path.read_bytes())
            result.path.unlink()
    return counts, found


def main() -> int:
    """0: no crash, no hang, nothing over the limits."""
    parser = argparse.ArgumentParser(description="Read damaged files.")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="folder for the files that end wrongly")
    options = parser.parse_args()
    begun = time.monotonic()
    counts, found = run(options.count, options.seed, workers=options.workers, keep=options.keep)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    if peak > MEMORY_LIMIT:
        found.append("a child held more memory than it may")
    sys.stdout.writelines(f"{line}\n" for line in found)
    ends = ", ".join(f"{name} {times}" for name, times in counts.most_common())
    sys.stdout.write(
        f"{counts.total()} files, {len(found)} wrong; {ends}; {time.monotonic() - begun:.0f} s,"
        f" at most {peak >> 20} MiB in a child\n"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
