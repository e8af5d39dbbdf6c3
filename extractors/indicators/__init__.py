"""Names of indicators, under which notices and districts compare."""

from __future__ import annotations

from extractors.indicators.canonical import CanonicalIndicator, canonical_indicator, unit_family
from extractors.indicators.rules import DIMENSION

__all__ = ["DIMENSION", "CanonicalIndicator", "canonical_indicator", "unit_family"]
