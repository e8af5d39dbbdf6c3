"""Doubts about which body a name means: two that may be one, one that was no more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import combinations

from extractors.agencies.canonical import CanonicalAgency, canonical_agency
from extractors.agencies.places import is_contraction
from extractors.agencies.successors import successors
from schemas.records import Assignment, Diagnostic, Document, NoticeRecords
from schemas.vocab import Severity

_COMPARED = frozenset({"government_department", "institution", "vertical_body"})
_LINKS = str.maketrans("", "", "和与及")
_SHORTEST = 3
_GRACE = dt.timedelta(days=365)
"""So long a changed body may still be called by its old name."""


def check_agencies(records: NoticeRecords) -> list[Diagnostic]:
    """A005 two names of one region that may mean one body, A006 a body that was no more on the day of issue."""
    first: dict[CanonicalAgency, Assignment] = {}
    for assignment in records.assignments:
        for name in (*assignment.lead, *assignment.support, *assignment.responsible):
            agency = canonical_agency(name, records.document.region, records.document.issued_on)
            first.setdefault(agency, assignment)
    return [*_alike(first), *_gone(first, records.document)]


def _alike(first: dict[CanonicalAgency, Assignment]) -> Iterator[Diagnostic]:
    by_name = {(agency.name, agency.region): agency for agency in first if agency.kind in _COMPARED}
    for one, other in combinations(by_name.values(), 2):
        if one.region == other.region and _may_be_one(one, other):
            message = f"{one.name}与{other.name}可能是同一机构，未合并"
            yield Diagnostic.of(
                first[other], "A005", "agencies.check-alike", Severity.INFO, message
            )


def _may_be_one(one: CanonicalAgency, other: CanonicalAgency) -> bool:
    place = (one.region or "").rpartition("/")[2]
    short, long = sorted((_core(agency.name, place) for agency in (one, other)), key=len)
    return len(short) > _SHORTEST and is_contraction(short, long)


def _core(name: str, place: str) -> str:
    return name.removeprefix(place).translate(_LINKS)


def _gone(first: dict[CanonicalAgency, Assignment], document: Document) -> Iterator[Diagnostic]:
    for agency, assignment in first.items():
        for step in successors(agency.name, agency.region):
            if document.issued_on and document.issued_on > step.since + _GRACE:
                message = (
                    f"{agency.name}在成文日期之前已改为{step.name}（{step.since}，{step.source}）"
                )
                yield Diagnostic.of(
                    assignment, "A006", "agencies.check-gone", Severity.INFO, message
                )
