"""Notices as data: the TOML files of corpus/src and their small block language.

A body is a sequence of lines, one block a line, blank lines ignored:

    # text, ## text, ### text   heading of its own, by depth; the label is printed in the text
    = text                      line of the plan's title, centred
    * text                      caption, centred          ~ text    right-aligned line
    ! text                      flush-left line           - text    small note
    @sign                       signature, date, （此件公开发布）
    @page                       page break
    @table 2,4,4 head=1         table; relative column widths, number of header rows
    a | b | c                   a row; `^` continues the cell above, `<` the one to the left,
    @end                        ` // ` is a line break inside a cell
    anything else               paragraph
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Kind = Literal[
    "paragraph", "heading1", "heading2", "heading3", "title", "caption", "right", "flush", "note"
]

_MARKS: tuple[tuple[str, Kind], ...] = (
    ("### ", "heading3"),
    ("## ", "heading2"),
    ("# ", "heading1"),
    ("= ", "title"),
    ("* ", "caption"),
    ("~ ", "right"),
    ("! ", "flush"),
    ("- ", "note"),
)
_TABLE_RE = re.compile(r"@table (?P<widths>[\d,]+) head=(?P<head>\d+)")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph and the part it plays."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at its upper left corner; `text` may hold line breaks."""

    row: int
    col: int
    row_span: int
    col_span: int
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `cells` in reading order; merged cells stand once."""

    widths: tuple[int, ...]
    head: int
    rows: int
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Where the issuing bodies sign and date."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page."""


Block = Line | Grid | Signature | PageBreak


@dataclass(frozen=True, slots=True)
class WebPage:
    """What a government site prints around a notice."""

    site: str
    published_on: dt.date
    index_number: str
    subject: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice, free of any file format."""

    id: str
    format: str
    in_all_formats: bool
    region: str
    shows: str
    issuer: str
    doc_number: str
    title_lines: tuple[str, ...]
    addressee: str
    issued_on: dt.date
    imprint: tuple[str, ...]
    blocks: tuple[Block, ...]
    encoding: str = "utf-8"
    tables: Literal["cells", "rows"] = "cells"
    automatic_numbering: bool = False
    web: WebPage | None = None

    @property
    def title(self) -> str:
        """The title on one line."""
        return "".join(self.title_lines)

    @property
    def printed_date(self) -> str:
        """The date as a notice prints it."""
        day = self.issued_on
        return f"{day.year}年{day.month}月{day.day}日"


def _parse_row(line: str) -> list[str]:
    return [cell.strip().replace(" // ", "\n") for cell in line.split("|")]


def _span(rows: list[list[str]], row: int, col: int) -> tuple[int, int]:
    """Row and column span of the cell at a corner, from the marks to the right and below."""
    width, height = 1, 1
    while col + width < len(rows[row]) and rows[row][col + width] == "<":
        width += 1
    while row + height < len(rows) and rows[row + height][col] == "^":
        height += 1
    return height, width


def parse_table(head: int, widths: tuple[int, ...], lines: list[str]) -> Grid:
    """A grid from its row lines.

    Raises:
        ValueError: a row has another number of cells than there are widths.
    """
    rows = [_parse_row(line) for line in lines]
    for cells in rows:
        if len(cells) != len(widths):
            raise ValueError(f"{len(cells)} cells for {len(widths)} columns: {cells}")
    grid = [
        GridCell(row, col, *_span(rows, row, col), text)
        for row, cells in enumerate(rows)
        for col, text in enumerate(cells)
        if text not in ("^", "<")
    ]
    return Grid(widths, head, len(rows), tuple(grid))


def _parse_line(line: str) -> Line:
    for mark, kind in _MARKS:
        if line.startswith(mark):
            return Line(kind, line.removeprefix(mark))
    return Line("paragraph", line)


def parse_body(body: str) -> tuple[Block, ...]:
    """The blocks of a body.

    Raises:
        ValueError: an unknown command, or a table that does not fit its widths.
    """
    blocks: list[Block] = []
    lines = iter([line.strip() for line in body.splitlines() if line.strip()])
    for line in lines:
        table = _TABLE_RE.fullmatch(line)
        if table:
            rows = list(iter(lambda: next(lines), "@end"))
            widths = tuple(int(width) for width in table["widths"].split(","))
            blocks.append(parse_table(int(table["head"]), widths, rows))
        elif line == "@sign":
            blocks.append(Signature())
        elif line == "@page":
            blocks.append(PageBreak())
        elif line.startswith("@"):
            raise ValueError(f"unknown command: {line}")
        else:
            blocks.append(_parse_line(line))
    return tuple(blocks)


def read_notice(path: Path) -> Notice:
    """A notice from its source file.

    Raises:
        KeyError: a field is missing. ValueError: the body cannot be read.
    """
    data: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    web = data.get("web")
    return Notice(
        id=data["id"],
        format=data["format"],
        in_all_formats=data.get("all_formats", False),
        region=data["region"],
        shows=data["shows"],
        issuer=data["issuer"],
        doc_number=data["doc_number"],
        title_lines=tuple(data["title"]),
        addressee=data["addressee"],
        issued_on=data["issued_on"],
        imprint=tuple(data["imprint"]),
        blocks=parse_body(data["body"]),
        encoding=data.get("encoding", "utf-8"),
        tables=data.get("tables", "cells"),
        automatic_numbering=data.get("automatic_numbering", False),
        web=WebPage(**web) if web else None,
    )
