"""Medians of processor time, and the lines of the report."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence

MOST_GROWTH = 2.2


def seconds(work: Callable[[], object], runs: int) -> float:
    """The median processor time of `work`, one unmeasured run before."""
    work()
    return statistics.median(once(work) for _ in range(runs))


def side_by_side(works: Sequence[Callable[[], object]], runs: int) -> list[float]:
    """The median processor time of each, one after the other in each run: what slows the machine slows them all."""
    rounds = [[once(work) for work in works] for _ in range(runs + 1)]
    return [statistics.median(times) for times in zip(*rounds[1:], strict=True)]


def once(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def ratio(value: float, what: str, bar: str = "") -> None:
    """One line: the ratio, what it is, and what is asked of it."""
    print(f"  {value:8.2f}  {what}{f'  (bar: {bar})' if bar else ''}")


def grown_table(head: Sequence[str], rows: Mapping[str, Sequence[float | None]]) -> None:
    """Ratios of growth; those beyond the bar are marked."""
    print("  " + " " * 14 + "".join(f"{name:>9}" for name in head))
    for name, values in rows.items():
        print(f"  {name:<14}" + "".join(map(_grown, values)))


def _grown(value: float | None) -> str:
    if value is None:
        return f"{'-':>9}"
    return f"{value:8.2f}" + ("!" if value > MOST_GROWTH else " ")
