"""Paragraphs and tables of a source: taken from the file where it names them, else found in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.front_matter.lines import are_agencies, is_crumbs, key_pattern
from extractors.outline import Grid, GridCell, Paragraph, ParagraphKind
from extractors.text_tables import TextTable, find_text_tables
from extractors.view import Piece, View, build_view, clean
from schemas.source import Block, Source, Table

_LABEL = re.compile(
    r"第[一二三四五六七八九十百零〇0-9]{1,5}[章节条编篇]"
    r"|[一二三四五六七八九十百]{1,4}[、.．]"
    r"|[（(][一二三四五六七八九十百0-9]{1,4}[）)]"
    r"|[0-9]{1,3}[.．、](?![0-9])"
    r"|[①-⑳㈠-㈩⑴-⒇⒈-⒛]|——|[-—●■◆·]\s?\S|#"
    r"|附件|附表|附录|专栏|备注|注[：:]|[一二三四五六七八九十]是"
)
_SENTENCE_END = "。！？；：!?;:…）)】」”》〕"
_NEVER_FIRST = "、，。；！？）】》〉”"
_RULE_LINE = re.compile(r"\s*(?:(?:[-—*_=]\s?){3,}|[—–-]\s?[0-9]{1,4}\s?[—–-])\s*$")
_BREAK_TAG = re.compile(r"<br ?/?>", re.IGNORECASE)
_LEADERS = re.compile(r"(?:\.{6,}|…{3,}|·{6,})\s?[0-9]{1,4}$")
_NEW_PARAGRAPH = re.compile(
    _LABEL.pattern
    + r"|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日$|[二〇○零一九]{4}年[一二三四五六七八九十]{1,3}月"
    r"|[一-龥]{1,8}〔[0-9]{4}〕[0-9]{1,4}号"
)
_TITLE_END = re.compile(r"关于.{4,80}的(?:通知|意见|决定|公告|通告|函|批复|办法|规定)$")
_NOTE_LINE = re.compile(
    r"\s*[（(〔](?:牵头|责任|配合|[^（）()]{1,60}(?:负责|牵头|配合)[^（）()]{0,30}[）)]$)"
)
_COMMA = re.compile("[，；、：]")
_FILE_END = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|zip|rar)$", re.IGNORECASE)
_OPEN_ENDS = frozenset("，、")
_LAST_NUMBER = re.compile(r"(?<![0-9])[0-9]{1,4}$")
_COUNTED = frozenset("个家户人名项张条座处所台套辆件种类批次万亿千百％%年月亩吨元倍")
_HEADING_LENGTH = 45
_LONG_LINE = 30
_SHORT_LINE = 9
_SHORTEST_COUNTED = 12
_FEWEST_COUNTED = 12
_WIDEST = 60
_BRACKET_WINDOW = 400


@dataclass(frozen=True, slots=True)
class Layout:
    """View, paragraphs in reading order (cells included), and tables."""

    view: View
    paragraphs: tuple[Paragraph, ...]
    grids: tuple[Grid, ...]


@dataclass(slots=True)
class _Unit:
    """A paragraph to be: pieces of the source and what it is."""

    pieces: list[Piece]
    kind: ParagraphKind
    heading_level: int | None = None


def build_layout(source: Source) -> Layout:
    """Paragraphs and tables of any source."""
    if source.blocks or source.tables:
        units, tables = _named_units(source)
    else:
        units, tables = _found_units(source.text)
    view, spans = build_view(source.text, [unit.pieces for unit in units])
    paragraphs = tuple(
        Paragraph(start, end, unit.kind, unit.heading_level)
        for unit, (start, end) in zip(units, spans, strict=True)
    )
    return Layout(view, paragraphs, tuple(_grid(table, spans) for table in tables))


@dataclass(frozen=True, slots=True)
class _PlacedTable:
    """Table cells with the number of the unit that holds each."""

    rows: tuple[tuple[tuple[GridCell, int], ...], ...]
    aligned: bool


def _grid(table: _PlacedTable, spans: Sequence[tuple[int, int]]) -> Grid:
    rows = tuple(
        tuple(
            GridCell(cell.row, cell.col, *spans[unit], cell.row_span, cell.col_span)
            for cell, unit in row
        )
        for row in table.rows
    )
    cells = [cell for row in rows for cell in row]
    return Grid(cells[0].start, cells[-1].end, rows, table.aligned)


def _named_units(source: Source) -> tuple[list[_Unit], list[_PlacedTable]]:
    """Units from a file that names its own blocks and tables."""
    units: list[_Unit] = []
    tables: list[_PlacedTable] = []
    items: list[Block | Table] = [*source.blocks, *source.tables]
    for item in sorted(items, key=lambda item: (item.start, item.end)):
        if isinstance(item, Table):
            tables.append(_place_table(source.text, item, units))
            continue
        text = source.text[item.start : item.end]
        if text.strip():
            first = item.end - len(text.lstrip("# \t\u3000\xa0"))
            unit = _Unit([(first, item.end)], ParagraphKind.BODY, item.heading_level)
            if units and _is_cut(source.text, units[-1], unit):
                units[-1].pieces += unit.pieces
            else:
                units.append(unit)
    return units, [table for table in tables if table.rows]


def _is_cut(text: str, before: _Unit, after: _Unit) -> bool:
    """Whether the file breaks a paragraph behind a comma, or between a number and what it counts."""
    if before.kind is not ParagraphKind.BODY or before.heading_level or after.heading_level:
        return False
    (start, end), (first, last) = before.pieces[-1], after.pieces[0]
    if end - start < _LONG_LINE or _LABEL.match(text, first, last):
        return False
    if text[end - 1] in _OPEN_ENDS:
        return True
    return text[first] in _COUNTED and _LAST_NUMBER.search(text, end - _LONG_LINE, end) is not None


def _place_table(text: str, table: Table, units: list[_Unit]) -> _PlacedTable:
    """Each cell becomes a unit; a table of one column is a box, and each line of it a paragraph."""
    if len({cell.col for cell in table.cells}) == 1:
        lines = (line for cell in table.cells for line in _lines(text, cell.start, cell.end))
        units.extend(_Unit([line], ParagraphKind.BOX) for line in lines)
        return _PlacedTable((), aligned=True)
    rows: dict[int, list[tuple[GridCell, int]]] = {}
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.col)):
        grid_cell = GridCell(cell.row, cell.col, 0, 0, cell.row_span, cell.col_span)
        rows.setdefault(cell.row, []).append((grid_cell, len(units)))
        units.append(_Unit([(cell.start, cell.end)], ParagraphKind.CELL))
    return _PlacedTable(tuple(tuple(row) for _, row in sorted(rows.items())), aligned=True)


def _found_units(text: str) -> tuple[list[_Unit], list[_PlacedTable]]:
    """Units of plain text: tables first, then the lines between them."""
    units: list[_Unit] = []
    tables: list[_PlacedTable] = []
    at = 0
    for table in find_text_tables(text):
        units.extend(_paragraph_units(text, at, table.start))
        if table.is_box:
            units.extend(_Unit([piece], ParagraphKind.BOX) for piece in table.paragraphs(text))
        else:
            tables.append(_place_text_table(text, table, units))
        at = table.end
    units.extend(_paragraph_units(text, at, len(text)))
    return units, tables


def _place_text_table(text: str, table: TextTable, units: list[_Unit]) -> _PlacedTable:
    rows: list[tuple[tuple[GridCell, int], ...]] = []
    for row_number, row in enumerate(table.rows):
        cells: list[tuple[GridCell, int]] = []
        for col, piece in enumerate(row):
            cells.append((GridCell(row_number, col, 0, 0), len(units)))
            units.append(_Unit(_unbroken(text, piece), ParagraphKind.CELL))
        rows.append(tuple(cells))
    return _PlacedTable(tuple(rows), table.aligned)


def _unbroken(text: str, piece: Piece) -> list[Piece]:
    """The stretches of a cell between the line breaks that Markdown writes as <br>."""
    low, end = piece
    pieces: list[Piece] = []
    for tag in _BREAK_TAG.finditer(text, low, end):
        pieces.append((low, tag.start()))
        low = tag.end()
    return [*pieces, (low, end)]


def _lines(text: str, start: int, end: int) -> list[Piece]:
    """Spans of the lines that hold something, rules of dashes left out."""
    spans: list[Piece] = []
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        line = text[at:stop]
        if line.strip() and not _RULE_LINE.match(line):
            spans.append((at, stop))
        at = stop + 1
    return spans


def _wrap_width(texts: Sequence[str]) -> int | None:
    """The line length of hard-wrapped text, or None where lines are whole paragraphs."""
    lengths = sorted(len(line) for line in texts if len(line) >= _SHORTEST_COUNTED)
    if len(lengths) < _FEWEST_COUNTED:
        return None
    width = lengths[int(len(lengths) * 0.95)]
    near = sum(width - 4 <= length <= width for length in lengths)
    return width if width <= _WIDEST and near >= 0.45 * len(lengths) else None


def _paragraph_units(text: str, start: int, end: int) -> list[_Unit]:
    """Lines joined where a line break cuts a sentence."""
    spans = _lines(text, start, end)
    cleaned = [clean(text[low:high].lstrip("# ")) for low, high in spans]
    width = _wrap_width(cleaned)
    units: list[_Unit] = []
    current = ""
    for (low, high), line in zip(spans, cleaned, strict=True):
        if not line:
            continue
        first = high - len(text[low:high].lstrip("# \t\u3000\xa0"))
        if units and _continues(current, line, width):
            units[-1].pieces.append((first, high))
            # The end of a long paragraph says all; keeping it whole would cost its length for each line.
            current = (current + line)[-_BRACKET_WINDOW:]
        else:
            units.append(_Unit([(first, high)], ParagraphKind.BODY))
            current = line
    return units


def _continues(before: str, line: str, width: int | None) -> bool:
    """Whether `line` goes on with the sentence that `before` leaves open."""
    if line[0] in _NEVER_FIRST:
        return True
    if (
        (before[-1].isdigit() and _LEADERS.search(before[-_BRACKET_WINDOW:]))
        or _TITLE_END.search(before)
        or _NEW_PARAGRAPH.match(line)
    ):
        return False
    if len(before) >= _SHORT_LINE and _is_unfinished(before):
        return True
    if before[-1] in _SENTENCE_END or _NOTE_LINE.match(line):
        return False
    if width is None and are_agencies(line):
        return False
    return "。" in before or _fills_line(before, width)


def _is_unfinished(before: str) -> bool:
    """A comma at the end, or a bracket that is still open."""
    return before[-1] in "，、" or before.count("（") > before.count("）")


def _fills_line(before: str, width: int | None) -> bool:
    """Whether a line without a full stop is too long to be a heading or a line of the head."""
    if key_pattern().match(before) or is_crumbs(before) or _FILE_END.search(before):
        return False
    if width is None:
        # Whole paragraphs a line: one that is cut is long and has a comma by then; a title has none.
        is_heading = bool(_LABEL.match(before)) and len(before) <= _HEADING_LENGTH
        return len(before) >= _LONG_LINE and not is_heading and bool(_COMMA.search(before))
    # A heading that fills its line goes on below it; a shorter one ends with it.
    return len(before) >= width - (2 if _LABEL.match(before) else 4)
