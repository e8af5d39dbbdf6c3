"""Tables as the grammars see them: columns with a kind, rows with a cell for each column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from schemas.vocab import Status

Span = tuple[int, int]
"""[start, end) in the view."""


class Kind(StrEnum):
    """What a column holds."""

    INDEX = "index"
    GOAL = "goal"
    TASK = "task"
    CONTENT = "content"
    LEAD = "lead"
    SUPPORT = "support"
    RESPONSIBLE = "responsible"
    OFFICE = "office"
    PERSON = "person"
    DEADLINE = "deadline"
    REMARK = "remark"
    INDICATOR = "indicator"
    UNIT = "unit"
    NATURE = "nature"
    BASELINE = "baseline"
    TARGET = "target"
    GROWTH = "growth"
    VALUE = "value"
    SCORE = "score"
    NAME = "name"
    TEXT = "text"


AGENCY_KINDS = (Kind.LEAD, Kind.SUPPORT, Kind.RESPONSIBLE)
VALUE_KINDS = frozenset({Kind.BASELINE, Kind.TARGET, Kind.GROWTH, Kind.VALUE, Kind.SCORE})
PROSE_KINDS = frozenset({Kind.GOAL, Kind.TASK, Kind.CONTENT, Kind.REMARK, Kind.TEXT})


@dataclass(frozen=True, slots=True)
class Head:
    """What the words of a column head say by themselves; `row_id` names the row of headers.toml."""

    kind: Kind | None = None
    row_id: str | None = None
    date: dt.date | None = None
    unit: str | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `head` is its head in the view's characters, both rows of a double head joined."""

    index: int
    kind: Kind
    head: str
    said: Head


@dataclass(frozen=True, slots=True)
class TableCell:
    """What stands in one column of a row.

    `parts` are one span, or more where a page break cuts the row. `own` is false where the cell began in a row
    above: a merged cell, a lost one, or 同上.
    """

    parts: tuple[Span, ...]
    text: str
    own: bool = True

    @property
    def start(self) -> int:
        return self.parts[0][0]

    @property
    def end(self) -> int:
        return self.parts[-1][1]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the body. `group` is the heading row above it."""

    number: int
    grid_index: int
    cells: Mapping[int, TableCell]
    group: str | None = None
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One or more grids with their columns understood; `notes` is the text of rows and paragraphs that explain it.

    `units` are those that its caption names, as a rule one.
    """

    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    caption: str = ""
    units: tuple[str, ...] = ()
    notes: str = ""
    note_spans: tuple[Span, ...] = ()
    grids: tuple[int, ...] = ()

    def of_kind(self, *kinds: Kind) -> list[Column]:
        """The columns of these kinds, left to right."""
        return [column for column in self.columns if column.kind in kinds]
