"""Task tables: an assignment a row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.agencies import Name, split_names
from extractors.assignments.roles import Roles, read_roles
from extractors.outline import Outline
from extractors.tabular.cards import read_cards
from extractors.tabular.deadlines import deadline_of, default_year
from extractors.tabular.lines import agency_text
from extractors.tabular.model import AGENCY_KINDS, Column, Kind, Table, TableCell, TableRow
from extractors.tabular.names import clean_name
from extractors.tabular.shapes import Shape, shape_of
from extractors.tabular.tables import read_tables
from schemas.records import Assignment
from schemas.vocab import Origin

_TASK_KINDS = (Kind.TASK, Kind.INDICATOR, Kind.NAME, Kind.CONTENT, Kind.TEXT, Kind.GOAL)
"""Where a row's task stands, the likeliest first."""
_LONG_TASK = 60
_EMPTY = (Shape.EMPTY, Shape.DASH)
_FIRST_LEADS = re.compile(r"(?:首位|第一位|第一名|排第一|列第一|排名第一|排首)")


@dataclass(slots=True)
class _Parts:
    """The names of a row by role."""

    lead: list[str] = field(default_factory=list[str])
    support: list[str] = field(default_factory=list[str])
    responsible: list[str] = field(default_factory=list[str])
    has_roles_in_cell: bool = False

    def settle(self) -> None:
        """Beside a lead, the responsible support; nobody stands twice."""
        if self.lead:
            self.support += self.responsible
            self.responsible = []
        self.lead = list(dict.fromkeys(self.lead))
        self.support = [name for name in dict.fromkeys(self.support) if name not in self.lead]
        self.responsible = list(dict.fromkeys(self.responsible))


def find_table_assignments(outline: Outline) -> list[Assignment]:
    """One record for each row of a task table that names an agency, in order."""
    year = default_year(outline)
    tables = [table for table in read_tables(outline) if table.of_kind(*AGENCY_KINDS)]
    tables += read_cards(outline)
    return [
        record
        for table in tables
        for row in table.rows
        if (record := _read_row(outline, table, row, year)) is not None
    ]


def _read_row(outline: Outline, table: Table, row: TableRow, year: int | None) -> Assignment | None:
    columns = table.of_kind(*AGENCY_KINDS)
    cells = [(c, row.cells[c.index]) for c in columns if _is_filled(row.cells.get(c.index))]
    if row.is_total or not cells or not _has_news(table, row):
        return None
    parts = _Parts()
    for column, cell in cells:
        _read_cell(outline, table, column, cell, parts)
    parts.settle()
    if not (parts.lead or parts.support or parts.responsible):
        return None
    rule = "tabular.role-cell" if parts.has_roles_in_cell else "tabular.task-row"
    start, end = min(cell.start for _, cell in cells), max(cell.end for _, cell in cells)
    return Assignment(
        **outline.place(start, end),
        rule_id=rule,
        task=_task(outline, table, row),
        lead=tuple(parts.lead),
        support=tuple(parts.support),
        responsible=tuple(parts.responsible),
        deadline=deadline_of(table, row, year),
        origin=Origin.TABLE,
    )


def _is_filled(cell: TableCell | None) -> bool:
    return cell is not None and shape_of(cell.text) not in _EMPTY


def _has_news(table: Table, row: TableRow) -> bool:
    """Whether the row says anything by itself; a merged row's lower half may not."""
    told = (*AGENCY_KINDS, *_TASK_KINDS, Kind.DEADLINE)
    cells = [row.cells.get(column.index) for column in table.of_kind(*told)]
    return any(cell is not None and cell.own and cell.text for cell in cells)


def _read_cell(
    outline: Outline, table: Table, column: Column, cell: TableCell, into: _Parts
) -> None:
    text, printed = agency_text(outline.view, cell)
    roles = read_roles(text, 0, len(text))
    if roles is not None and (roles.lead or roles.support):
        into.has_roles_in_cell = True
        into.lead += _printed(printed, roles.lead)
        into.support += _printed(printed, roles.support)
        return
    names = _printed(printed, _plain_names(text, roles))
    if column.kind is Kind.RESPONSIBLE and _FIRST_LEADS.search(column.head + table.notes):
        into.has_roles_in_cell = True
        into.lead += names[:1]
        into.support += names[1:]
    elif column.kind is Kind.LEAD:
        into.lead += names
    elif column.kind is Kind.SUPPORT:
        into.support += names
    else:
        into.responsible += names


def _plain_names(text: str, roles: Roles | None) -> list[Name]:
    """The names of a cell without roles; the head vouches for those that do not look like agencies."""
    names = roles.responsible if roles is not None else split_names(text, 0, len(text))
    return [name for name in names if shape_of(text[name.start : name.end]) not in _EMPTY]


def _printed(printed: str, names: list[Name]) -> list[str]:
    return ["".join(printed[name.start : name.end].split()) for name in names]


def _task(outline: Outline, table: Table, row: TableRow) -> str | None:
    """The row's task: the most specific cell of the likeliest kind."""
    for kind in _TASK_KINDS:
        for column in reversed(table.of_kind(kind)):
            cell = row.cells.get(column.index)
            if cell is not None and shape_of(cell.text) not in (*_EMPTY, Shape.INDEX):
                return _task_words(outline, cell, kind)
    return row.group


def _task_words(outline: Outline, cell: TableCell, kind: Kind) -> str:
    printed = "".join(outline.view.printed[low:high] for low, high in cell.parts)
    if kind in (Kind.INDICATOR, Kind.NAME):
        return clean_name(printed)
    if kind is not Kind.TASK and len(printed) > _LONG_TASK:
        printed = re.split("[。；;]", printed, maxsplit=1)[0]
    return clean_name(printed, keep_unit=True).rstrip("。；，;,.")
