"""Units of amounts, and how they convert to base units."""

from __future__ import annotations

from extractors.units.rules import (
    DIMENSION,
    MAGNITUDES,
    NO_UNIT,
    PER,
    SYMBOL,
    UnitRow,
    base_of,
    kind_of,
    parse_unit,
    unit_row,
)

__all__ = [
    "DIMENSION",
    "MAGNITUDES",
    "NO_UNIT",
    "PER",
    "SYMBOL",
    "UnitRow",
    "base_of",
    "kind_of",
    "parse_unit",
    "unit_row",
]
