"""A fact in a few Chinese words, for lists and tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache

from pipeline.export.amounts import amount
from pipeline.export.labels import FIELDS, VALUES
from schemas.base import Record
from schemas.records import (
    Assignment,
    AuditFinding,
    Citation,
    Diagnostic,
    Document,
    Milestone,
    Quantity,
    Section,
    Uncovered,
)
from schemas.vocab import Measure


def amount_phrase(quantity: Quantity) -> str:
    """`≥90亿元`, `10～15%`, `（不低于全市平均水平）`."""
    if quantity.value is None:
        return f"（{quantity.relative_to or '未写数值'}）"
    return amount(quantity.comparator, quantity.value, quantity.value_max, quantity.unit)


def kind_of(record: Record) -> str:
    """The record's type, as in its JSON."""
    return str(getattr(record, "type", "record"))


def headline(record: Record) -> str:
    """The fact itself."""
    match record:
        case Document():
            return record.title
        case Section():
            return f"{record.label} {record.heading}".strip()
        case Quantity():
            return f"{record.indicator}：{amount_phrase(record)}"
        case Assignment():
            return record.task or "（未写任务）"
        case Milestone():
            return record.what
        case Citation():
            return f"《{record.title}》"
        case Diagnostic() | AuditFinding():
            return record.message
        case _:
            return record.quote


def details(record: Record) -> tuple[str, ...]:
    """What else is known of the fact, a phrase each."""
    match record:
        case Document():
            return tuple(_document_details(record))
        case Quantity():
            return tuple(_quantity_details(record))
        case Assignment():
            return tuple(_assignment_details(record))
        case Milestone():
            return (record.deadline.isoformat(),)
        case Citation():
            return (record.doc_number,) if record.doc_number else ()
        case Diagnostic() | AuditFinding():
            return tuple(_doubt_details(record))
        case Uncovered():
            return (reasons()[record.reason],)
        case _:
            return ()


@cache
def reasons() -> dict[str, str]:
    """Why a number or a name is in no record: each reason's id and what it says in Chinese."""
    from extractors.coverage.rules import RULES  # noqa: PLC0415 - it brings all extractors

    return {rule.id.removeprefix("coverage."): rule.says for rule in RULES}


def _document_details(document: Document) -> Iterable[str]:
    for name in ("plan_title", "doc_number", "region"):
        value = getattr(document, name)
        if value:
            yield f"{FIELDS[name]}：{value}"
    if document.issuers:
        yield f"{FIELDS['issuers']}：{'、'.join(document.issuers)}"
    if document.issued_on:
        yield f"{FIELDS['issued_on']}：{document.issued_on.isoformat()}"
    if document.period:
        yield f"{FIELDS['period']}：{document.period[0]}—{document.period[1]}年"


def _doubt_details(record: Diagnostic | AuditFinding) -> Iterable[str]:
    if isinstance(record, Diagnostic):
        yield record.code
    yield VALUES[record.severity]
    if isinstance(record, AuditFinding) and record.other_quote:
        yield f"{FIELDS['other_quote']}：{record.other_quote}"


def _quantity_details(quantity: Quantity) -> Iterable[str]:
    yield VALUES[quantity.status]
    if quantity.measure is not Measure.LEVEL:
        yield VALUES[quantity.measure]
    if quantity.date:
        yield quantity.date.isoformat()
    if quantity.recurrence:
        yield VALUES[quantity.recurrence]
    if quantity.cumulative:
        yield FIELDS["cumulative"]
    if quantity.nature:
        yield VALUES[quantity.nature]
    if quantity.value is not None and quantity.relative_to:
        yield f"{FIELDS['relative_to']}{quantity.relative_to}"


def _assignment_details(assignment: Assignment) -> Iterable[str]:
    for role in ("lead", "support", "responsible"):
        names = getattr(assignment, role)
        if names:
            yield f"{FIELDS[role]}：{'、'.join(names)}"
    if isinstance(assignment.deadline, dt.date):
        yield assignment.deadline.isoformat()
    elif assignment.deadline:
        yield VALUES[assignment.deadline]
