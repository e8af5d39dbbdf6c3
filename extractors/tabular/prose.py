"""Table cells that are read as running text, and the deadline of their row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.outline import Grid, Outline
from extractors.tabular.deadlines import Deadline, deadline_of, default_year
from extractors.tabular.indicators import is_measured, is_plain_value, is_prose
from extractors.tabular.model import (
    PROSE_KINDS,
    VALUE_KINDS,
    Column,
    Kind,
    Span,
    Table,
    TableCell,
    TableRow,
)
from extractors.tabular.names import clean_name
from extractors.tabular.shapes import Shape, shape_of
from extractors.tabular.tables import read_tables

_SHORTEST = 5


@dataclass(frozen=True, slots=True)
class ProseCell:
    """A cell, or a page's part of one, that holds running text; [start, end) in the view.

    `subject` is the row's indicator where the table is one of indicators: what a clause without a subject of its own
    speaks of. `deadline` is the row's, for clauses that name none.
    """

    start: int
    end: int
    subject: str | None = None
    deadline: Deadline | None = None


def read_prose_cells(outline: Outline) -> list[ProseCell]:
    """Cells that hold prose, in reading order: tasks, contents, remarks, notes, sentences in value columns.

    Of a table whose head nobody understands, the cells that hold sentences.
    """
    year = default_year(outline)
    cells: list[ProseCell] = []
    read: set[int] = set()
    for table in read_tables(outline):
        read.update(table.grids)
        cells.extend(_read_rows(table, year))
        cells.extend(ProseCell(*span) for span in table.note_spans)
    for index, grid in enumerate(outline.grids):
        if index not in read:
            cells.extend(_read_unknown(outline, grid))
    return sorted(cells, key=lambda cell: (cell.start, cell.end))


def _read_unknown(outline: Outline, grid: Grid) -> Iterator[ProseCell]:
    text = outline.view.text
    if outline.body_start <= grid.start < outline.body_end:
        for row in grid.rows:
            for cell in row:
                if shape_of(text[cell.start : cell.end]) is Shape.PROSE:
                    yield ProseCell(cell.start, cell.end)


def prose_cells(outline: Outline) -> list[Span]:
    """The spans of `read_prose_cells`."""
    return [(cell.start, cell.end) for cell in read_prose_cells(outline)]


def row_deadlines(outline: Outline) -> dict[Span, Deadline]:
    """The deadline of the row of each prose cell that has one."""
    cells = read_prose_cells(outline)
    return {(cell.start, cell.end): cell.deadline for cell in cells if cell.deadline is not None}


def _read_rows(table: Table, year: int | None) -> Iterator[ProseCell]:
    names = table.of_kind(Kind.INDICATOR)[::-1]
    for row in table.rows:
        deadline = deadline_of(table, row, year)
        name = next((row.cells[c.index] for c in names if c.index in row.cells), None)
        subject = clean_name(name.text) if name is not None else None
        for cell in _prose(table, row):
            for start, end in cell.parts:
                yield ProseCell(start, end, subject or None, deadline)


def _prose(table: Table, row: TableRow) -> Iterator[TableCell]:
    measures = is_measured(table)
    for column in table.columns:
        cell = row.cells.get(column.index)
        if cell is None or not cell.own or len(cell.text) < _SHORTEST:
            continue
        if _holds_prose(column, cell, measures=measures):
            yield cell


def _holds_prose(column: Column, cell: TableCell, *, measures: bool) -> bool:
    """Whether a cell is told in words, whatever its column is for."""
    if column.kind in PROSE_KINDS:
        return not (measures and is_plain_value(cell.text))
    if column.kind in VALUE_KINDS:
        return is_prose(cell.text)
    return column.kind is Kind.NAME and shape_of(cell.text) is Shape.PROSE
