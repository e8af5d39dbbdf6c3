"""PDFs with a text layer: pdfium tells words and rules, tables are found among the rules."""

from __future__ import annotations

from pipeline.readers.assemble import SourceWriter, tidy
from pipeline.readers.limits import MAX_PAGES
from pipeline.readers.page_layout import items_of, page_warnings, without_head
from pipeline.readers.pdf_document import PdfFile
from pipeline.readers.pdf_recognised import ocr_warnings, recognised_pages
from pipeline.readers.quality import has_printed
from pipeline.readers.sniff import PDF
from schemas.source import Source


def read_pdf(data: bytes, name: str, sha256: str, recognised: bytes | None = None) -> Source:
    """Paragraphs and tables in reading order, each with its page; `recognised` is what OCR made of those without text.

    Raises EncryptedInputError, CorruptInputError, and NoTextLayerError where there is no text.
    """
    file = PdfFile(data)
    try:
        pages = [file.page(number) for number in range(1, min(len(file), MAX_PAGES) + 1)]
        found = {} if recognised is None else recognised_pages(recognised)
        pages = [found.get(page.number, page) for page in pages]
        warnings = (*ocr_warnings(found), *page_warnings(pages, len(file)))
        title = tidy(file.title())
    finally:
        file.close()
    items, metadata = without_head(items_of(pages))
    writer = SourceWriter()
    writer.write(items)
    if has_printed(writer.text, title):
        metadata.setdefault("title", title)
    return Source(
        text=writer.text,
        name=name,
        media_type=PDF,
        sha256=sha256,
        blocks=tuple(writer.blocks),
        tables=tuple(writer.tables),
        places=tuple(writer.places),
        metadata=metadata,
        reader="pdf+ocr" if found else "pdf",
        warnings=warnings,
    )
