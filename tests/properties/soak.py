"""Many generated texts through the extraction, by hand: python -m tests.properties.soak --texts 1000000 --seed 7."""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections import Counter
from random import Random

from extractors.notice import records_of
from schemas.errors import EmptyInputError
from schemas.source import Source
from tests.properties.invariants import broken
from tests.properties.texts import random_source, random_text, source_of

_BATCH = 10_000
_SHOWN = 10
_MARKED = 0.2
"""The share of sources whose file names its paragraphs and tables."""


def run(texts: int, seed: int, most: int) -> Counter[str]:
    """Counts of texts, refused texts, records by type, and faults, each of which is printed."""
    counts: Counter[str] = Counter()
    started = time.monotonic()
    for first in range(0, texts, _BATCH):
        random = Random(f"{seed}/{first}")  # noqa: S311 - no secret; a batch can be run again alone
        for _ in range(min(_BATCH, texts - first)):
            marked = random.random() < _MARKED
            source = random_source(random, most) if marked else source_of(random_text(random, most))
            _read(source, counts)
        _report(counts, time.monotonic() - started)
    return counts


def _read(source: Source, counts: Counter[str]) -> None:
    counts["texts"] += 1
    counts["characters"] += len(source.text)
    try:
        records = records_of(source)
    except EmptyInputError:
        counts["refused as empty"] += 1
        return
    except Exception:  # noqa: BLE001 - the very thing that is looked for
        _fault(source, traceback.format_exc(limit=-3), counts)
        return
    told = (*records.facts(), *records.diagnostics, *records.uncovered)
    counts.update(type(record).__name__.lower() for record in told)
    for said in broken(source, records):
        _fault(source, said, counts)


def _fault(source: Source, said: str, counts: Counter[str]) -> None:
    counts["faults"] += 1
    if counts["faults"] <= _SHOWN:
        print(f"FAULT {source!r}\n{said}", flush=True)  # noqa: T201


def _report(counts: Counter[str], seconds: float) -> None:
    told = ", ".join(f"{name} {number}" for name, number in sorted(counts.items()))
    print(f"{seconds:.0f} s: {told}", flush=True)  # noqa: T201


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=100_000, help="how many")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--pieces", type=int, default=40, help="the most pieces of a text")
    given = parser.parse_args()
    counts = run(given.texts, given.seed, given.pieces)
    return 1 if counts["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
