"""The short name of an authority, its place taken off, as its full one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from extractors.agencies.authority import Ending, FieldName, endings, field_names, forms
from extractors.agencies.tables import FIELD_WORDS, SUFFIXES

_GOVERNMENT = ("政府", "人民政府")


class Unfolded(NamedTuple):
    """The full name, what stands before it in a notice of the state, and the row."""

    full: str
    state: str
    row: str


def unfold(body: str, region: str | None, day: dt.date | None) -> Unfolded | None:
    """发改委, 政府外办, 政府办公室某专班 in full; None where no row speaks of it."""
    found = _unfolded(body, region, day)
    if found or not body.startswith(_GOVERNMENT):
        return found
    rest = body.partition("政府")[2]
    if rest.startswith("办公"):
        office = next((word for word in ("办公厅", "办公室") if rest.startswith(word)), "")
        return Unfolded(f"人民政府{rest}", "", "government-office") if office else None
    return _unfolded(rest, region, day)


def unfold_form(
    body: str, key: Literal["form", "party"], region: str | None, day: dt.date | None
) -> Unfolded | None:
    """By a row whose short form is the whole body, or all of it before a bracket."""
    head, bracket, tail = body.partition("（")
    for row in forms(key):
        if head in row.short and row.holds(region, day):
            return Unfolded(f"{row.full}{bracket}{tail}", "", row.id)
    return None


def _unfolded(body: str, region: str | None, day: dt.date | None) -> Unfolded | None:
    return unfold_form(body, "form", region, day) or _by_field(body)


def _by_field(body: str) -> Unfolded | None:
    """A field and an ending: 卫健 + 委."""
    head, bracket, tail = body.partition("（")
    for ending, full, ending_row in _endings():
        field = head.removesuffix(ending)
        if not field or field == head:
            continue
        row = _fields().get(field)
        if row and (not row.before or ending in row.before):
            return Unfolded(f"{row.name}{full}{bracket}{tail}", row.state, row.id)
        if ending_row and field in FIELD_WORDS:
            return Unfolded(f"{field}{full}{bracket}{tail}", "国家", ending_row)
    return None


@cache
def _endings() -> tuple[tuple[str, str, str | None], ...]:
    """(as printed, in full, row) of every ending, the shortest first, so that a field is read whole: 应急管理 + 局."""
    short = {row.short: row for row in endings()}
    plain = (
        word for suffix in SUFFIXES if suffix.use in {"plain", "levelled"} for word in suffix.words
    )
    words = {*short, *plain}
    return tuple(
        (word, _full(short.get(word), word), short[word].id if word in short else None)
        for word in sorted(words, key=lambda word: (len(word), word))
    )


def _full(row: Ending | None, word: str) -> str:
    return row.full if row else word


@cache
def _fields() -> dict[str, FieldName]:
    """Each short or full name of a field, and its row."""
    return dict(_names_of_fields())


def _names_of_fields() -> Iterator[tuple[str, FieldName]]:
    for row in reversed(field_names()):
        if not row.before:
            yield row.name, row
        for short in row.short:
            yield short, row
