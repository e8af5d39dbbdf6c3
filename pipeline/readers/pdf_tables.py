"""Ruled tables of a page: the cells that the rules enclose, filled with the words of the page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.readers.page_content import Box, PageContent, Word
from pipeline.readers.pdf_lines import Line, build_lines
from pipeline.readers.table_cells import SNAP, cells_among

_MIN_RULES = 3
_MAX_RULES = 4_000
_FRAME = 0.85


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a ruled table with the lines printed in it; rows and columns count from 0."""

    row: int
    col: int
    row_span: int
    col_span: int
    box: Box
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table, or the part of it on one page. `columns` are the places of its vertical rules."""

    box: Box
    columns: tuple[float, ...]
    row_count: int
    cells: list[GridCell]
    page: int

    @property
    def is_box(self) -> bool:
        """A single column holds no relation between cells: it is a frame around paragraphs."""
        return len(self.columns) <= 2  # noqa: PLR2004


def find_grids(page: PageContent) -> tuple[list[Grid], list[Word]]:
    """The tables of a page from top to bottom, and the words outside them."""
    if not _MIN_RULES <= len(page.rules) <= _MAX_RULES:
        return [], page.words
    grids: list[Grid] = []
    left = page.words
    for boxes in _without_frames(_cell_groups(page.rules), page):
        outer = _outline(boxes)
        inside = [word for word in left if outer.holds(word.box)]
        if inside:
            left = [word for word in left if not outer.holds(word.box)]
            grids.append(_grid(boxes, inside, page.number))
    return grids, left


def _outline(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )


def _cell_groups(rules: Iterable[Box]) -> list[list[Box]]:
    """The cells among the rules, grouped to tables by the corners that they share."""
    groups: list[tuple[set[tuple[float, float]], list[Box]]] = []
    for cell in cells_among(rules):
        corners = {(x, y) for x in (cell.x0, cell.x1) for y in (cell.top, cell.bottom)}
        boxes = [cell]
        for group in [group for group in groups if not corners.isdisjoint(group[0])]:
            corners |= group[0]
            boxes = group[1] + boxes
            groups.remove(group)
        groups.append((corners, boxes))
    return sorted((boxes for _, boxes in groups), key=lambda boxes: _outline(boxes).top)


def _without_frames(groups: list[list[Box]], page: PageContent) -> list[list[Box]]:
    """Leaves out frames: a single cell around other tables, or around the whole page."""
    if all(len(boxes) > 1 for boxes in groups):
        return groups
    outlines = list(map(_outline, groups))
    kept: list[list[Box]] = []
    for boxes, outer in zip(groups, outlines, strict=True):
        is_page = outer.width > _FRAME * page.width and outer.height > _FRAME * page.height
        is_around = any(outer.holds(other) for other in outlines if other is not outer)
        if len(boxes) > 1 or not (is_page or is_around):
            kept.append(boxes)
    return kept


def _grid(boxes: Sequence[Box], words: Sequence[Word], page: int) -> Grid:
    columns = _places([x for box in boxes for x in (box.x0, box.x1)])
    rows = _places([y for box in boxes for y in (box.top, box.bottom)])
    words = sorted(words, key=_middle)
    middles = list(map(_middle, words))
    cells: list[GridCell] = []
    for box in boxes:
        row, col = _index(rows, box.top), _index(columns, box.x0)
        level = words[bisect_left(middles, box.top) : bisect_right(middles, box.bottom)]
        cell = GridCell(
            row=row,
            col=col,
            row_span=max(_index(rows, box.bottom) - row, 1),
            col_span=max(_index(columns, box.x1) - col, 1),
            box=box,
            lines=build_lines([word for word in level if box.holds(word.box)], page),
        )
        cells.append(cell)
    cells.sort(key=lambda cell: (cell.row, cell.col))
    return Grid(_outline(boxes), columns, len(rows) - 1, cells, page)


def _middle(word: Word) -> float:
    return (word.box.top + word.box.bottom) / 2


def _places(values: Iterable[float]) -> tuple[float, ...]:
    """The distinct places among values that agree to within the thickness of a rule."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > SNAP:
            places.append(value)
    return tuple(places)


def _index(places: Sequence[float], value: float) -> int:
    """Of the nearest place."""
    after = bisect_left(places, value, 1, len(places) - 1)
    return after - (value - places[after - 1] <= places[after] - value)
