"""Tables of a web page: which ones are tables, and where their cells stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pipeline.readers.assemble import CellText
from pipeline.readers.elements import Element
from pipeline.readers.limits import MAX_COLUMNS, MAX_ROWS, MAX_TABLE_COLUMNS
from pipeline.readers.spots import Places
from schemas.errors import LimitExceededError

_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_ARTICLE_HAN = 600
_LAYOUT_SHARE = 0.6


def rows_of(table: Element) -> Iterator[Element]:
    """The table's own rows, those of tables inside it left out."""
    for node in table:
        if node.tag == "tr":
            yield node
        elif node.tag in _ROW_GROUPS:
            yield from (row for row in node if row.tag == "tr")


def cells_of(row: Element) -> Iterator[Element]:
    return (node for node in row if node.tag in _CELLS)


def is_layout(table: Element, han: Mapping[Element, int]) -> bool:
    """Whether a table only arranges the page: most of its text stands in one cell that is a page in itself."""
    cells = [cell for row in rows_of(table) for cell in cells_of(row)]
    largest = max(cells, key=lambda cell: han.get(cell, 0), default=None)
    if largest is None:
        return True
    share = han.get(largest, 0) / max(han.get(table, 0), 1)
    is_page = han.get(largest, 0) >= _ARTICLE_HAN or next(largest.iter("table"), None) is not None
    return share >= _LAYOUT_SHARE and is_page


def place_cells(
    table: Element, read_cell: Callable[[Element], tuple[str, Places]]
) -> list[CellText]:
    """The cells of a table in reading order; spans are kept as they are told, within the table and the bounds."""
    rows = list(rows_of(table))
    if len(rows) > MAX_ROWS:
        raise LimitExceededError(f"表格超过 {MAX_ROWS} 行；请拆分后再试")
    cells: list[CellText] = []
    taken: dict[int, int] = {}
    for number, row in enumerate(rows):
        col = 0
        for node in cells_of(row):
            while taken.get(col, 0) > number:
                col += 1
            width = _span(node.get("colspan"), MAX_COLUMNS)
            if col + width > MAX_TABLE_COLUMNS:
                raise LimitExceededError(f"表格超过 {MAX_TABLE_COLUMNS} 列；请拆分后再试")
            height = _span(node.get("rowspan"), len(rows) - number)
            text, places = read_cell(node)
            cells.append(CellText(number, col, text, height, width, places))
            taken.update(dict.fromkeys(range(col, col + width), number + height))
            col += width
    return cells


def _span(text: str | None, most: int) -> int:
    """A span from 1 to `most`; a 0 reaches to the end, as browsers read it."""
    figures = (text or "").strip()
    if not figures.isascii() or not figures.isdigit():
        return 1
    return min(int(figures[:9]) or most, most)
