"""Amounts in Arabic digits: 90亿元以上, 8—10个, 1.2万余人, 14.5/10万."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extractors.amounts.model import DASH, Amount, bounded, plain
from extractors.comparators import comparator_between
from extractors.engine import alternation, find_at_digits
from extractors.numerals import DIGITS, parse_number
from extractors.units import MAGNITUDES, NO_UNIT, PER, SYMBOL, kind_of, parse_unit
from schemas.vocab import Comparator

_MAGNITUDE = alternation(tuple(MAGNITUDES))
_PER = rf"(?:[/／](?:{PER})(?:[·•](?:{PER}))?)"
_AMOUNT_RE = re.compile(
    rf"(?<![0-9A-Za-z.,×*])(?P<low>{DIGITS})"
    rf"(?:(?P<low_unit>(?:{_MAGNITUDE})?(?:{SYMBOL})?)(?P<dash>{DASH})(?P<high>{DIGITS}))?"
    rf"(?!{NO_UNIT})(?P<vague>余|多)?"
    rf"(?P<unit>(?:{_MAGNITUDE})?(?P<vague2>余|多)?(?:{SYMBOL})(?:{_PER})?|万亿|亿|万)"
)
_BARE_MAGNITUDE = re.compile("万亿|亿|万")
_CLASS_AFTER = re.compile("级|能级|象|股|科|家灯火|里|众|达|物")
_NAME_AFTER = re.compile(
    "[一-龥]{0,10}圈|(?:服务)?(?:半径)?覆盖率|[一-龥]{0,6}(?:响应|办结|到达|到位|处置|送达|签收|接诉|救治|转运)率"
)
_SPAN_BEFORE = re.compile(
    "(?:年限|寿命|学制|(?<!有效)(?<!执行)(?<!试行)期限|年数|工龄|周期|任期|服务期|保质期|贴息期|宽限期)"
    "(?:达到?|提高到|提高至|延长到|延长至|一般|原则上|不|为|从|由){0,2}$"
)
_DAYS_BEFORE = re.compile("(?:至|到|为|达|需|缩短|压缩|减少|延长|提前|时间|时限|流程)$")
_FROM_BEFORE = re.compile("(?:从|由)(?:[^，；。]{0,12}的)?(?:约|近)?$")
INCLUDED_RE = re.compile("[（(]含[0-9.,]+[^0-9，、）)]{1,4}(?:，下同)?[）)]")
"""5亩以上（含5亩）: the bracket only says that the bound is included."""
_CODE_BEFORE = re.compile("[0-9A-Z]{8,}[/-](?:[0-9]{1,6}-)?$")
"""The number of a file: 11330283002979996P/2024-152907."""
_REACHES = frozenset({"duration", "length"})
_NEEDS_BOUND = frozenset({"年", "天", "日"})
_TECHNICAL = frozenset({"G", "T", "P", "兆"})


def find_in_digits(text: str, start: int, end: int) -> Iterator[Amount]:
    """All amounts of [start, end) in digits, in order."""
    for match in find_at_digits(_AMOUNT_RE, text, start, end):
        for amount in _amounts(text, match, start):
            if _stands(text, amount):
                yield amount


def _amounts(text: str, match: re.Match[str], low_bound: int) -> Iterator[Amount]:
    value = parse_number(match["low"])
    top = parse_number(match["high"]) if match["high"] else None
    if value is None:
        return
    vague = match["vague"] or match["vague2"]
    unit = match["unit"].replace(match["vague2"], "", 1) if match["vague2"] else match["unit"]
    amount = plain(match, match.start(), value, unit, "quantities.amount")
    if vague:
        amount = replace(amount, comparator=comparator_between(vague)[0])
    if top is None:
        yield bounded(text, amount, low_bound)
    elif _is_way(text, match, low_bound):
        low = replace(amount, end=match.start("dash"), unit=match["low_unit"] or unit)
        high = replace(amount, value=top, start=match.start("high"), number=match.start("high"))
        yield low
        yield bounded(text, high, match.start("high"))
    else:
        yield bounded(text, _ranged(match, amount, top), low_bound)


def _is_way(text: str, match: re.Match[str], low_bound: int) -> bool:
    """从28%到40% is a way from one value to another, no range."""
    before = text[max(low_bound, match.start() - 16) : match.start()]
    return match["dash"] in ("到", "至") and _FROM_BEFORE.search(before) is not None


def _ranged(match: re.Match[str], amount: Amount, top: Decimal) -> Amount:
    """A range; of two numbers that do not rise the second alone is read."""
    low_unit = match["low_unit"]
    value = amount.value
    if low_unit and low_unit != amount.unit:
        value = _rescaled(value, low_unit, amount.unit) or value
    if top <= value:
        return replace(amount, value=top, number=match.start("high"), start=match.start("high"))
    return replace(
        amount, value=value, value_max=top, comparator=Comparator.RANGE, rule_id="quantities.range"
    )


def _rescaled(value: Decimal, unit: str, wanted: str) -> Decimal | None:
    """`value` of one magnitude in another: 8000万 with 亿元 is 0.8."""
    here, there = parse_unit(unit), parse_unit(wanted)
    if here is None or there is None:
        return None
    one = Decimal(1)
    return value * MAGNITUDES.get(here[0], one) / MAGNITUDES.get(there[0], one)


def _stands(text: str, amount: Amount) -> bool:
    """Whether the number is no ordinal, rank, year, name of a network generation or class.

    每3万人口 and 500米覆盖率 are parts of what another amount measures.
    """
    before = text[max(0, amount.number - 1) : amount.number]
    if before in "/-" and _CODE_BEFORE.search(text, max(0, amount.number - 40), amount.number):
        return False
    if before == "含" and INCLUDED_RE.match(text, amount.number - 2):
        return False
    symbol = (parse_unit(amount.unit) or ("", "", ""))[1]
    if before in ("第", "每") or (before == "前" and symbol in ("名", "位", "强")):
        return False
    if _BARE_MAGNITUDE.fullmatch(amount.unit) and _CLASS_AFTER.match(text, amount.end):
        return False
    if symbol in _NEEDS_BOUND and amount.unit == symbol:
        return _bounded_duration(text, amount, symbol)
    if symbol in _TECHNICAL and amount.unit == symbol:
        return before in ("至", "到", "达", "于", "过") or symbol == "兆"
    return not (kind_of(amount.unit) in _REACHES and _NAME_AFTER.match(text, amount.end))


def _bounded_duration(text: str, amount: Amount, symbol: str) -> bool:
    """Days and years are amounts where a word bounds or names the span; 5年内 and 3日 are times."""
    after = text[amount.start : amount.end]
    if symbol != "年":
        named = symbol == "天" and _DAYS_BEFORE.search(
            text[max(0, amount.start - 4) : amount.start]
        )
        return bool(amount.bound or named) or amount.comparator is not Comparator.EQ
    if amount.value >= 100 or after.endswith("内"):
        return False
    if after.endswith(("以上", "以下")) or amount.bound not in ("", "近", "约", "超过", "超"):
        return True
    low = max(0, amount.start - 12)
    return _SPAN_BEFORE.search(text[low : amount.start]) is not None
