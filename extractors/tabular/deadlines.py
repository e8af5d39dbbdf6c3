"""The deadline of a table's row."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from extractors.dates import parse_deadline
from extractors.outline import Outline
from extractors.tabular.model import Kind, Table, TableRow

Deadline = dt.date | Literal["ongoing"]


def deadline_of(table: Table, row: TableRow, year: int | None) -> Deadline | None:
    """What the row's own deadline column says."""
    for column in table.of_kind(Kind.DEADLINE):
        cell = row.cells.get(column.index)
        if cell is not None and cell.text:
            return parse_deadline(cell.text, year=year)
    return None


def default_year(outline: Outline) -> int | None:
    """The year of a month without one: the plan's first, else that of issue."""
    document = outline.document
    if document.period is not None:
        return document.period[0]
    return document.issued_on.year if document.issued_on else None
