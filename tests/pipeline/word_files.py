"""Word documents for tests, written by python-docx and by hand."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from pipeline.readers import read_bytes
from schemas.source import Source

OPENING = "云江市人民政府关于印发养老服务实施方案的通知"


def saved(document: WordDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def source_of(document: WordDocument) -> Source:
    return read_bytes(saved(document), "a.docx")


def blocks_of(source: Source) -> list[str]:
    return [source.text[block.start : block.end] for block in source.blocks]


def cells_of(source: Source, table: int = 0) -> list[tuple[int, int, int, int, str]]:
    return [
        (c.row, c.col, c.row_span, c.col_span, source.text[c.start : c.end])
        for c in source.tables[table].cells
    ]


def with_body(xml: str) -> Source:
    """A document of one opening paragraph and the body elements given."""
    document = plain_document()
    add_body(document, xml)
    return source_of(document)


def rewritten(data: bytes, part: str, change: dict[bytes, bytes]) -> bytes:
    """The package with bytes of one part replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for before, after in change.items() if name == part else ():
                assert before in content
                content = content.replace(before, after)
            new.writestr(name, content)
    return buffer.getvalue()


def plain_document() -> WordDocument:
    document = Document()
    document.add_paragraph(OPENING)
    return document


def add_numbered(document: WordDocument, text: str, number: int, level: int) -> Paragraph:
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        )
    )
    return paragraph


def numbered_document(levels: list[tuple[str, str]], overrides: str = "") -> WordDocument:
    """A document with the list 900, its levels given by format and text, and the list 901 with overrides."""
    document = plain_document()
    root = document.part.numbering_part.element
    level_xml = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (number_format, text) in enumerate(levels)
    )
    root.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="900">{level_xml}</w:abstractNum>'
        ),
    )
    for number, inside in ((900, ""), (901, overrides)):
        root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="900"/>{inside}</w:num>'
            )
        )
    return document


def add_part(document: WordDocument, kind: str, xml: str) -> None:
    """A part of the main one's, e.g. `footnotes`, of the element of that name with this in it."""
    blob = f"<w:{kind} {nsdecls('w')}>{xml}</w:{kind}>".encode()
    type_ = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    part = Part(PackURI(f"/word/{kind}.xml"), type_, blob, document.part.package)
    document.part.relate_to(
        part, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    )


def add_body(document: WordDocument, xml: str) -> None:
    """Elements at the end of the body."""
    for element in parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>"):
        document.element.body.insert(-1, element)
