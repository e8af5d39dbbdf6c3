"""Medians of processor time, and the lines of the report."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence


def seconds(work: Callable[[], object], runs: int) -> float:
    """The median processor time of `work`, one unmeasured run before."""
    work()
    return statistics.median(_once(work) for _ in range(runs))


def _once(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def ratio(value: float, what: str, bar: str = "") -> None:
    """One line: the ratio, what it is, and what is asked of it."""
    print(f"  {value:8.2f}  {what}{f'  (bar: {bar})' if bar else ''}")


def table(head: Sequence[str], rows: Mapping[str, Sequence[float]]) -> None:
    print("  " + " " * 14 + "".join(f"{name:>9}" for name in head))
    for name, values in rows.items():
        print(f"  {name:<14}" + "".join(f"{value:9.2f}" for value in values))
