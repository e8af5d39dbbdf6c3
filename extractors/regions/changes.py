"""Divisions that are no more: until when they were, and what they became."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from extractors.engine import load_table


class _Change(BaseModel):
    """A row of [[change]] in changes.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    below: str
    became: dict[str, str]
    year: int
    on: dt.date | None = None
    source: str


@dataclass(frozen=True, slots=True)
class Ended:
    """What a division became, in which year and, where it is known, on which day."""

    successor: str
    year: int
    on: dt.date | None
    source: str

    @property
    def when(self) -> str:
        """A day, or a year where no day is known."""
        return self.on.isoformat() if self.on else str(self.year)

    def was_on(self, day: dt.date | None) -> bool:
        """Whether the division still was on this day."""
        if day is None:
            return False
        return day < self.on if self.on else day.year <= self.year


@cache
def ended_divisions() -> dict[str, Ended]:
    """Each division that is no more, by its path; a wrong row raises RuleError."""
    return {
        f"{row.below}/{old}": _ended(row, new)
        for row in load_table("extractors.regions", "changes.toml", "change", _Change)
        for old, new in row.became.items()
    }


def _ended(row: _Change, new: str) -> Ended:
    successor = new if "/" in new else f"{row.below}/{new}"
    return Ended(successor, row.year, row.on, row.source)
