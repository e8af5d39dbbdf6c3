"""Where the cells of a Word table stand, merged ones as one cell with spans."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from pipeline.readers.assemble import CellText
from pipeline.readers.docx_names import by_name, child, value, value_of, w
from pipeline.readers.elements import Element
from pipeline.readers.limits import MAX_COLUMNS, MAX_ROWS
from pipeline.readers.spots import Places
from schemas.errors import LimitExceededError

_WRAPPERS = frozenset(map(w, ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")))
_SPAN, _BESIDE, _BELOW, _DELETED = map(w, ("gridSpan", "hMerge", "vMerge", "cellDel"))


def place_cells(
    table: Element, read_cell: Callable[[Element], tuple[str, Places]]
) -> list[CellText]:
    """The cells of a table in reading order. Columns are those of the table's grid."""
    cells: list[CellText] = []
    merged: dict[int, CellText] = {}
    row = 0
    for element in _children(table, w("tr")):
        properties = child(element, "trPr")
        if properties is not None and child(properties, "del") is not None:
            continue
        if row >= MAX_ROWS:
            raise LimitExceededError(f"表格超过 {MAX_ROWS} 行；请拆分后再试")
        skipped = _span(value(properties, "gridBefore"), 0)
        cells.extend(_row_cells(element, (row, skipped), merged, read_cell))
        row += 1
    return cells


def frame_cell(table: Element) -> Element | None:
    """The only cell of a table that is a frame around other tables, and no table itself."""
    rows = islice(_children(table, w("tr")), 2)
    cells = [cell for row in rows for cell in islice(_children(row, w("tc")), 2)]
    is_frame = len(cells) == 1 and next(cells[0].iter(w("tbl")), None) is not None
    return cells[0] if is_frame else None


def _row_cells(
    element: Element,
    place: tuple[int, int],
    merged: dict[int, CellText],
    read_cell: Callable[[Element], tuple[str, Places]],
) -> list[CellText]:
    cells: list[CellText] = []
    row, col = place
    for node in _children(element, w("tc")):
        properties = by_name(child(node, "tcPr"))
        if _DELETED in properties:
            continue
        span = _span(value_of(properties.get(_SPAN)), 1)
        below = _merge(properties.get(_BELOW))
        if cells and _merge(properties.get(_BESIDE)) == "continue":
            cells[-1].col_span += span
        elif below == "continue" and col in merged:
            merged[col].row_span += 1
        else:
            text, places = read_cell(node)
            cells.append(CellText(row, col, text, 1, span, places))
            merged.pop(col, None)
            if below == "restart":
                merged[col] = cells[-1]
        col += span
    return cells


def _children(element: Element, tag: str) -> Iterator[Element]:
    """Children of one name, also where content controls or insertions wrap them."""
    for node in element:
        if node.tag == tag:
            yield node
        elif node.tag in _WRAPPERS:
            yield from _children(node, tag)


def _merge(found: Element | None) -> str | None:
    return None if found is None else value_of(found) or "continue"


def _span(text: str | None, default: int) -> int:
    if text is None or not text.isascii() or not text.isdigit():
        return default
    return min(max(int(text[:9]), default), MAX_COLUMNS)
