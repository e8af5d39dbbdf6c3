"""A notice as read from a file: the text, and where the file says that blocks and table cells stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

Corners = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points; the origin is the top left corner of the page as it is read, y goes down."""


class Place(NamedTuple):
    """Where [start, end) of source.text stands in the file. All numbers count from 1; None is "the file has none".

    `page` and `box` are those of a page that is set, `table` numbers the tables as they are read (tables that only
    arrange a page or stand inside another one's cell have no number), `row` and `col` are those of its grid, a merged
    cell standing in its first. `paragraph` is the number of the w:p element in a Word file's main part, `line` that of a text file's
    line, `path` the XPath of an element of a web page or of another part of a package. `confidence` is below 1, and only there
    where the text was recognised in a picture.
    """

    start: int
    end: int
    page: int | None = None
    box: Corners | None = None
    table: int | None = None
    row: int | None = None
    col: int | None = None
    paragraph: int | None = None
    line: int | None = None
    path: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell; row and column count from 0, spans from 1; [start, end) in source.text."""

    row: int
    col: int
    start: int
    end: int
    row_span: int = 1
    col_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose cells the file itself names. Cells are in reading order and do not overlap."""

    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph that the file itself names. `heading_level` is the file's own style, 1 the outermost."""

    start: int
    end: int
    heading_level: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The decoded text, never edited afterwards.

    `blocks` is empty where the file has no structure of its own (.txt, .md); paragraphs are then found in the
    text. `tables` holds only tables that the file marks as such. `places` are in reading order and do not overlap;
    a block or a cell has as many as the file breaks it into. `metadata` holds what the container says of itself
    under the keys of a notice's head (`title`, `doc_number`, `issuers`, `issued_on`). `detected_by` says what in the
    bytes made them go to this `reader`.
    """

    text: str
    name: str
    media_type: str
    sha256: str
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    places: tuple[Place, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict[str, str])
    reader: str = ""
    detected_by: str = ""
    encoding: str | None = None
    warnings: tuple[str, ...] = ()
