"""The extraction of one notice, stage after stage: source to outline to mentions to records."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeVar

from extractors.assignments import find_assignments
from extractors.checks import check
from extractors.citations import find_citations
from extractors.mentions import Mentions, extract
from extractors.milestones import find_milestones
from extractors.outline import Outline
from extractors.quantities import find_cell_quantities, find_quantities, with_section_deadlines
from extractors.segmentation import segment
from extractors.tabular import find_table_assignments
from schemas.base import Record
from schemas.records import Assignment, NoticeRecords, Section
from schemas.source import Source
from schemas.vocab import Origin

AnyRecord = TypeVar("AnyRecord", bound=Record)

__all__ = ["check", "extract", "records_of", "resolve", "segment"]


def records_of(source: Source) -> NoticeRecords:
    """All stages in one go. Raises EmptyInputError where the source holds no text."""
    outline = segment(source)
    return check(outline, resolve(outline, extract(outline)))


def resolve(outline: Outline, mentions: Mentions) -> NoticeRecords:
    """Mentions to records: whose indicator, whose deadline, which section's task."""
    assignments = [*find_assignments(outline), *find_table_assignments(outline)]
    quantities = [*find_quantities(outline, mentions), *find_cell_quantities(outline)]
    return NoticeRecords(
        document=outline.document,
        sections=_sections(outline),
        quantities=_ordered(with_section_deadlines(quantities, _passages(outline, assignments))),
        assignments=_ordered(assignments),
        milestones=_ordered(find_milestones(outline, mentions)),
        citations=tuple(find_citations(outline)),
    )


def _ordered(records: Sequence[AnyRecord]) -> tuple[AnyRecord, ...]:
    return tuple(sorted(records, key=lambda record: (record.start, record.end)))


def _sections(outline: Outline) -> tuple[Section, ...]:
    return tuple(
        Section(
            **outline.place(node.start, node.heading_end),
            rule_id=node.rule_id,
            label=node.label,
            heading=node.heading,
            level=node.level,
        )
        for node in outline.sections
    )


def _passages(
    outline: Outline, assignments: Sequence[Assignment]
) -> list[tuple[int, int, dt.date]]:
    """The passage that each dated note of the text answers for, in the source: from the note before, or the section's start."""
    passages: list[tuple[int, int, dt.date]] = []
    last_end = 0
    starts = [outline.view.source_offset(node.start) for node in outline.sections]
    for note in assignments:
        if note.origin is not Origin.TEXT:
            continue
        index = bisect_right(starts, note.start) - 1
        section_start = starts[index] if index >= 0 else 0
        if isinstance(note.deadline, dt.date):
            passages.append((max(section_start, last_end), note.start, note.deadline))
        last_end = note.end
    return passages
