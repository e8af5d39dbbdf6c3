"""What a column head says: the kind of the column, a year, a unit."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache

from extractors.dates import PERIOD, PERIOD_ENDS
from extractors.engine import Row, alternation, load_table
from extractors.tabular.model import Head, Kind
from extractors.units import parse_unit
from schemas.vocab import Status


class HeaderRow(Row):
    """A row of headers.toml."""

    kind: Kind
    words: tuple[str, ...]
    parts: tuple[str, ...] = ()
    pattern: str | None = None
    status: Status | None = None


HEADERS = load_table("extractors.tabular", "headers.toml", "header", HeaderRow)
_BY_WORD = {word: row for row in HEADERS for word in row.words}
_PARTS = tuple((part, row) for row in HEADERS for part in row.parts)
_PART_RE = re.compile(alternation([part for part, _ in _PARTS]))
_PATTERNS = tuple((re.compile(row.pattern), row) for row in HEADERS if row.pattern)
_BRACKET = re.compile(r"[（(【〔\[]([^（）()【】〔〕\[\]]{0,20})[）)】〕\]]")
_SUM_HEAD = re.compile(r"[【〔\[（(][^〕】\])）]{0,4}累计[^〕】\])）]{0,4}[】〕\]）)][0-9]?")
"""〔累计〕 stands over what the years add up to."""
_UNIT_WORD = re.compile(r"^(?:计量)?单位：?")
_YEAR_MONTH = re.compile(r"((?:19|20)[0-9]{2})(?:年([0-9]{1,2})月|年?(上半年))?")
_PLAN = re.compile(f"({alternation(tuple(PERIOD_ENDS))})[”规时末期]")
_TIME_ALONE = re.compile(
    rf"(?:截至|到|至)?(?:(?:19|20)[0-9]{{2}}年?(?:[0-9]{{1,2}}月)?|{PERIOD})(?:年?[度末底]|时期|期末)?"
)
_LONGEST_HEAD = 24
_MARKS = " *▲★：:"
_ACTUAL = re.compile("现状|基期|基数|基准|基础值|实际|实现情况|完成情况|完成值|完成数|已完成")
_TARGET = re.compile("目标|预期|规划|计划|任务")


@lru_cache(maxsize=4096)
def read_head(text: str) -> Head:
    """The reading of a head in view characters; an empty Head for what is no head."""
    if _SUM_HEAD.fullmatch(text):
        return Head(Kind.GROWTH, str(Kind.GROWTH), status=Status.TARGET)
    bare = _BRACKET.sub("", text).strip(_MARKS)
    if text.endswith("：") or len(bare) > _LONGEST_HEAD or "。" in bare:
        return Head()
    row = _row_of(bare)
    date = parse_head_date(bare) or _date_in_brackets(text)
    status = _status_of(bare, row)
    kind = row.kind if row else None
    if date and kind in (Kind.GOAL, Kind.INDICATOR):
        kind = Kind.TARGET
    return Head(kind, kind and str(kind), date, unit_in_brackets(text), status)


def _row_of(bare: str) -> HeaderRow | None:
    exact = _BY_WORD.get(bare)
    if exact is not None:
        return exact
    found = _PART_RE.search(bare) and [
        (len(part), bare.rfind(part) + len(part), number)
        for number, (part, _) in enumerate(_PARTS)
        if part in bare
    ]
    if found:
        return _PARTS[max(found)[2]][1]
    return next((row for pattern, row in _PATTERNS if pattern.fullmatch(bare)), None)


def _status_of(bare: str, row: HeaderRow | None) -> Status | None:
    if row is not None and row.status is Status.PARAMETER:
        return row.status
    if _ACTUAL.search(bare):
        return Status.ACTUAL
    return Status.TARGET if _TARGET.search(bare) else None


def parse_head_date(text: str) -> dt.date | None:
    """The last day of the last year, half-year or month that a head names; “十四五” ends with 2025."""
    found = list(_YEAR_MONTH.finditer(text))
    if not found:
        plan = _PLAN.search(text)
        return dt.date(PERIOD_ENDS[plan[1]], 12, 31) if plan else None
    year = int(found[-1][1])
    month = 6 if found[-1][3] else int(found[-1][2] or 12)
    if not 1 <= month <= 12:
        return None
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _date_in_brackets(text: str) -> dt.date | None:
    """The time that fills a bracket: 基期值（2020年）."""
    inside = (match[1] for match in _BRACKET.finditer(text))
    return next((parse_head_date(words) for words in inside if _TIME_ALONE.fullmatch(words)), None)


def unit_in_brackets(text: str) -> str | None:
    """The unit that stands in the last bracket which holds one: 余额（亿元）, （单位：亿元）."""
    for match in reversed(list(_BRACKET.finditer(text))):
        unit = as_unit(match[1])
        if unit is not None:
            return unit
    return None


def as_unit(text: str) -> str | None:
    """The text itself where it is a unit, or one over whatever: 次/百万小时."""
    bare = _UNIT_WORD.sub("", text).strip(" ，、")
    symbol, over, _ = bare.partition("/")
    is_unit = parse_unit(bare) is not None or (over and parse_unit(symbol) is not None)
    return bare if bare and is_unit else None


def strip_unit(name: str) -> str:
    """A name without the bracket that holds its unit."""
    for match in reversed(list(_BRACKET.finditer(name))):
        if as_unit(match[1]) is not None:
            return name[: match.start()] + name[match.end() :]
    return name
