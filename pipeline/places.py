"""Where a stretch of a notice stands in its file: page and box, table, row and column, paragraph, line or path."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from schemas.source import Corners, Place, Source

if TYPE_CHECKING:
    from extractors.outline import Outline

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_BETWEEN_CELLS = " \t\r\n\u3000|-:"


def place_of(places: Sequence[Place], start: int, end: int) -> Place | None:
    """The place of [start, end), which begins where its first part does; the box is around all parts on that page.

    The confidence is that of the least certain part.
    """
    at = bisect_right(places, start, key=lambda place: place.start) - 1
    if at < 0 or places[at].end <= start:
        at += 1
    first = at
    boxes: list[Corners] = []
    confidence = None
    while at < len(places) and places[at].start < end and places[at].page == places[first].page:
        box = places[at].box
        if box is not None:
            boxes.append(box)
        if places[at].confidence is not None:
            confidence = min(confidence or 1.0, places[at].confidence or 1.0)
        at += 1
    if at == first:
        return None
    return places[first]._replace(start=start, end=end, box=_around(boxes), confidence=confidence)


def _around(boxes: Sequence[Corners]) -> Corners | None:
    if not boxes:
        return None
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def place_fields(place: Place | None) -> dict[str, Any]:
    """What is known of a place, by the names of its fields, offsets left out."""
    if place is None:
        return {}
    known = zip(Place._fields[2:], place[2:], strict=True)
    return {name: value for name, value in known if value is not None}


def with_places(outline: Outline) -> Source:
    """The source of an outline; where its file has no structure of its own, with the places of lines and cells."""
    source = outline.source
    if source.places or source.blocks or source.tables:
        return source
    cells = sorted(_cells(outline))
    return dataclasses.replace(source, places=tuple(_by_line(source.text, cells)))


def _cells(outline: Outline) -> Iterator[Place]:
    """The cells of the tables that the text shows; a column that cannot be known is left out."""
    for number, grid in enumerate(outline.grids, 1):
        for cell in (cell for row in grid.rows for cell in row if cell.end > cell.start):
            start, end = outline.view.source_span(cell.start, cell.end)
            col = cell.col + 1 if grid.aligned else None
            yield Place(start, end, table=number, row=cell.row + 1, col=col)


def _by_line(text: str, cells: Sequence[Place]) -> Iterator[Place]:
    """Cells with the line that they begin in, and what else is printed on each line."""
    waiting = iter(cells)
    cell = next(waiting, None)
    done = 0
    for number, line in enumerate(_LINE.finditer(text), 1):
        done = max(done, line.start())
        while cell is not None and cell.start < line.end():
            yield from _loose(text, done, cell.start, number)
            if cell.start >= done:
                yield cell._replace(line=number)
                done = cell.end
            cell = next(waiting, None)
        yield from _loose(text, done, line.end(), number)


def _loose(text: str, start: int, end: int, line: int) -> Iterator[Place]:
    stretch = text[start:end]
    printed = stretch.strip(_BETWEEN_CELLS)
    if printed:
        first = start + stretch.index(printed)
        yield Place(first, first + len(printed), line=line)
