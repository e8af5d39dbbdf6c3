"""The agencies that a notice names, looked for once: duties and coverage both ask for them."""

from __future__ import annotations

from extractors.agencies import Name, find_agencies
from extractors.outline import Outline, Paragraph

_LONGEST = 2000
"""In a longer paragraph (a paper on one line) names are looked for by sentence only."""


def names_of(outline: Outline, paragraph: Paragraph) -> list[Name]:
    """The names of a paragraph or cell, at their places in the view; none of one that is too long."""
    return outline.once(_names_by_paragraph)[paragraph.start]


def names_between(outline: Outline, start: int, end: int) -> list[Name]:
    """The names of a stretch of one paragraph, as if it stood alone."""
    paragraph = outline.paragraph_at(start)
    if _is_long(paragraph):
        return _find(outline, start, end)
    names = names_of(outline, paragraph)
    inside = [name for name in names if start < name.end and name.start < end]
    if any(name.start < start or end < name.end for name in inside):
        # A name that reaches out of the stretch ends otherwise inside it.
        return _find(outline, start, end)
    return inside


def _names_by_paragraph(outline: Outline) -> dict[int, list[Name]]:
    return {
        paragraph.start: []
        if _is_long(paragraph)
        else _find(outline, paragraph.start, paragraph.end)
        for paragraph in outline.paragraphs
    }


def _is_long(paragraph: Paragraph) -> bool:
    return paragraph.end - paragraph.start > _LONGEST


def _find(outline: Outline, start: int, end: int) -> list[Name]:
    return [
        Name(name.start + start, name.end + start, name.row)
        for name in find_agencies(outline.view.text[start:end])
    ]
