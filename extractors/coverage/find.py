"""The mentions of a notice that are in no record."""

from __future__ import annotations

from extractors.coverage.candidates import Candidate, Spans, find_candidates
from extractors.coverage.reasons import Place, TableRoles, reason_of
from extractors.outline import Outline
from schemas.records import NoticeRecords, Uncovered


def find_uncovered(outline: Outline, records: NoticeRecords) -> tuple[Uncovered, ...]:
    """Numbers and agency names outside all records, in reading order, each with its reason or `unexplained`."""
    quantities = Spans([(q.start, q.end) for q in records.quantities])
    others = (*records.assignments, records.document)
    names = Spans([(record.start, record.end) for record in others])
    tables = TableRoles(outline)
    found: list[Uncovered] = []
    for candidate in find_candidates(outline):
        start, end = outline.view.source_span(candidate.start, candidate.end)
        read = quantities.touch(start, end) or names.touch(start, end)
        if not read:
            found.append(_record(outline, candidate, reason_of(Place(outline, candidate, tables))))
    return tuple(sorted(_apart(found), key=lambda item: (item.start, item.end)))


def _record(outline: Outline, candidate: Candidate, reason: str) -> Uncovered:
    return Uncovered(
        **outline.place(candidate.start, candidate.end),
        rule_id=f"coverage.{reason}",
        kind="agency" if candidate.kind == "agency" else "number",
        reason=reason,
    )


def _apart(found: list[Uncovered]) -> list[Uncovered]:
    """A number inside the name of an agency, or named twice, is listed once."""
    names = Spans([(item.start, item.end) for item in found if item.kind == "agency"])
    seen: set[tuple[int, int]] = set()
    result: list[Uncovered] = []
    for item in found:
        place = (item.start, item.end)
        if place in seen or (item.kind == "number" and names.touch(*place)):
            continue
        seen.add(place)
        result.append(item)
    return result
