"""Labels of sections: their shapes, and how one is read at the head of a paragraph."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractors.engine import Row, load_table
from extractors.view import View

_HAN = "一二三四五六七八九十百"
_NUMBERS = {
    "han": f"[{_HAN}]{{1,5}}",
    "counted": f"[{_HAN}零〇0-9]{{1,5}}",
    "arabic": "[0-9]{1,3}",
    "decimal": r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}",
    "circled": "[①-⑳㉑-㉟]",
    "enclosed-han": "[㈠-㈩]",
    "enclosed-arabic": "[⑴-⒇]",
    "stopped-arabic": "[⒈-⒛]",
    "dashes": "[—―─–]{1,4}|-{2,4}",
    "optional": f"(?:[0-9]{{1,2}}(?:-[0-9]{{1,2}})?|[{_HAN}]{{1,3}}(?![、.])|[A-Z])?",
}
_CLAUSE = (
    "规定|所[称列述规指]|的|[和与至、]第|，|中[的所规]|第[一二三四五六七八九十0-9]"
    "|(?:中|后|前|之后)?(?:修改|增加|改为|删去|删除|作为)"
)
_REFERENCE = (
    "[项款条目](?:规定|所|的|中|、|，|和|至|之|以)|[至、，和或及]?（[一二三四五六七八九十0-9]"
)
"""`（一）项所称` and `（一）至（三）` speak of an item and are none; `（一）项目建设` is one."""
_NOT_AFTER = {
    "part": _CLAUSE,
    "chapter": _CLAUSE,
    "subchapter": _CLAUSE,
    "article": _CLAUSE,
    "han-dot": f"[{_HAN}]{{1,3}}[、是]",
    "han-bracket": _REFERENCE,
    "arabic-dot": "[0-9]",
    "arabic-bracket": _REFERENCE,
    "decimal": "[A-Za-z0-9.%万亿倍、，—-]|元(?!数)|个(?![人体性])|[年月](?!度)|日(?!常)",
    "dashes": "[0-9—-]",
    "dash": r"[0-9]{1,4}\s?[—―─–-]|[—―─–-]|$",
}
"""What may not follow a label: the rest of a sentence that a line break cut."""
_GENERATION = re.compile(r"([0-9]{1,2})[.、﹒](?=[0-9][A-Za-z])")
"""`1.5G基站` is item 1 about 5G."""

NumberKind = Literal[
    "han",
    "counted",
    "arabic",
    "decimal",
    "circled",
    "enclosed-han",
    "enclosed-arabic",
    "stopped-arabic",
    "dashes",
    "optional",
    "bare",
]
_BARE_NUMBER = re.compile("[0-9]{1,2}(?=[一-龥])")
_LONGEST_BARE = 30
_ONE_CHARACTER = frozenset({"circled", "enclosed-han", "enclosed-arabic", "stopped-arabic"})


class LabelRow(Row):
    """A row of labels.toml."""

    id: str
    rank: int
    opens: tuple[str, ...]
    number: NumberKind
    closes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A label at [start, end) of the view. Two labels of one `shape` are siblings unless a label between says no."""

    row: str
    shape: str
    rank: int
    number: int | None
    start: int
    end: int


@cache
def label_rows() -> tuple[LabelRow, ...]:
    """The rows of labels.toml."""
    return load_table("extractors.sections", "labels.toml", "label", LabelRow)


def _fragment(row: LabelRow) -> str:
    opens = "|".join(map(re.escape, row.opens))
    closes = "|".join(map(re.escape, row.closes))
    guard = _NOT_AFTER.get(row.id)
    tail = f"(?!{guard})" if guard else ""
    name = row.id.replace("-", "_")
    return f"(?P<{name}>(?:{opens})(?P<{name}_number>{_NUMBERS[row.number]})(?:{closes}){tail})"


@cache
def _label_pattern() -> re.Pattern[str]:
    # 1.1 before 1., so that a decimal is not read as an item and a rest.
    rows = sorted(
        (row for row in label_rows() if row.number != "bare"),
        key=lambda row: (row.number != "decimal", row.rank),
    )
    return re.compile("|".join(_fragment(row) for row in rows))


def match_label(view: View, start: int, end: int) -> Label | None:
    """The label that stands at `start`, or None."""
    text = view.text
    match = _label_pattern().match(text, start, end)
    if match is None:
        return _generation_label(text, start, end)
    row = _rows_by_group()[match.lastgroup or ""]
    digits = match[f"{row.id.replace('-', '_')}_number"]
    stop = match.end()
    if row.number == "optional":
        stop = _without_year(text, start, stop)
        digits = text[start + 2 : stop]
    shape = f"{row.id}-{digits.count('.')}" if row.number == "decimal" else row.id
    return Label(row.id, shape, row.rank, parse_number(digits, row.number), start, stop)


@cache
def _rows_by_group() -> dict[str, LabelRow]:
    return {row.id.replace("-", "_"): row for row in label_rows()}


def _generation_label(text: str, start: int, end: int) -> Label | None:
    match = _GENERATION.match(text, start, end)
    if match is None:
        return None
    row = next(row for row in label_rows() if row.id == "arabic-dot")
    return Label(row.id, row.id, row.rank, int(match[1]), start, match.end())


def match_bare_number(view: View, start: int, end: int, heads: Collection[int]) -> Label | None:
    """`1 总则`, the head of `1.1`: a number before a short heading, with a blank between unless it is one of `heads`."""
    match = _BARE_NUMBER.match(view.text, start, end)
    if match is None or end - match.end() > _LONGEST_BARE or "。" in view.text[start:end]:
        return None
    if int(match[0]) not in heads and not has_gap(view, match.end()):
        return None
    row = next(row for row in label_rows() if row.id == "bare-number")
    return Label(row.id, row.id, row.rank, int(match[0]), start, match.end())


def has_gap(view: View, position: int) -> bool:
    """Whether the source holds blanks or artefacts right before a position of the view."""
    return view.source_offset(position) - view.source_offset(position - 1) > 1


def has_gaps(view: View, start: int, end: int) -> bool:
    """Whether the source holds more than the view between two positions; `end` is greater than `start`."""
    return view.source_offset(end - 1) - view.source_offset(start) > end - 1 - start


def _without_year(text: str, start: int, stop: int) -> int:
    """`专栏2025年目标` has no number: the digits are a year's."""
    if stop < len(text) and text[stop].isdigit() and text[stop - 1].isdigit():
        while text[stop - 1].isdigit() and stop > start:
            stop -= 1
    return stop


def parse_number(digits: str, kind: NumberKind) -> int | None:
    """The ordinal that a label's number stands for; None for dashes and for no number."""
    if kind == "dashes" or not digits:
        return None
    if kind in _ONE_CHARACTER:
        return int(unicodedata.numeric(digits))
    last = digits.replace("-", ".").split(".")[-1]
    if last.isascii() and last.isdigit():
        return int(last)
    return _han_number(last)


def _han_number(text: str) -> int | None:
    """一 to 九百九十九; None for letters."""
    total = digit = 0
    for character in text:
        if character in "百十":
            total += (digit or 1) * (100 if character == "百" else 10)
            digit = 0
        elif character in "零〇":
            digit = 0
        elif character in _HAN:
            digit = _HAN.index(character) + 1
        else:
            return None
    return total + digit
