"""The extraction of one notice, stage after stage: source to outline to mentions to records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from extractors.assignments import find_assignments
from extractors.checks import check
from extractors.citations import find_citations
from extractors.mentions import Mentions, extract
from extractors.milestones import find_milestones
from extractors.outline import Outline
from extractors.quantities import (
    dated_passages,
    find_cell_quantities,
    find_quantities,
    with_deadlines,
)
from extractors.segmentation import segment
from extractors.tabular import find_table_assignments
from schemas.base import Record
from schemas.records import NoticeRecords, Section
from schemas.source import Source

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
        quantities=_ordered(with_deadlines(quantities, dated_passages(outline, assignments))),
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
