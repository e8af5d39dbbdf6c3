"""The agencies that a notice names, looked for once: duties and coverage both ask for them."""

from __future__ import annotations

from extractors.agencies import Name, find_agencies
from extractors.outline import Outline, Paragraph

LONGEST_PARAGRAPH = 2000
"""In a longer paragraph (a paper on one line) names are looked for by sentence only."""


class Named:
    """The names of all paragraphs, cells included, in order; offsets in the view."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._text = outline.view.text
        self._by_paragraph = {p.start: self._names_of(p) for p in outline.paragraphs}

    def _names_of(self, paragraph: Paragraph) -> list[Name]:
        if paragraph.end - paragraph.start > LONGEST_PARAGRAPH:
            return []
        return _find(self._text, paragraph.start, paragraph.end)

    def of(self, paragraph: Paragraph) -> list[Name]:
        """The names of a paragraph; none of one that is too long."""
        return self._by_paragraph[paragraph.start]

    def between(self, start: int, end: int) -> list[Name]:
        """The names of a stretch of one paragraph, as if it stood alone."""
        paragraph = self._outline.paragraph_at(start)
        if paragraph.end - paragraph.start > LONGEST_PARAGRAPH:
            return _find(self._text, start, end)
        names = self.of(paragraph)
        inside = [name for name in names if start < name.end and name.start < end]
        if any(name.start < start or end < name.end for name in inside):
            # A name that reaches out of the stretch ends otherwise inside it.
            return _find(self._text, start, end)
        return inside


def named_in(outline: Outline) -> Named:
    """The names of a notice."""
    return outline.once(Named)


def _find(text: str, start: int, end: int) -> list[Name]:
    return [
        Name(name.start + start, name.end + start, name.row)
        for name in find_agencies(text[start:end])
    ]
