"""Days that cannot be: due before the issue, an imprint far from the day of issue."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from extractors.audit.claims import Audited
from extractors.audit.findings import finding
from schemas.base import Record
from schemas.records import AuditFinding
from schemas.vocab import Severity, Status

_IMPRINT_RE = re.compile(
    r"(?P<year>[0-9]{4})\s*年\s*(?P<month>[0-9]{1,2})\s*月\s*(?P<day>[0-9]{1,2})\s*日\s*印发"
)
_PRINTED_WITHIN = dt.timedelta(days=15)
"""Offices print within days of signing; three weeks are a slip or a delay that somebody should explain."""


def due_before_issue(notice: Audited) -> Iterator[AuditFinding]:
    """A deadline that had passed when the notice was issued."""
    issued = notice.records.document.issued_on
    if issued is None:
        return
    told: set[tuple[tuple[str, ...], dt.date]] = set()
    for record, day in _deadlines(notice):
        if day < issued and (record.section, day) not in told:
            told.add((record.section, day))
            message = f"期限{day.isoformat()}早于成文日期{issued.isoformat()}"
            yield finding("audit.due-before-issue", Severity.WARNING, message, record)


def imprint(notice: Audited) -> Iterator[AuditFinding]:
    """The imprint's day against the day of issue."""
    issued = notice.records.document.issued_on
    last = max(_IMPRINT_RE.finditer(notice.text), key=lambda match: match.start(), default=None)
    if issued is None or last is None:
        return
    try:
        printed = dt.date(int(last["year"]), int(last["month"]), int(last["day"]))
    except ValueError:
        return
    if not issued <= printed <= issued + _PRINTED_WITHIN:
        message = f"成文日期{issued.isoformat()}，版记印发日期{printed.isoformat()}"
        place = Record(start=last.start(), end=last.end(), quote=last[0], rule_id="audit.imprint")
        yield finding("audit.imprint", Severity.INFO, message, place)


def _deadlines(notice: Audited) -> Iterator[tuple[Record, dt.date]]:
    # A look back prints old targets beside what came of them.
    reported = {(q.section, q.date) for q in notice.records.quantities if q.status is Status.ACTUAL}
    for quantity in notice.records.quantities:
        looks_back = (quantity.section, quantity.date) in reported
        if quantity.status is Status.TARGET and quantity.date is not None and not looks_back:
            yield quantity, quantity.date
    for assignment in notice.records.assignments:
        if isinstance(assignment.deadline, dt.date):
            yield assignment, assignment.deadline
    for milestone in notice.records.milestones:
        yield milestone, milestone.deadline
