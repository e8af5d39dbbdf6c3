"""A notice as read from a file: the text, and where the file says that blocks and table cells stand."""

from __future__ import annotations

from dataclasses import dataclass, field


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
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph that the file itself names. `heading_level` is the file's own style, 1 the outermost."""

    start: int
    end: int
    page: int | None = None
    heading_level: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The decoded text, never edited afterwards.

    `blocks` is empty where the file has no structure of its own (.txt, .md); paragraphs are then found in the
    text. `tables` holds only tables that the file marks as such. `metadata` holds what the container says of
    itself under the keys of a notice's head (`title`, `doc_number`, `issuers`, `issued_on`). `detected_by` says what in the
    bytes made them go to this `reader`.
    """

    text: str
    name: str
    media_type: str
    sha256: str
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict[str, str])
    reader: str = ""
    detected_by: str = ""
    encoding: str | None = None
    warnings: tuple[str, ...] = ()
