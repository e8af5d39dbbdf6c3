"""Documents named without 《》: laws by their common names, papers by their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractors.citations.titles import kind_of
from extractors.engine import Row, alternation, load_table

_NUMBER_RE = re.compile(r"[一-龥]{2,10}〔(?:19|20)[0-9]{2}〕[0-9]{1,5}号")
_LONGEST_NAME, _LONGEST_NUMBER = 10, 12
"""Characters of such a number before its bracket, and from there on."""
_LEAD_IN_RE = re.compile("^(?:根据|按照|依据|依照|落实|贯彻|执行|参照|原|按|和|及|与|以|将|对)")
_TITLE_RE = re.compile("关于[^，。；：《》（）\n]{4,80}$")
_TITLE_WINDOW = 90
_BEFORE_RE = re.compile(
    "(?:根据|依据|依照|按照|违反|修订|修改|完善|制定|出台|贯彻|落实|实施|执行|遵守|宣传|普及|学习|涉及|推进|符合|和|与|及|、|》)$"
)
_VERB_WINDOW = 4


class LawRow(Row):
    """A row of laws.toml."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BareMention:
    """A document named without 《》 at [start, end) of the text."""

    rule: str
    title: str
    number: str | None
    start: int
    end: int


@cache
def law_rows() -> tuple[LawRow, ...]:
    """The rows of laws.toml."""
    return load_table("extractors.citations", "laws.toml", "law", LawRow)


@cache
def _law_pattern() -> re.Pattern[str]:
    names = alternation([name for row in law_rows() for name in row.names])
    return re.compile(
        f"(?<=[一-龥、》])(?:中华人民共和国)?(?:{names})(?![学院庭官律规治典》]|实施)"
    )


def law_row(title: str) -> str | None:
    """The table row of a law."""
    name = title.removeprefix("中华人民共和国")
    return next((row.id for row in law_rows() if name in row.names), None)


def laws_in(text: str, start: int, end: int) -> Iterator[BareMention]:
    """Laws behind a verb of law or in a list with one."""
    if text.find("法", start, end) < 0:
        return
    for match in _law_pattern().finditer(text, start, end):
        if _BEFORE_RE.search(text, max(start, match.start() - _VERB_WINDOW), match.start()):
            yield BareMention("citations.law", match[0], None, *match.span())


def numbers_in(text: str, start: int, end: int) -> Iterator[BareMention]:
    """Papers by their number, with the name before the bracket where there is one."""
    for match in _bracketed_numbers(text, start, end):
        low = match.start()
        if text[low - 1 : low] == "（" and text[match.end() : match.end() + 1] == "）":
            title = _TITLE_RE.search(text, max(start, low - _TITLE_WINDOW), low - 1)
            if title and kind_of(title[0]):
                yield BareMention(
                    "citations.number", title[0], match[0], title.start(), match.end() + 1
                )
                continue
        lead_in = _LEAD_IN_RE.match(match[0])
        low += lead_in.end() if lead_in else 0
        number = text[low : match.end()]
        yield BareMention("citations.number", number, number, low, match.end())


def _bracketed_numbers(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """As _NUMBER_RE.finditer, looked for only around the bracket."""
    at = start
    while (bracket := text.find("〔", at, end)) >= 0:
        low, high = max(at, bracket - _LONGEST_NAME), min(end, bracket + _LONGEST_NUMBER)
        match = _NUMBER_RE.search(text, low, high)
        if match:
            yield match
        at = match.end() if match else bracket + 1
