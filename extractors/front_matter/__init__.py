"""The head of a notice: title, number, issuers, date, region."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.outline import Paragraph
from extractors.view import View
from schemas.records import Document
from schemas.source import Source


def find_body(view: View, paragraphs: Sequence[Paragraph]) -> tuple[int, int]:
    """The notice inside its page furniture, as [start, end) of the view."""
    return 0, len(view.text)


def find_document(
    source: Source, view: View, paragraphs: Sequence[Paragraph], body: tuple[int, int]
) -> Document:
    """The document record."""
    first = paragraphs[0]
    start, end = view.source_span(first.start, first.end)
    return Document(start=start, end=end, quote=source.text[start:end], rule_id="front-matter.title", title=view.text[first.start : first.end])
