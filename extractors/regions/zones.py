"""Functional zones (开发区, 高新区) that no table has, below the place that their name begins with."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.regions.gazetteer import Gazetteer

_ZONE_RE = re.compile(
    "(?P<zone>[\u4e00-\u9fff]{2,24}?(?:开发区|高新区|经开区|工业园区|产业园区|保税区|示范区|度假区|新区))"
    "(?=管理委员会|管委会|党工委)"
)
_CITY_RE = re.compile("[\u4e00-\u9fff]{2,3}?[市州盟]")

Choice = Callable[[tuple[str, ...]], str | None]
"""The one of several regions that is meant, if any is."""


def zone_in(table: Gazetteer, text: str, only: Choice) -> str | None:
    """The zone whose board issues: 云江市/白鹭高新区 for 云江市白鹭高新区管理委员会."""
    match = _ZONE_RE.search(text)
    if match is None:
        return None
    listed = [zone for zone in table.zones if match["zone"].endswith(zone.rpartition("/")[2])]
    if listed:
        return only(tuple(sorted(listed)))
    above, name = _above(table, match["zone"], only)
    place = _stem(table, name, above, only) or above
    return f"{place}/{name}" if place and name else None


def _above(table: Gazetteer, text: str, only: Choice) -> tuple[str | None, str]:
    """The places in full at the head of the name, and the rest."""
    above: str | None = None
    while (name := table.name_at(text, 0)) is not None:
        paths = table.paths.get(name, ())
        inside = tuple(path for path in paths if not above or path.startswith(above))
        found = only(inside)
        if found is None:
            break
        above, text = found, text.removeprefix(name)
    city = _CITY_RE.match(text) if above is None else None
    return (city[0], text[city.end() :]) if city else (above, text)


def _stem(table: Gazetteer, name: str, above: str | None, only: Choice) -> str | None:
    """The place in short at the head of the zone's own name: 永川 in 永川高新区."""
    for length in (4, 3, 2):
        stem = name[:length]
        paths = table.stems.get(stem, ()) or (
            (table.provinces[stem],) if stem in table.provinces else ()
        )
        found = only(tuple(path for path in paths if not above or path.startswith(f"{above}/")))
        if found:
            return found
    return None
