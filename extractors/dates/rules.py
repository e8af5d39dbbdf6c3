"""Time expressions: what they mean by themselves, and whether they set an end, a start or a day of validity."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import regex

from extractors.dates.after_issue import AFTER_ISSUE
from extractors.engine import Dimension, Finding, Row, Rule, alternation, load_table
from extractors.numerals import parse_number


class PeriodRow(Row):
    """A planning period by its short name."""

    name: str
    first: int
    last: int


class TimeKind(StrEnum):
    """What a time expression does. A span (用3年时间) ends the deadline before it and names no day of its own."""

    DEADLINE = "deadline"
    POINT = "point"
    PERIOD = "period"
    AS_OF = "as_of"
    START = "start"
    BASE = "base"
    VALIDITY = "validity"
    SPAN = "span"


@dataclass(frozen=True, slots=True)
class Time:
    """[start, end) of the text; `date` is the last day meant, `first_year` the first year of a period."""

    start: int
    end: int
    kind: TimeKind
    date: dt.date
    first_year: int
    rule_id: str
    row: str | None = None


_PERIODS = {
    row.name: row for row in load_table("extractors.dates", "periods.toml", "period", PeriodRow)
}

PERIOD = rf"[“\"”‘]?(?:{alternation(tuple(_PERIODS))})[”\"“’]?"
"""A planning period by its short name, in quotation marks or without."""

PERIOD_ENDS = {name: row.last for name, row in _PERIODS.items()}
"""The last year of each planning period, by its short name."""

_LEAD = "力争到|争取到|力争在|争取在|确保到|预计到|计划到|规划到|截至到|截止到|截至|截止|以及到|至迟于|最迟于|到|至|力争|争取|从|由|自|于|在|较|比|同"
_EDGE = (
    "年末|年底|末(?![端梢位])|底(?![数线层盘座部价])|(?:上半年|下半年|第?[一二三四1-4]季度)[末底]?|初(?![步级次中期始心审])"
    "|年初|年中|中(?![小西东国央医药等高心型长职期部])"
)
_AFTER = "之?前|以前|起|开始|以来|以后|后|年?度|时"
_YEAR = "(?:19|20)[0-9]{2}"
_DASH = "[-—–~～－―至到]{1,2}"

# regex finds the literal behind an optional start first: here 3 to 10 times as fast as re (docs/design.md).
_YEAR_RE = regex.compile(
    rf"(?P<lead>{_LEAD})?(?<![0-9])"
    rf"(?:(?P<first>{_YEAR})年?{_DASH})?(?P<year>{_YEAR})年"
    rf"(?:(?P<month>[0-9]{{1,2}})月份?(?:(?P<day>[0-9]{{1,2}})日)?)?"
    rf"(?P<edge>{_EDGE})?(?P<after>{_AFTER})?"
)
_PERIOD_RE = regex.compile(
    rf"(?P<lead>{_LEAD})?[“\"”‘]?(?P<name>{alternation(tuple(_PERIODS))})[”\"“’]?"
    rf"(?P<edge>期末|末期|末|时期|期间|以来|初|中期|(?=的[0-9.]{{1,6}}倍))(?P<after>之?前)?"
)
_PLAN_END_RE = re.compile(
    "(?:到|至)?本?规划期(?:期)?末|(?<![^，。；：、])(?:到|至)期末(?=，|[^一-龥]|$)"
)
_MONTH_RE = re.compile(
    rf"(?P<lead>{_LEAD}|每年)?(?<![0-9年])(?P<month>1[0-2]|[1-9])月(?:(?P<day>[0-9]{{1,2}})日|份)?"
    rf"(?P<edge>底|末|上旬|中旬|下旬)?(?P<after>之?前|以前)"
    rf"|(?<![0-9年])(?P<month2>1[0-2]|[1-9])月(?P<edge2>底|末)"
)
_THIS_YEAR_RE = re.compile(r"(?:今年|当年|本年|年)(?:年?底|年?末|内)(?P<after>之?前|以前)?")
_NEAR_YEAR_RE = re.compile(
    "(?P<lead>到|至|力争|截至)?(?:(?P<next>明|来)|(?P<this>今)|(?P<last>去))年(?P<edge>年?[底末]|[上下]半年)?(?P<after>之?前|以前|以来|起|开始)?"
)
"""Counted from the year of issue: 今年, 明年底."""
_ATTRIBUTE_RE = re.compile("[^，；。：、的]{1,8}的[一-龥]")
"""2000年底前建成的小区: behind a time, what it dates is only described."""
_COMPARED_RE = re.compile(f"(?:较|(?<!占)比|相较于|与)(?:{PERIOD}[末底初]的)?$")
_PRICE_RE = re.compile("的?(?:不变价|可比价|价格|价计|同口径|为(?:基期|基数|基年|基准))")
"""Behind a year: that of the prices or the base, which dates nothing."""
_MULTIPLIED_RE = re.compile("的(?:近|约)?[0-9.]{1,6}倍")
_VALIDITY_RE = re.compile(r"有效期|施行|实施之日|执行期|试行期")

_COUNT = "[0-9]{1,2}|[一两二三四五六七八九十]{1,2}"
_WITHIN_RE = re.compile(
    rf"(?:(?P<start>{_YEAR})年(?P<month>[0-9]{{1,2}}月)?起，?|(?<![^，。；：\n、）”])(?:力争|争取|计划|确保)?(?:在|用)?(?:未来|今后|接下来)?)"
    rf"(?P<years>{_COUNT})年(?:以|之)?内(?![未无不没有发累连])"
)
_SPAN_RE = re.compile(
    rf"(?:用|利用|经过|通过|力争|争取|再用|未来|今后)(?:约)?(?:(?:{_COUNT}){_DASH})?(?:{_COUNT})个?(?:年|月)(?:左右)?(?:的?时间|的?努力|(?=，))"
)
_SO_FAR_RE = re.compile("(?:截至|截止到?)$")
_MONTH_SPAN_RE = re.compile(
    rf"(?<![0-9])(?P<first>{_YEAR})年(?:1[0-2]|[1-9])月(?:底|末|初)?{_DASH}(?:(?P<year>{_YEAR})年)?(?P<month>1[0-2]|[1-9])月(?:底|末)?"
)
_RECENT_RE = re.compile(
    rf"(?:近|最近|过去)(?:{_COUNT})个?年(?:来|间|以来)?(?![内])|近年来|(?<![0-9一-龥])(?:{_COUNT})年来"
)
_AFTER_ISSUE_RE = re.compile(AFTER_ISSUE)
_QUARTER_RE = re.compile(
    "(?<![年每0-9上下各前后])(?P<edge>上半年|下半年|第?[一二三四]季度)(?P<tail>[末底]?(?:之?前)?)"
)

RULES = (
    Rule("dates.year", "a year, month or day, with 末, 底, 前 and what leads up to it"),
    Rule("dates.years", "two years joined by a dash: the last day of the second"),
    Rule("dates.period", "a five-year plan by its short name: “十四五”末"),
    Rule("dates.plan-end", "规划期末, 到期末: the last day of the plan's period"),
    Rule("dates.month", "a month without a year: the plan's year"),
    Rule("dates.months", "a month of a year to another month"),
    Rule("dates.within", "5年内, 2012年起5年内: counted from the year named, else from the plan's"),
    Rule("dates.span", "用3年时间, 印发后3个月内, 印发之日起30日内: a span that names no day"),
    Rule("dates.recent", "近3年, 五年来: a span that ends today"),
    Rule("dates.quarter", "上半年, 三季度末前 without a year: the plan's year"),
    Rule("dates.this-year", "年底前, 今年内: the plan's year"),
    Rule("dates.near-year", "今年, 明年底, 去年: counted from the plan's year"),
)


def last_day(year: int, month: int = 12, day: int | None = None) -> dt.date | None:
    """The last day of a year, a month, or the day itself; None for a day that is not in the calendar."""
    if not 1 <= month <= 12:
        return None
    length = calendar.monthrange(year, month)[1]
    if day is None:
        return dt.date(year, month, length)
    return dt.date(year, month, day) if 1 <= day <= length else None


def find_times(text: str, *, year: int | None = None, plan_end: int | None = None) -> list[Time]:
    """All time expressions in order. `year` is the year meant where a month has none, `plan_end` the plan's last;
    without them such expressions are left out.
    """
    found: list[Time] = []
    if plan_end is not None and "期末" in text:
        found += _plan_ends(text, plan_end)
    if "年" in text or "月" in text or "内" in text:
        found += _spans(text, year)
    if "年" in text:
        taken = [(time.start, time.end) for time in found]
        for match in _YEAR_RE.finditer(text):
            time = _year_time(text, match)
            if time and not any(low < time.end and time.start < high for low, high in taken):
                found.append(time)
    if "五" in text:
        found += filter(None, (_period_time(text, match) for match in _PERIOD_RE.finditer(text)))
    if "年" in text:
        found += _near_years(text, year)
    dated = sorted(found, key=lambda time: time.start)
    for time in _times_without_year(text, year, dated):
        if not any(other.start < time.end and time.start < other.end for other in dated):
            found.append(time)
    return sorted(found, key=lambda time: time.start)


def _plan_ends(text: str, year: int) -> list[Time]:
    """规划期末, 到期末: the end of the notice's own plan."""
    date = dt.date(year, 12, 31)
    return [
        Time(match.start(), match.end(), TimeKind.DEADLINE, date, year, "dates.plan-end")
        for match in _PLAN_END_RE.finditer(text)
    ]


def _spans(text: str, year: int | None) -> list[Time]:
    """Times of more than one word of time: from month to month, within years, spans."""
    found: list[Time] = []
    for match in _MONTH_SPAN_RE.finditer(text) if "月" in text else ():
        last = int(match["year"] or match["first"])
        date, first = last_day(last, int(match["month"])), int(match["first"])
        if date:
            found.append(
                Time(match.start(), match.end(), TimeKind.PERIOD, date, first, "dates.months")
            )
    for match in _WITHIN_RE.finditer(text) if "内" in text else ():
        years = parse_number(match["years"])
        start = int(match["start"]) - 1 if match["start"] else year
        if years is not None and start is not None:
            date = dt.date(start + int(years), 12, 31)
            found.append(
                Time(match.start(), match.end(), TimeKind.DEADLINE, date, start, "dates.within")
            )
    for pattern in (_SPAN_RE, _AFTER_ISSUE_RE, _RECENT_RE):
        for match in pattern.finditer(text):
            at = dt.date(year or dt.MAXYEAR, 12, 31)
            rule = "dates.recent" if pattern is _RECENT_RE else "dates.span"
            found.append(Time(match.start(), match.end(), TimeKind.SPAN, at, at.year, rule))
    return found


def _year_time(text: str, match: regex.Match[str]) -> Time | None:
    month, day, edge = match["month"], match["day"], match["edge"] or ""
    number = _edge_month(edge) if month is None else int(month)
    date = last_day(int(match["year"]), number, int(day) if day else None)
    if date is None:
        return None
    first = int(match["first"] or match["year"])
    rule = "dates.years" if match["first"] else "dates.year"
    kind = _kind(text, match, match["lead"] or "", match["after"] or "")
    if match["first"] and kind is TimeKind.POINT:
        kind = TimeKind.PERIOD
    return Time(match.start(), match.end(), kind, date, first, rule)


def _edge_month(edge: str) -> int:
    edge = edge.rstrip("末底") or edge
    if edge in ("上半年", "中", "年中"):
        return 6
    if edge.endswith("季度"):
        number = edge.removeprefix("第")[0]
        return 3 * ("一二三四".find(number) + 1 or int(number))
    return 12


def _kind(text: str, match: regex.Match[str] | re.Match[str], lead: str, after: str) -> TimeKind:
    """What the words around a time make of it."""
    before = text[max(0, match.start() - 8) : match.start()]
    if _VALIDITY_RE.search(before) and lead in ("至", "到", "自", ""):
        return TimeKind.VALIDITY
    starts = lead in ("从", "由", "自")
    if _dates_nothing(text, match.end(), after) or lead in ("较", "比", "同"):
        return TimeKind.BASE
    if not starts and _COMPARED_RE.search(before):
        return TimeKind.BASE
    if starts or after in ("起", "开始", "以来", "以后", "后"):
        return TimeKind.START
    if lead.startswith(("截至", "截止")) or (lead in ("至", "到") and before.endswith("以来")):
        return TimeKind.AS_OF
    described = lead in ("到", "至") and text.startswith("的", match.end())
    ends = after.endswith("前") or lead not in ("", "在", "于")
    return TimeKind.DEADLINE if ends and not described else TimeKind.POINT


def _dates_nothing(text: str, end: int, after: str) -> bool:
    """A year of prices, and one that only describes what follows."""
    described = after.endswith("前") and _ATTRIBUTE_RE.match(text, end)
    is_base = _PRICE_RE.match(text, end) or _MULTIPLIED_RE.match(text, end)
    return bool(described or is_base)


def _period_time(text: str, match: regex.Match[str]) -> Time | None:
    row = _PERIODS[match["name"]]
    lead, edge = match["lead"] or "", match["edge"]
    kind = _kind(text, match, lead, match["after"] or ("以来" if edge == "以来" else ""))
    if kind is TimeKind.POINT and edge in ("时期", "期间", "中期"):
        kind = TimeKind.PERIOD
    elif kind is TimeKind.POINT and edge != "初":
        kind = TimeKind.DEADLINE
    return Time(
        match.start(),
        match.end(),
        kind,
        dt.date(row.last, 12, 31),
        row.first,
        "dates.period",
        row.name,
    )


def _times_without_year(text: str, year: int | None, dated: Sequence[Time]) -> list[Time]:
    """Months and 年底; their year is that of the dated time before them, else `year`, else unknown: left out."""
    found: list[Time] = []
    for match in _MONTH_RE.finditer(text) if "月" in text else ():
        meant = _year_before(dated, match.start(), year)
        if match["lead"] == "每年" or meant is None:
            continue
        month = int(match["month"] or match["month2"])
        date = last_day(meant, month, int(match["day"]) if match["day"] else None)
        if date:
            so_far = match["lead"] is None and _SO_FAR_RE.search(text, 0, match.start())
            kind = TimeKind.AS_OF if so_far else TimeKind.DEADLINE
            found.append(Time(match.start(), match.end(), kind, date, meant, "dates.month"))
    for match in _QUARTER_RE.finditer(text) if "年" in text or "季度" in text else ():
        meant = _year_before(dated, match.start(), year)
        date = last_day(meant, _edge_month(match["edge"])) if meant is not None else None
        if date and meant is not None:
            kind = TimeKind.DEADLINE if match["tail"] else TimeKind.POINT
            found.append(Time(match.start(), match.end(), kind, date, meant, "dates.quarter"))
    for match in _THIS_YEAR_RE.finditer(text) if "年" in text else ():
        meant = _year_before(dated, match.start(), year)
        bare = match[0][0] == "年"
        stands_alone = match.start() == 0 or text[match.start() - 1] in "，。（；、于\n"
        named = match["after"] is not None and not text[match.start() - 1 : match.start()].isdigit()
        if meant is not None and (not bare or stands_alone or named):
            date = dt.date(meant, 12, 31)
            start, end = match.span()
            found.append(Time(start, end, TimeKind.DEADLINE, date, meant, "dates.this-year"))
    return found


def _near_years(text: str, year: int | None) -> list[Time]:
    """今年, 明年底 and 去年; 比去年 and what 今年以来 was done set no end."""
    found: list[Time] = []
    for match in _NEAR_YEAR_RE.finditer(text) if year is not None else ():
        meant = (year or 0) + bool(match["next"]) - bool(match["last"])
        date = last_day(meant, _edge_month((match["edge"] or "").removeprefix("年")))
        kind = _kind(text, match, match["lead"] or "", match["after"] or "")
        if kind is TimeKind.POINT and match["edge"] and not match["last"]:
            kind = TimeKind.DEADLINE
        if date:
            found.append(Time(match.start(), match.end(), kind, date, meant, "dates.near-year"))
    return found


def _year_before(dated: Sequence[Time], position: int, default: int | None) -> int | None:
    before = [t for t in dated if t.start < position and t.kind is not TimeKind.BASE]
    return before[-1].date.year if before else default


_ONGOING_RE = re.compile(
    r"长期|持续|常态|全年|每年|贯穿|动态|日常|不间断|经常|始终|滚动|适时|定期|按时序|即时|实时"
)
_DOTTED_RE = re.compile(
    rf"(?<![0-9])({_YEAR})[.\-/]([0-9]{{1,2}})(?:[.\-/]([0-9]{{1,2}}))?(?![0-9])"
)
_BARE_YEAR_RE = re.compile(rf"^(?:{_YEAR}{_DASH})?({_YEAR})$")
_BARE_MONTH_RE = re.compile(r"(?<![0-9])(1[0-2]|[1-9])月(?:份|底|末|前|([0-9]{1,2})日)?")
_CHINESE_DATE_RE = re.compile(
    "([二〇○零O0一三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)


def parse_deadline(text: str, *, year: int | None) -> dt.date | Literal["ongoing"] | None:
    """The deadline that a note or a cell names: a date wins over 持续推进; None where it names none."""
    times = [
        time
        for time in find_times(text, year=year)
        if time.kind not in (TimeKind.START, TimeKind.VALIDITY, TimeKind.BASE, TimeKind.SPAN)
    ]
    if times:
        runs_on = len(times) > 1 and text[times[1].start] in "至到-—"
        return times[1].date if runs_on else times[0].date
    for pattern in (_DOTTED_RE, _BARE_YEAR_RE):
        match = pattern.search(text.strip())
        if match:
            parts = [int(part) for part in match.groups() if part]
            return last_day(*parts)
    month = _BARE_MONTH_RE.search(text)
    if month and year is not None:
        return last_day(year, int(month[1]), int(month[2]) if month[2] else None)
    if year is not None and re.search(r"年底|年末|年内", text):
        return dt.date(year, 12, 31)
    return "ongoing" if _ONGOING_RE.search(text) else None


def parse_date(text: str) -> dt.date | None:
    """A full calendar date in digits or Chinese numerals: 2025年8月12日, 2025-08-12, 二〇二五年八月十二日."""
    match = re.search(rf"({_YEAR})[年\-/.]([0-9]{{1,2}})[月\-/.]([0-9]{{1,2}})", text)
    if match:
        return last_day(int(match[1]), int(match[2]), int(match[3]))
    chinese = _CHINESE_DATE_RE.search(text)
    if chinese is None:
        return None
    numbers = [
        parse_number(part.translate(str.maketrans("○O0", "〇〇〇"))) for part in chinese.groups()
    ]
    if None in numbers:
        return None
    return last_day(*(int(number) for number in numbers if number is not None))


def _find(text: str) -> Sequence[Finding]:
    return [
        Finding(
            time.rule_id,
            time.start,
            time.end,
            {"kind": time.kind.value, "date": time.date.isoformat()},
            (time.row,) if time.row else (),
        )
        for time in find_times(text, year=2024, plan_end=2028)
    ]


DIMENSION = Dimension("dates", RULES, _find, {row.name: row.example for row in _PERIODS.values()})
