"""Counts into figures: precision, recall and F1, over all facts, by notice, and how far chance moves them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.evaluation.matching import KINDS, Count, NoticeScore

Grade = Literal["found", "strict"]
GRADES: tuple[Grade, ...] = ("found", "strict")

_ROUNDS = 1000
_SEED = 20210101
_LOW, _HIGH = 0.025, 0.975


@dataclass(frozen=True, slots=True)
class Figure:
    """Shares from 0 to 1. `low` and `high` bound 95% of the F1s of resampled notices."""

    precision: float
    recall: float
    f1: float
    macro_f1: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class KindFigures:
    """One record type over a set."""

    count: Count
    found: Figure
    strict: Figure

    def of(self, grade: Grade) -> Figure:
        return self.found if grade == "found" else self.strict


def figures_of(scores: Sequence[NoticeScore]) -> dict[str, KindFigures]:
    """By record type; a type of which neither gold nor program has one is left out."""
    figures: dict[str, KindFigures] = {}
    for kind in KINDS:
        counts = [score.counts[kind] for score in scores]
        total = sum(counts, Count())
        if total.gold or total.out:
            found, strict = (_figure(counts, grade) for grade in GRADES)
            figures[kind] = KindFigures(total, found, strict)
    return figures


def _figure(counts: Sequence[Count], grade: Grade) -> Figure:
    total = sum(counts, Count())
    right = _right(total, grade)
    by_notice = [_f1([count], grade) for count in counts if count.gold or count.out]
    low, high = _interval(counts, grade)
    return Figure(
        precision=right / total.out if total.out else 1.0,
        recall=right / total.gold if total.gold else 1.0,
        f1=_f1(counts, grade),
        macro_f1=sum(by_notice) / len(by_notice),
        low=low,
        high=high,
    )


def _right(count: Count, grade: Grade) -> int:
    return count.found if grade == "found" else count.strict


def _f1(counts: Sequence[Count], grade: Grade) -> float:
    both = sum(count.gold + count.out for count in counts)
    return 2 * sum(_right(count, grade) for count in counts) / both if both else 1.0


def _interval(counts: Sequence[Count], grade: Grade) -> tuple[float, float]:
    """Bootstrap over notices, not facts: the facts of one notice stand and fall together."""
    draw = random.Random(_SEED)  # noqa: S311 - a repeatable draw is the point
    f1s = sorted(_f1(draw.choices(counts, k=len(counts)), grade) for _ in range(_ROUNDS))
    return f1s[int(_LOW * _ROUNDS)], f1s[int(_HIGH * _ROUNDS) - 1]
