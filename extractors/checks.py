"""Doubts about records, as diagnostics; nothing is dropped without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.agencies.checks import check_agencies
from extractors.assignments import check_assignments
from extractors.audit import audit
from extractors.coverage.find import find_uncovered
from extractors.outline import Outline
from extractors.units import MAGNITUDES
from schemas.records import Diagnostic, NoticeRecords, Uncovered
from schemas.vocab import Severity, Status

_OVER_RE = re.compile("[/／][一-龥A-Za-z]")
_WORD_ALONE_RE = re.compile("(?![内外多余起计整的了])[一-龥](?=[，。；、）)\\n]|$)")
"""Behind 万 or 亿 a word of one character that a mark ends counts, and is in no table: 12万斛."""
_SAID = {"number": "数字", "agency": "机构名称"}


def check(outline: Outline, records: NoticeRecords) -> NoticeRecords:
    """The records with what they leave out, the doubts about them, and what does not agree in them."""
    uncovered = find_uncovered(outline, records)
    diagnostics = (
        *_no_notice(records),
        *check_assignments(outline, records.assignments),
        *check_agencies(records),
        *_late(records),
        *_half_units(outline, records),
        *(_unread(item) for item in uncovered if item.reason == "unexplained"),
    )
    ordered = tuple(sorted(diagnostics, key=lambda d: (d.start, d.end, d.code)))
    found = audit(records, outline.source.text)
    update = {"diagnostics": ordered, "uncovered": uncovered, "audit": found}
    return records.model_copy(update=update)


def _no_notice(records: NoticeRecords) -> Iterator[Diagnostic]:
    """D001: no issuer, number, date or section, as a novel or a news item has none."""
    document = records.document
    if not (document.issuers or document.doc_number or document.issued_on or records.sections):
        message = "没有发文机关、发文字号、成文日期和章节，可能不是公文"
        yield Diagnostic.of(document, "D001", "checks.no-notice", Severity.WARNING, message)


def _late(records: NoticeRecords) -> Iterator[Diagnostic]:
    """Q001: a target that was due before the notice was issued."""
    issued = records.document.issued_on
    for quantity in records.quantities:
        due = quantity.date
        if quantity.status is Status.TARGET and issued and due and due < issued:
            message = "目标日期早于成文日期"
            yield Diagnostic.of(quantity, "Q001", "checks.due-before-issue", Severity.INFO, message)


def _half_units(outline: Outline, records: NoticeRecords) -> Iterator[Diagnostic]:
    """Q002: 12元/斛, 12万斛, where what the unit is counted over, or the unit itself, is in no table."""
    for quantity in records.quantities:
        goes_on = _WORD_ALONE_RE if quantity.unit in MAGNITUDES else _OVER_RE
        if goes_on.match(outline.source.text, quantity.end):
            message = f"单位未读全：{quantity.quote}"
            yield Diagnostic.of(quantity, "Q002", "checks.half-unit", Severity.WARNING, message)


def _unread(item: Uncovered) -> Diagnostic:
    """C001: a number or a name that is in no record, and nobody knows why."""
    message = f"未收录的{_SAID[item.kind]}，原因不明：{item.quote}"
    return Diagnostic.of(item, "C001", "checks.unexplained", Severity.WARNING, message)
