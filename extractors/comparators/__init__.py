"""How an amount is bounded: 不低于, 超过, 以上, 左右. Civil Code of the PRC, Art. 1259: 以上 and 以内 include the number, 超过 and 不满 do not."""

from __future__ import annotations

from extractors.comparators.rules import (
    AFTER,
    BEFORE,
    BENCHMARK,
    DIMENSION,
    comparator_after,
    comparator_before,
    comparator_between,
    comparator_of_verb,
    comparator_to_benchmark,
    mirrored,
)

__all__ = [
    "AFTER",
    "BEFORE",
    "BENCHMARK",
    "DIMENSION",
    "comparator_after",
    "comparator_before",
    "comparator_between",
    "comparator_of_verb",
    "comparator_to_benchmark",
    "mirrored",
]
