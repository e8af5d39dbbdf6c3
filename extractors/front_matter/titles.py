"""The title of a notice: lines that together say who writes about what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.front_matter.lines import (
    Line,
    are_agencies,
    fact_lines,
    head_end,
    is_crumbs,
    is_prose,
    key_pattern,
    speaks_to,
)
from extractors.outline import ParagraphKind

_KINDS = "通知|意见|决定|决议|公告|通告|通报|函|批复|命令|令|报告|办法|规定|细则|方案|计划|规划|措施|政策|条例"
NUMBER = r"[一-龥A-Za-z]{1,20}[〔\[（【［](?:19|20)[0-9]{2}[〕\]）】］]第?[0-9]{1,5}号"
_NUMBER_BEHIND = re.compile(f"（{NUMBER}）$")
_BOXED_BEFORE = re.compile("【[^【】]{2,12}】")
"""【规范性文件】 before a title is the site's."""
NUMBER_BEFORE = re.compile(f"（(?P<number>{NUMBER})）(?=.{{8}})")
_NOTICE_END = re.compile(f"(?:{_KINDS})》?(?:（[^（）]{{1,24}}）)?$")
_PAPER_END = re.compile(
    "(?:规划|计划|方案|纲要|办法|规定|细则|条例|意见|措施|政策|要点|清单|指南|规则|标准|行动|工程|目录|预案|任务|机制|通知|公告|决定)"
    "(?:（[^（）]{1,24}）){0,2}》?$"
)
_SAYS = re.compile("关于|印发|转发|批转|(?<!公开)发布|公布")
_ISSUED_PAPER = re.compile("现(?:将|把)(?P<paper>《[^《》。]{2,120}》)[^。]{0,60}印发")
_LABELLED = re.compile(
    "[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]{1,3}[章节条]|[0-9]{1,2}[.、]|附件|附表|附录"
)
_RUN_IN_END = re.compile("(?:的(?:通知|公告|通告|决定|批复|函)|意见)(?![的》〉])")
_DATE_START = re.compile("[0-9]{4}[年./-]")
_EDITION = re.compile(
    "（(?:试行|暂行|[^（）]{0,16}(?:稿|草案|版|修订)|[0-9]{4}年?[—–~～-]{1,2}[0-9]{2,4}年?)）"
)
_RED_HEAD = re.compile("[一-龥（）、]{2,60}文件$")
ORDER_TAIL = re.compile("令(?:（?第[0-9]{1,5}号）?)?$")
_LONGEST_LINE = 120
_LONGEST_TITLE = 240
_MOST_LINES = 8
_SHORT_TITLE = 9
_LONG_FIRST_LINE = 120
_REACH = 40
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Title:
    """Lines [first, last] of the notice are its title; [start, end) in the view."""

    first: int
    last: int
    start: int
    end: int
    rule: str


def find_title(lines: Sequence[Line]) -> Title:
    """The title: the last one above the addressee that says 关于…的通知, else an order's, a plan's own, the first line."""
    head = head_end(lines)
    return (
        _last_notice_title(lines, head)
        or _order_title(lines, head)
        or _run_in_title(lines)
        or _addressed_title(lines, head)
        or _last_paper_title(lines, head)
        or _first_notice_title(lines, head)
        or _first_paper_title(lines, head)
        or _issued_title(lines, head)
        or _first_line(lines)
    )


def says_at(text: str) -> int | None:
    """Where a title first says what it does, 关于 or 印发, outside the names of other papers."""
    for match in _SAYS.finditer(text):
        before = text[: match.start()]
        if before.count("《") == before.count("》"):
            return match.start()
    return None


def is_red_head(text: str) -> bool:
    """`云江市人民政府文件`."""
    return bool(_RED_HEAD.fullmatch(text))


def _title(lines: Sequence[Line], first: int, last: int, rule: str) -> Title:
    end = lines[last].end - len(lines[last].text) + len(_without_number(lines[last].text))
    before = NUMBER_BEFORE.match(lines[first].text) or _BOXED_BEFORE.match(lines[first].text)
    start = lines[first].start + (before.end() if before else 0)
    return Title(first, last, start, end, rule)


def _without_number(text: str) -> str:
    """A title's last line without the number that a site prints behind it."""
    return _NUMBER_BEHIND.sub("", text)


def says_what(text: str) -> bool:
    """Whether a text by itself reads as the title of a notice."""
    return bool(_NOTICE_END.search(text)) and says_at(text) is not None


def _last_notice_title(lines: Sequence[Line], head: int) -> Title | None:
    found = (_notice_title(lines, last) for last in range(head - 1, -1, -1))
    return next((title for title in found if title), None)


def _addressed_title(lines: Sequence[Line], head: int) -> Title | None:
    """A title below a summary, with the addressee below it."""
    title = _first_notice_title(lines, head)
    return title if title and is_addressed(lines, title) else None


def is_addressed(lines: Sequence[Line], title: Title) -> bool:
    """Whether an addressee stands right below a title."""
    return any(speaks_to(line.text) for line in lines[title.last + 1 :][:_NEAR])


def _first_notice_title(lines: Sequence[Line], head: int) -> Title | None:
    """A title below a summary."""
    found = (
        _notice_title(lines, last, head) for last in range(head, min(len(lines), head + _REACH))
    )
    return next((title for title in found if title), None)


def _notice_title(lines: Sequence[Line], last: int, low: int = 0) -> Title | None:
    """The title that ends on line `last`, if one does."""
    text = _without_number(lines[last].text)
    if not _may_be_title(text) or not _NOTICE_END.search(text):
        return None
    first = _notice_start(lines, low, last)
    if first is None:
        return None
    return _title(lines, first, _with_edition(lines, last), "notice-title")


def _may_be_title(text: str) -> bool:
    return (
        len(text) <= _LONGEST_LINE
        and "。" not in text
        and not text.endswith(("：", "；", "，"))
        and not key_pattern().match(text)
        and not _LABELLED.match(text)
        and not _DATE_START.match(text)
        and not is_crumbs(text)
    )


def _notice_start(lines: Sequence[Line], low: int, last: int) -> int | None:
    """The line on which a title that ends on line `last` begins; None if it never says what it is about."""
    first = last
    while _is_open(_joined(lines, first, last)) or says_at(_joined(lines, first, last)) is None:
        first -= 1
        if first < low or last - first >= _MOST_LINES or not _may_be_title(lines[first].text):
            return None
        if lines[first].kind is not lines[last].kind:
            return None
    if not _is_printed_before(lines, first, last):
        while first > low and last - first < _MOST_LINES and _needs_line_above(lines, first, last):
            first -= 1
    return first if len(_joined(lines, first, last)) <= _LONGEST_TITLE else None


def _is_printed_before(lines: Sequence[Line], first: int, last: int) -> bool:
    """Whether the site's own head prints the same title: then a body named between the two is no part of it."""
    title = _joined(lines, first, last)
    return any(line.text == title for line in lines[:first])


def _joined(lines: Sequence[Line], first: int, last: int) -> str:
    return "".join(line.text for line in lines[first : last + 1])


def _needs_line_above(lines: Sequence[Line], first: int, last: int) -> bool:
    """Whether the line above is the title's own: its 关于, or the body that issues it."""
    above, text = lines[first - 1].text, _joined(lines, first, last)
    if not _may_be_title(above) or is_red_head(above) or _NOTICE_END.search(above):
        return False
    if lines[first - 1].kind is not lines[last].kind:
        return False
    if above.endswith("关于"):
        return True
    if not are_agencies(above) or (first > 1 and _names_issuers(lines[first - 2].text)):
        return False
    before = text[: says_at(text)]
    if before and above.endswith(before):
        # The site names the body once more, with its province.
        return False
    return not before or before.startswith("办公") or are_agencies(before)


def _names_issuers(text: str) -> bool:
    """A key alone on its line, whose value is the body on the next one."""
    return text.endswith("：") and any(word in text for word in ("机关", "机构", "单位", "来源"))


def _order_title(lines: Sequence[Line], head: int) -> Title | None:
    """云江市人民政府令, on its line."""
    for number, line in enumerate(lines[:head]):
        order = ORDER_TAIL.search(line.text)
        if order and are_agencies(line.text[: order.start()]):
            return _title(lines, number, number, "order-title")
    return None


def _last_paper_title(lines: Sequence[Line], head: int) -> Title | None:
    """A plan that no notice issues, under its own name."""
    high = min(head, _first_label(lines, 0))
    found = (_paper_title(lines, last) for last in range(high - 1, -1, -1))
    return next((title for title in found if title), None)


def _first_paper_title(lines: Sequence[Line], head: int) -> Title | None:
    """A plan whose notice has lost its title: the name above the plan's own text."""
    high = min(head + _REACH, _first_label(lines, head))
    found = (_paper_title(lines, last) for last in range(head, high))
    return next((title for title in found if title), None)


def _issued_title(lines: Sequence[Line], head: int) -> Title | None:
    """A letter that lost its title, with the plan in a file of its own: 现将《X》印发给你们."""
    if head == len(lines) or not speaks_to(lines[head].text):
        return None
    for number, line in enumerate(lines[head : head + _NEAR], head):
        paper = _ISSUED_PAPER.search(line.text)
        if paper:
            start, end = (line.start + at for at in paper.span("paper"))
            return Title(number, number, start, end, "paper-title")
    return None


def _first_label(lines: Sequence[Line], low: int) -> int:
    """The first labelled line from `low` on: a title stands above it."""
    labelled = (n for n in range(low, len(lines)) if _LABELLED.match(lines[n].text))
    return next(labelled, len(lines))


def _paper_title(lines: Sequence[Line], last: int) -> Title | None:
    """The title that ends on line `last`, if one does."""
    text = lines[last].text
    if not _may_be_title(text) or not _PAPER_END.search(text) or "|" in text:
        return None
    first = last
    while first > 0 and _goes_on_above(lines, first, last):
        first -= 1
    if len(_joined(lines, first, last)) < _SHORT_TITLE:
        return None
    return _title(lines, first, _with_edition(lines, last), "paper-title")


def _with_edition(lines: Sequence[Line], last: int) -> int:
    """The line of `（试行）` or `（2024—2026年）` below a title is its last."""
    below = lines[last + 1].text if last + 1 < len(lines) else ""
    return last + 1 if _EDITION.fullmatch(below) else last


def _goes_on_above(lines: Sequence[Line], first: int, last: int) -> bool:
    if lines[first - 1].kind is not ParagraphKind.BODY:
        return False
    return _is_cut(_joined(lines, first, last)) and _is_upper_part(lines[first - 1].text)


def _first_line(lines: Sequence[Line]) -> Title:
    """Nothing looks like a title: the first line that is no fact of the site's."""
    facts = fact_lines(lines)
    first = next(
        (n for n, line in enumerate(lines) if n not in facts and not _is_fact(line.text)), 0
    )
    line = lines[first]
    return Title(first, first, line.start, min(line.end, line.start + _LONGEST_TITLE), "first-line")


def _is_fact(text: str) -> bool:
    """A row of the site's table of facts; its first key may be one that is in no table."""
    return (
        is_crumbs(text)
        or bool(key_pattern().match(text))
        or ("|" in text and bool(key_pattern().search(text)))
    )


def _is_open(text: str) -> bool:
    """Whether a name in 《》 begins on a line above."""
    return text.count("《") < text.count("》") or text.count("〈") < text.count("〉")


def _is_cut(text: str) -> bool:
    return (
        _is_open(text)
        or text.count("“") != text.count("”")
        or len(text) < _SHORT_TITLE
        or text.startswith(("（", "的", "”", "》"))
    )


def _is_upper_part(text: str) -> bool:
    return (
        _may_be_title(text) and not are_agencies(text) and not is_red_head(text) and len(text) > 1
    )


def _run_in_title(lines: Sequence[Line]) -> Title | None:
    """A paper on one line begins with its title."""
    first = lines[0]
    if len(first.text) < _LONG_FIRST_LINE or not is_prose(first.text):
        return None
    for match in _RUN_IN_END.finditer(first.text, 0, _LONGEST_TITLE):
        title = first.text[: match.end()]
        if "。" in title:
            return None
        if title.count("《") == title.count("》") and says_at(title) is not None:
            return Title(0, 0, first.start, first.start + match.end(), "run-in-title")
    return None
