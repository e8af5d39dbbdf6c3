"""Stated growth against the growth that two values imply, and the target against its baseline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractors.audit.claims import Audited, Claim
from extractors.audit.findings import finding
from schemas.records import AuditFinding
from schemas.vocab import Comparator, Measure, Severity, Status

_ROUNDING = Decimal("0.02")
"""A stated rate is a round number; what it leads to may miss the target by so much of it."""
_ABOUT = Decimal("0.05")
"""The same for 左右."""
_RATE_ROUNDING = Decimal("0.15")
"""Percentage points between a reported growth and the one computed from two printed values."""
_REACH = 120
"""Characters: a value, its increase and its growth stand in one sentence."""
_TO_FALL = re.compile(
    "不良|利率|成本|负债|杠杆|能耗|排放|死亡|失业|发病|贫困|投诉|时限|时间|浓度|强度|消耗|事故|空置|缺口|差距"
)


def implied_growth(notice: Audited) -> Iterator[AuditFinding]:
    """A yearly growth that does not lead from the baseline to the target."""
    rates = notice.of_measure(Measure.ANNUAL_GROWTH)
    for key, levels in notice.of_measure(Measure.LEVEL).items():
        told: set[Decimal] = set()
        for rate in rates.get(key, []):
            ends = _ends(levels, rate)
            if ends is None or rate.value in told or not _is_stated(rate):
                continue
            baseline, target = ends
            years = _year(target) - _year(baseline)
            reached = baseline.value * (1 + rate.value / 100) ** years
            if _reaches(reached, target, rate):
                continue
            told.add(rate.value)
            implied = (float(target.value / baseline.value) ** (1 / years) - 1) * 100
            message = (
                f"“{key}”按{_year(baseline)}年{baseline.quantity.quote}到{_year(target)}年"
                f"{target.quantity.quote}推算年均增长{implied:.2f}%，文中为{rate.quantity.quote}"
            )
            yield finding(
                "audit.implied-growth", Severity.WARNING, message, rate.quantity, target.quantity
            )


def reported_growth(notice: Audited) -> Iterator[AuditFinding]:
    """A reported value, its increase and its growth in one place that do not fit together."""
    changes, rates = notice.of_measure(Measure.CHANGE), notice.of_measure(Measure.GROWTH)
    for key, levels in notice.of_measure(Measure.LEVEL).items():
        for level, change, rate in _triples(levels, changes.get(key, []), rates.get(key, [])):
            before = level.value - change.value
            if before <= 0:
                continue
            computed = change.value / before * 100
            if abs(computed - rate.value) > _RATE_ROUNDING:
                message = (
                    f"“{key}”为{level.quantity.quote}、增加{change.quantity.quote}，"
                    f"推算增长{computed:.2f}%，文中为{rate.quantity.quote}"
                )
                yield finding(
                    "audit.reported-growth",
                    Severity.WARNING,
                    message,
                    rate.quantity,
                    change.quantity,
                )


def below_baseline(notice: Audited) -> Iterator[AuditFinding]:
    """A target that lies below what is already there, of a thing that should grow."""
    for key, levels in notice.of_measure(Measure.LEVEL).items():
        if _TO_FALL.search(key):
            continue
        for target in levels:
            baseline = _baseline(levels, target)
            if baseline is None or target.value >= baseline.value or not _should_rise(target):
                continue
            message = f"“{key}”目标{target.quantity.quote}低于{_year(baseline)}年已有的{baseline.quantity.quote}"
            yield finding(
                "audit.below-baseline",
                Severity.WARNING,
                message,
                target.quantity,
                baseline.quantity,
            )
            break


def _ends(levels: Sequence[Claim], rate: Claim) -> tuple[Claim, Claim] | None:
    """The target that a rate leads to and its baseline."""
    for target in levels:
        if target.time == rate.time and not target.is_flow:
            baseline = _baseline(levels, target)
            if baseline is not None and baseline.value > 0 and target.value > 0:
                return baseline, target
    return None


def _baseline(levels: Sequence[Claim], target: Claim) -> Claim | None:
    """The latest reported value of the same unit, of a year before the target's."""
    quantity = target.quantity
    if quantity.status is not Status.TARGET or quantity.date is None or target.is_flow:
        return None
    known = [
        claim
        for claim in levels
        if claim.quantity.status is Status.ACTUAL
        and not claim.is_flow
        and claim.quantity.unit_base == quantity.unit_base
        and claim.quantity.recurrence == quantity.recurrence
        and claim.quantity.cumulative == quantity.cumulative
        and _year(claim) < _year(target)
    ]
    return max(known, key=lambda claim: (_year(claim), claim.is_cell), default=None)


def _year(claim: Claim) -> int:
    return claim.quantity.date.year if claim.quantity.date else 9999


def _is_stated(rate: Claim) -> bool:
    """以上 and 不超过 bound a rate: another one may be right as well."""
    return rate.quantity.comparator in (Comparator.EQ, Comparator.APPROX)


def _reaches(reached: Decimal, target: Claim, rate: Claim) -> bool:
    bound, tolerance = target.quantity.comparator, _ROUNDING
    if Comparator.APPROX in (bound, rate.quantity.comparator):
        tolerance = _ABOUT
    if bound in (Comparator.GE, Comparator.GT) and reached >= target.value:
        return True
    if bound in (Comparator.LE, Comparator.LT) and reached <= target.value:
        return True
    return abs(reached - target.value) <= target.value * tolerance


def _should_rise(target: Claim) -> bool:
    return target.quantity.comparator in (Comparator.EQ, Comparator.GE, Comparator.GT)


def _triples(
    levels: Sequence[Claim], changes: Sequence[Claim], rates: Sequence[Claim]
) -> Iterator[tuple[Claim, Claim, Claim]]:
    """A value, its increase in the same unit and its growth, of one date and one sentence's reach."""
    for change in changes:
        if change.time[0] is not Status.ACTUAL:
            continue
        level = _nearest(levels, change)
        rate = _nearest(rates, change)
        if level and rate and level.quantity.unit_base == change.quantity.unit_base:
            yield level, change, rate


def _nearest(claims: Sequence[Claim], to: Claim) -> Claim | None:
    near = [
        claim
        for claim in claims
        if claim.time == to.time and abs(claim.quantity.start - to.quantity.start) <= _REACH
    ]
    return min(near, key=lambda claim: abs(claim.quantity.start - to.quantity.start), default=None)
