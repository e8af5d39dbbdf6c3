"""The largest sound files that must be read in time: a PDF of 2,000 pages, a Word table of 20,000 rows."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
from clock import once, ratio

from pipeline.readers import read_bytes

_PAGES = 2_000
_ROWS = 20_000


def compare_limits(pdfs: Sequence[Path]) -> None:
    print("limits")
    for name, data, bar in (
        (f"{_PAGES:,}-page.pdf", _long_pdf(pdfs), 15),
        (f"{_ROWS:,}-row.docx", _long_table(), 10),
    ):
        taken = once(lambda data=data, name=name: read_bytes(data, name))
        ratio(taken, f"s of processor time to read a {name}", f"{bar} at most")


def _long_pdf(pdfs: Sequence[Path]) -> bytes:
    """The pages of the notices, over and over."""
    long = pypdfium2.PdfDocument.new()
    while len(long) < _PAGES:
        for path in pdfs:
            with pypdfium2.PdfDocument(path) as document:
                long.import_pages(document)
    for _ in range(len(long) - _PAGES):
        del long[len(long) - 1]
    out = BytesIO()
    long.save(out)
    return out.getvalue()


def _long_table() -> bytes:
    """A table of three columns whose one row is written so many times."""
    document = docx.Document()
    document.add_paragraph("任务分工表")
    cells = document.add_table(1, 3).rows[0].cells
    for cell, text in zip(cells, ("推进重点任务", "县教育局", "2026年底前"), strict=True):
        cell.text = text
    small = BytesIO()
    document.save(small)
    out = BytesIO()
    with zipfile.ZipFile(small) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, _repeated(old.read(part)))
    return out.getvalue()


def _repeated(xml: bytes) -> bytes:
    head, mark, tail = xml.partition(b"<w:tr>")
    row, end, rest = tail.partition(b"</w:tr>")
    return head + (mark + row + end) * _ROWS + rest if mark else xml
