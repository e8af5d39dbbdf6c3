"""The place in an agency's name, read in the light of the notice's region."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.regions import NATIONAL, gazetteer, stem_of

_LEVEL_RE = re.compile(
    "(?P<level>国家(?!级|税务|外汇|金融|统计)|自治区|自治州|自治县|省|市|区|县|州|盟|旗)(?P<body>.+)"
)
_NO_LEVEL_RE = re.compile(
    "市场|市政(?![府协务法])|市[级属域、]|区[域级属县、]|县[域级属区、]|省(?:[级属际、]|市(?!场))|州际|旗[下舰]"
)
"""Words that begin with a level's character and name no level."""
_GOVERNMENT_RE = re.compile("[^省市县区各级有关、]{2,3}[县区市旗](?=人民政府|政府)")
_SHORTEST_CONTRACTION = 3
_STATE_RE = re.compile("国务院|中央(?!在)|全国|最高人民|中国|国家|民航")


@dataclass(frozen=True, slots=True)
class Placed:
    """A name taken apart: its place as it is written in canonical names, its region, and the rest.

    `written` is false where the name has no place of its own and the notice's was taken; `short` says that
    the place stands without 市, 区 or 县, `level` that only 市, 区 or 县 stands for it.
    """

    name: str
    region: str | None
    body: str
    written: bool = True
    short: bool = False
    level: bool = False

    @property
    def full(self) -> str:
        """The name with its place before it."""
        return f"{self.name}{self.body}"


def place_in(text: str, region: str | None) -> Placed:
    """The place that `text` begins with: a full name, one of the region's own in short, or 市, 区, 县."""
    return (
        _full_name(text.removeprefix("中共"), region)
        or _short_name(text, region)
        or _level(text, region)
        or _unlisted(text, region)
        or _inside(text, region)
        or _none(text, region)
    )


def place_of_branch(text: str, region: str | None) -> Placed:
    """As `place_in`; the place may also be any of the notice's province in short: 临川 in 临川海关."""
    return (
        _full_name(text, region)
        or _short_name(text, region)
        or _near_stem(text, region)
        or place_in(text, region)
    )


def place_alone(text: str, region: str | None) -> Placed | None:
    """A name that is a place and no more, in full or contracted as its neighbours do: 达茂旗."""
    for name, path in _own_parts(region):
        if text == name:
            return Placed(name, path, "")
    paths = gazetteer().paths.get(text, ())
    found = (_nearest(paths, region) if paths else None) or _contracted(text, region)
    return Placed(found.rpartition("/")[2], found, "") if found else None


def _contracted(text: str, region: str | None) -> str | None:
    """The one region below the notice's own that the name is short for."""
    if len(text) < _SHORTEST_CONTRACTION or text[-1] not in "县区市旗":
        return None
    below = gazetteer().below.get(region or "", ())
    fits = [path for path in below if is_contraction(text, path.rpartition("/")[2])]
    return fits[0] if len(fits) == 1 else None


def is_contraction(short: str, name: str) -> bool:
    """Whether the characters of one name stand in the other in their order, first and last alike."""
    rest = iter(name)
    return short[0] == name[0] and short[-1] == name[-1] and all(char in rest for char in short)


def _near_stem(text: str, region: str | None) -> Placed | None:
    """A place of the notice's province without its last word."""
    for length in (4, 3, 2):
        path = _nearest(gazetteer().stems.get(text[:length], ()), region)
        if path and text[length:]:
            return Placed(path.rpartition("/")[2], path, text[length:], short=True)
    return None


def _own_parts(region: str | None) -> list[tuple[str, str]]:
    """(name, path) of the region and of those above it, the innermost first."""
    if region is None or region == NATIONAL:
        return []
    parts = region.split("/")
    return [(parts[depth], "/".join(parts[: depth + 1])) for depth in reversed(range(len(parts)))]


def _full_name(text: str, region: str | None) -> Placed | None:
    """One or more full names in a row: 云江市石桥区…; the last one is the place."""
    rest, found = text, None
    while step := _one_full_name(rest, region, found):
        found, rest = step, rest[len(step.name) :]
    return Placed(found.name, found.region, rest) if found and rest else None


def _one_full_name(text: str, region: str | None, above: Placed | None) -> Placed | None:
    for name, path in _own_parts(region):
        if text.startswith(name) and not (above and above.name == name):
            return Placed(name, path, "")
    listed = gazetteer().name_at(text, 0)
    if listed is None or listed not in gazetteer().paths:
        return None
    region_of = _nearest(gazetteer().paths[listed], above.region if above else region)
    inside = above is None or (region_of is not None and region_of.startswith(f"{above.region}/"))
    return Placed(listed, region_of, "") if inside else None


def _nearest(paths: tuple[str, ...], context: str | None) -> str | None:
    """The only region of a name, or the only one in the province of the notice."""
    if len(paths) == 1:
        return paths[0]
    province = (context or "").partition("/")[0]
    near = [path for path in paths if path.partition("/")[0] == province]
    return near[0] if len(near) == 1 else None


def _short_name(text: str, region: str | None) -> Placed | None:
    """临川 or any province without its last word, where it stands first or inside a branch's name."""
    own = [(stem_of(name), name, path) for name, path in _own_parts(region)]
    provinces = [(stem, path, path) for stem, path in gazetteer().provinces.items()]
    for stem, name, path in (*own, *provinces):
        if len(stem) > 1 and text.startswith(stem) and len(text) > len(stem):
            return Placed(name, path, text.removeprefix(stem), short=True)
    return None


def _level(text: str, region: str | None) -> Placed | None:
    """市, 区, 县 mean the innermost region of the notice that ends so; 国家 means the state."""
    match = _LEVEL_RE.fullmatch(text)
    if match is None or _NO_LEVEL_RE.match(text):
        return None
    level, body = match.group("level", "body")
    if level == "国家":
        return Placed("国家", NATIONAL, body, level=True)
    for name, path in _own_parts(region):
        if name.endswith(level) and not (level == "区" and name.endswith("自治区")):
            return Placed(name, path, body, level=True)
    return Placed("", region, text, written=False)


def _unlisted(text: str, region: str | None) -> Placed | None:
    """The government of a county or town that no table has: it lies in the region of the notice."""
    match = _GOVERNMENT_RE.match(text)
    if match is None or region in {None, NATIONAL}:
        return None
    name = match.group()
    return Placed(name, f"{region}/{name}", text.removeprefix(name))


def _inside(text: str, region: str | None) -> Placed | None:
    """A name that holds one of the region's own places in its midst: 民航云江监管局."""
    for name, path in _own_parts(region):
        if len(stem_of(name)) > 1 and stem_of(name) in text:
            return Placed("", path, text, short=True)
    return None


def _none(text: str, region: str | None) -> Placed:
    """The place of the notice itself; none for the organs of the state."""
    if region is None or region == NATIONAL:
        return Placed("", region, text, written=False)
    if _STATE_RE.match(text):
        return Placed("", NATIONAL, text, written=False)
    return Placed(region.rpartition("/")[2], region, text, written=False)
