"""Tables inside plain text: one cell a line behind a tab, cells between tabs, and Markdown pipes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

Piece = tuple[int, int]

_MARKDOWN_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
_PROSE_CELL = 60
"""Cells of a table are shorter than this on average; indented paragraphs are longer."""
_HEADER_WORDS = re.compile("序号|指标|任务|单位|时限|目标|内容|备注|名称|项目|属性|[0-9]{4}年")


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table found in text; cell spans speak of the source. `is_box`: one column, so a framed text."""

    start: int
    end: int
    rows: tuple[tuple[Piece, ...], ...]
    aligned: bool
    is_box: bool = False

    def paragraphs(self, text: str) -> Iterator[Piece]:
        """The lines of a box."""
        for row in self.rows:
            for low, high in row:
                at = low
                for line in text[low:high].split("\n"):
                    if line.strip():
                        yield at, at + len(line)
                    at += len(line) + 1


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    text: str


def find_text_tables(text: str) -> list[TextTable]:
    """All tables of a plain text, in order, without overlap."""
    if "\t" not in text and "|" not in text:
        return []
    lines = list(_split(text))
    tables: list[TextTable] = []
    number = 0
    while number < len(lines):
        found = (
            _tab_cells(lines, number, text)
            or _tab_rows(lines, number)
            or _markdown(lines, number)
        )
        if found is None:
            number += 1
        else:
            number, new = found
            tables.extend(new)
    return tables


def _split(text: str) -> Iterator[_Line]:
    at = 0
    for line in text.split("\n"):
        yield _Line(at, at + len(line), line)
        at += len(line) + 1


def _is_cell(line: str) -> bool:
    return line.lstrip(" \u3000\xa0").startswith("\t") and line.strip(" \u3000\xa0").count("\t") == 1


def _starts_row(line: str) -> bool:
    """A blank before the tab marks a new row in some converters' output."""
    return not line.startswith("\t")


def _tab_cells(lines: list[_Line], first: int, text: str) -> tuple[int, list[TextTable]] | None:
    """One cell a line behind a tab; an empty line or a blank before the tab starts a row."""
    if not _is_cell(lines[first].text):
        return None
    rows: list[list[Piece]] = []
    number, fresh = first, True
    while number < len(lines):
        line = lines[number]
        if _is_cell(line.text):
            if fresh or _starts_row(line.text):
                rows.append([])
            at = line.start + line.text.index("\t") + 1
            rows[-1].append((at, line.end))
            fresh = False
        elif line.text.strip() and not fresh:
            # A line without a tab goes on with the cell above it.
            low, _ = rows[-1][-1]
            rows[-1][-1] = (low, line.end)
        elif line.text.strip():
            break
        else:
            fresh = True
        number += 1
    tables = _split_boxes(rows)
    if not tables or not _looks_tabular(tables, text):
        return None
    return number, tables


def _split_boxes(rows: list[list[Piece]]) -> list[TextTable]:
    """Rows of one cell at the head are captions or boxes; what follows with more cells is the table."""
    tables: list[TextTable] = []
    body: list[list[Piece]] = []
    widest = max(map(len, rows))
    for row in rows:
        if len(row) == 1 and not body:
            tables.append(_table([row], is_box=True))
        else:
            body.append(row)
    if body:
        tables.append(_table(body, is_box=widest == 1))
    return tables


def _table(rows: list[list[Piece]], *, is_box: bool = False, aligned: bool = False) -> TextTable:
    pieces = tuple(tuple(row) for row in rows)
    return TextTable(pieces[0][0][0], pieces[-1][-1][1], pieces, aligned, is_box)


def _looks_tabular(tables: list[TextTable], text: str) -> bool:
    grid = tables[-1]
    if grid.is_box:
        return "专栏" in text[tables[0].start : tables[0].end]
    cells = [piece for row in grid.rows for piece in row]
    if len(cells) < 4:
        return False
    head = "".join(text[low:high] for low, high in grid.rows[0])
    if len(_HEADER_WORDS.findall(head)) >= 2:
        return True
    return sum(high - low for low, high in cells) / len(cells) < _PROSE_CELL


def _tab_rows(lines: list[_Line], first: int) -> tuple[int, list[TextTable]] | None:
    """Rows of cells between tabs."""
    number = first
    rows: list[list[Piece]] = []
    while number < len(lines) and "\t" in lines[number].text.strip("\t \u3000"):
        rows.append(_cells_between(lines[number], "\t"))
        number += 1
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return None
    widths = {len(row) for row in rows}
    return number, [_table(rows, aligned=len(widths) == 1)]


def _cells_between(line: _Line, mark: str) -> list[Piece]:
    cells = []
    at = line.start
    for part in line.text.split(mark):
        cells.append((at, at + len(part)))
        at += len(part) + len(mark)
    return cells


def _markdown(lines: list[_Line], first: int) -> tuple[int, list[TextTable]] | None:
    """Rows between pipes with a rule of dashes below the first."""
    if "|" not in lines[first].text or first + 1 >= len(lines):
        return None
    if "|" not in lines[first + 1].text or not _MARKDOWN_RULE.match(lines[first + 1].text):
        return None
    number = first
    rows: list[list[Piece]] = []
    while number < len(lines) and "|" in lines[number].text:
        if number != first + 1:
            rows.append(_piped(lines[number]))
        number += 1
    return number, [_table(rows, aligned=True)]


def _piped(line: _Line) -> list[Piece]:
    cells = _cells_between(line, "|")
    if line.text.lstrip().startswith("|"):
        cells = cells[1:]
    if line.text.rstrip().endswith("|"):
        cells = cells[:-1]
    return cells
