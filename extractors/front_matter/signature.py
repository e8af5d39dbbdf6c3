"""Who signed a notice, and when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from extractors.front_matter.lines import Line, are_agencies
from extractors.front_matter.titles import NUMBER, ORDER_TAIL, Title, says_at
from extractors.outline import ParagraphKind
from extractors.view import View

_HAN_YEAR = "[二一][〇○零Ｏ0九O][〇○零一二三四五六七八九0O]{2}"
_DATE = (
    f"(?P<year>[0-9]{{4}}|{_HAN_YEAR})[年./-]"
    "(?P<month>[0-9]{1,2}|[一二三四五六七八九十]{1,2})[月./-]"
    "(?P<day>[0-9]{1,2}|[一二三四五六七八九十廿]{1,3})日?"
)
_DATE_RE = re.compile(_DATE)
_SIGNED_DATE = re.compile(
    f"(?P<agencies>[一-龥（）、\\s]{{0,80}}?)[（]?(?P<date>{_DATE.replace('[年./-]', '年').replace('[月./-]', '月')[:-1]})[）]?"
    "(?:（[^（）]{1,30}）)?"
)
_RUN_IN_SIGNATURE = re.compile(
    "。(?P<agencies>[一-龥（）、]{4,60}?)(?P<date>[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)"
)
_NOTED = re.compile(
    "（[0-9一二〇○][^（）]{0,200}(?:发布|公布|通过|印发|施行|修订|修正|批准)[^（）]{0,200}）"
    f"|[0-9]{{4}}年[0-9]{{1,2}}月[0-9]{{1,2}}日{NUMBER}"
)
_NEAR = 3
_DIGITS = {
    "〇": 0,
    "○": 0,
    "零": 0,
    "O": 0,
    "0": 0,
    **{c: i for i, c in enumerate("一二三四五六七八九", 1)},
}
_GROUP = re.compile(
    "等(?:[0-9]{1,2}|[二两三四五六七八九十]{1,3})?(?:个|家)?(?:部门|单位|委办局|机构|厅局|部委)"
)
_MINISTRY_START = (
    "(?<=[部委局署办行院会厅])(?:国家|中国|中央|全国|最高|教育部|科技部|科学技术部|工业和信息化部|公安部|民政部|司法部|财政部|人力资源|自然资源部|"
    "生态环境部|住房城乡建设部|住房和城乡建设部|交通运输部|水利部|农业农村部|商务部|文化和旅游部|退役军人|应急管理部|人民银行|审计署|国务院|海关总署|税务总局|市场监管总局)"
)
_BETWEEN = "、，；, \n"
_SEAL = re.compile("（(?:公?章|盖章|印章?|代章)）$")
_MOST_SIGNERS = 14
_REGION_LENGTH = 2


def parse_date(text: str) -> dt.date | None:
    """The first date of a text, in digits or in Chinese numerals; None if it is on no calendar."""
    match = _DATE_RE.search(text)
    if match is None:
        return None
    year, month, day = (_number(match[name]) for name in ("year", "month", "day"))
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _number(text: str) -> int:
    if text.isascii() and text.isdigit():
        return int(text)
    if "十" in text or "廿" in text:
        tens, _, ones = text.replace("廿", "二十").partition("十")
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    return int("".join(str(_DIGITS[character]) for character in text))


def signature(view: View, lines: Sequence[Line], after: int) -> tuple[dt.date | None, list[str]]:
    """Date and signers of the first dated signature below line `after`; a date without signers if none is signed."""
    unsigned: dt.date | None = None
    for number in range(after + 1, len(lines)):
        line = lines[number]
        match = _SIGNED_DATE.fullmatch(line.text)
        date = parse_date(match["date"]) if match else None
        if match is None or date is None:
            continue
        signers = _signers(view, lines, number, len(match["agencies"]), after)
        if signers:
            return date, signers
        if line.kind is ParagraphKind.BODY:
            unsigned = unsigned or date
    return unsigned, []


def noted_date(lines: Sequence[Line], title: Title) -> dt.date | None:
    """The date on the lines below a title: with the number, or in brackets with what was done."""
    for line in lines[title.last + 1 : title.last + 1 + _NEAR]:
        if _NOTED.fullmatch(line.text):
            return parse_date(line.text)
    return None


def run_in_date(lines: Sequence[Line]) -> dt.date | None:
    """The date of a letter inside a paper on one line: behind its full stop and the name that signs."""
    for match in _RUN_IN_SIGNATURE.finditer(lines[0].text):
        if are_agencies(match["agencies"]):
            return parse_date(match["date"])
    return None


def _signers(view: View, lines: Sequence[Line], number: int, length: int, after: int) -> list[str]:
    """The names on the date's own line, or on the lines above it."""
    start = lines[number].start
    if length and are_agencies(view.text[start : start + length]):
        return split_agencies(view, start, start + length)
    signers: list[str] = []
    for line in reversed(lines[max(after + 1, number - _MOST_SIGNERS) : number]):
        name = _SEAL.sub("", line.text)
        if not are_agencies(name):
            break
        signers = split_agencies(view, line.start, line.start + len(name)) + signers
    return signers


def split_agencies(view: View, start: int, end: int) -> list[str]:
    """The names in [start, end): parted by 、 or ，, by blanks of the source, or by the region that each repeats."""
    names: list[str] = []
    low = start
    for position in range(start + 1, end + 1):
        at_mark = position < end and view.text[position] in _BETWEEN
        if position < end and not at_mark and not _parts(view, low, position, end):
            continue
        name = view.printed[low:position].strip(_BETWEEN)
        if name:
            names.append(name)
        low = position
    return [part for name in names for part in _by_region(name)]


def _parts(view: View, low: int, position: int, end: int) -> bool:
    """Whether blanks before `position` stand between two whole names, not inside a wrapped one."""
    if view.source_offset(position) - view.source_offset(position - 1) == 1:
        return False
    return are_agencies(view.text[low:position]) and are_agencies(view.text[position:end])


def _by_region(name: str) -> list[str]:
    """`甲市财政局甲市水利局` is two names: the second begins with the same place, or with a ministry's first word."""
    place = re.escape(name.removeprefix("中共")[:_REGION_LENGTH])
    parts: list[str] = []
    low = 0
    for match in re.finditer(f"{place}|{_MINISTRY_START}", name):
        if match.start() > low + _REGION_LENGTH and are_agencies(name[low : match.start()]):
            parts.append(name[low : match.start()])
            low = match.start()
    return [*parts, name[low:]]


def title_issuers(view: View, start: int, end: int) -> tuple[list[str], bool]:
    """The bodies that a title names before 关于, and whether they are all (`等4部门` says that they are not)."""
    if view.text[start] == "《" and view.text[end - 1] == "》":
        start, end = start + 1, end - 1
    says = says_at(view.text[start:end])
    order = ORDER_TAIL.search(view.text, start, end)
    if order:
        return split_agencies(view, start, order.start()), True
    stop = start if says is None else start + says
    group = _GROUP.search(view.text, start, stop)
    if group:
        return split_agencies(view, start, group.start()), False
    if not are_agencies(view.text[start:stop].strip()):
        return [], False
    return split_agencies(view, start, stop), True
