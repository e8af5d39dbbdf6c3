"""Value cells of indicator tables, each with what its row, column and table say of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.outline import Outline
from extractors.tabular.deadlines import deadline_of, default_year
from extractors.tabular.headers import as_unit, parse_head_date
from extractors.tabular.model import VALUE_KINDS, Column, Kind, Table, TableCell, TableRow
from extractors.tabular.names import clean_name, without_time
from extractors.tabular.row_units import RowUnits
from extractors.tabular.shapes import VALUE_SHAPES, Shape, shape_of
from extractors.tabular.tables import read_tables
from schemas.vocab import Nature, Status

_MARK = re.compile(r"(【|〔|\[|［|\{|（).{1,20}(】|〕|\]|］|\}|）)$")
_PAIRS = {"【": "【】", "〔": "〔〕", "[": "[]", "［": "［］", "{": "{}", "（": "（）"}
_CUMULATIVE = re.compile("累计|合计数|总数|五年合计")
_NOTE_END = re.compile("[；;。\n]")
_NOTE_UNIT = re.compile("单位(?:为|是|：)([^，、）]{1,8})|累计.{0,6}?(个?百分点)")
_NATURES = {"预期": Nature.EXPECTED, "约束": Nature.BINDING}
_PROMISE = re.compile("目标|计划|任务|规划|安排")
_YEAR_NAME = re.compile(r"(?:19|20)[0-9]{2}年?(?:末|底|度)?")
_PROSE_LENGTH = 24
_SEVERAL = re.compile("[0-9][一-龥%][^0-9]{0,12}[，、][^0-9]{0,12}[0-9]")
"""Two amounts: 按投资的5%补助，最高80万元."""
_NAME_KINDS = (Kind.INDICATOR, Kind.NAME, Kind.TASK, Kind.GOAL)


@dataclass(frozen=True, slots=True)
class IndicatorCell:
    """A value cell that is not empty; spans are half-open in the view.

    `indicator` is the row's name without unit, numbering and marks; in a table of plain columns the row's name with
    the column's head. `kind` is baseline, target, growth, value or score. `mark` is a pair of brackets around the
    value, `cumulative` whether a note or the name says that such a value is a sum over years.
    """

    grid_index: int
    row: int
    start: int
    end: int
    indicator: str
    name_start: int
    name_end: int
    unit: str | None
    kind: Kind
    head: str
    date: dt.date | None
    status: Status
    nature: Nature | None
    group: str | None
    mark: str | None
    cumulative: bool
    is_total: bool


def read_indicator_cells(outline: Outline) -> list[IndicatorCell]:
    """Every value cell of every table, in reading order within its table."""
    found: list[IndicatorCell] = []
    for table in read_tables(outline):
        reader = _Reader(outline, table)
        if reader.names:
            for row in table.rows:
                found.extend(reader.read(row))
    return found


def is_prose(text: str) -> bool:
    """Whether a cell of a value column holds sentences, not a value."""
    return shape_of(text) not in VALUE_SHAPES and (
        len(text) > _PROSE_LENGTH
        or any(sign in text for sign in "。；")
        or _SEVERAL.search(text) is not None
    )


def is_measured(table: Table) -> bool:
    """Whether a number in a column of requirements (评价标准) is a value of the row's indicator."""
    return bool(table.of_kind(Kind.INDICATOR))


def is_plain_value(text: str) -> bool:
    """Whether a cell of a column of text is a number after all, and not a mere ordinal."""
    return shape_of(text) in (Shape.NUMBER, Shape.AMOUNT)


class _Reader:
    """Reads the rows of one table."""

    def __init__(self, outline: Outline, table: Table) -> None:
        self._view = outline.view
        self._table = table
        self._times = _Times(outline, table)
        self.columns = table.of_kind(*VALUE_KINDS)
        self._texts = table.of_kind(Kind.TEXT, Kind.CONTENT) if is_measured(table) else []
        self.names = _name_columns(table)
        self._units = RowUnits(table)
        self._natures = table.of_kind(Kind.NATURE)
        self._year = default_year(outline)
        self._is_matrix = not any(column.kind is Kind.INDICATOR for column in table.columns)

    def read(self, row: TableRow) -> Iterator[IndicatorCell]:
        name = next((row.cells[c.index] for c in self.names if _text(row, c)), None)
        if name is None and row.is_total:
            name = next(cell for _, cell in sorted(row.cells.items()) if cell.text)
        if name is None:
            return
        self._units.begin(name)
        for column in self.columns:
            cell = row.cells.get(column.index)
            if cell is not None and cell.own and _is_value(cell.text):
                yield self._cell(row, name, column, cell)
        for column in self._texts:
            cell = row.cells.get(column.index)
            if cell is not None and cell.own and is_plain_value(cell.text):
                yield self._cell(row, name, replace(column, kind=Kind.TARGET), cell)

    def _cell(
        self, row: TableRow, name: TableCell, column: Column, cell: TableCell
    ) -> IndicatorCell:
        row_date = parse_head_date(name.text) if _YEAR_NAME.fullmatch(name.text) else None
        mark = _mark_of(cell.text)
        cumulative = self._is_cumulative(name.text, column.head, mark)
        return IndicatorCell(
            grid_index=row.grid_index,
            row=row.number,
            start=cell.start,
            end=cell.end,
            indicator=self._indicator(row, name, column, dated=row_date is not None),
            name_start=name.start,
            name_end=name.end,
            unit=self._unit_of_mark(mark)
            or self._units.of(row, name, column, is_sum=bool(mark and cumulative)),
            kind=self._times.kind_of(column, row_date),
            head=self._head(row, name, column),
            date=self._times.date_of(column, row_date, self._due(row)),
            status=self._times.status_of(column, row_date),
            nature=self._nature(row),
            group=row.group or _category(row, self._table, name),
            mark=mark,
            cumulative=cumulative,
            is_total=row.is_total,
        )

    def _head(self, row: TableRow, name: TableCell, column: Column) -> str:
        """The column's head, with the level that says how the row is measured in front."""
        level = self._units.measured_by(row, name)
        return clean_name(level.text) + column.head if level else column.head

    def _due(self, row: TableRow) -> dt.date | None:
        due = deadline_of(self._table, row, self._year)
        return due if isinstance(due, dt.date) else None

    def _indicator(self, row: TableRow, name: TableCell, column: Column, *, dated: bool) -> str:
        head = without_time(column.head)
        if dated:
            return head or name.text
        printed = clean_name(self._printed(name)) or name.text
        if not self._is_matrix or (column.said.date and not head) or column.kind is Kind.GROWTH:
            return printed
        if row.is_total:
            return head + printed
        return printed + head

    def _printed(self, cell: TableCell) -> str:
        return "".join(self._view.printed[low:high] for low, high in cell.parts)

    def _unit_of_mark(self, mark: str | None) -> str | None:
        """The unit that a note gives to values in brackets: 〔〕为三年合计，单位为百分点."""
        match = next(filter(None, map(_NOTE_UNIT.search, self._notes_on(mark))), None)
        return as_unit(match[1] or match[2]) if match else None

    def _notes_on(self, mark: str | None) -> list[str]:
        notes = _NOTE_END.split(self._table.notes) if mark else []
        return [note for note in notes if mark and mark[0] in note]

    def _nature(self, row: TableRow) -> Nature | None:
        words = "".join(_text(row, column) for column in self._natures) or (row.group or "")
        return next((nature for word, nature in _NATURES.items() if word in words), None)

    def _is_cumulative(self, name: str, head: str, mark: str | None) -> bool:
        if _CUMULATIVE.search(name) or ("累计" in head and (mark or "年均" not in head)):
            return True
        return any(_CUMULATIVE.search(note) for note in self._notes_on(mark))


class _Times:
    """What time a column speaks of, and whether its values are reported or promised."""

    def __init__(self, outline: Outline, table: Table) -> None:
        document = outline.document
        self._issued = document.issued_on
        self._period = document.period
        self._dates = {column.index: column.said.date for column in table.columns}
        self._is_dated = any(column.said.date for column in table.of_kind(*VALUE_KINDS))
        self._caption = table.caption
        self._caption_date = parse_head_date(table.caption)
        dates = sorted({c.said.date for c in table.of_kind(*VALUE_KINDS) if c.said.date})
        self._first_date = dates[0] if len(dates) > 1 else None

    def date_of(
        self, column: Column, row_date: dt.date | None, due: dt.date | None
    ) -> dt.date | None:
        """The column's time, or the row's, or that of the column beside; `due`, the row's deadline, is a target's."""
        date = column.said.date or row_date or self._neighbour(column)
        if date is not None or column.kind is Kind.SCORE:
            return date
        is_target = self.status_of(column, row_date) is Status.TARGET
        if is_target and due is not None:
            return due
        if self._caption_date is not None:
            return self._caption_date if is_target or self._is_past(self._caption_date) else None
        return dt.date(self._period[1], 12, 31) if is_target and self._period else None

    def _neighbour(self, column: Column) -> dt.date | None:
        """A growth column speaks of the time of the nearest dated column, the left one first."""
        if column.kind is not Kind.GROWTH:
            return None
        left = [date for index, date in self._dates.items() if index < column.index and date]
        right = [date for index, date in self._dates.items() if index > column.index and date]
        return left[-1] if left else next(iter(right), None)

    def status_of(self, column: Column, row_date: dt.date | None) -> Status:
        if column.said.status is not None:
            return column.said.status
        date = column.said.date or row_date or self._neighbour(column)
        if date is None:
            return self._undated_status(column)
        return Status.ACTUAL if self._is_past(date) else Status.TARGET

    def _undated_status(self, column: Column) -> Status:
        if column.kind is Kind.TARGET or (column.kind is Kind.GROWTH and self._is_dated):
            return Status.TARGET
        ahead = self._caption_date is not None and not self._is_past(self._caption_date)
        promises = _PROMISE.search(self._caption) or (ahead and "指标" in self._caption)
        return Status.TARGET if promises else Status.ACTUAL

    def _is_past(self, date: dt.date) -> bool:
        """Before the plan's period or the year of issue; the first of several columns may be that year itself."""
        if self._period is not None and date.year < self._period[0]:
            return True
        if self._issued is None:
            return self._period is None and date == self._first_date
        if date.year != self._issued.year:
            return date.year < self._issued.year
        is_baseline = self._period is None and _PROMISE.search(self._caption) is None
        return is_baseline and date == self._first_date

    def kind_of(self, column: Column, row_date: dt.date | None) -> Kind:
        """A plain column under a year is a baseline or a target."""
        if column.kind is not Kind.VALUE or not (column.said.date or row_date):
            return column.kind
        is_target = self.status_of(column, row_date) is Status.TARGET
        return Kind.TARGET if is_target else Kind.BASELINE


def _name_columns(table: Table) -> list[Column]:
    """The columns that may name a row's indicator, the likeliest first: of levels the deepest."""
    levels = table.of_kind(Kind.INDICATOR)[::-1]
    others = [column for kind in _NAME_KINDS[1:] for column in table.of_kind(kind)]
    return levels + others


def _category(row: TableRow, table: Table, name: TableCell) -> str | None:
    """The outermost level that stands beside the name."""
    for column in table.columns:
        cell = row.cells.get(column.index)
        if column.kind in (Kind.GOAL, Kind.INDICATOR) and cell and cell.text:
            return cell.text if cell.parts != name.parts else None
    return None


def _text(row: TableRow, column: Column) -> str:
    cell = row.cells.get(column.index)
    return cell.text if cell else ""


def _is_value(text: str) -> bool:
    return shape_of(text) not in (Shape.EMPTY, Shape.DASH) and not is_prose(text)


def _mark_of(text: str) -> str | None:
    match = _MARK.match(text)
    return _PAIRS[match[1]] if match else None
