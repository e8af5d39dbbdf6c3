"""Ruled tables to table texts: lines in cells joined, parts on following pages put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.readers.assemble import CellText, TableText, join_lines, starts_with_label
from pipeline.readers.pdf_lines import (
    Line,
    find_type_area,
    is_full,
    is_open,
    joined_in_place,
    paragraphs_of,
    place_of,
)
from pipeline.readers.pdf_tables import Grid, GridCell
from pipeline.readers.spots import Places, moved
from schemas.source import Place

_SAME_PLACE = 6.0
_PADDING = 0.7
_BOX_TITLE = "专栏"
_NOTE_OPENERS = frozenset("（(")


@dataclass(frozen=True, slots=True)
class TablePart:
    """The cells of one table on one page, their text joined; `columns` as in Grid.

    By column, `begins` is the first line of the first row, `rooms` what the last line of the last row leaves.
    """

    columns: tuple[float, ...]
    row_count: int
    cells: list[CellText]
    grid: Grid
    begins: dict[int, Line]
    rooms: dict[int, float]


def is_continued(before: Grid, after: Grid) -> bool:
    """Whether a table at the head of a page may go on with the one at the foot of the page before."""
    if len(before.columns) != len(after.columns) or after.page != before.page + 1:
        return False
    if after.is_box and _first_text(after).startswith(_BOX_TITLE):
        return False
    places = zip(before.columns, after.columns, strict=True)
    return all(abs(one - other) <= _SAME_PLACE for one, other in places)


def _first_text(grid: Grid) -> str:
    return next((line.text for cell in grid.cells for line in cell.lines), "")


def table_text(grids: Sequence[Grid]) -> TableText:
    """One table out of its parts on successive pages."""
    if grids[0].is_box:
        return TableText(_box_cells(grids))
    parts = [_part(grid) for grid in grids]
    whole = parts[0]
    for part in parts[1:]:
        whole = _appended(whole, _without_head(part, whole))
    return TableText(whole.cells)


def _box_cells(grids: Sequence[Grid]) -> list[CellText]:
    """The paragraphs of a box, a row each; one that a page break cuts is joined again."""
    lines = [line for grid in grids for cell in grid.cells for line in cell.lines]
    groups = paragraphs_of(lines, find_type_area(lines, grids[0].box))
    contents = map(joined_in_place, groups)
    return [CellText(row, 0, text, places=places) for row, (text, places) in enumerate(contents)]


def _part(grid: Grid) -> TablePart:
    rooms = _text_widths(grid.cells)
    cells = [
        CellText(
            cell.row,
            cell.col,
            text,
            cell.row_span,
            cell.col_span,
            places,
        )
        for cell in grid.cells
        for text, places in [_cell_content(cell.lines, rooms[cell.col, cell.col_span])]
    ]
    return TablePart(
        grid.columns, grid.row_count, cells, grid, _begins(grid, 0), _rooms(grid, rooms)
    )


def _begins(grid: Grid, row: int) -> dict[int, Line]:
    """By column, the first line of each cell of a row."""
    return {cell.col: cell.lines[0] for cell in grid.cells if cell.row == row and cell.lines}


def _rooms(grid: Grid, widths: Mapping[tuple[int, int], float]) -> dict[int, float]:
    """By column, the room that the last line of each cell of the last row leaves; none behind an open one."""
    return {
        cell.col: 0.0 if is_open(line) else widths[cell.col, cell.col_span] - line.box.width
        for cell in grid.cells
        if cell.row == grid.row_count - 1
        for line in cell.lines[-1:]
    }


def _text_widths(cells: Sequence[GridCell]) -> dict[tuple[int, int], float]:
    """How wide a full line is in the cells of a column: the cell less its padding."""
    widths: dict[tuple[int, int], float] = {}
    for key in {(cell.col, cell.col_span) for cell in cells}:
        column = [cell for cell in cells if (cell.col, cell.col_span) == key]
        gaps = [
            min(line.box.x0 - cell.box.x0, _PADDING * line.size)
            for cell in column
            for line in cell.lines
        ]
        widest = max((line.box.width for cell in column for line in cell.lines), default=0.0)
        padded = column[0].box.width - 2 * max(min(gaps, default=0.0), 0.0)
        widths[key] = max(widest, padded)
    return widths


def _cell_content(lines: Sequence[Line], width: float) -> tuple[str, Places]:
    """Lines of a cell; a line that was full runs on into the next, another one ends a paragraph."""
    text = ""
    places: list[Place] = []
    before: Line | None = None
    for line in lines:
        if before is None or is_open(before) or is_full(width - before.box.width, line):
            text = join_lines(text, line.text)
        else:
            text = f"{text}\n{line.text}"
        places.append(place_of(line, len(text)))
        before = line
    return text, tuple(places)


def _row(part: TablePart, row: int) -> list[CellText]:
    return [cell for cell in part.cells if cell.row == row]


def _without_head(part: TablePart, whole: TablePart) -> TablePart:
    """Leaves out the header rows that a table repeats on each page."""
    count = 0
    while count < part.row_count - 1 and _says_same(_row(part, count), _row(whole, count)):
        count += 1
    cells = [replace(cell, row=cell.row - count) for cell in part.cells if cell.row >= count]
    begins = _begins(part.grid, count)
    return replace(part, row_count=part.row_count - count, cells=cells, begins=begins)


def _says_same(row: Sequence[CellText], other: Sequence[CellText]) -> bool:
    texts = [(cell.col, "".join(cell.text.split())) for cell in row]
    return any(text for _, text in texts) and texts == [
        (cell.col, "".join(cell.text.split())) for cell in other
    ]


def _appended(whole: TablePart, part: TablePart) -> TablePart:
    """The table with the rows of its next part; a row cut by the page break is made one again."""
    if _is_cut(whole, part):
        whole = _reaching_over(_with_rest(whole, part), _row(part, 0))
        rest = [replace(cell, row=cell.row - 1) for cell in part.cells if cell.row > 0]
        part = replace(part, row_count=part.row_count - 1, cells=rest)
    moved = [replace(cell, row=cell.row + whole.row_count) for cell in part.cells]
    cells = _grown(whole, moved)
    return replace(whole, row_count=whole.row_count + part.row_count, cells=cells, rooms=part.rooms)


def _is_cut(whole: TablePart, part: TablePart) -> bool:
    """Whether the first row of a part only holds the rest of the last row: no number of its own, no new label.

    It may leave out what reaches down over several rows, or have it empty and reach on. Where something stands in its
    first cell, or nothing in that of the last row, the lines before must have been full; a note in brackets alone
    is a rest as well.
    """
    first, last = _row(part, 0), _last_row(whole)
    filled = [cell for cell in first if cell.text]
    if not filled or not last or any(cell.row_span > 1 for cell in filled):
        return False
    own = {cell.col for cell in last}
    spanned = {cell.col for cell in whole.cells if _reaches_break(cell, whole.row_count)}
    if {cell.col for cell in first} != own | spanned or any(c.col not in own for c in filled):
        return False
    if any(map(_is_new, filled)):
        return False
    if all(_goes_on(whole, part, cell.col) for cell in filled):
        return True
    if filled[0].col == last[0].col:
        return len(filled) == 1 < len(first) and filled[0].text[0] in _NOTE_OPENERS
    return bool(last[0].text)


def _goes_on(whole: TablePart, part: TablePart, col: int) -> bool:
    """Whether the last line of a column was full, so that its first one on the next page may be the rest."""
    room, line = whole.rooms.get(col), part.begins.get(col)
    return room is not None and line is not None and is_full(room, line)


def _is_new(cell: CellText) -> bool:
    return starts_with_label(cell.text) or cell.text.isdigit()


def _last_row(part: TablePart) -> list[CellText]:
    return _row(part, part.row_count - 1)


def _with_rest(whole: TablePart, part: TablePart) -> TablePart:
    rests = {cell.col: cell for cell in _row(part, 0)}
    cells = [
        _joined_cell(cell, rests[cell.col])
        if cell.row == whole.row_count - 1 and cell.col in rests
        else cell
        for cell in whole.cells
    ]
    return replace(whole, cells=cells)


def _reaching_over(whole: TablePart, first: Sequence[CellText]) -> TablePart:
    """The table with its last cells as far down as the rest of each, in the row that the page break cut, reaches."""
    more = {cell.col: cell.row_span - 1 for cell in first}
    cells = [
        replace(cell, row_span=cell.row_span + more.get(cell.col, 0))
        if cell.row + cell.row_span == whole.row_count
        else cell
        for cell in whole.cells
    ]
    return replace(whole, cells=cells)


def _joined_cell(cell: CellText, rest: CellText) -> CellText:
    text = join_lines(cell.text, rest.text)
    places = moved(rest.places, len(text) - len(rest.text))
    return replace(cell, text=text, places=cell.places + places)


def _grown(whole: TablePart, moved: list[CellText]) -> list[CellText]:
    """All cells; one that reaches down to the page break takes in the empty cell below it."""
    below = {cell.col: cell for cell in moved if cell.row == whole.row_count}
    grown: list[CellText] = []
    taken: set[int] = set()
    for cell in whole.cells:
        rest = below.get(cell.col)
        if rest is not None and not rest.text and _reaches_break(cell, whole.row_count):
            taken.add(cell.col)
            grown.append(replace(cell, row_span=cell.row_span + rest.row_span))
        else:
            grown.append(cell)
    return grown + list(_left(moved, whole.row_count, taken))


def _reaches_break(cell: CellText, row_count: int) -> bool:
    return cell.row_span > 1 and cell.row + cell.row_span == row_count


def _left(moved: Sequence[CellText], row: int, taken: set[int]) -> Iterator[CellText]:
    return (cell for cell in moved if cell.row != row or cell.col not in taken)
