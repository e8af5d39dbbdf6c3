"""What of a notice is in no record, as rows: each number and name with its reason, its place and the words around."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.export.phrases import reasons
from pipeline.store.passages import SectionFinder
from schemas.records import UNEXPLAINED, NoticeRecords, Uncovered
from schemas.source import Source

_AROUND = 20


class CoverageRow(NamedTuple):
    """A mention in no record. `says` is the reason in Chinese, `before` and `after` the characters around."""

    reason: str
    says: str
    kind: str
    before: str
    quote: str
    after: str
    headings: str | None
    section: tuple[str, ...]
    start: int
    end: int


def coverage_rows(source: Source, records: NoticeRecords) -> list[CoverageRow]:
    """Every mention in no record: the unexplained first, then reason by reason, each in reading order."""
    says = reasons()
    order = {reason: (reason != UNEXPLAINED, at) for at, reason in enumerate(says)}
    finder = SectionFinder(records.sections)
    trails = finder.trails()
    found = sorted(records.uncovered, key=lambda item: (order[item.reason], item.start, item.end))
    return [_row(source.text, item, says, _trail(finder, trails, item)) for item in found]


def _trail(finder: SectionFinder, trails: list[str], item: Uncovered) -> str | None:
    at = finder.innermost(item.section, item.start)
    return trails[at] if at is not None else None


def _row(text: str, item: Uncovered, says: dict[str, str], headings: str | None) -> CoverageRow:
    return CoverageRow(
        reason=item.reason,
        says=says[item.reason],
        kind=item.kind,
        before=text[max(0, item.start - _AROUND) : item.start],
        quote=item.quote,
        after=text[item.end : item.end + _AROUND],
        headings=headings,
        section=item.section,
        start=item.start,
        end=item.end,
    )
