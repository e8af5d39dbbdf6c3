"""The authority list: rows of the tables that say what a printed name stands for, and what kind of body it is."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from extractors.engine import load_table

_PACKAGE = "extractors.agencies"


class Example(BaseModel):
    """A printed name, the region and the day of its notice, and the name that must come out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    printed: str
    region: str
    name: str
    day: dt.date | None = None


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    example: Example
    since: dt.date | None = None
    until: dt.date | None = None
    source: str = ""

    def in_force(self, day: dt.date | None) -> bool:
        """Whether the row may be used in a notice of this day; one without a date counts as new."""
        begun = self.since is None or day is None or day >= self.since
        return begun and (self.until is None or (day is not None and day < self.until))


class Form(_Row):
    """A row of [[form]], [[party]] or [[branch]] in short_forms.toml."""

    short: tuple[str, ...] = Field(min_length=1)
    full: str
    regions: tuple[str, ...] = ()
    alone: bool = False
    ends: str = ""
    place: Literal["short", "full"] | None = None
    whole_place: tuple[str, ...] = ()

    def holds(self, region: str | None, day: dt.date | None) -> bool:
        """Whether the row may be used in a notice of this region and day."""
        here = not self.regions or (region or "").partition("/")[0] in self.regions
        return here and self.in_force(day)


class StateBody(_Row):
    """A row of [[state]] in state.toml."""

    short: tuple[str, ...] = Field(min_length=1)
    full: str
    ambiguous: tuple[str, ...] = ()


class FieldName(_Row):
    """A row of [[field]] in fields.toml."""

    name: str
    short: tuple[str, ...] = Field(min_length=1)
    before: tuple[str, ...] = ()
    state: str = "国家"


class Ending(_Row):
    """A row of [[ending]] in fields.toml."""

    short: str
    full: str


class Function(BaseModel):
    """A row of [[function]] in functions.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    label: str
    words: tuple[str, ...] = Field(min_length=1)
    general: bool = False
    example: str


class Kind(BaseModel):
    """A row of [[kind]] in functions.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    label: str
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    function: str
    decides: bool = False
    example: str

    def fits(self, name: str) -> bool:
        """Whether a prefix, a suffix or a word of the row stands in the name."""
        return (
            name.startswith(self.prefixes)
            or name.endswith(self.suffixes)
            or any(word in name for word in self.words)
        )


class Change(BaseModel):
    """A row of [[change]] in changes.toml: from `since` on the body called `old` is `new`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    example: Example
    since: dt.date
    source: str = Field(min_length=1)
    old: str
    new: str
    scope: Literal["state", "local", "branch"]


@cache
def forms(key: Literal["form", "party", "branch"]) -> tuple[Form, ...]:
    """The rows of one table of short_forms.toml; a wrong row raises RuleError."""
    return load_table(_PACKAGE, "short_forms.toml", key, Form)


@cache
def state_bodies() -> tuple[StateBody, ...]:
    """Bodies of the state with their short forms."""
    return load_table(_PACKAGE, "state.toml", "state", StateBody)


@cache
def field_names() -> tuple[FieldName, ...]:
    """Fields of work under their full names."""
    return load_table(_PACKAGE, "fields.toml", "field", FieldName)


@cache
def endings() -> tuple[Ending, ...]:
    """Endings that have a short form."""
    return load_table(_PACKAGE, "fields.toml", "ending", Ending)


@cache
def functions() -> tuple[Function, ...]:
    """The closed vocabulary of functions."""
    return load_table(_PACKAGE, "functions.toml", "function", Function)


@cache
def kinds() -> tuple[Kind, ...]:
    """The closed vocabulary of kinds, in the order in which they are tried."""
    return load_table(_PACKAGE, "functions.toml", "kind", Kind)


@cache
def changes() -> tuple[Change, ...]:
    """Bodies renamed and merged, in the order in which it happened."""
    rows = load_table(_PACKAGE, "changes.toml", "change", Change)
    return tuple(sorted(rows, key=lambda row: (row.since, row.id)))


def function_labels() -> dict[str, str]:
    """The Chinese label of every function."""
    return {row.id: row.label for row in functions()}


def kind_labels() -> dict[str, str]:
    """The Chinese label of every kind."""
    return {row.id: row.label for row in kinds()}


@cache
def _turns() -> tuple[dt.date, ...]:
    """The days on which what a name stands for changes."""
    rows = (*forms("form"), *forms("party"), *forms("branch"), *state_bodies())
    days = {day for row in rows for day in (row.since, row.until) if day}
    return tuple(sorted(days))


def era(day: dt.date | None) -> dt.date | None:
    """The first day of the time in which all names stand for the same as on this day."""
    if day is None:
        return None
    at = bisect_right(_turns(), day)
    return _turns()[at - 1] if at else dt.date.min
