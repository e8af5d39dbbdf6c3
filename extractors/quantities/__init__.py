"""Amounts with a unit that say something about the world: targets, reports, and a rule's own amounts."""

from __future__ import annotations

from extractors.quantities.cells import find_cell_quantities
from extractors.quantities.deadlines import dated_passages, with_deadlines
from extractors.quantities.resolve import find_quantities
from extractors.quantities.rules import DIMENSION

__all__ = [
    "DIMENSION",
    "dated_passages",
    "find_cell_quantities",
    "find_quantities",
    "with_deadlines",
]
