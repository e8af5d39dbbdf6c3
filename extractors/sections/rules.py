"""From paragraphs to labelled headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.outline import Paragraph, ParagraphKind
from extractors.sections.annexes import AnnexLine, annex_heading, annex_line, announced_lines
from extractors.sections.filters import (
    is_contents_heading,
    is_notes_heading,
    without_announced,
    without_contents,
    without_lists,
)
from extractors.sections.headings import article_heading_span, heading_span
from extractors.sections.labels import Label, match_bare_number, match_label
from extractors.sections.nesting import Candidate
from extractors.sections.splitting import heading_before_gap, split_paragraph
from extractors.view import View

_DECIMAL = re.compile(r"([0-9]{1,2})\.[0-9]{1,2}(?:\.[0-9]{1,2}){0,2}\s?[一-龥]")
_ITEM_ROWS = frozenset({"arabic-dot", "arabic-bracket", "arabic-half-bracket", "circled"})
_EMPTY_HEADING = frozenset({"chapter", "part", "subchapter", "article", "annex", "box"})
"""A dash or an item without text is no section; a chapter without one is."""


@dataclass(slots=True)
class _Reading:
    """What one pass over the paragraphs collects."""

    decimals: frozenset[int]
    candidates: list[Candidate] = field(default_factory=list[Candidate])
    annexes: list[AnnexLine] = field(default_factory=list[AnnexLine])
    contents_at: int | None = None
    tables: int = 0
    in_notes: bool = False
    last: dict[str, int] = field(default_factory=dict[str, int])


def find_candidates(
    view: View, paragraphs: Sequence[Paragraph], body: tuple[int, int]
) -> list[Candidate]:
    """Labelled headings inside `body`, in order, without contents pages and bare lists."""
    inside = [
        index
        for index, paragraph in enumerate(paragraphs)
        if body[0] <= paragraph.start < min(body[1], paragraph.end)
    ]
    reading = _Reading(decimals=_decimal_heads(view, [paragraphs[index] for index in inside]))
    for index in inside:
        _read_paragraph(view, paragraphs, index, reading)
    announced = announced_lines(view, paragraphs, reading.annexes)
    kept = without_announced(reading.candidates, announced)
    return without_lists(view, without_contents(view, kept, reading.contents_at))


def _read_paragraph(
    view: View, paragraphs: Sequence[Paragraph], index: int, reading: _Reading
) -> None:
    paragraph = paragraphs[index]
    text = view.text[paragraph.start : paragraph.end]
    reading.tables += paragraph.kind is not ParagraphKind.BODY
    if paragraph.kind is ParagraphKind.CELL and not text.startswith("专栏"):
        return
    if reading.contents_at is None and is_contents_heading(text):
        reading.contents_at = paragraph.start
    if is_notes_heading(text):
        reading.in_notes = True
    for start, end in _stretches(view, paragraph, reading.last):
        label = _match_any(view, start, end, reading.decimals)
        if label is None:
            continue
        reading.in_notes = reading.in_notes and label.row in _ITEM_ROWS
        if label.number is not None:
            reading.last[label.shape] = label.number
        if not reading.in_notes:
            reading.candidates.extend(_candidate(view, paragraphs, index, reading, (label, end)))


def _decimal_heads(view: View, paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """The first numbers of decimal labels: where there is a 2.1, a bare 2 may be a label."""
    heads: set[int] = set()
    for paragraph in paragraphs:
        match = _DECIMAL.match(view.text, paragraph.start, paragraph.end)
        label = match_label(view, paragraph.start, paragraph.end) if match else None
        if match and label and label.row == "decimal":
            heads.add(int(match[1]))
    return frozenset(heads)


def _match_any(view: View, start: int, end: int, decimals: frozenset[int]) -> Label | None:
    label = match_label(view, start, end)
    if label is None and decimals:
        label = match_bare_number(view, start, end, decimals)
        if label and decimals.isdisjoint({label.number, (label.number or 1) - 1}):
            return None
    return label


def _stretches(
    view: View, paragraph: Paragraph, last: Mapping[str, int]
) -> Iterator[tuple[int, int]]:
    if paragraph.kind is not ParagraphKind.BODY:
        yield paragraph.start, paragraph.end
        return
    yield from split_paragraph(view, paragraph.start, paragraph.end, last)


def _candidate(
    view: View,
    paragraphs: Sequence[Paragraph],
    index: int,
    reading: _Reading,
    place: tuple[Label, int],
) -> Iterator[Candidate]:
    label, end = place
    paragraph = paragraphs[index]
    if label.row == "annex":
        line = annex_line(view, paragraphs, index, label)
        if line is None:
            return
        reading.annexes.append(line)
        low, high = annex_heading(view, paragraphs, line)
    else:
        low, high = _heading(
            view, label, end, is_whole=(label.start, end) == (paragraph.start, paragraph.end)
        )
    if low < high or label.row in _EMPTY_HEADING:
        yield Candidate(label, low, high, paragraph.kind is not ParagraphKind.BODY, reading.tables)


def _heading(view: View, label: Label, end: int, *, is_whole: bool) -> tuple[int, int]:
    find = article_heading_span if label.row == "article" else heading_span
    low, high = find(view.text, label.end, end)
    if is_whole:
        return low, high
    return low, heading_before_gap(view, low, high)
