"""Paragraphs and tables written one after the other into the text of a Source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from pipeline.readers.spots import CONTROL, Places, cut, moved, remapped
from schemas.source import Block, Cell, Place, Table

_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile(r"[ \t\r\xa0]+")
_LABEL = re.compile(
    r"第[一二三四五六七八九十百零〇0-9]{1,5}[章节条编篇]|[一二三四五六七八九十百]{1,4}[、.．]"
    r"|[（(][一二三四五六七八九十百0-9]{1,4}[）)]|[0-9]{1,3}[.．、](?![0-9])|[①-⑳]|——|附件|专栏"
)
_CAPTION = re.compile(
    r"附件|附表|附录|专栏|表\s?[0-9一二三四五六七八九十]|单位[：:]"
    r"|[^。；]{1,60}(?:表|清单|一览|体系|分工|台账)(?:（[^（）]{1,20}）)?$"
)
_PAUSE = "。！？；：!?;:…"
_UNBROKEN_LINE = 25


@dataclass(slots=True)
class CellText:
    """A table cell before it has a place in the text; `text` may hold several paragraphs, a line each."""

    row: int
    col: int
    text: str
    row_span: int = 1
    col_span: int = 1
    places: Places = ()


@dataclass(slots=True)
class ParagraphText:
    """A paragraph before it has a place in the text; line breaks in it are the file's own."""

    text: str
    heading_level: int | None = None
    places: Places = ()


@dataclass(slots=True)
class TableText:
    """A table before it has a place in the text."""

    cells: Sequence[CellText]

    def lines(self) -> Iterator[tuple[str, Places]]:
        """The table inside another one's cell: a line a row, and where its parts stand."""
        for _, row in groupby(sorted(self.cells, key=_row_of), key=_row_of):
            yield _joined(((" ".join(c.text.split("\n")), c.places) for c in row if c.text), " ")


Item = ParagraphText | TableText
_Address = tuple[int | None, int | None, int | None]
"""Table, row and column in the file, from 1."""
_NO_CELL: _Address = (None, None, None)
_Addressed = tuple[CellText, _Address]


def cell_content(items: Iterable[Item]) -> tuple[str, Places]:
    """What stands in a table cell: a line a paragraph, tables inside it flattened; and where its parts stand."""
    parts = list(chain.from_iterable(map(_lines_of, items)))
    return parts[0] if len(parts) == 1 else _joined(parts, "\n")


def _lines_of(item: Item) -> Iterator[tuple[str, Places]]:
    if isinstance(item, TableText):
        yield from item.lines()
    else:
        yield item.text, item.places


def _joined(parts: Iterable[tuple[str, Places]], between: str) -> tuple[str, Places]:
    texts: list[str] = []
    places: list[Place] = []
    length = 0
    for text, own in parts:
        places.extend(moved(own, length))
        texts.append(text)
        length += len(text) + len(between)
    return between.join(texts), tuple(places)


def starts_with_label(text: str) -> bool:
    """Whether a paragraph opens with a section's label."""
    return _LABEL.match(text) is not None


def tidy(text: str) -> str:
    """One line of text: no control characters, runs of blanks folded, ends stripped."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    text = _SURROGATE.sub("\ufffd", text.translate(CONTROL))
    return _BLANKS.sub(" ", text).strip()


def _tidy_lines(text: str) -> str:
    """What is left of the lines of a text; those of blanks alone are left out."""
    return "\n".join(filter(None, map(tidy, text.split("\n")))) if "\n" in text else tidy(text)


def join_lines(before: str, after: str) -> str:
    """Two parts of one line that was broken; a blank only where it parts Latin words."""
    if not before or not after:
        return before + after
    left, right = before[-1], after[0]
    latin = left.isascii() and left.isalpha() and right.isascii() and right.isalpha()
    return f"{before} {after}" if latin else before + after


def soft_lines(text: str) -> list[str]:
    """The paragraphs of a text with line breaks of its own: a break in mid-sentence is mended."""
    if "\n" not in text:
        line = tidy(text)
        return [line] if line else []
    lines: list[str] = []
    for line in filter(None, map(tidy, text.split("\n"))):
        if lines and _breaks_sentence(lines[-1], line):
            lines[-1] = join_lines(lines[-1], line)
        else:
            lines.append(line)
    return lines


def _breaks_sentence(before: str, after: str) -> bool:
    is_open = len(before) >= _UNBROKEN_LINE and before[-1] not in _PAUSE
    return is_open and not starts_with_label(after)


class SourceWriter:
    """Collects text, blocks, tables and places; each item stands on lines of its own."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._tables_seen = 0
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.places: list[Place] = []

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def write(self, items: Iterable[Item]) -> None:
        """All items, in reading order."""
        for item in items:
            if isinstance(item, TableText):
                self._table(item)
            else:
                self._paragraph(item)

    def _paragraph(self, paragraph: ParagraphText, address: _Address = _NO_CELL) -> None:
        """One block, or as many as the paragraph's own line breaks make of it."""
        lines = soft_lines(paragraph.text)
        if not lines:
            return
        self._separate("\n")
        begun = start = self._length
        for line in lines:
            end = start + len(line)
            self.blocks.append(Block(start, end, paragraph.heading_level))
            start = end + 1
        written = "\n".join(lines)
        self._write(written)
        self._locate(paragraph, address, begun, written)

    def _table(self, table: TableText) -> None:
        """A table; one of a single column is a box, and each of its paragraphs becomes a row."""
        self._tables_seen += 1
        number = self._tables_seen
        cells: list[_Addressed] = [
            (cell, (number, cell.row + 1, cell.col + 1))
            for cell in sorted(table.cells, key=_row_and_column)
        ]
        if len({cell.col for cell, _ in cells}) <= 1:
            cells = _box_rows(cells)
        if not any(cell.text for cell, _ in cells):
            return
        count = _caption_length(cells)
        for cell, address in cells[:count]:
            self._paragraph(ParagraphText(cell.text, places=cell.places), address)
        self._separate("\n")
        start = self._length
        placed = self._write_cells(cells[count:], count)
        self.tables.append(Table(start, self._length, tuple(placed)))

    def _write_cells(self, cells: Sequence[_Addressed], skipped: int) -> list[Cell]:
        """The cells, their rows counted from behind those that are skipped."""
        placed: list[Cell] = []
        row = cells[0][0].row
        for number, (cell, address) in enumerate(cells):
            if number:
                self._write("\t" if cell.row == row else "\n")
            row = cell.row
            written = _tidy_lines(cell.text)
            start = self._write(written)
            self._locate(cell, address, start, written)
            placed.append(
                Cell(row - skipped, cell.col, start, self._length, cell.row_span, cell.col_span)
            )
        return placed

    def _locate(
        self, item: ParagraphText | CellText, address: _Address, start: int, written: str
    ) -> None:
        """The places of what was written from `start` on; a cell whose parts have none is one place."""
        if not written:
            return
        places = item.places
        if not places and address is not _NO_CELL:
            places = (Place(0, len(item.text)),)
        if item.text != written:
            places = remapped(places, item.text, written)
        self.places += [
            Place._make((p[0] + start, p[1] + start, *p[2:4], *address, *p[7:])) for p in places
        ]

    def _separate(self, separator: str) -> None:
        if self._length:
            self._write(separator)

    def _write(self, text: str) -> int:
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return start


def _row_of(cell: CellText) -> int:
    return cell.row


def _row_and_column(cell: CellText) -> tuple[int, int]:
    return cell.row, cell.col


def _box_rows(cells: Sequence[_Addressed]) -> list[_Addressed]:
    """A row for each line of a box; its address is that of the cell in the file."""
    rows: list[_Addressed] = []
    for cell, address in cells:
        lines = soft_lines(cell.text)
        places = remapped(cell.places, cell.text, "\n".join(lines))
        start = 0
        for line in lines:
            end = start + len(line)
            rows.append((CellText(len(rows), 0, line, places=cut(places, start, end)), address))
            start = end + 1
    return rows


def _caption_length(cells: Sequence[_Addressed]) -> int:
    """How many leading rows are the table's caption, merged over all columns."""
    if cells[0][0].col_span == 1:
        return 0
    width = max(cell.col + cell.col_span for cell, _ in cells)
    for count, (cell, _) in enumerate(cells[:-1]):
        is_whole_row = cell.col_span == width > 1 and cell.row_span == 1
        if not (is_whole_row and cell.row == count and _CAPTION.match(cell.text)):
            return count
    return len(cells) - 1
