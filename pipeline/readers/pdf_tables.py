"""Ruled tables of a page: pdfplumber finds the cells among the rules, the words of the page fill them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pipeline.readers.page_content import Box, PageContent, Word
from pipeline.readers.pdf_lines import Line, build_lines

_SNAP = 3.0
_MIN_RULES = 3
_MAX_RULES = 4_000
_FRAME = 0.85


Edge = dict[str, Any]
"""An edge as pdfplumber keeps it: x0, x1, top, bottom, width, height, orientation."""


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
    """Cells that pdfplumber finds among the rules, grouped to tables by the corners that they share."""
    from pdfplumber import table as finder  # noqa: PLC0415

    edges = finder.merge_edges(list(map(_edge, rules)), _SNAP, _SNAP, _SNAP, _SNAP)
    edges = [edge for edge in edges if max(edge["width"], edge["height"]) > _SNAP]
    edges += _missing_sides(edges, ACROSS) + _missing_sides(edges, DOWN)
    cells = finder.intersections_to_cells(finder.edges_to_intersections(edges, _SNAP, _SNAP))
    groups: list[tuple[set[tuple[float, float]], list[Box]]] = []
    for cell in (Box(*map(float, found)) for found in cells):
        corners = {(x, y) for x in (cell.x0, cell.x1) for y in (cell.top, cell.bottom)}
        boxes = [cell]
        for group in [group for group in groups if not corners.isdisjoint(group[0])]:
            corners |= group[0]
            boxes = group[1] + boxes
            groups.remove(group)
        groups.append((corners, boxes))
    return sorted((boxes for _, boxes in groups), key=lambda boxes: _outline(boxes).top)


def _edge(rule: Box) -> Edge:
    """A rule as pdfplumber describes it."""
    return {
        "x0": rule.x0, "x1": rule.x1, "top": rule.top, "bottom": rule.bottom,
        "width": rule.width, "height": rule.height, "doctop": rule.top,
        "orientation": "h" if rule.width >= rule.height else "v",
    }  # fmt: skip


def _missing_sides(edges: Sequence[Edge], side: _Side) -> list[Edge]:
    """Outer sides that a table leaves open, at a page break or by its style: rules across it end on one line."""
    along = [edge for edge in edges if edge["orientation"] == side.orientation]
    added: list[Edge] = []
    for across in _connected(edges, along, side):
        places = (
            (side.start, min(edge[side.start] for edge in across)),
            (side.stop, max(edge[side.stop] for edge in across)),
        )
        for end, place in places:
            ends = sorted(
                (edge for edge in across if abs(edge[end] - place) <= _SNAP),
                key=lambda edge: edge[side.at],
            )
            for one, other in pairwise(ends):
                low, high = one[side.at], other[side.at]
                is_side = high - low > _SNAP and _joins(along, one, other, side)
                if is_side and not _is_drawn(along, place, low, high, side):
                    added.append(_edge(side.rule(place, low, high)))
    return added


def _connected(edges: Sequence[Edge], along: Sequence[Edge], side: _Side) -> list[list[Edge]]:
    """The rules across, grouped by the rules along that they meet."""
    groups: list[tuple[set[int], list[Edge]]] = []
    for edge in edges:
        if edge["orientation"] == side.orientation:
            continue
        met = {place for place, other in enumerate(along) if _cross(edge, other, side)}
        across = [edge]
        for group in [group for group in groups if not met.isdisjoint(group[0])]:
            met |= group[0]
            across += group[1]
            groups.remove(group)
        if met:
            groups.append((met, across))
    return [across for _, across in groups]


def _joins(along: Sequence[Edge], one: Edge, other: Edge, side: _Side) -> bool:
    """Whether some edge of the side's direction leads from the one to the other."""
    return any(_cross(one, edge, side) and _cross(other, edge, side) for edge in along)


@dataclass(frozen=True, slots=True)
class _Side:
    """Names of an edge's fields, for sides that run across the page or down it."""

    orientation: str
    at: str
    start: str
    stop: str

    def rule(self, place: float, low: float, high: float) -> Box:
        if self.orientation == "h":
            return Box(low, place, high, place)
        return Box(place, low, place, high)


ACROSS = _Side("h", "x0", "top", "bottom")
DOWN = _Side("v", "top", "x0", "x1")


def _cross(edge: Edge, other: Edge, side: _Side) -> bool:
    """Whether an edge meets one of the side's own direction."""
    meets: bool = edge[side.start] - _SNAP <= other[side.start] <= edge[side.stop] + _SNAP
    low, high = ("x0", "x1") if side.orientation == "h" else ("top", "bottom")
    is_beside: bool = other[low] - _SNAP <= edge[side.at] <= other[high] + _SNAP
    return meets and is_beside


def _is_drawn(edges: Sequence[Edge], place: float, low: float, high: float, side: _Side) -> bool:
    first, last = ("x0", "x1") if side.orientation == "h" else ("top", "bottom")
    return any(
        abs(edge[side.start] - place) <= 2 * _SNAP
        and edge[first] <= low + 2 * _SNAP
        and edge[last] >= high - 2 * _SNAP
        for edge in edges
    )


def _without_frames(groups: list[list[Box]], page: PageContent) -> list[list[Box]]:
    """Leaves out frames: a single cell around other tables, or around the whole page."""
    kept: list[list[Box]] = []
    for boxes in groups:
        outer = _outline(boxes)
        is_page = outer.width > _FRAME * page.width and outer.height > _FRAME * page.height
        is_around = any(outer.holds(_outline(other)) for other in groups if other is not boxes)
        if len(boxes) > 1 or not (is_page or is_around):
            kept.append(boxes)
    return kept


def _grid(boxes: Sequence[Box], words: Sequence[Word], page: int) -> Grid:
    columns = _places([x for box in boxes for x in (box.x0, box.x1)])
    rows = _places([y for box in boxes for y in (box.top, box.bottom)])
    cells = [_cell(box, columns, rows, words, page) for box in boxes]
    cells.sort(key=lambda cell: (cell.row, cell.col))
    return Grid(_outline(boxes), columns, len(rows) - 1, cells, page)


def _cell(
    box: Box, columns: Sequence[float], rows: Sequence[float], words: Sequence[Word], page: int
) -> GridCell:
    row, col = _index(rows, box.top), _index(columns, box.x0)
    inside = [word for word in words if box.holds(word.box)]
    return GridCell(
        row=row,
        col=col,
        row_span=max(_index(rows, box.bottom) - row, 1),
        col_span=max(_index(columns, box.x1) - col, 1),
        box=box,
        lines=build_lines(inside, page),
    )


def _places(values: Iterable[float]) -> tuple[float, ...]:
    """The distinct places among values that agree to within the thickness of a rule."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _SNAP:
            places.append(value)
    return tuple(places)


def _index(places: Sequence[float], value: float) -> int:
    return min(range(len(places)), key=lambda index: abs(places[index] - value))
