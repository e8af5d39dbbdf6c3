"""Automatic numbering: what Word prints before a paragraph and keeps in no text run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from pipeline.readers.docx_names import attribute, by_name, child, value, value_of, w
from pipeline.readers.elements import Element
from pipeline.readers.number_formats import format_number

_PLACE = re.compile(r"%([1-9])")
_DASHES = frozenset("—–-－―─")
_LEVELS = 9
_START, _TEMPLATE, _STYLE, _LEGAL, _SUFFIX, _RESTART = map(
    w, ("start", "lvlText", "pStyle", "isLgl", "suff", "lvlRestart")
)
_MAX_LINKS = 8


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list, as the file defines it."""

    start: int = 1
    number_format: str = "decimal"
    template: str = ""
    style: str | None = None
    is_legal: bool = False
    is_spaced: bool = False
    """Whether a blank follows the number; a tab is the typesetter's."""
    restart: int | None = None
    """The level (from 1) whose advance restarts this one; 0 never; None any outer level."""


@dataclass(slots=True)
class _Counters:
    """The numbers reached in one list, by level; None where a level was not used yet."""

    values: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)
    seen: set[str] = field(default_factory=set[str])


@dataclass(slots=True)
class _Number:
    """One w:num: which list it counts in, and what it changes there."""

    abstract: str
    starts: dict[int, int]
    levels: dict[int, Level]


class Numbering:
    """Labels for the numbered paragraphs of one document, asked for in document order; its part is read with the first."""

    def __init__(self, read_root: Callable[[], Element | None]) -> None:
        self._read_root = read_root
        self._is_loaded = False
        self._abstract: dict[str, Element] = {}
        self._links: dict[str, str] = {}
        self._style_lists: dict[str, str] = {}
        self._numbers: dict[str, _Number] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._counters: dict[str, _Counters] = {}

    def _load(self) -> None:
        self._is_loaded = True
        root = self._read_root()
        if root is None:
            return
        for element in root.iterchildren(w("abstractNum")):
            key = attribute(element, "abstractNumId") or ""
            self._abstract[key] = element
            for tag, names in (("numStyleLink", self._links), ("styleLink", self._style_lists)):
                linked = child(element, tag)
                name = attribute(linked, "val") if linked is not None else None
                if name:
                    names.update({key: name} if tag == "numStyleLink" else {name: key})
        for element in root.iterchildren(w("num")):
            linked = child(element, "abstractNumId")
            abstract = attribute(linked, "val") if linked is not None else None
            number = attribute(element, "numId")
            if number and abstract:
                self._numbers[number] = _Number(abstract, *_overrides(element))

    def level_of_style(self, number: str, style: str) -> int:
        """The level that a list gives to a paragraph style; 0 where it names none."""
        levels = self._levels_of(number)
        return next((depth for depth, level in levels.items() if level.style == style), 0)

    def label(self, number: str, depth: int) -> str:
        """The label of the next paragraph of a list at a level from 0; advances the list."""
        levels = self._levels_of(number)
        level = levels.get(depth)
        if level is None:
            return ""
        counters = self._advance(number, depth, levels)
        if level.number_format == "bullet":
            return level.template if set(level.template) <= _DASHES else ""
        text = _PLACE.sub(lambda m: self._part(m, levels, level, counters), level.template)
        return f"{text} " if text and level.is_spaced else text

    def _part(
        self, match: re.Match[str], levels: dict[int, Level], own: Level, counters: _Counters
    ) -> str:
        depth = int(match[1]) - 1
        level = levels.get(depth, Level())
        value = counters.values[depth]
        number_format = "decimal" if own.is_legal else level.number_format
        return format_number(level.start if value is None else value, number_format)

    def _list_of(self, number: str) -> str | None:
        """The key of the list that a number counts in, links of list styles followed."""
        entry = self._numbers.get(number)
        key = entry.abstract if entry else None
        for _ in range(_MAX_LINKS):
            if key is None or key not in self._links:
                break
            key = self._style_lists.get(self._links[key])
        return key

    def _levels_of(self, number: str) -> dict[int, Level]:
        if not self._is_loaded:
            self._load()
        levels = self._levels.get(number)
        if levels is None:
            levels = self._levels[number] = self._find_levels(number)
        return levels

    def _find_levels(self, number: str) -> dict[int, Level]:
        key = self._list_of(number)
        if key is None:
            return {}
        own = self._numbers[number]
        levels = dict(_levels(self._abstract.get(key))) | own.levels
        for depth in own.starts.keys() & levels.keys():
            levels[depth] = replace(levels[depth], start=own.starts[depth])
        return levels

    def _advance(self, number: str, depth: int, levels: dict[int, Level]) -> _Counters:
        counters = self._counters.setdefault(self._list_of(number) or number, _Counters())
        if number not in counters.seen:
            counters.seen.add(number)
            for restarted in self._numbers[number].starts:
                counters.values[restarted] = None
        for outer in range(depth):
            if counters.values[outer] is None:  # a level that is skipped counts as used
                counters.values[outer] = levels.get(outer, Level()).start
        reached = counters.values[depth]
        counters.values[depth] = levels[depth].start if reached is None else reached + 1
        for deeper in range(depth + 1, _LEVELS):
            restart = levels.get(deeper, Level()).restart
            if restart is None or depth < restart:
                counters.values[deeper] = None
        return counters


def _levels(element: Element | None) -> Iterator[tuple[int, Level]]:
    for level in () if element is None else element.iterchildren(w("lvl")):
        depth = _integer(attribute(level, "ilvl"), 0)
        if 0 <= depth < _LEVELS:
            yield depth, _level(level)


def _overrides(element: Element) -> tuple[dict[int, int], dict[int, Level]]:
    starts: dict[int, int] = {}
    levels: dict[int, Level] = {}
    for override in element.iterchildren(w("lvlOverride")):
        depth = _integer(attribute(override, "ilvl"), 0)
        if not 0 <= depth < _LEVELS:
            continue
        start = value(override, "startOverride")
        if start is not None:
            starts[depth] = _integer(start, 1)
        level = child(override, "lvl")
        if level is not None:
            levels[depth] = _level(level)
    return starts, levels


def _level(element: Element) -> Level:
    properties = by_name(element)
    restart, legal = properties.get(_RESTART), properties.get(_LEGAL)
    return Level(
        start=_integer(value_of(properties.get(_START)), 0),
        number_format=_number_format(element),
        template=value_of(properties.get(_TEMPLATE)) or "",
        style=value_of(properties.get(_STYLE)),
        is_legal=legal is not None and value_of(legal) not in {"0", "false", "off"},
        is_spaced=value_of(properties.get(_SUFFIX)) == "space",
        restart=None if value_of(restart) is None else _integer(value_of(restart), 0),
    )


def _number_format(element: Element) -> str:
    """The w:numFmt, a custom one as it is spelled; newer Word wraps it with its fall-back."""
    found = next(element.iter(w("numFmt")), None)
    if found is None:
        return "decimal"
    return attribute(found, "format") or attribute(found, "val") or "decimal"


def _integer(text: str | None, default: int) -> int:
    if text is None or not text.isascii() or not text.isdigit() or len(text) > _LEVELS:
        return default
    return int(text)
