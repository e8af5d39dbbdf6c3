"""A finding with the one or two places it speaks of."""

from __future__ import annotations

from schemas.base import Record
from schemas.records import AuditFinding
from schemas.vocab import Severity


def finding(
    rule: str, severity: Severity, message: str, first: Record, second: Record | None = None
) -> AuditFinding:
    """A finding at `first`, against `second` where there is one."""
    return AuditFinding(
        start=first.start,
        end=first.end,
        quote=first.quote,
        section=first.section,
        rule_id=rule,
        severity=severity,
        message=message,
        other_start=second.start if second else None,
        other_end=second.end if second else None,
        other_quote=second.quote if second else None,
    )
