"""Notices as PDF: A4, page numbers as GB/T 9704-2012 has them, tables that run over pages."""

from __future__ import annotations

from html import escape
from io import BytesIO

from reportlab.lib.colors import Color, black, red  # type: ignore[import-untyped]
from reportlab.lib.enums import TA_CENTER, TA_RIGHT  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.lib.units import mm  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    Flowable,
    HRFlowable,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus import PageBreak as NewPage

from corpus.notice_source import Block, Grid, Line, Notice, PageBreak, Signature

_FONT = "STSong-Light"
_MARGINS = {
    "leftMargin": 28 * mm,
    "rightMargin": 26 * mm,
    "topMargin": 34 * mm,
    "bottomMargin": 32 * mm,
}
_TEXT_WIDTH = A4[0] - 54 * mm - 12  # the frame's own padding
_SIZE, _LEADING = 14, 25


def _style(name: str, **options: float | str | Color) -> ParagraphStyle:
    base: dict[str, float | str | Color] = {
        "fontName": _FONT,
        "fontSize": _SIZE,
        "leading": _LEADING,
        "wordWrap": "CJK",
    }
    return ParagraphStyle(name, **(base | options))


_INDENT = {"firstLineIndent": 2 * _SIZE}
_STYLES = {
    "paragraph": _style("paragraph", **_INDENT),
    "heading1": _style("heading1", fontSize=15, spaceBefore=6, keepWithNext=1, **_INDENT),
    "heading2": _style("heading2", keepWithNext=1, **_INDENT),
    "heading3": _style("heading3", keepWithNext=1, **_INDENT),
    "title": _style("title", fontSize=19, leading=30, alignment=TA_CENTER),
    "caption": _style("caption", alignment=TA_CENTER, spaceBefore=8, spaceAfter=4),
    "right": _style("right", fontSize=11, alignment=TA_RIGHT),
    "flush": _style("flush"),
    "note": _style("note", fontSize=11, leading=16, spaceAfter=8),
    "masthead": _style("masthead", fontSize=30, leading=44, alignment=TA_CENTER, textColor=red),
    "number": _style("number", alignment=TA_CENTER, spaceBefore=16),
    "signature": _style("signature", alignment=TA_RIGHT, rightIndent=2 * _SIZE),
    "cell": _style("cell", fontSize=10, leading=14),
    "head": _style("head", fontSize=10, leading=14, alignment=TA_CENTER),
}


def _paragraph(kind: str, text: str) -> Flowable:
    return Paragraph(escape(text, quote=False).replace("\n", "<br/>"), _STYLES[kind])


def _table(grid: Grid) -> Flowable:
    rows: list[list[str | Flowable]] = [[""] * len(grid.widths) for _ in range(grid.rows)]
    commands: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.6, black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ]
    for cell in grid.cells:
        wide = cell.row < grid.head or cell.col_span > 1
        rows[cell.row][cell.col] = _paragraph("head" if wide else "cell", cell.text)
        corner = (cell.col + cell.col_span - 1, cell.row + cell.row_span - 1)
        commands.append(("SPAN", (cell.col, cell.row), corner))
    unit = _TEXT_WIDTH / sum(grid.widths)
    widths = [width * unit for width in grid.widths]
    return Table(rows, widths, style=TableStyle(commands), repeatRows=grid.head, spaceAfter=8)


def _signature(notice: Notice) -> list[Flowable]:
    signed = [_paragraph("signature", line) for line in (notice.issuer, notice.printed_date)]
    return [
        Spacer(1, 2 * _LEADING),
        *signed,
        _paragraph("paragraph", "（此件公开发布）"),
        NewPage(),
    ]


def _flowables(notice: Notice, block: Block) -> list[Flowable]:
    match block:
        case Line(kind, text):
            return [_paragraph(kind, text)]
        case Grid():
            return [_table(block)]
        case Signature():
            return _signature(notice)
        case PageBreak():
            return [NewPage()]


def _rule(colour: Color, thickness: float) -> Flowable:
    return HRFlowable(width="100%", thickness=thickness, color=colour, spaceBefore=6, spaceAfter=6)


def _head(notice: Notice) -> list[Flowable]:
    titles = [_paragraph("title", line) for line in notice.title_lines]
    masthead = [_paragraph("masthead", notice.issuer), _paragraph("number", notice.doc_number)]
    address = _paragraph("flush", notice.addressee)
    return [*masthead, _rule(red, 2), Spacer(1, _LEADING), *titles, Spacer(1, _LEADING), address]


def _imprint(notice: Notice) -> list[Flowable]:
    lines = [_paragraph("note", line) for line in notice.imprint]
    ruled = [part for line in lines for part in (line, _rule(black, 0.6))]
    return [Spacer(1, 2 * _LEADING), _rule(black, 1), *ruled]


def _number_page(canvas: Canvas, document: SimpleDocTemplate) -> None:
    """`— 3 —` below the text: odd pages at the right edge, even ones at the left."""
    page = document.page
    canvas.setFont(_FONT, _SIZE)
    text = f"— {page} —"
    if page % 2:
        canvas.drawRightString(A4[0] - 30 * mm, 22 * mm, text)
    else:
        canvas.drawString(32 * mm, 22 * mm, text)


def write_pdf(notice: Notice) -> bytes:
    """The bytes of a PDF: no clock, no random id, no compression, so that they never change."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    story = _head(notice)
    for block in notice.blocks:
        story += _flowables(notice, block)
    story += _imprint(notice)
    target = BytesIO()
    document = SimpleDocTemplate(
        target,
        pagesize=A4,
        title=notice.title,
        author=notice.issuer,
        invariant=1,
        pageCompression=0,
        **_MARGINS,
    )
    document.build(story, onFirstPage=_number_page, onLaterPages=_number_page)
    return target.getvalue()
