"""A printed name of an agency as one name by which agencies of different notices and districts compare."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.agencies.authority import era, forms, state_bodies
from extractors.agencies.branches import branch
from extractors.agencies.classify import classified, kind_of
from extractors.agencies.groups import group, is_group
from extractors.agencies.naming import Named
from extractors.agencies.places import Placed, place_alone, place_in
from extractors.agencies.tables import BODY_NAMES
from extractors.agencies.unfold import unfold, unfold_form
from extractors.regions import NATIONAL

_BRACKETS = str.maketrans("〔〕()", "（）（）")
_STATE_ENDINGS = ("局", "总局")
_NAMED_STATE = ("国", "中", "全国", "最高", "民航", "军队")
"""A name of the state that begins so says whose it is."""
_TOWN_RE = re.compile(
    "(?P<town>.{1,8}?(?:民族乡|苏木|街道|镇|乡))(?:党工委|人民政府|政府|办事处|办)?"
)
_ZONE_RE = re.compile(
    "(?P<zone>.{2,20}?(?:开发区|高新区|经开区|园区|保税区|示范区|度假区|新区))(?:党工委|管委会|管理委员会)?"
)
_REMEMBERED = 16_384


@dataclass(frozen=True, slots=True)
class CanonicalAgency:
    """One agency. `name` and `region` together are its identity; `rule` says how the name was unfolded."""

    name: str
    region: str | None
    function: str
    kind: str
    rule: str


def canonical_agency(
    printed: str, region: str | None = None, issued_on: dt.date | None = None
) -> CanonicalAgency:
    """The agency that a notice of `region`, issued on that day, means by `printed`.

    Only what a rule or a row of the tables is sure of is unfolded; any other name stays as printed behind its place.
    """
    return _canonical(printed, region, era(issued_on))


@lru_cache(maxsize=_REMEMBERED)
def _canonical(printed: str, region: str | None, day: dt.date | None) -> CanonicalAgency:
    text = "".join(printed.split()).translate(_BRACKETS)
    named = _named(text, region, day)
    function, kind = classified(named.name, named.region)
    return CanonicalAgency(named.name, named.region, function, kind, f"agency.{named.rule}")


def _named(text: str, region: str | None, day: dt.date | None) -> Named:
    if is_group(text):
        return group(text, region)
    return (
        _state_body(text, region, day)
        or branch(text, region, day)
        or _place_alone(text, region)
        or _in_place(text, place_in(text, region), region, day)
    )


def _state_body(text: str, region: str | None, day: dt.date | None) -> Named | None:
    """A body of the state with a row of its own."""
    for row in state_bodies():
        known = text == row.full or (text in row.short and row.in_force(day))
        if known and (region == NATIONAL or text not in row.ambiguous):
            return Named(row.full, NATIONAL, row.id)
    return None


def _place_alone(text: str, region: str | None) -> Named | None:
    """A county that is given a task is its government."""
    found = place_alone(text, region)
    return Named(f"{found.name}人民政府", found.region, "place-alone") if found else None


def _in_place(text: str, placed: Placed, region: str | None, day: dt.date | None) -> Named:
    if kind_of(placed.body).id == "enterprise":
        return Named(placed.full if placed.level else text, placed.region, "enterprise")
    ministry = not placed.written and text in BODY_NAMES and not text.startswith("团")
    if ministry and region not in {None, NATIONAL}:
        return _in_place(text, place_in(text, NATIONAL), NATIONAL, day)
    town = _TOWN_RE.fullmatch(placed.body)
    if town and placed.region not in {None, NATIONAL}:
        return _town(town["town"], placed)
    zone = _ZONE_RE.fullmatch(placed.body)
    if zone and placed.region not in {None, NATIONAL}:
        return _zone(text if placed.short else placed.full, zone, placed)
    return _party(placed, region, day) or _department(text, placed, region, day)


def _town(name: str, placed: Placed) -> Named:
    """夔州街道 and its office are one body, below the place that governs it."""
    form = "办事处" if name.endswith("街道") else "人民政府"
    above = f"{placed.region}".rpartition("/")[2]
    return Named(f"{above}{name}{form}", f"{placed.region}/{name}", "town")


def _zone(name: str, match: re.Match[str], placed: Placed) -> Named:
    """A functional zone and its board are one body, the zone a region of its own."""
    whole = name.removesuffix(match[0][len(match["zone"]) :])
    own = match["zone"] if not placed.short else whole
    return Named(f"{whole}管理委员会", f"{placed.region}/{own}", "zone")


def _party(placed: Placed, region: str | None, day: dt.date | None) -> Named | None:
    """市委…, or a department of the committee that stands alone (宣传部)."""
    body = placed.body
    if body.startswith("委") and not body.startswith("委员会"):
        rest = body.removeprefix("委")
        found = unfold_form(rest, "party", region, day)
        full, rule = (found.full, found.row) if found else (rest, "party")
        return Named(f"中共{placed.name}委{full}", placed.region, rule)
    for row in forms("party"):
        if row.alone and body in row.short and placed.name:
            return Named(f"中共{placed.name}委{row.full}", placed.region, row.id)
    return None


def _department(text: str, placed: Placed, region: str | None, day: dt.date | None) -> Named:
    found = unfold(placed.body, region, day)
    if found is None:
        return _as_printed(text, placed)
    unsaid = placed.region == NATIONAL and not placed.name and not found.full.endswith("部")
    return Named(f"{found.state if unsaid else placed.name}{found.full}", placed.region, found.row)


def _as_printed(text: str, placed: Placed) -> Named:
    """能源局 in a notice of the state is 国家能源局."""
    own = placed.region == NATIONAL and not placed.name and text.endswith(_STATE_ENDINGS)
    if own and not text.startswith(_NAMED_STATE):
        return Named(f"国家{text}", NATIONAL, "state-office")
    return Named(text if placed.short else placed.full, placed.region, "as-printed")
