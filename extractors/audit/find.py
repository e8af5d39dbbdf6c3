"""All checks over the records of one notice."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from extractors.audit.claims import Audited, audited
from extractors.audit.days import due_before_issue, imprint
from extractors.audit.growth import below_baseline, implied_growth, reported_growth
from extractors.audit.sums import part_sums, shares, table_sums
from extractors.audit.tasks import (
    against_ledger,
    deadline_against_ledger,
    rows_without,
    sections_without,
)
from extractors.audit.values import by_topic, two_bounds, two_values
from schemas.records import AuditFinding, NoticeRecords

Check = Callable[[Audited], Iterable[AuditFinding]]

CHECKS: tuple[Check, ...] = (
    two_values,
    by_topic,
    two_bounds,
    implied_growth,
    reported_growth,
    below_baseline,
    table_sums,
    part_sums,
    shares,
    due_before_issue,
    imprint,
    against_ledger,
    deadline_against_ledger,
    rows_without,
    sections_without,
)


def audit(records: NoticeRecords, text: str) -> tuple[AuditFinding, ...]:
    """What the checks find, in reading order; `text` is the source's, which the records point into."""
    notice = audited(records, text)
    found = [item for check in CHECKS for item in check(notice)]
    return tuple(sorted(found, key=lambda item: (item.start, item.end, item.rule_id)))
