"""All dimensions, in the order in which a reader would meet them. Nothing registers itself."""

from __future__ import annotations

from extractors import (
    agencies,
    assignments,
    citations,
    comparators,
    dates,
    front_matter,
    milestones,
    numerals,
    quantities,
    sections,
    tabular,
    units,
)
from extractors.coverage.rules import DIMENSION as COVERAGE
from extractors.engine import Dimension

DIMENSIONS: tuple[Dimension, ...] = (
    numerals.DIMENSION,
    units.DIMENSION,
    comparators.DIMENSION,
    dates.DIMENSION,
    front_matter.DIMENSION,
    sections.DIMENSION,
    quantities.DIMENSION,
    milestones.DIMENSION,
    agencies.DIMENSION,
    assignments.DIMENSION,
    citations.DIMENSION,
    tabular.DIMENSION,
    COVERAGE,
)
