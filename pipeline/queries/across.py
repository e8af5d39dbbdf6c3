"""Questions that lay notices and districts side by side."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Mapping
from typing import Any

from pipeline.queries.asked import agencies_meant, ask, asked_notices, quantities_among
from pipeline.queries.rows import CompareRow, DutyRow
from pipeline.queries.values import alternatives, answer, canonical_name, json_list, typed


def compare(
    db: sqlite3.Connection,
    indicator: str,
    *,
    year: int | None = None,
    region: str | None = None,
    limit: int | None = None,
) -> list[CompareRow]:
    """Districts side by side, by an indicator's canonical name or any part of it: see `compare.sql`."""
    values = {
        "indicators": json_list(alternatives(indicator)),
        "canonical": canonical_name(indicator),
        "year": str(year) if year else None,
        "limit": limit,
    }
    among = quantities_among(indicator, notices=asked_notices(db, None, region))
    rows = [typed(CompareRow, row) for row in ask(db, "compare", values, among)]
    return [CompareRow(**row, implied_growth=_implied_growth(row)) for row in rows]


def agency(
    db: sqlite3.Connection, name: str, *, region: str | None = None, limit: int | None = None
) -> list[DutyRow]:
    """All that a body, found by name or function, leads, supports, is responsible for and owes: see `agency.sql`."""
    values = {"notices": asked_notices(db, None, region), "limit": limit}
    among = agencies_meant("".join(name.split()))
    return answer(DutyRow, ask(db, "agency", values, among))


def _implied_growth(row: Mapping[str, Any]) -> float | None:
    """Percent a year by which the baseline grows into the target."""
    baseline, value = row["baseline_base"], row["value_base"]
    # A share does not compound, and what is counted each year or since a start has no growth between two of its values.
    flows = row["recurrence"] or row["cumulative"] or row["unit_family"] == "ratio"
    if flows or not baseline or not value or row["value_max"] is not None:
        return None
    if min(baseline, value) <= 0 or not row["date"] or not row["baseline_date"]:
        return None
    years = (
        dt.date.fromisoformat(row["date"]).year - dt.date.fromisoformat(row["baseline_date"]).year
    )
    return round(((value / baseline) ** (1 / years) - 1) * 100, 2) if years > 0 else None
