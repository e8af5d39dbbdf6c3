"""Amounts of a notice as claims: of which thing, at what time, how much."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from extractors.indicators import canonical_indicator
from schemas.records import NoticeRecords, Quantity
from schemas.vocab import Comparator, Measure, Status

_CELL_RULES = ("quantities.table-cell", "quantities.relative-cell")
_FLOW = re.compile("^(?:新增|引进|引入|新建|新设|新培育)")
_TAIL = re.compile("(?:数量|总数|总量|总额|总规模|额度|数)$")
_VAGUE = re.compile(
    "(?:累计|新增|获得|提供|发放|投放|支持|实现|打造|建成|建设|完成|培育|引进|开展|奖励|补助|补贴|保额|授信|贷款|担保|转贷|资金|企业|项目|银行|总|年|各|类)*"
)
_SHORTEST_KEY = 3
_MANY_VALUES = 4
"""A name with so many values at one time is a name of many things: 累计发放 in each item of a list."""

Time = tuple[Status, dt.date | None]


@dataclass(frozen=True, slots=True)
class Claim:
    """An amount in base units; `key` is the indicator without what writers change at will."""

    quantity: Quantity
    key: str
    value: Decimal
    is_flow: bool

    @property
    def is_cell(self) -> bool:
        """Printed in a table."""
        return self.quantity.rule_id in _CELL_RULES

    @property
    def time(self) -> Time:
        """Promised or reported, and for when."""
        return self.quantity.status, self.quantity.date

    @property
    def is_exact(self) -> bool:
        """One number, neither a bound nor about."""
        return self.quantity.comparator is Comparator.EQ


@dataclass(frozen=True, slots=True)
class Audited:
    """A notice as the checks see it: its records, the source text that they point into, its claims."""

    records: NoticeRecords
    text: str
    claims: tuple[Claim, ...]

    def of_measure(self, measure: Measure) -> Mapping[str, list[Claim]]:
        """The claims of one measure by the thing they speak of, in reading order."""
        groups: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            if claim.quantity.measure is measure:
                groups[claim.key].append(claim)
        return groups


def audited(records: NoticeRecords, text: str) -> Audited:
    """The records with their claims."""
    return Audited(records, text, claims_of(records.quantities, records.document.region))


def claims_of(quantities: Sequence[Quantity], region: str | None) -> tuple[Claim, ...]:
    """Promised and reported amounts that can be compared: one value, and a name that says of what."""
    found = [
        claim
        for quantity in quantities
        if quantity.value_base is not None
        and quantity.status is not Status.PARAMETER
        and quantity.comparator is not Comparator.RANGE
        and len((claim := _claim(quantity, quantity.value_base, region)).key) >= _SHORTEST_KEY
        and not is_vague(claim.key)
    ]
    vague = _names_of_many(found)
    return tuple(claim for claim in found if claim.key not in vague)


def _claim(quantity: Quantity, value: Decimal, region: str | None) -> Claim:
    """By its canonical name without 新增 and without the word that says it is a number: 金融机构数量 is 金融机构."""

    def canonical(name: str) -> str:
        return canonical_indicator(name, quantity.unit, region).name

    name = canonical(quantity.indicator)
    stock = _FLOW.sub("", name)
    is_flow = stock != name
    key = canonical(stock) if is_flow else name
    tail = _TAIL.search(key)
    if tail and tail.start() >= _SHORTEST_KEY:
        key = key[: tail.start()]
    return Claim(quantity, key, value, is_flow)


def same_when_rounded(one: Claim, other: Claim) -> bool:
    """Whether one value is the other with fewer decimals, as printed: 21.33 and 21."""
    first, second = one.quantity.value, other.quantity.value
    if one.quantity.unit != other.quantity.unit or first is None or second is None:
        return one.value == other.value
    digits = min(decimals(first), decimals(second))
    step = Decimal(1).scaleb(-digits)
    return first.quantize(step, ROUND_HALF_UP) == second.quantize(step, ROUND_HALF_UP)


def is_vague(words: str) -> bool:
    """Whether a name, or a piece of one, says only what is done: 累计发放, 新增."""
    return _VAGUE.fullmatch(words) is not None


def decimals(value: Decimal | None) -> int:
    """How many decimals a number is printed with."""
    exponent = value.as_tuple().exponent if value is not None else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _names_of_many(claims: Sequence[Claim]) -> set[str]:
    values: dict[tuple[object, ...], set[Decimal]] = defaultdict(set)
    for claim in claims:
        quantity = claim.quantity
        values[claim.key, claim.time, quantity.measure, quantity.unit_base].add(claim.value)
    return {str(name[0]) for name, found in values.items() if len(found) >= _MANY_VALUES}
