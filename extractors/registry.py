"""All dimensions, in the order in which a reader would meet them. Nothing registers itself."""

from __future__ import annotations

from extractors import (
    agencies,
    assignments,
    comparators,
    dates,
    indicators,
    milestones,
    numerals,
    quantities,
    tabular,
    units,
)
from extractors.audit.rules import DIMENSION as AUDIT
from extractors.citations.dimension import DIMENSION as CITATIONS
from extractors.coverage.rules import DIMENSION as COVERAGE
from extractors.engine import Dimension
from extractors.front_matter.dimension import DIMENSION as FRONT_MATTER
from extractors.sections.dimension import DIMENSION as SECTIONS

DIMENSIONS: tuple[Dimension, ...] = (
    numerals.DIMENSION,
    units.DIMENSION,
    comparators.DIMENSION,
    dates.DIMENSION,
    FRONT_MATTER,
    SECTIONS,
    quantities.DIMENSION,
    indicators.DIMENSION,
    milestones.DIMENSION,
    agencies.DIMENSION,
    assignments.DIMENSION,
    CITATIONS,
    tabular.DIMENSION,
    COVERAGE,
    AUDIT,
)
