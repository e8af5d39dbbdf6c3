"""Notices as OFD (GB/T 33190): set line by line on A4, in millimetres, tables ruled and broken between rows."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from io import BytesIO

from corpus.notice_source import Block, Grid, GridCell, Line, Notice, PageBreak, Signature

_NAMESPACE = "http://www.ofdspec.org/2016"
_PAGE = (210.0, 297.0)
_LEFT, _TOP, _BOTTOM, _WIDTH = 28.0, 37.0, 262.0, 156.0
_BODY, _SMALL = 4.9, 3.5
_LEADING = 1.75
_PADDING = 1.2
_ROW_LEADING = 1.4
_UNIT = re.compile(r"(?:[0-9A-Za-z.,%+/-]+|.)[，。；：、！？）》」』】〕”’]*")
"""What a line's end may not divide."""

_GROUP = 3
"""Equal steps from which on a group is shorter."""

_STYLES: dict[str, tuple[float, str, float]] = {
    "paragraph": (_BODY, "left", 2),
    "heading1": (5.3, "left", 2),
    "heading2": (_BODY, "left", 2),
    "heading3": (_BODY, "left", 2),
    "title": (6.7, "centre", 0),
    "caption": (_BODY, "centre", 0),
    "right": (_SMALL, "right", 0),
    "flush": (_BODY, "left", 0),
    "note": (_SMALL, "left", 0),
    "masthead": (10.0, "centre", 0),
    "number": (_BODY, "centre", 0),
    "signature": (_BODY, "right", 2),
}
"""Size, alignment, and indent in characters: of the first line, or from the right."""


def _width(text: str) -> float:
    """In sizes of the type."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def break_lines(text: str, room: float, indent: float = 0.0) -> list[str]:
    """A paragraph in lines of at most `room` characters, the first one shorter by the indent."""
    lines: list[str] = []
    for piece in text.split("\n"):
        line, left = "", room - indent
        for unit in _UNIT.findall(piece):
            if line and _width(unit) > left:
                lines.append(line)
                line, left = "", room
            line += unit
            left -= _width(unit)
        lines.append(line)
        indent = 0.0
    return lines


@dataclass(slots=True)
class _Canvas:
    """The pages as lists of objects; `y` is where the next line begins."""

    pages: list[list[str]] = field(default_factory=lambda: [[]])
    y: float = _TOP
    objects: int = 100

    def new_page(self) -> None:
        self.pages.append([])
        self.y = _TOP

    def need(self, height: float) -> None:
        if self.y + height > _BOTTOM and self.pages[-1]:
            self.new_page()

    def text(self, text: str, x: float, y: float, size: float) -> None:
        """A text object with its upper left corner there; equal steps are written as a group."""
        self.objects += 1
        deltas = [round(_width(character) * size, 3) for character in text[:-1]]
        width = round(_width(text) * size, 3)
        self.pages[-1].append(
            f'<ofd:TextObject ID="{self.objects}" Boundary="{x:.3f} {y:.3f} {width} {size}" Font="3" Size="{size}">'
            f'<ofd:TextCode X="0" Y="{size * 0.86:.3f}"{_delta_x(deltas)}>{escape(text, quote=False)}</ofd:TextCode>'
            "</ofd:TextObject>"
        )

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.objects += 1
        self.pages[-1].append(
            f'<ofd:PathObject ID="{self.objects}" Boundary="{x0:.3f} {y0:.3f} {x1 - x0:.3f} {y1 - y0:.3f}"'
            ' LineWidth="0.2"><ofd:AbbreviatedData>'
            f"M 0 0 L {x1 - x0:.3f} {y1 - y0:.3f}</ofd:AbbreviatedData></ofd:PathObject>"
        )

    def paragraph(self, kind: str, text: str) -> None:
        size, alignment, indent = _STYLES[kind]
        first = indent if alignment == "left" else 0.0
        for line in break_lines(text, _WIDTH / size, first):
            self.need(size * _LEADING)
            free = _WIDTH - _width(line) * size
            offset = {"left": first * size, "centre": free / 2, "right": free - indent * size}
            self.text(line, _LEFT + offset[alignment], self.y, size)
            self.y += size * _LEADING
            first = 0.0


def _delta_x(deltas: Sequence[float]) -> str:
    """`g n v` for n equal steps, as the standard allows."""
    groups: list[tuple[float, int]] = []
    for delta in deltas:
        if groups and groups[-1][0] == delta:
            groups[-1] = (delta, groups[-1][1] + 1)
        else:
            groups.append((delta, 1))
    written = (
        f"g {count} {delta}" if count >= _GROUP else f"{delta} " * count for delta, count in groups
    )
    return f' DeltaX="{" ".join(written).strip()}"' if deltas else ""


def _table(canvas: _Canvas, grid: Grid) -> None:
    """Row by row; rows that a cell spans stay on one page, and the head stands again on a new one."""
    edges = [_LEFT]
    for width in grid.widths:
        edges.append(edges[-1] + width * _WIDTH / sum(grid.widths))
    head = list(range(grid.head))
    for rows in _bands(grid):
        heights = _heights(grid, rows, edges)
        if canvas.y + sum(heights) > _BOTTOM and rows != head:
            canvas.new_page()
            _band(canvas, grid, head, edges)
        _band(canvas, grid, rows, edges)
    canvas.y += _BODY


def _bands(grid: Grid) -> Iterator[list[int]]:
    band: list[int] = []
    end = grid.head
    for row in range(grid.rows):
        if band and row >= end:
            yield band
            band = []
        band.append(row)
        end = max([end, *(c.row + c.row_span for c in grid.cells if c.row == row)])
    yield band


def _lines_of(cell: GridCell, edges: Sequence[float]) -> list[str]:
    room = edges[cell.col + cell.col_span] - edges[cell.col] - 2 * _PADDING
    return break_lines(cell.text, room / _SMALL)


def _heights(grid: Grid, rows: Sequence[int], edges: Sequence[float]) -> list[float]:
    """Of each row of a band; a cell over several rows makes the last of them high enough."""
    step = _SMALL * _ROW_LEADING
    heights = [step + 2 * _PADDING] * len(rows)
    for cell in sorted(grid.cells, key=lambda cell: cell.row_span):
        if cell.row in rows:
            spanned = range(cell.row - rows[0], cell.row - rows[0] + cell.row_span)
            needed = len(_lines_of(cell, edges)) * step + 2 * _PADDING
            heights[spanned[-1]] += max(0.0, needed - sum(heights[row] for row in spanned))
    return heights


def _band(canvas: _Canvas, grid: Grid, rows: Sequence[int], edges: Sequence[float]) -> None:
    heights = _heights(grid, rows, edges)
    tops = [canvas.y + sum(heights[:at]) for at in range(len(rows) + 1)]
    for cell in grid.cells:
        if cell.row not in rows:
            continue
        left, right = edges[cell.col], edges[cell.col + cell.col_span]
        top, bottom = tops[cell.row - rows[0]], tops[cell.row - rows[0] + cell.row_span]
        for line in ((left, top, right, top), (left, bottom, right, bottom)):
            canvas.rule(*line)
        for line in ((left, top, left, bottom), (right, top, right, bottom)):
            canvas.rule(*line)
        for at, text in enumerate(_lines_of(cell, edges)):
            if text:
                y = top + _PADDING + at * _SMALL * _ROW_LEADING
                canvas.text(text, left + _PADDING, y, _SMALL)
    canvas.y = tops[-1]


def _block(canvas: _Canvas, notice: Notice, block: Block) -> None:
    match block:
        case Line(kind, text):
            canvas.paragraph(kind, text)
        case Grid():
            _table(canvas, block)
        case Signature():
            canvas.y += 2 * _BODY
            canvas.paragraph("signature", notice.issuer)
            canvas.paragraph("signature", notice.printed_date)
            canvas.paragraph("paragraph", "（此件公开发布）")
            canvas.new_page()
        case PageBreak():
            canvas.new_page()


def _set(notice: Notice) -> _Canvas:
    canvas = _Canvas()
    canvas.paragraph("masthead", notice.issuer)
    canvas.paragraph("number", notice.doc_number)
    canvas.rule(_LEFT, canvas.y, _LEFT + _WIDTH, canvas.y)
    canvas.y += 2 * _BODY
    for line in notice.title_lines:
        canvas.paragraph("title", line)
    canvas.y += _BODY
    canvas.paragraph("flush", notice.addressee)
    for block in notice.blocks:
        _block(canvas, notice, block)
    canvas.y += 2 * _BODY
    for line in notice.imprint:
        canvas.paragraph("note", line)
    return canvas


def _numbered(canvas: _Canvas) -> None:
    """`— 3 —` below the text: odd pages at the right edge, even ones at the left."""
    pages = canvas.pages
    for number in range(1, len(pages) + 1):
        text = f"— {number} —"
        x = _LEFT + _WIDTH - _width(text) * _BODY if number % 2 else _LEFT
        at = _Canvas([pages[number - 1]], objects=canvas.objects)
        at.text(text, x, 272.0, _BODY)
        canvas.objects = at.objects


def _xml(name: str, inside: str) -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?><ofd:{name} xmlns:ofd="{_NAMESPACE}"'
    version = ' Version="1.0" DocType="OFD"' if name == "OFD" else ""
    return f"{head}{version}>{inside}</ofd:{name}>".encode()


def _parts(notice: Notice, pages: Sequence[Sequence[str]]) -> Iterator[tuple[str, bytes]]:
    title = escape(notice.title, quote=False)
    info = f"<ofd:DocInfo><ofd:DocID>{notice.id}</ofd:DocID><ofd:Title>{title}</ofd:Title></ofd:DocInfo>"
    root = "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
    yield "OFD.xml", _xml("OFD", f"<ofd:DocBody>{info}{root}</ofd:DocBody>")
    area = (
        f"<ofd:PageArea><ofd:PhysicalBox>0 0 {_PAGE[0]} {_PAGE[1]}</ofd:PhysicalBox></ofd:PageArea>"
    )
    common = f"<ofd:CommonData><ofd:MaxUnitID>100000</ofd:MaxUnitID>{area}<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
    refs = "".join(
        f'<ofd:Page ID="{number + 10}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
        for number in range(len(pages))
    )
    yield "Doc_0/Document.xml", _xml("Document", f"{common}<ofd:Pages>{refs}</ofd:Pages>")
    font = '<ofd:Fonts><ofd:Font ID="3" FontName="宋体" FamilyName="宋体"/></ofd:Fonts>'
    yield "Doc_0/PublicRes.xml", _xml("Res", font)
    for number, objects in enumerate(pages):
        layer = f'<ofd:Layer ID="2" Type="Body">{"".join(objects)}</ofd:Layer>'
        content = _xml("Page", f"<ofd:Content>{layer}</ofd:Content>")
        yield f"Doc_0/Pages/Page_{number}/Content.xml", content


def write_ofd(notice: Notice) -> bytes:
    """The bytes of an OFD file: no clock and no random id, so that they never change."""
    canvas = _set(notice)
    _numbered(canvas)
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, data in _parts(notice, canvas.pages):
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            package.writestr(member, data, zipfile.ZIP_DEFLATED)
    return target.getvalue()
