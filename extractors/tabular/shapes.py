"""What a cell looks like by itself: a number, a list of agencies, a deadline, a sentence."""

from __future__ import annotations

import re
from enum import StrEnum

from extractors.agencies import is_agency
from extractors.comparators import AFTER, BEFORE
from extractors.dates import PERIOD
from extractors.units import parse_unit


class Shape(StrEnum):
    """The looks of a cell."""

    EMPTY = "empty"
    DASH = "dash"
    INDEX = "index"
    NUMBER = "number"
    AMOUNT = "amount"
    DATE = "date"
    AGENCY = "agency"
    NATURE = "nature"
    UNIT = "unit"
    SHORT = "short"
    PROSE = "prose"


VALUE_SHAPES = frozenset({Shape.INDEX, Shape.NUMBER, Shape.AMOUNT})

_DASH = re.compile(r"[-—–―－/\\…*~一]{1,4}|无|不涉及|不适用|暂无|空")
_NUMBER = (
    rf"(?:[≧≦=≈~±+\-]|达到|{BEFORE}){{0,2}}"
    r"[【〔［\[（{]?[+\-]?[0-9][0-9,]{0,14}(?:\.[0-9]{1,6})?%?"
    r"(?:[-—–~～至到/][+\-]?[0-9][0-9,]{0,14}(?:\.[0-9]{1,6})?%?)?[】〕］\]）}]?"
)
_INDEX = re.compile(r"[（(]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[）)]?[.、．]?")
_NUMBER_RE = re.compile(_NUMBER + rf"(?:{AFTER}|余|[*#])?")
_AMOUNT_RE = re.compile(_NUMBER + r"[一-龥%‰/A-Za-z℃²³]{1,8}")
_DATE = re.compile(
    rf"(?:20[0-9]{{2}}|[0-9]{{1,2}}月|{PERIOD}|每|当|次|本|年|上半年|下半年|[一二三四]季度|第[一二三四]季度)"
    r".{0,16}(?:年|月|日|底|末|前|初|完成|季度|半年|时期|推进|落实)"
    r"|.{0,6}(?:长期|持续|常态|全年|即时|立即|随时|适时|按时序|按时间节点|分阶段|阶段性|按计划).{0,8}"
    r"|(?:1[0-2]|[1-9])月份?"
    r"|[0-9]{4}[.\-/][0-9]{1,2}(?:[.\-/][0-9]{1,2})?(?:[-—~至].{4,10})?"
)
_NATURE = re.compile(
    r"(?:预期|约束|定量|定性|正向|逆向|引导|控制|指导|监测)(?:性|型)?(?:指标|目标)?"
)
_SEPARATOR = re.compile("[、，,；;]")
_ROLE_VERB = re.compile("(?:牵头|配合|分工负责|负责)$")
_PROSE_LENGTH = 26
_FEW_PARTS = 12
"""Parts looked at; a longer list is judged by its head."""


def shape_of(text: str) -> Shape:
    """The shape of a cell's view text."""
    if not text:
        return Shape.EMPTY
    if _DASH.fullmatch(text):
        return Shape.DASH
    if len(text) <= _PROSE_LENGTH:
        short = _short_shape(text)
        if short is not None:
            return short
    if looks_like_agencies(text):
        return Shape.AGENCY
    if len(text) > _PROSE_LENGTH or "。" in text or "；" in text:
        return Shape.PROSE
    return Shape.SHORT


def _short_shape(text: str) -> Shape | None:
    if _INDEX.fullmatch(text):
        return Shape.INDEX
    if _NUMBER_RE.fullmatch(text):
        return Shape.NUMBER
    if _NATURE.fullmatch(text):
        return Shape.NATURE
    if _DATE.fullmatch(text):
        return Shape.DATE
    if _AMOUNT_RE.fullmatch(text):
        return Shape.AMOUNT
    return Shape.UNIT if parse_unit(text) is not None else None


def looks_like_agencies(text: str) -> bool:
    """Whether most of the parts between commas are names of public bodies, or end in a part that one has."""
    text = text.strip("。")
    if "。" in text:
        return False
    parts = [part for part in _SEPARATOR.split(text) if part][:_FEW_PARTS]
    named = sum(is_agency(part) or _ROLE_VERB.search(part) is not None for part in parts)
    return named * 2 > len(parts)
