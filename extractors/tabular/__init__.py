"""Tables: whose task, which value, by the words of their heads."""

from __future__ import annotations

from extractors.tabular.indicators import IndicatorCell, read_indicator_cells
from extractors.tabular.model import Kind, Table
from extractors.tabular.prose import ProseCell, prose_cells, read_prose_cells, row_deadlines
from extractors.tabular.rules import DIMENSION, rule_of
from extractors.tabular.tables import read_tables
from extractors.tabular.tasks import find_table_assignments

__all__ = [
    "DIMENSION",
    "IndicatorCell",
    "Kind",
    "ProseCell",
    "Table",
    "find_table_assignments",
    "prose_cells",
    "read_indicator_cells",
    "read_prose_cells",
    "read_tables",
    "row_deadlines",
    "rule_of",
]
