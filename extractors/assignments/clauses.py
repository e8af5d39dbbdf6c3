"""Clauses of a sentence, and which of them says the duty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.assignments.tasks import LABEL_RE

_PAIRS = {"（": "）", "〔": "〕", "“": "”", "《": "》", "【": "】", "[": "]"}
_CLOSING = "）〕】"
_PREAMBLE_RE = re.compile(
    "(?:根据|按照|本着|依据|依照|结合|围绕|立足|坚持|对照|聚焦|紧扣|依托|遵循|参照|严格按照|严格依照)(?![^，]{0,36}(?:编制|制定|制订|开展|出台|印发|提出|做好))(?:[^，“]|“[^”]{0,60}”){0,36}"
    "(?:要求|规定|分工|部署|原则|职责|职能|授权|精神|安排|任务|目标|规划|标准|实际|情况|意见|办法|方案|程序|思路|特点|需要"
    "|需求|政策|法规|文件|通知|清单|计划|模式|方式|工作|优势|基础|条件|定位|平台|重点|主线|导向|委托|批示|指示|”)$"
    "|(?:以|把|将)[^，]{1,30}(?:为|作为)[^，]{1,12}$|[^，]{2,16}(?:发生|出现|启动|预警|影响|结束|必要)(?:时|后|前)$|(?:在|从|于|到)[^，]{1,30}(?:下|上|中|内|前|时|后|基础上|角度|高度|出发|底|末)$"
    "|(?:高度重视|充分认识[^，]{0,70}|提高(?:思想|政治)?(?:认识|站位)|统一思想|深化合作|密切(?:配合|协作|协同)|加强(?:协作|协同|配合|沟通)|各司其职"
    "|各负其责|同向发力|协同(?:配合|发力|联动)|主动作为|因地制宜|通力合作|上下联动|守土有责|强化责任(?:意识|担当)?|(?:切实)?履职尽责"
    "|(?:切实)?把[^，]{0,12}(?:思想|认识|行动)[^，]{0,12}统一到[^，]{1,40}|分类施策|因城施策|周密部署"
    "|切实(?:增强|提高)[^，]{1,20}|进一步(?:提高|增强|强化)[^，]{0,6}(?:认识|意识|站位))(?:、[^，]{2,6})*$"
    "|采取[^，]{1,24}(?:方式|形式)$|设在[^，]{2,30}$|[0-9]{4}年[^，]{0,10}$"
)
_EMPTY_RE = re.compile(
    "(?:高度重视|充分认识|提高(?:思想|政治)?(?:认识|站位)|统一思想|各司其职|各负其责|进一步提高认识)"
)
"""Words that lay no duty on anybody, even alone."""
_LOCAL_RE = re.compile("结合[^，]{0,8}实际$")
_FITTED = 2
"""Clauses that say how, before the one that says what."""
_GENERIC_RE = re.compile(
    "(?:负责|具体|统一|共同|联合|分别|按职责分工|牵头|组织|抓好|统筹|予以|进行|加以|具体负责)*"
    "(?:落实|负责|实施|组织|办理|承担|推进|推动|执行|落实到位|领导|协调|核实|解决|处理|管理|统筹|审核|确定|安排|受理|承办|牵头|完成|保障)?"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """[start, end) of the text, marks left out."""

    start: int
    end: int


def clauses_of(text: str, start: int, end: int) -> Iterator[Clause]:
    """The stretches between commas outside brackets and quotation marks, up to a bracket that closes around them."""
    at = low = start
    while at < end:
        closing = _PAIRS.get(text[at])
        shut = text.find(closing, at, end) if closing else -1
        if shut > 0:
            at = shut
        elif text[at] in _CLOSING:
            break
        elif text[at] in "，,：":
            if low < at:
                yield Clause(low, at)
            low = at + 1
        at += 1
    if low < at:
        yield Clause(low, at)


def first_clause(text: str, start: int, end: int) -> Clause:
    """The first clause at or after `start`; empty at `end` where nothing is left."""
    return next(clauses_of(text, start, end), Clause(end, end))


def duty_clause(text: str, start: int, end: int, *, whole: bool) -> Clause | None:
    """The first clause that is more than a circumstance; the last of all if every one is.

    `whole` keeps the first clause as it is, unless it is a circumstance that a comma closes.
    """
    clauses = list(clauses_of(text, start, end))
    if not clauses:
        return None
    if _is_fitted(text, clauses):
        return Clause(clauses[0].start, clauses[2].end)
    for clause in clauses:
        if not _PREAMBLE_RE.match(text, clause.start, clause.end):
            return clause if clause.end - clause.start > 1 else None
    last = clauses[0] if whole else clauses[-1]
    return None if _EMPTY_RE.match(text, last.start, last.end) else last


def _is_fitted(text: str, clauses: list[Clause]) -> bool:
    """结合…实际，因地制宜，…: how the duty is done, and part of it."""
    return (
        len(clauses) > _FITTED
        and _LOCAL_RE.match(text, clauses[0].start, clauses[0].end) is not None
        and text[clauses[1].start : clauses[1].end] == "因地制宜"
    )


def is_generic(words: str) -> bool:
    """Whether a verb phrase says no more than that it will be done."""
    return _GENERIC_RE.fullmatch(words) is not None


def strip_label(text: str, start: int, end: int) -> int:
    """Where the words behind a label begin."""
    match = LABEL_RE.match(text, start, end)
    return match.end() if match else start
