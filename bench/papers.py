"""Notices as .docx files of python-docx, tables in place, for the readers to be measured on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import docx
from docx.document import Document

from pipeline.readers import read
from schemas.source import Source, Table


def write_papers(notices: Sequence[Path], folder: Path) -> Iterator[Path]:
    """The notices that are no .docx themselves, written into the folder."""
    for notice in notices:
        if notice.suffix in {".txt", ".html", ".pdf"}:
            path = folder / f"{notice.name}.docx"
            _word_document(read(notice)).save(str(path))
            yield path


def _word_document(source: Source) -> Document:
    """A paragraph a line, headings in their styles, each table a table."""
    document = docx.Document()
    tables = {table.start: table for table in source.tables}
    levels = {block.start: block.heading_level for block in source.blocks}
    text, start = source.text, 0
    while start < len(text):
        table = tables.get(start)
        end = text.find("\n", table.end if table else start)
        end = len(text) if end < 0 else end
        if table:
            _add_table(document, text, table)
        elif text[start:end].strip():
            level = levels.get(start)
            style = f"Heading {level}" if level else None
            document.add_paragraph(text[start:end].strip(), style)
        start = end + 1
    return document


def _add_table(document: Document, text: str, table: Table) -> None:
    height = max(cell.row for cell in table.cells) + 1
    width = max(cell.col for cell in table.cells) + 1
    rows = [row.cells for row in document.add_table(height, width).rows]
    for cell in table.cells:
        rows[cell.row][cell.col].text = text[cell.start : cell.end]
