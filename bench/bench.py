"""How fast is it? Ratios that one run measures on one machine; absolute figures only where there is nothing beside."""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from clock import ratio, seconds
from files import compare_readers, compare_start, compare_store
from growth import compare_growth
from ledger import compare_questions
from limits import compare_limits
from patterns import scan, scanning_patterns
from stages import STAGES, stage_seconds

from pipeline.readers import read
from schemas.source import Source

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT / "corpus" / "notices", ROOT.parent / "shared" / "notices")
COLD = FOLDERS[0] / "yunjiang-dikong-2024.txt"
GROWN = 20
"""Notices are repeated so often for the smaller text of the growth table."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"any of {', '.join(PARTS)}")
    parser.add_argument("--runs", type=int, default=5, help="the median of so many (5)")
    options = parser.parse_args()
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    gc.disable()  # as in the process that reads files
    for name in options.parts or PARTS:
        PARTS[name](options.runs)


def _folders() -> list[Path]:
    return [folder for folder in FOLDERS if folder.is_dir()]


def _sources(folder: Path) -> list[Source]:
    return [read(path) for path in sorted(folder.iterdir()) if path.suffix != ".md"]


def compare_extraction(runs: int) -> None:
    for folder in _folders():
        sources = _sources(folder)
        times = stage_seconds(sources, runs)
        whole, length = sum(times), sum(len(source.text) for source in sources)
        print(f"text to all records: {len(sources)} notices, {length:,} characters")
        _compare_scan(sources, whole, runs)
        _compare_jionlp(sources, whole, runs)
        shares = ", ".join(f"{n} {t / whole:.0%}" for n, t in zip(STAGES, times, strict=True))
        print(f"  {length / whole:,.0f} characters/s: {shares}")


def _compare_scan(sources: Sequence[Source], whole: float, runs: int) -> None:
    for share, bar in ((0.1, "0.33 at least"), (0.5, "")):
        patterns = list(scanning_patterns(sources, share).values())
        what = f"of the speed of a bare scan with the {len(patterns)} patterns that look"
        bare = seconds(partial(scan, patterns, sources), runs)
        ratio(bare / whole, f"{what} through {share:.0%} of the text or more", bar)


def _compare_jionlp(sources: Sequence[Source], whole: float, runs: int) -> None:
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            import jionlp  # noqa: PLC0415 - an extra
    except ImportError:
        print("         -  x JioNLP: it is not installed (extra `bench`)")
        return
    logging.disable(logging.CRITICAL)  # it logs a traceback where it cannot parse a time
    texts = [source.text for source in sources]
    peer = seconds(
        lambda: [(jionlp.ner.extract_money(t), jionlp.ner.extract_time(t)) for t in texts], runs
    )
    ratio(peer / whole, "x as fast as JioNLP's money and time", "15 at least")


def _pdfs() -> list[Path]:
    return [path for folder in _folders() for path in sorted(folder.glob("*.pdf"))]


def _compare_all_stored(runs: int) -> None:
    compare_store([source for folder in _folders() for source in _sources(folder)], runs)


PARTS: dict[str, Callable[[int], None]] = {
    "extraction": compare_extraction,
    "growth": lambda runs: compare_growth(read(COLD).text * GROWN, min(runs, 3)),
    "cold": lambda runs: compare_start(COLD, runs),
    "readers": lambda runs: compare_readers(_folders(), runs),
    "limits": lambda _runs: compare_limits(_pdfs()),
    "store": _compare_all_stored,
    "ledger": lambda _runs: compare_questions(),
}

if __name__ == "__main__":
    main()
