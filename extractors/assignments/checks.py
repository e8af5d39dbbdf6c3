"""Doubts about assignments of running text, as diagnostics."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from extractors.agencies import is_agency
from extractors.assignments.notes import bracket_groups, notable_paragraphs
from extractors.assignments.roles import KEY_RE, STRANGE_KEY_RE
from extractors.assignments.standing import find_standing_rules
from extractors.outline import Outline
from schemas.records import Assignment, Diagnostic
from schemas.vocab import Origin, Severity

_BRACKETS = str.maketrans("()", "（）")
_UNREAD_RE = re.compile("牵头|按职责分工")
_KEYED = ("assignments.note-keys", "assignments.lines", "assignments.inline")


def check_assignments(outline: Outline, assignments: Sequence[Assignment]) -> list[Diagnostic]:
    """Doubtful readings: A001 a name or a key that looks like none, A002 an unread note, A003 no task, A004 a standing rule."""
    found = [*_strange_names(assignments), *_strange_keys(assignments)]
    found += _without_task(assignments)
    found += _unread_notes(outline, assignments)
    found += _standing(outline)
    return sorted(found, key=lambda diagnostic: (diagnostic.start, diagnostic.code))


def _strange_names(assignments: Sequence[Assignment]) -> Iterator[Diagnostic]:
    for record in assignments:
        names = (*record.lead, *record.support, *record.responsible)
        strange = [name for name in names if not is_agency(name.translate(_BRACKETS))]
        if strange and record.origin is Origin.TEXT and record.rule_id != "assignments.by":
            message = f"不像机构名称：{'、'.join(strange)}"
            yield Diagnostic.of(record, "A001", "assignments.check-names", Severity.INFO, message)


def _strange_keys(assignments: Sequence[Assignment]) -> Iterator[Diagnostic]:
    """Keys of a note that are in no table: who stands behind them is in no record."""
    for record in assignments:
        if record.rule_id not in _KEYED:
            continue
        keys = [key for key in STRANGE_KEY_RE.findall(record.quote) if not KEY_RE.search(key)]
        if keys:
            message = f"不认识的分工用语，其后的名称未读：{'、'.join(key[:-1] for key in keys)}"
            yield Diagnostic.of(
                record, "A001", "assignments.check-names", Severity.WARNING, message
            )


def _without_task(assignments: Sequence[Assignment]) -> Iterator[Diagnostic]:
    for record in assignments:
        if record.task is None:
            message = "责任分工没有对应的任务"
            yield Diagnostic.of(record, "A003", "assignments.check-task", Severity.WARNING, message)


def _unread_notes(outline: Outline, assignments: Sequence[Assignment]) -> Iterator[Diagnostic]:
    """Brackets that speak of roles and are in no record."""
    text = outline.view.text
    read = sorted((record.start, record.end) for record in assignments)
    for paragraph in notable_paragraphs(outline):
        for start, end in bracket_groups(text, paragraph.start, paragraph.end):
            if _is_read(read, *outline.view.source_span(start, end)):
                continue
            if KEY_RE.match(text, start + 1, end) or _UNREAD_RE.search(text, start, end):
                yield Diagnostic(
                    **outline.place(start, end),
                    rule_id="assignments.check-unread",
                    code="A002",
                    severity=Severity.INFO,
                    message="括号内似有责任分工，未能读出",
                )


def _is_read(read: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a record overlaps [start, end) of the source."""
    index = bisect_right(read, (start, end))
    around = read[max(0, index - 1) : index + 1]
    return any(low < end and start < high for low, high in around)


def _standing(outline: Outline) -> Iterator[Diagnostic]:
    """The rule that the first name leads is told to the reader; blanket rules are records of their own."""
    for rule in find_standing_rules(outline):
        if rule.first_leads:
            yield Diagnostic(
                **outline.place(rule.start, rule.end),
                rule_id="assignments.check-standing",
                code="A004",
                severity=Severity.INFO,
                message="列第一位者为牵头单位，适用于其后各项",
            )
