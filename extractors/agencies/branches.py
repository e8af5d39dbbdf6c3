"""Bodies of the state that bear their place inside their name (人行石桥支行) or before it (石桥证监局)."""

from __future__ import annotations

import datetime as dt

from extractors.agencies.authority import Form, forms
from extractors.agencies.naming import Named
from extractors.agencies.places import Placed, place_of_branch
from extractors.regions import NATIONAL, stem_of


def branch(text: str, region: str | None, day: dt.date | None) -> Named | None:
    """The branch that a name means, by a row of [[branch]]."""
    for row in forms("branch"):
        if row.holds(region, day):
            found = _inside(row, text, region) if row.place is None else _before(row, text, region)
            if found:
                return found
    return None


def _inside(row: Form, text: str, region: str | None) -> Named | None:
    short = max((s for s in row.short if text.startswith(s)), key=len, default=None)
    if short is None or not text.endswith(row.ends):
        return None
    rest = text.removeprefix(short).replace("营管部", "营业管理部")
    if not rest:
        return Named(row.full, NATIONAL, row.id)
    placed = place_of_branch(rest, region)
    if row.ends and not placed.written:
        return Named(f"{row.full}{rest}", NATIONAL, row.id)
    return Named(f"{row.full}{_with_place(row, placed, rest)}", placed.region, row.id)


def _with_place(row: Form, placed: Placed, rest: str) -> str:
    """奉节支行 and 奉节县支行 are one: the place is whole before some endings, short before the others."""
    if not placed.written or not placed.name:
        return rest
    if placed.body in row.whole_place:
        return f"{placed.name}{placed.body}"
    return f"{stem_of(placed.name)}{placed.body}" if row.whole_place else rest


def _before(row: Form, text: str, region: str | None) -> Named | None:
    """石桥证监局, 县税务局: nothing but a place before the word."""
    for short in row.short:
        word = short.removeprefix("{place}")
        before = text.removesuffix(word)
        if before == text:
            continue
        placed = place_of_branch(text, region)
        if placed.body == word and placed.written and placed.short == (row.place == "short"):
            name = before if placed.short else placed.name
            return Named(row.full.format(place=name), placed.region, row.id)
    return None
