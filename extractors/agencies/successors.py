"""Bodies renamed and merged: under which name the work of an agency goes on."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from extractors.agencies.authority import Change, changes
from extractors.regions import NATIONAL

_SUB_OFFICE = ("监管组", "监管支局")
"""A county's supervision group became a sub-branch with the change of its head office."""


class Successor(NamedTuple):
    """What a body became on a day, and the row and the source that say so."""

    name: str
    since: dt.date
    rule: str
    source: str


def successors(name: str, region: str | None) -> list[Successor]:
    """What an agency became, one change after another, by the rows of changes.toml."""
    found: list[Successor] = []
    for row in changes():
        new = _renamed(row, found[-1].name if found else name, region)
        if new:
            found.append(Successor(new, row.since, f"agency.{row.id}", row.source))
    return found


def _renamed(row: Change, name: str, region: str | None) -> str | None:
    if row.scope == "local":
        place = (region or "").rpartition("/")[2]
        local = region is not None and region != NATIONAL and name == f"{place}{row.old}"
        return f"{place}{row.new}" if local else None
    if name == row.old:
        return row.new
    if row.scope == "branch" and name.startswith(row.old):
        return f"{row.new}{name.removeprefix(row.old)}".replace(*_SUB_OFFICE)
    return None
