"""Printed labels of paragraphs as levels of one list, so that a writer can leave them to automatic numbering."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_HAN = "一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class Shape:
    """A level of the list: how its labels look, and Word's words for that."""

    pattern: re.Pattern[str]
    number_format: str
    template: str


SHAPES = (
    Shape(re.compile("第([一二三四五六七八九十]{1,3})章"), "chineseCountingThousand", "第%1章"),
    Shape(re.compile("([一二三四五六七八九十]{1,3})、"), "chineseCountingThousand", "%2、"),
    Shape(re.compile("（([一二三四五六七八九十]{1,3})）"), "chineseCountingThousand", "（%3）"),
    Shape(re.compile(r"([0-9]{1,2})\.(?![0-9])"), "decimal", "%4."),
    Shape(re.compile("（([0-9]{1,2})）"), "decimal", "（%5）"),
    Shape(re.compile(f"([{_CIRCLED}])"), "decimalEnclosedCircleChinese", "%6"),
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label at a level from 0. `restarts`: the number is not the one that the list has reached."""

    level: int
    number: int
    rest: str
    restarts: bool


@dataclass(slots=True)
class Counter:
    """The numbers that a list has reached, as a word processor counts them.

    `starts`: where the levels begin anew that do not begin with 1; a restart is the beginning of its level from then on.
    """

    reached: list[int] = field(default_factory=lambda: [0] * len(SHAPES))
    starts: dict[int, int] = field(default_factory=dict[int, int])

    def take(self, text: str) -> Label | None:
        """The label that `text` begins with; None where it has none that a list could print."""
        for level, shape in enumerate(SHAPES):
            match = shape.pattern.match(text)
            number = _number(match[1]) if match else 0
            if match and number:
                expected = (
                    self.reached[level] + 1 if self.reached[level] else self.starts.get(level, 1)
                )
                restarts = number != expected
                if restarts:
                    self.starts = {level: number}
                self.reached[level:] = [number] + [0] * (len(SHAPES) - level - 1)
                return Label(level, number, text[match.end() :], restarts)
        return None


def _number(printed: str) -> int:
    """0 where the numeral is not the usual form of its number."""
    if printed in _CIRCLED:
        return _CIRCLED.index(printed) + 1
    if printed.isdigit():
        return int(printed) if not printed.startswith("0") else 0
    return next((number for number in range(1, 100) if _han(number) == printed), 0)


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    lead = "" if not tens else "十" if tens == 1 else f"{_HAN[tens - 1]}十"
    return lead + (_HAN[ones - 1] if ones else "")
