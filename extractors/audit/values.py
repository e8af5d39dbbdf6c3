"""The same indicator at the same time with two values, or with two bounds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from extractors.audit.claims import Audited, Claim, is_vague, same_when_rounded
from extractors.audit.findings import finding
from schemas.records import AuditFinding, Quantity
from schemas.vocab import Comparator, Measure, Severity

_NEAR = Decimal("0.05")
"""How far 约 and 左右 may lie from the number that is meant."""
_FLOW_PART = Decimal("0.5")
"""新增30家 and 35家 may be one promise; 新增25家 and 100家 are an increase and what it leads to."""
_SHORTEST_TOPIC = 6
"""Characters of a name that are not met by chance: 知识价值信用贷款, not 小微企业."""
_REACH = 200
_SENTENCE_END = re.compile("[。\n]")
_BOUNDS = {
    Comparator.EQ: "等于",
    Comparator.GE: "不少于",
    Comparator.GT: "超过",
    Comparator.LE: "不多于",
    Comparator.LT: "低于",
    Comparator.APPROX: "约",
}


def two_values(notice: Audited) -> Iterator[AuditFinding]:
    """Two values of one indicator for one time; a table's value is the one that others are held against."""
    for reference, others in _groups(notice):
        told: set[Decimal] = set()
        for claim in others:
            if claim.value in told or _agree(reference, claim):
                continue
            told.add(claim.value)
            first, second = sorted((reference, claim), key=lambda c: c.quantity.start)
            message = f"“{first.quantity.indicator}”两处不一：{first.quantity.quote}，{second.quantity.quote}"
            if first.is_flow != second.is_flow:
                message += "（一处说的是新增）"
            rule = (
                "audit.text-against-table"
                if first.is_cell != second.is_cell
                else "audit.two-values"
            )
            severity = Severity.INFO if first.is_flow != second.is_flow else Severity.WARNING
            yield finding(rule, severity, message, first.quantity, second.quantity)


def by_topic(notice: Audited) -> Iterator[AuditFinding]:
    """A table's indicator against amounts of running text that name it in two pieces: 甲贷款…累计授信22.5亿元."""
    for cell in notice.claims:
        if not cell.is_cell or cell.quantity.measure is not Measure.LEVEL:
            continue
        told = {cell.value}
        for quantity in notice.records.quantities:
            if (
                quantity.value_base not in told
                and quantity.value_base is not None
                and _may_compare(cell, quantity)
                and _names_in_pieces(cell.key, quantity, notice.text)
            ):
                told.add(quantity.value_base)
                claim = Claim(quantity, cell.key, quantity.value_base, is_flow=False)
                if not same_when_rounded(cell, claim):
                    message = f"表中“{cell.quantity.indicator}”为{cell.quantity.quote}，文中为{quantity.quote}"
                    yield finding(
                        "audit.text-against-table",
                        Severity.WARNING,
                        message,
                        quantity,
                        cell.quantity,
                    )


def two_bounds(notice: Audited) -> Iterator[AuditFinding]:
    """One value with two bounds: 突破1200亿元 in the text, 1200 in the table."""
    for reference, others in _groups(notice):
        told: set[Comparator | None] = {reference.quantity.comparator}
        for claim in others:
            bound = claim.quantity.comparator
            if bound in told or claim.value != reference.value:
                continue
            told.add(bound)
            first, second = sorted((reference, claim), key=lambda c: c.quantity.start)
            message = (
                f"“{first.quantity.indicator}”数值相同而口径不一："
                f"{_bound(first)}{first.quantity.quote}，{_bound(second)}{second.quantity.quote}"
            )
            yield finding(
                "audit.two-bounds", Severity.INFO, message, first.quantity, second.quantity
            )


def _bound(claim: Claim) -> str:
    word = _BOUNDS.get(claim.quantity.comparator or Comparator.RANGE)
    return f"（{word}）" if word else ""


def _groups(notice: Audited) -> Iterator[tuple[Claim, list[Claim]]]:
    """Claims of one thing, time and unit: the one to hold the others against, and the others."""
    for measure in (Measure.LEVEL, Measure.ANNUAL_GROWTH):
        for same in notice.of_measure(measure).values():
            groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
            for claim in same:
                quantity = claim.quantity
                kind = (quantity.unit_base, quantity.recurrence, quantity.cumulative)
                groups[claim.time, *kind].append(claim)
            for (time, *_), group in groups.items():
                reference = next((claim for claim in group if claim.is_cell), group[0])
                others = [claim for claim in group if not _beside(reference, claim, notice.text)]
                if others and time != (None, None):
                    yield reference, others


def _agree(one: Claim, other: Claim) -> bool:
    if same_when_rounded(one, other) or one.value == other.value:
        return True
    small, large = sorted((abs(one.value), abs(other.value)))
    if one.is_flow != other.is_flow:
        return small < large * _FLOW_PART
    about = Comparator.APPROX in (one.quantity.comparator, other.quantity.comparator)
    return about and large - small <= large * _NEAR


def _may_compare(cell: Claim, quantity: Quantity) -> bool:
    return (
        quantity.rule_id != cell.quantity.rule_id
        and quantity.measure is Measure.LEVEL
        and (quantity.status, quantity.date) == cell.time
        and quantity.unit_base == cell.quantity.unit_base
        and quantity.comparator is Comparator.EQ
    )


def _names_in_pieces(key: str, quantity: Quantity, text: str) -> bool:
    """Whether the sentence names the first piece of the key, and the amount's own name ends with the rest."""
    name = "".join(quantity.indicator.split())
    sentence = _SENTENCE_END.split(text[max(0, quantity.start - _REACH) : quantity.start])[-1]
    before = "".join(sentence.split())
    return any(
        name.endswith(key[at:]) and key[:at] in before and is_vague(name.removesuffix(key[at:]))
        for at in range(_SHORTEST_TOPIC, len(key) - 1)
    )


def _beside(one: Claim, other: Claim, text: str) -> bool:
    """Two values in one sentence, or in one table, are of two things that share a name."""
    low, high = sorted((one.quantity, other.quantity), key=lambda quantity: quantity.start)
    if one.is_cell and other.is_cell and low.section == high.section:
        return True
    return not any(mark in text[low.end : high.start] for mark in "。\n")
