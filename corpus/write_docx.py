"""Notices as Word files: styles, merged cells, page numbers, and where asked automatic numbering."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph

from corpus.notice_source import Block, Grid, GridCell, Line, Notice, PageBreak, Signature

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_NUMBERING_ID = 40
_LABELS = (
    re.compile(r"[一二三四五六七八九十]+、"),
    re.compile(r"（[一二三四五六七八九十]+）"),
    re.compile(r"\d+\."),
)
_LEVELS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
_CENTRE, _RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
_STYLES: dict[str, tuple[str, str, float, WD_ALIGN_PARAGRAPH | None]] = {
    "paragraph": ("Normal", "仿宋_GB2312", 16, None),
    "heading1": ("Heading 1", "黑体", 16, None),
    "heading2": ("Heading 2", "楷体_GB2312", 16, None),
    "heading3": ("Heading 3", "仿宋_GB2312", 16, None),
    "title": ("Title", "方正小标宋简体", 22, _CENTRE),
    "caption": ("Caption", "黑体", 14, _CENTRE),
    "note": ("Body Text 3", "仿宋_GB2312", 12, None),
}
_KEPT_STYLES = {style for style, *_ in _STYLES.values()} | {
    "Default Paragraph Font",
    "Footer",
    "No List",
    "Normal Table",
    "Table Grid",
}
_UNUSED_PARTS = ("/stylesWithEffects", "/thumbnail", "/customXml")
_PLAIN = ("paragraph", "heading1", "heading2", "heading3")


def _set_style(document: WordDocument, name: str, font: str, size: float) -> None:
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no paragraph style")
    style.font.name, style.font.size = "Times New Roman", Pt(size)
    style.font.bold = style.font.italic = False
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = Pt(size * 1.8)


def _strip_template(document: WordDocument) -> None:
    """Take out what the template brings and no notice uses: 800 kB in a package that is stored."""
    for style in list(document.styles):
        if style.name not in _KEPT_STYLES:
            style.element.getparent().remove(style.element)
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(_UNUSED_PARTS)]:
            del rels[key]


def _new_document() -> WordDocument:
    document = Document()
    _strip_template(document)
    for name, font, size, _ in _STYLES.values():
        _set_style(document, name, font, size)
    borders = document.styles["Title"].element.find(f".//{qn('w:pBdr')}")
    if borders is not None:
        borders.getparent().remove(borders)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.orientation = WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    return document


def _add_field(paragraph: Paragraph, code: str) -> None:
    parts = (
        '<w:fldChar {} w:fldCharType="begin"/>',
        f"<w:instrText {{}}>{code}</w:instrText>",
        '<w:fldChar {} w:fldCharType="end"/>',
    )
    for part in parts:
        element = parse_xml(part.format(nsdecls("w")))
        paragraph.add_run()._r.append(element)  # noqa: SLF001 - python-docx has no fields


def _number_pages(document: WordDocument) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = _CENTRE
    paragraph.add_run("— ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" —")


def _level_xml(level: int) -> str:
    number_format, text = _LEVELS[level]
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def _define_numbering(document: WordDocument) -> None:
    """One three-level list, 一、（一）1., as the whole document's numbering."""
    numbering = document.part.numbering_part.element
    levels = "".join(_level_xml(level) for level in range(len(_LEVELS)))
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_NUMBERING_ID}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    numbering.insert(0, abstract)
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{_NUMBERING_ID}">'
            f'<w:abstractNumId w:val="{_NUMBERING_ID}"/></w:num>'
        )
    )


def _split_label(text: str) -> tuple[int, str] | None:
    """The numbering level of a printed label and the text behind it."""
    for level, pattern in enumerate(_LABELS):
        match = pattern.match(text)
        if match:
            return level, text[match.end() :]
    return None


def _apply_number(paragraph: Paragraph, level: int) -> None:
    """Number a paragraph that has no properties yet but its style, behind which numPr must stand."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no numbering
    number = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{_NUMBERING_ID}"/></w:numPr>'
    properties.append(parse_xml(number))


def _add_line(document: WordDocument, notice: Notice, kind: str, text: str) -> Paragraph:
    style, _, size, alignment = _STYLES.get(kind, _STYLES["paragraph"])
    label = _split_label(text) if notice.automatic_numbering and kind in _PLAIN else None
    paragraph = document.add_paragraph(label[1] if label else text, style=style)
    if label:
        _apply_number(paragraph, label[0])
    if kind == "right":
        paragraph.alignment = _RIGHT
    elif alignment is not None:
        paragraph.alignment = alignment
    if kind in _PLAIN:
        paragraph.paragraph_format.first_line_indent = Pt(2 * size)
    return paragraph


def _fill_cell(table: Table, cell: GridCell, *, head: bool) -> None:
    corner = table.cell(cell.row, cell.col)
    if cell.row_span > 1 or cell.col_span > 1:
        corner = corner.merge(
            table.cell(cell.row + cell.row_span - 1, cell.col + cell.col_span - 1)
        )
    paragraph = corner.paragraphs[0]
    if head:
        paragraph.alignment = _CENTRE
    paragraph.paragraph_format.line_spacing = Pt(16)
    for number, line in enumerate(cell.text.split("\n")):
        target = paragraph if number == 0 else corner.add_paragraph()
        target.add_run(line).font.size = Pt(10.5)


def _add_table(document: WordDocument, grid: Grid) -> None:
    table = document.add_table(grid.rows, len(grid.widths), style="Table Grid")
    table.autofit = False
    unit = Mm(156) / sum(grid.widths)
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = Emu(round(width * unit))
    for row in range(grid.head):
        properties = table.rows[row]._tr.get_or_add_trPr()  # noqa: SLF001 - no repeated heads
        properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for grid_cell in grid.cells:
        _fill_cell(table, grid_cell, head=grid_cell.row < grid.head)


def _add_signature(document: WordDocument, notice: Notice) -> None:
    document.add_paragraph()
    for text in (notice.issuer, notice.printed_date):
        paragraph = _add_line(document, notice, "right", text)
        paragraph.paragraph_format.right_indent = Pt(32)
    released = _add_line(document, notice, "paragraph", "（此件公开发布）")
    released.add_run().add_break(WD_BREAK.PAGE)


def _add_block(document: WordDocument, notice: Notice, block: Block) -> None:
    match block:
        case Line(kind, text):
            _add_line(document, notice, kind, text)
        case Grid():
            _add_table(document, block)
        case Signature():
            _add_signature(document, notice)
        case PageBreak():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _add_head(document: WordDocument, notice: Notice) -> None:
    masthead = document.add_paragraph()
    run = masthead.add_run(notice.issuer)
    run.font.size, run.font.color.rgb = Pt(30), RGBColor(0xE6, 0, 0)
    number = document.add_paragraph(notice.doc_number)
    masthead.alignment = number.alignment = _CENTRE
    document.add_paragraph()
    for line in notice.title_lines:
        _add_line(document, notice, "title", line)
    document.add_paragraph()
    document.add_paragraph(notice.addressee)


def _set_properties(document: WordDocument, notice: Notice) -> None:
    moment = dt.datetime.combine(notice.issued_on, dt.time(9))
    properties = document.core_properties
    properties.title, properties.author = notice.title, notice.issuer
    properties.last_modified_by = notice.issuer
    properties.created = properties.modified = moment
    properties.comments = ""


def _freeze(data: bytes) -> bytes:
    """The same package with a fixed time on every part, and stored: no two zlibs pack alike."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(target, "w") as frozen:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _FIXED_TIME)
            part.create_system = 0
            frozen.writestr(part, source.read(name))
    return target.getvalue()


def write_docx(notice: Notice) -> bytes:
    """The bytes of a .docx; the same for the same notice."""
    document = _new_document()
    _set_properties(document, notice)
    _number_pages(document)
    if notice.automatic_numbering:
        _define_numbering(document)
    _add_head(document, notice)
    for block in notice.blocks:
        _add_block(document, notice, block)
    for line in notice.imprint:
        _add_line(document, notice, "note", line)
    target = BytesIO()
    document.save(target)
    return _freeze(target.getvalue())
