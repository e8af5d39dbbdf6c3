"""Blocks as a Word file as offices write it: heading styles, real tables, automatic numbering, running head and foot."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import ClassVar

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from corpus.notice_source import Block, Grid, GridCell, Line
from tests.formats.labels import SHAPES, Counter, Label

FONT = "WenQuanYi Zen Hei"
"""The Chinese font that the PDFs of the tests are set in."""

RUNNING_HEAD = "云江政务文库"
_ABSTRACT = 700
_CELL_SIZE = 10.5
_STYLES = {
    "title": "Title",
    "heading1": "Heading 1",
    "heading2": "Heading 2",
    "heading3": "Heading 3",
}
_SIZES = {"Normal": 16.0, "Title": 22.0, "Heading 1": 16.0, "Heading 2": 16.0, "Heading 3": 16.0}
_CENTRED = {"title", "caption"}
_INDENTED = {"paragraph", "heading1", "heading2", "heading3"}


def write_word(blocks: Sequence[Block]) -> bytes:
    """The bytes of a .docx."""
    writer = _Writer()
    for block in blocks:
        if isinstance(block, Line):
            writer.line(block)
        elif isinstance(block, Grid):
            writer.table(block)
    return writer.bytes()


class _Writer:
    _LEVEL: ClassVar = (
        '<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        '<w:suff w:val="nothing"/><w:lvlText w:val="{template}"/><w:lvlJc w:val="left"/></w:lvl>'
    )

    def __init__(self) -> None:
        self._document = Document()
        self._counter = Counter()
        self._number = _ABSTRACT
        self._set_styles()
        self._set_page()
        self._numbering = self._document.part.numbering_part.element
        levels = "".join(
            self._LEVEL.format(level=level, form=shape.number_format, template=shape.template)
            for level, shape in enumerate(SHAPES)
        )
        abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_ABSTRACT}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        self._numbering.insert(0, parse_xml(abstract))
        self._add_number("")

    def bytes(self) -> bytes:
        target = io.BytesIO()
        self._document.save(target)
        return target.getvalue()

    def line(self, line: Line) -> None:
        label = self._counter.take(line.text) if line.kind in _INDENTED else None
        style = _STYLES.get(line.kind, "Normal")
        paragraph = self._document.add_paragraph(label.rest if label else line.text, style=style)
        if label:
            self._number_paragraph(paragraph, label)
        if line.kind in _CENTRED:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif line.kind == "right":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if line.kind in _INDENTED:
            paragraph.paragraph_format.first_line_indent = Pt(32)

    def table(self, grid: Grid) -> None:
        table = self._document.add_table(grid.rows, len(grid.widths), style="Table Grid")
        for row in range(grid.head):
            properties = table.rows[row]._tr.get_or_add_trPr()
            properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        for cell in grid.cells:
            corner = table.cell(cell.row, cell.col)
            if cell.row_span > 1 or cell.col_span > 1:
                corner = corner.merge(table.cell(*_far_corner(cell)))
            lines = cell.text.split("\n")
            paragraphs = [corner.paragraphs[0], *(corner.add_paragraph() for _ in lines[1:])]
            for paragraph, text in zip(paragraphs, lines, strict=True):
                paragraph.add_run(text).font.size = Pt(_CELL_SIZE)
                paragraph.paragraph_format.line_spacing = Pt(_CELL_SIZE * 1.4)

    def _number_paragraph(self, paragraph: Paragraph, label: Label) -> None:
        if label.restarts:
            start = f'<w:startOverride w:val="{label.number}"/>'
            self._add_number(f'<w:lvlOverride w:ilvl="{label.level}">{start}</w:lvlOverride>')
        number = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{label.level}"/><w:numId w:val="{self._number}"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(number))

    def _add_number(self, override: str) -> None:
        self._number += 1
        number = f'<w:num {nsdecls("w")} w:numId="{self._number}"><w:abstractNumId w:val="{_ABSTRACT}"/>{override}</w:num>'
        self._numbering.append(parse_xml(number))

    def _set_styles(self) -> None:
        for name, size in _SIZES.items():
            style = self._document.styles[name]
            style.font.name, style.font.size = "Times New Roman", Pt(size)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "eastAsiaTheme", "hAnsiTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            fonts.set(qn("w:eastAsia"), FONT)
            style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
            style.paragraph_format.line_spacing = Pt(size * 1.75)

    def _set_page(self) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(28)
        section.header.paragraphs[0].text = RUNNING_HEAD
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        foot.add_run("— ")
        foot._p.append(
            parse_xml(
                f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
            )
        )
        foot.add_run(" —")


def _far_corner(cell: GridCell) -> tuple[int, int]:
    return cell.row + cell.row_span - 1, cell.col + cell.col_span - 1
