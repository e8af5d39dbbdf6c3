"""Grids to tables: head, columns, rows; merged cells carried down, broken rows and pages put together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from extractors.outline import GridCell, Outline, Paragraph, ParagraphKind
from extractors.tabular.align import Profile, assign, profile_of
from extractors.tabular.cards import is_card
from extractors.tabular.columns import read_columns
from extractors.tabular.header_rows import GridHead, GridText, find_head
from extractors.tabular.headers import as_unit, unit_in_brackets
from extractors.tabular.model import AGENCY_KINDS, Column, Kind, Span, Table, TableCell, TableRow
from extractors.tabular.shapes import VALUE_SHAPES, Shape, shape_of

_UNIT_LINE = re.compile(r"[（【]?(?:计量)?单位：([^。\n]{1,24}?)[）】]?$")
_UNIT_MARK = re.compile("[、，,；;]")
_NOTE = re.compile(
    r"(?:备?注|说明|附注)[0-9]?[：:.、]|[*※]|(?:带|标)?[【〔\[（]\s?[】〕\]）]|[（【〔\[]?注"
)
_TOTAL = re.compile(r"(?:合计|总计|小计|总分|共计|全市合计|全县合计|全区合计|总数)[（：]?.{0,12}$")
_GROUP_LENGTH = 40
_LABEL = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十0-9]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节部类]|专栏|类别"
)
_SAME = frozenset({"同上", "〃", "″", '"', "同前"})
_CAPTION_LENGTH = 60
_CAPTION_PARAGRAPHS = 3
_NOTE_PARAGRAPHS = 3
_CARRIED = frozenset({Kind.GOAL, Kind.TASK, Kind.NAME, Kind.INDICATOR})
_ENDS = "。；！.;"
_SENTENCE_MARKS = "，。；"
"""A bracket in a line with one of these belongs to an amount of it, not to the table below: 筹集1200套（间），…如下："""


def read_tables(outline: Outline) -> tuple[Table, ...]:
    """The tables of a notice whose columns are understood, in order; a table over several grids is one."""
    return outline.once(_read_tables)


def _read_tables(outline: Outline) -> tuple[Table, ...]:
    surroundings = _Surroundings(outline)
    tables: list[_Building] = []
    for index, grid in enumerate(outline.grids):
        if is_card(outline.view.text, grid):
            continue
        text = GridText(outline.view.text, grid)
        head = find_head(text)
        before = tables[-1] if tables else None
        if before is not None and _continues(before, text, head, surroundings, index):
            before.add(text, index, head.body_from if head else 0, after_break=True)
        elif head is not None:
            tables.append(_start(text, index, head, surroundings))
    return tuple(table.finish(surroundings) for table in tables)


class _Surroundings:
    """Paragraphs before, between and behind the grids."""

    def __init__(self, outline: Outline) -> None:
        self.text = outline.view.text
        self.is_plain = not outline.source.tables
        self._paragraphs = outline.paragraphs
        self._starts = [paragraph.start for paragraph in outline.paragraphs]
        self.grids = outline.grids

    def before(self, grid_index: int) -> list[Paragraph]:
        """Up to three paragraphs above a grid, the nearest first, none of them a table's."""
        at = bisect_left(self._starts, self.grids[grid_index].start)
        near = self._paragraphs[max(0, at - _CAPTION_PARAGRAPHS) : at][::-1]
        return self._until_table(near)

    def behind(self, grid_index: int) -> list[Paragraph]:
        """Up to three paragraphs below a grid."""
        at = bisect_left(self._starts, self.grids[grid_index].end)
        return self._until_table(self._paragraphs[at : at + _NOTE_PARAGRAPHS + 1])

    def between(self, grid_index: int) -> list[Paragraph]:
        """The paragraphs that stand between a grid and the one before it."""
        low = bisect_left(self._starts, self.grids[grid_index - 1].end)
        return list(self._paragraphs[low : bisect_left(self._starts, self.grids[grid_index].start)])

    def words(self, paragraph: Paragraph) -> str:
        return self.text[paragraph.start : paragraph.end]

    def _until_table(self, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        kept: list[Paragraph] = []
        for paragraph in paragraphs:
            if paragraph.kind is ParagraphKind.CELL and paragraph.end > paragraph.start:
                break
            if paragraph.end > paragraph.start:
                kept.append(paragraph)
        return kept


def _start(text: GridText, index: int, head: GridHead, around: _Surroundings) -> _Building:
    lines = [text.of(cell) for cell in reversed(head.captions)]
    above = (p for p in around.before(index) if not _is_page_break(around, p))
    lines += [around.words(paragraph) for paragraph in above]
    caption, units = _caption(lines)
    building = _Building(_columns(text, head), head.heads, caption, units, around.is_plain)
    building.add(text, index, head.body_from, after_break=False)
    return building


def _caption(lines: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The caption and the units of the whole table from the lines above it, the nearest first."""
    units: tuple[str, ...] = ()
    for line in lines:
        found = _UNIT_LINE.search(line)
        if found is not None and not units:
            units = _listed_units(found[1])
        if found is not None and found.start() == 0:
            continue
        if len(line) > _CAPTION_LENGTH or line[-1] in _ENDS:
            return "", units
        is_sentence = any(mark in line for mark in _SENTENCE_MARKS)
        own = None if is_sentence else unit_in_brackets(line)
        return line, units or ((own,) if own else ())
    return "", units


def _listed_units(words: str) -> tuple[str, ...]:
    """单位：万亩、万元 names two; nothing where a part is no unit."""
    units = [as_unit(part) for part in _UNIT_MARK.split(words)]
    return tuple(filter(None, units)) if all(units) else ()


def _columns(text: GridText, head: GridHead) -> tuple[Column, ...]:
    below: list[list[Shape]] = [[] for _ in head.heads]
    for row in text.grid.rows[head.body_from :]:
        if text.aligned or len(row) == len(head.heads):
            for cell in row:
                if cell.col < len(below):
                    below[cell.col].append(shape_of(text.of(cell)))
    return read_columns(head.heads, below)


def _continues(
    before: _Building, text: GridText, head: GridHead | None, around: _Surroundings, index: int
) -> bool:
    """Whether a grid goes on with the table before it: nothing but a page break stands between."""
    if before.grids[-1] != index - 1:
        return False
    if head is not None and head.heads != before.heads:
        return False
    if any(not _is_page_break(around, paragraph) for paragraph in around.between(index)):
        return False
    return head is not None or not text.aligned or text.width <= len(before.columns)


def _is_page_break(around: _Surroundings, paragraph: Paragraph) -> bool:
    words = around.words(paragraph)
    is_line = len(words) <= 12 and not words.strip("-—– 0123456789第页共续表（）")
    return paragraph.kind is ParagraphKind.FURNITURE or is_line


class _Building:
    """A table while its rows are read."""

    def __init__(
        self, columns: tuple[Column, ...], heads: tuple[str, ...], caption: str, units: tuple[str, ...],
        is_plain: bool,  # noqa: FBT001
    ) -> None:  # fmt: skip
        self.columns = columns
        self.heads = heads
        self.caption = caption
        self.units = units
        self.grids: list[int] = []
        self._is_plain = is_plain
        self._kinds = [column.kind for column in columns]
        self._index = next((c.index for c in columns if c.kind is Kind.INDEX), None)
        self._rows: list[TableRow] = []
        self._notes: list[Span] = []
        self._group: str | None = None

    def add(self, text: GridText, grid_index: int, body_from: int, *, after_break: bool) -> None:
        """Read the rows of a grid from `body_from` on."""
        self.grids.append(grid_index)
        rows = _full_rows(text, len(self.columns)) if text.aligned else self._loose_rows(text)
        for number in range(body_from, len(text.grid.rows)):
            cells = rows[number]
            first_after_break = after_break and number == body_from
            if not self._takes_aside(text, number, cells):
                self._add_row(TableRow(number, grid_index, cells), first_after_break)

    def _loose_rows(self, text: GridText) -> list[dict[int, TableCell]]:
        """Rows of which cells were lost, each cell at its likeliest column."""
        shapes = [[shape_of(text.of(cell)) for cell in row] for row in text.grid.rows]
        profiles = self._profiles(shapes)
        placed: list[dict[int, TableCell]] = []
        for row, looks in zip(text.grid.rows, shapes, strict=True):
            cells: dict[int, TableCell] = {}
            for cell, col in zip(row, assign(looks, self._kinds, profiles), strict=True):
                _put(cells, col, text, cell)
            placed.append(cells)
        return placed

    def _profiles(self, shapes: Sequence[Sequence[Shape]]) -> list[Profile]:
        whole = [row for row in shapes[1:] if len(row) == len(self._kinds)]
        if not whole:
            return [{} for _ in self._kinds]
        return [profile_of(column) for column in zip(*whole, strict=True)]

    def _takes_aside(self, text: GridText, number: int, cells: dict[int, TableCell]) -> bool:
        """Rows that are no data: empty ones, repeated heads, group rows, notes."""
        filled = [cell for cell in text.grid.rows[number] if cell.end > cell.start]
        if not filled:
            return True
        if tuple(text.of(cell) for cell in filled) == tuple(head for head in self.heads if head):
            return True
        if len(filled) > 1 or not any(cell.own for cell in cells.values()):
            return False
        return self._takes_single(text, filled[0])

    def _takes_single(self, text: GridText, cell: GridCell) -> bool:
        """The one filled cell of a row: a note, a group's heading, or neither."""
        words = text.of(cell)
        if _NOTE.match(words):
            self._notes.append((cell.start, cell.end))
            return True
        if unit := _UNIT_LINE.match(words):
            self.units = self.units or _listed_units(unit[1])
            return True
        if not _is_group(words, cell, len(self.columns), aligned=text.aligned):
            return False
        self._group = words
        return True

    def _add_row(self, row: TableRow, first_after_break: bool) -> None:  # noqa: FBT001
        above = self._rows[-1] if self._rows else None
        if above is not None and self._is_rest(row, above, first_after_break):
            self._rows[-1] = _joined(above, row)
            return
        is_new_group = above is not None and above.group != self._group
        is_total = _is_total(row)
        cells = dict(row.cells) if is_total else self._carried(row, above, is_new_group)
        self._rows.append(replace(row, cells=cells, group=self._group, is_total=is_total))

    def _is_rest(self, row: TableRow, above: TableRow, first_after_break: bool) -> bool:  # noqa: FBT001
        """Whether a row is the rest of the one above, cut off by a page's end."""
        if not first_after_break or above.is_total:
            return False
        key = self._index if self._index is not None else self.columns[0].index
        if self._index is None and self._is_plain:
            return False
        cell, upper = row.cells.get(key), above.cells.get(key)
        return (cell is None or not cell.text) and upper is not None and bool(upper.text)

    def _carried(
        self,
        row: TableRow,
        above: TableRow | None,
        is_new_group: bool,  # noqa: FBT001
    ) -> dict[int, TableCell]:
        """The row's cells with what the row above leaves to it where its own are empty or say 同上."""
        cells = dict(row.cells)
        if above is None:
            return cells
        has_agency = any(
            column.kind in AGENCY_KINDS
            and (cell := cells.get(column.index)) is not None
            and cell.text
            for column in self.columns
        )
        begins = False
        for column in self.columns:
            cell, upper = cells.get(column.index), above.cells.get(column.index)
            begins = begins or bool(
                column.kind is Kind.INDICATOR and cell and cell.text and cell.text not in _SAME
            )
            if upper is None or not upper.text:
                continue
            says_same = cell is not None and cell.text in _SAME
            is_empty = cell is None or not cell.text
            if column.kind is Kind.INDICATOR and is_empty and begins:
                continue
            if says_same or (is_empty and not is_new_group and self._inherits(column, has_agency)):
                cells[column.index] = replace(upper, own=False)
        return cells

    def _inherits(self, column: Column, has_agency: bool) -> bool:  # noqa: FBT001
        if column.kind in AGENCY_KINDS:
            return self._is_plain and not has_agency
        return column.kind in _CARRIED

    def finish(self, around: _Surroundings) -> Table:
        spans = list(self._notes)
        for paragraph in around.behind(self.grids[-1]):
            if not _NOTE.match(around.words(paragraph)):
                break
            spans.append((paragraph.start, paragraph.end))
        notes = "\n".join(around.text[low:high] for low, high in spans)
        return Table(
            self.columns,
            tuple(self._rows),
            self.caption,
            self.units,
            notes,
            tuple(self._notes),
            tuple(self.grids),
        )


def _put(cells: dict[int, TableCell], col: int, text: GridText, cell: GridCell) -> None:
    words, span = text.of(cell), (cell.start, cell.end)
    before = cells.get(col)
    if before is None or not before.text:
        cells[col] = TableCell((span,), words)
    elif words:
        cells[col] = TableCell((*before.parts, span), before.text + words)


def _full_rows(text: GridText, width: int) -> list[dict[int, TableCell]]:
    """Every row of an aligned grid with the merged cells that reach into it."""
    rows: list[dict[int, TableCell]] = [{} for _ in text.grid.rows]
    for number, row in enumerate(text.grid.rows):
        for cell in row:
            placed = TableCell(((cell.start, cell.end),), text.of(cell))
            for below in range(number, min(number + cell.row_span, len(rows))):
                if cell.col < width:
                    rows[below].setdefault(
                        cell.col, placed if below == number else replace(placed, own=False)
                    )
    return rows


def _is_group(words: str, cell: GridCell, width: int, *, aligned: bool) -> bool:
    if len(words) > _GROUP_LENGTH or words[-1] in "。；，、" or shape_of(words) in VALUE_SHAPES:
        return False
    if _LABEL.match(words) or cell.col_span * 2 > width:
        return True
    return (not aligned or cell.col == 0) and width > 2 and shape_of(words) is Shape.SHORT


def _is_total(row: TableRow) -> bool:
    first = next((cell.text for _, cell in sorted(row.cells.items()) if cell.text), "")
    return bool(_TOTAL.match(first))


def _joined(above: TableRow, rest: TableRow) -> TableRow:
    cells = dict(above.cells)
    for col, cell in rest.cells.items():
        upper = cells.get(col)
        if not cell.own or not cell.text:
            continue
        if upper is None or not upper.text:
            cells[col] = cell
        else:
            cells[col] = TableCell((*upper.parts, *cell.parts), upper.text + cell.text, upper.own)
    return replace(above, cells=cells)
