"""An amount, and the words that bound it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.comparators import comparator_after, comparator_before
from schemas.vocab import Comparator

DASH = "[-—–~～－―至到]{1,2}"
"""What joins the two ends of a range."""

_SKIPPED_BEFORE = re.compile("(?:等值|人民币|分别|合计|累计|总计|各|了|金额|总额|平均)$")
_BRACKET_BOUND = re.compile("（[^（）。；]{2,24}）(?P<bound>及?以[上下内]|左右)")
_WEAK = frozenset({"控制在", "限制在", "最高", "上限", "基本达到", "约", "近"})


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at [start, end) of the text, bounding words included; the number starts at `number`.

    `value` is positive as printed; whether it is a fall is for the measure to say.
    """

    start: int
    number: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    comparator: Comparator
    rule_id: str
    bound: str = ""


def plain(match: re.Match[str], at: int, value: Decimal, unit: str, rule_id: str) -> Amount:
    """The amount of a match as it stands, no bounding words read yet."""
    return Amount(at, at, match.end(), value, None, unit, Comparator.EQ, rule_id)


def _behind_bracket(text: str, end: int) -> tuple[Comparator, int, str] | None:
    """5000头（猪舍4000平方米）以上: the bound stands behind a bracket; the amount itself still ends before it."""
    bracket = _BRACKET_BOUND.match(text, end)
    after = comparator_after(text, bracket.start("bound")) if bracket else None
    return (after[0], end, after[2]) if after else None


def bounded(text: str, amount: Amount, low_bound: int) -> Amount:
    """The amount with the comparator words around it."""
    skipped = _SKIPPED_BEFORE.search(text[max(low_bound, amount.start - 4) : amount.start])
    edge = amount.start - len(skipped[0]) if skipped else amount.start
    before = comparator_before(text, edge)
    after = comparator_after(text, amount.end) or _behind_bracket(text, amount.end)
    if before and before[1] < low_bound:
        before = None
    comparator, start, end, bound = amount.comparator, amount.start, amount.end, ""
    if before:
        start, bound = before[1], text[before[1] : edge]
    if after:
        end = after[1]
    if comparator is not Comparator.RANGE:
        if before and not (after and bound in _WEAK):
            comparator = before[0]
        elif after:
            comparator = after[0]
    return replace(amount, start=start, end=end, comparator=comparator, bound=bound)
