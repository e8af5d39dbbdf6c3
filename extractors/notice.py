"""The extraction of one notice, stage after stage: source to outline to mentions to records."""

from __future__ import annotations

from extractors.outline import Outline
from extractors.segmentation import segment
from schemas.records import NoticeRecords, Section
from schemas.source import Source


def records_of(source: Source) -> NoticeRecords:
    """All stages in one go."""
    return resolve(segment(source))


def resolve(outline: Outline) -> NoticeRecords:
    """The records of an outline."""
    return NoticeRecords(document=outline.document, sections=section_records(outline))


def section_records(outline: Outline) -> tuple[Section, ...]:
    """The sections as records."""
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
