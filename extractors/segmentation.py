"""Source to outline: clean text, paragraphs, tables, front matter, sections."""

from __future__ import annotations

from extractors.front_matter import find_body, find_document, find_head
from extractors.layout import build_layout
from extractors.outline import Outline
from extractors.sections import find_sections
from schemas.errors import EmptyInputError
from schemas.source import Source


def segment(source: Source) -> Outline:
    """The outline of a notice; EmptyInputError where the source holds no text."""
    layout = build_layout(source)
    if not layout.view.text.strip("#| \n"):
        raise EmptyInputError("the file holds no text")
    head = find_head(layout.view, layout.paragraphs)
    body = find_body(layout.view, head)
    document = find_document(source, layout.view, head, body)
    sections = find_sections(layout.view, layout.paragraphs, body)
    return Outline(source, layout.view, layout.paragraphs, layout.grids, sections, document, *body)
