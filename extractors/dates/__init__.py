"""Dates, deadlines and planning periods."""

from __future__ import annotations

from extractors.dates.rules import (
    DIMENSION,
    PERIOD,
    Time,
    TimeKind,
    find_times,
    parse_date,
    parse_deadline,
)

__all__ = ["DIMENSION", "PERIOD", "Time", "TimeKind", "find_times", "parse_date", "parse_deadline"]
