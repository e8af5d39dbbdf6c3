"""Places of an item's parts, carried along until the item itself has its place in the text.

Until then their offsets count in the item's own text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from schemas.source import Place

Places = tuple[Place, ...]
CONTROL = dict.fromkeys([*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0xAD, 0xFEFF])
"""Characters that are left out of every text."""

_SOLID = re.compile(r"\S")


def moved(places: Sequence[Place], shift: int) -> Places:
    """The places with their offsets counted from elsewhere."""
    return tuple(Place(p.start + shift, p.end + shift, *p[2:]) for p in places)


def cut(places: Places, start: int, end: int) -> Places:
    """What lies in [start, end), counted from `start`."""
    inside = (p for p in places if p.start < end and p.end > start)
    return tuple(
        Place(max(p.start, start) - start, min(p.end, end) - start, *p[2:]) for p in inside
    )


def remapped(places: Places, text: str, written: str) -> Places:
    """The places of a text in what was made of it by `tidy`: only blanks and control characters differ."""
    if text == written or not places:
        return places
    if len(places) == 1:
        return (Place(0, len(written), *places[0][2:]),)
    solid = [match.start() for match in _SOLID.finditer(written)]
    found: list[Place] = []
    for place in places:
        first = _count_solid(text[: place.start])
        last = first + _count_solid(text[place.start : place.end])
        if first < last <= len(solid):
            found.append(Place(solid[first], solid[last - 1] + 1, *place[2:]))
    return tuple(found)


def _count_solid(text: str) -> int:
    return len("".join(text.translate(CONTROL).split()))
