"""Dates, deadlines and planning periods."""

from __future__ import annotations

from extractors.dates.after_issue import FROM_ISSUE, day_after_issue
from extractors.dates.rules import (
    DIMENSION,
    PERIOD,
    PERIOD_ENDS,
    Time,
    TimeKind,
    find_times,
    parse_date,
    parse_deadline,
)

__all__ = [
    "DIMENSION",
    "FROM_ISSUE",
    "PERIOD",
    "PERIOD_ENDS",
    "Time",
    "TimeKind",
    "day_after_issue",
    "find_times",
    "parse_date",
    "parse_deadline",
]
