"""The administrative divisions of China: names, short names, what lies in what, and what became of those that are gone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from extractors.regions.changes import Ended, ended_divisions
from schemas.errors import RuleError

NATIONAL = "中国"

_PROVINCE_STEMS = {
    "内蒙古自治区": "内蒙古",
    "广西壮族自治区": "广西",
    "西藏自治区": "西藏",
    "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆",
    "香港特别行政区": "香港",
    "澳门特别行政区": "澳门",
}
_PEOPLES_RE = re.compile(
    "(?:满|回|蒙古|朝鲜|土家|苗|壮|侗|瑶|藏|羌|彝|布依|水|仡佬|白|傣|哈尼|景颇|傈僳|独龙|怒|普米|纳西|佤|拉祜|布朗"
    "|哈萨克|土|撒拉|保安|东乡|裕固|畲|黎|毛南|仫佬|达斡尔|各|鄂温克)族|哈萨克|柯尔克孜|锡伯|塔吉克|蒙古"
)
_TYPE_RE = re.compile("(?:自治[州县旗]|经济技术开发区|新区|林区|特区|地区|[省市县区旗盟])$")
_CUSTOMARY = {
    "巴州": "巴音郭楞蒙古自治州",
    "博州": "博尔塔拉蒙古自治州",
    "克州": "克孜勒苏柯尔克孜自治州",
    "前郭县": "前郭尔罗斯蒙古族自治县",
    "阜蒙县": "阜新蒙古族自治县",
    "喀左县": "喀喇沁左翼蒙古族自治县",
    "杜蒙县": "杜尔伯特蒙古族自治县",
}
"""Short forms that do not follow from the name."""
_TOWNS = ("街道", "镇", "乡", "苏木")
_ZONES = ("开发区", "高新区", "经开区", "新区", "园区", "产业园", "保税区", "示范区", "度假区")


class Level(StrEnum):
    """How high a region stands."""

    COUNTRY = "country"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"
    ZONE = "zone"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The divisions of one time. `paths` maps a full name to every region of that name, and 恩施州 or 长阳县 to the
    autonomous one; `stems` a short one (two characters and more), `below` a region to those that it governs.

    A name that was not in use then is found only where no region of the time has it.
    """

    paths: dict[str, tuple[str, ...]]
    stems: dict[str, tuple[str, ...]]
    below: dict[str, tuple[str, ...]]
    provinces: dict[str, str]
    prefectures: frozenset[str]
    zones: frozenset[str]
    lengths: dict[str, tuple[int, ...]]

    def name_at(self, text: str, start: int) -> str | None:
        """The longest full name, or province in short, that stands at `start`."""
        for length in self.lengths.get(text[start : start + 1], ()):
            name = text[start : start + length]
            if name in self.paths or name in self.provinces:
                return name
        return None

    def paths_of(self, name: str) -> tuple[str, ...]:
        """Every region of this full name, or the province of this short one."""
        if name in self.paths:
            return self.paths[name]
        return (self.provinces[name],) if name in self.provinces else ()


def gazetteer(day: dt.date | None = None) -> Gazetteer:
    """The divisions as they were on a day; those of today without one.

    Raises:
        RuleError: a line has no colon or names a division twice.
    """
    in_force = frozenset(path for path, end in ended_divisions().items() if end.was_on(day))
    return _gazetteer(in_force)


def region_at(path: str, day: dt.date | None) -> str:
    """The region that a path means on a day: the successor of a division that is no more."""
    end = ended_divisions().get(path)
    return path if end is None or day is None or end.was_on(day) else end.successor


@cache
def _gazetteer(in_force: frozenset[str]) -> Gazetteer:
    """With these divisions of old among those of today."""
    present, zones = _present()
    then = {**present, **dict.fromkeys(sorted(in_force), False)}
    gone = [path for path in ended_divisions() if path not in in_force]
    return _build(then, gone, zones)


@cache
def _present() -> tuple[Mapping[str, bool], frozenset[str]]:
    """Each division of today and whether it governs others; and the zones among them."""
    text = resources.files("extractors.regions").joinpath("divisions.txt").read_text("utf-8")
    paths: dict[str, bool] = {}
    zones: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line and not line.startswith("#"):
            added = _add_line(line.removeprefix("+"), number, paths)
            zones += added if line.startswith("+") else []
    return paths, frozenset(zones)


def _add_line(line: str, number: int, paths: dict[str, bool]) -> list[str]:
    """Adds the region of the line, marked as one that governs others, and those that it names; these."""
    parent, colon, names = line.partition(":")
    if not colon:
        raise RuleError(f"extractors.regions/divisions.txt line {number}: no colon")
    paths |= {parent.partition("/")[0]: True, parent: True}
    added = [f"{parent}/{name}" for name in names.split()]
    for path in added:
        if path in paths:
            raise RuleError(f"extractors.regions/divisions.txt line {number}: {path} twice")
        paths[path] = False
    return added


def _build(then: Mapping[str, bool], gone: Iterable[str], zones: frozenset[str]) -> Gazetteer:
    paths = _by(then, _last)
    for name, old in _by(gone, _last).items():
        paths.setdefault(name, old)
    for path in then:
        for short in _autonomous_short(_last(path)):
            paths.setdefault(short, (path,))
    stems = {stem: found for stem, found in _by(then, _stem_of_path).items() if len(stem) > 1}
    provinces = {stem_of(path): path for path in then if "/" not in path}
    lengths = {
        first: tuple(sorted({len(name) for name in same}, reverse=True))
        for first, same in _by((*paths, *provinces), _first).items()
    }
    prefectures = frozenset(path for path, governs in then.items() if governs and "/" in path)
    return Gazetteer(paths, stems, _by(then, _above), provinces, prefectures, zones, lengths)


def _autonomous_short(name: str) -> Iterator[str]:
    """恩施州 and 恩施自治州 for 恩施土家族苗族自治州, 长阳县 for 长阳土家族自治县."""
    bare, autonomous, kind = name.rpartition("自治")
    if autonomous and kind in ("州", "县", "旗") and bare:
        stem = stem_of(name).removesuffix("族")
        yield from (stem + kind, stem + autonomous + kind)
        yield from (short for short, full in _CUSTOMARY.items() if full == name)


def _by(items: Iterable[str], key: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return {name: tuple(same) for name, same in found.items()}


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _above(path: str) -> str:
    return path.rpartition("/")[0]


def _first(name: str) -> str:
    return name[0]


def _stem_of_path(path: str) -> str:
    return stem_of(_last(path))


def stem_of(name: str) -> str:
    """临川 for 临川区, 内蒙古 for 内蒙古自治区, 恩施 for 恩施土家族苗族自治州."""
    if name in _PROVINCE_STEMS:
        return _PROVINCE_STEMS[name]
    bare = _TYPE_RE.sub("", name)
    people = _PEOPLES_RE.search(bare, 1) if "自治" in name or "族" in name else None
    return bare[: people.start()] if people else bare


def region_level(path: str) -> Level:
    """The level of a region; of one that the table does not have, by its name and depth."""
    if path == NATIONAL:
        return Level.COUNTRY
    if "/" not in path:
        return Level.PROVINCE
    table, name = gazetteer(), _last(path)
    if path in table.prefectures:
        return Level.PREFECTURE
    if path in table.zones:
        return Level.ZONE
    if path not in table.paths.get(name, ()):
        if name.endswith(_TOWNS):
            return Level.TOWNSHIP
        if name.endswith(_ZONES):
            return Level.ZONE
    return Level.COUNTY


def ended(path: str) -> Ended | None:
    """When a division ended and what it became; None for one of today."""
    return ended_divisions().get(path)
