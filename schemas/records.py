"""The records of a notice. What counts as a fact is said in docs/facts.md."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field, model_validator

from schemas.base import Amount, Model, Record
from schemas.vocab import (
    Comparator,
    Measure,
    Nature,
    NoticeStatus,
    Origin,
    Recurrence,
    Severity,
    Status,
)

UNEXPLAINED = "unexplained"
"""The reason of what has none."""


class Document(Record):
    """The notice itself; its quote is the title where it stands first."""

    type: Literal["document"] = "document"
    title: str = Field(description="of the notice, white space removed")
    plan_title: str | None = Field(
        default=None, description="the plan that it issues, without 《》"
    )
    doc_number: str | None = Field(default=None, description="发文字号 as printed")
    issuers: tuple[str, ...] = Field(default=(), description="issuing bodies as printed")
    issued_on: dt.date | None = Field(default=None, description="成文日期")
    region: str | None = Field(default=None, description="province first, parts joined by a slash")
    period: tuple[int, int] | None = Field(
        default=None, description="first and last year of the title"
    )


class Section(Record):
    """A labelled section. `section` ends with its own label."""

    type: Literal["section"] = "section"
    label: str = Field(description="as printed: 第一章, 一、, （一）, 1., ——, 专栏3")
    heading: str = Field(description="without label and closing punctuation")
    level: int = Field(ge=1, description="1 is the outermost of the document, by nesting")


class Quantity(Record):
    """An amount with a unit, or a relative target without a number (`value` null)."""

    type: Literal["quantity"] = "quantity"
    indicator: str = Field(description="what is measured, as the notice names it")
    measure: Measure
    comparator: Comparator | None = Field(description="null only where a relative phrase has none")
    value: Amount | None = Field(description="as written; a fall is negative")
    value_max: Amount | None = Field(default=None, description="upper end, ranges only")
    unit: str | None = Field(description="as written; % for ％ and 百分之")
    value_base: Amount | None = Field(default=None, description="value in unit_base")
    value_max_base: Amount | None = Field(default=None, description="value_max in unit_base")
    unit_base: str | None = Field(default=None, description="元 for 万元 and 亿元, and so on")
    status: Status
    date: dt.date | None = Field(
        description="end of the deadline, or of the time an actual speaks of"
    )
    recurrence: Recurrence | None = None
    cumulative: bool = False
    nature: Nature | None = None
    relative_to: str | None = Field(
        default=None, description="the benchmark of a gap or a relative target"
    )

    @model_validator(mode="after")
    def _range_has_two_ends(self) -> Quantity:
        if (self.comparator is Comparator.RANGE) != (self.value_max is not None):
            raise ValueError("value_max belongs to ranges, and ranges to it")
        return self


class Assignment(Record):
    """Who answers for which task. Names as printed, white space removed."""

    type: Literal["assignment"] = "assignment"
    task: str | None
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    deadline: dt.date | Literal["ongoing"] | None = None
    origin: Origin = Origin.TEXT


class Milestone(Record):
    """A commitment with a deadline and no amount."""

    type: Literal["milestone"] = "milestone"
    what: str
    deadline: dt.date


class Citation(Record):
    """Another document that this one names; once a document."""

    type: Literal["citation"] = "citation"
    title: str
    doc_number: str | None = None


class Diagnostic(Record):
    """A doubtful reading, or a mention in no record. `rule_id` is the check that speaks."""

    type: Literal["diagnostic"] = "diagnostic"
    code: str = Field(description="stable, e.g. Q001; docs/rules.md lists them all")
    severity: Severity
    message: str

    @classmethod
    def of(
        cls, record: Record, code: str, rule_id: str, severity: Severity, message: str
    ) -> Diagnostic:
        """A doubt about a record, at its place."""
        return cls(
            start=record.start,
            end=record.end,
            quote=record.quote,
            section=record.section,
            rule_id=rule_id,
            code=code,
            severity=severity,
            message=message,
        )


class Uncovered(Record):
    """A number with a unit, or an agency's name, that is in no record."""

    type: Literal["uncovered"] = "uncovered"
    kind: Literal["number", "agency"]
    reason: str = Field(
        description="why it is no fact, or `unexplained`; docs/rules.md lists the reasons"
    )


class AuditFinding(Record):
    """Two places of one notice that do not agree, or one that lacks something. `rule_id` is the check that speaks."""

    type: Literal["audit_finding"] = "audit_finding"
    severity: Severity
    message: str
    other_start: int | None = Field(default=None, ge=0, description="start of the second place")
    other_end: int | None = Field(default=None, ge=0, description="end of the second place")
    other_quote: str | None = Field(default=None, description="what stands at the second place")

    @model_validator(mode="after")
    def _other_place_is_whole(self) -> AuditFinding:
        if (
            len({field is None for field in (self.other_start, self.other_end, self.other_quote)})
            > 1
        ):
            raise ValueError("a second place has a start, an end and a quote, or none of them")
        return self


class NoticeRecords(Model):
    """Everything that one notice says, in reading order within each type."""

    document: Document
    sections: tuple[Section, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    citations: tuple[Citation, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    uncovered: tuple[Uncovered, ...] = ()
    audit: tuple[AuditFinding, ...] = ()

    def facts(self) -> tuple[Record, ...]:
        """All records but the diagnostics, the document first."""
        return (
            self.document,
            *self.sections,
            *self.quantities,
            *self.assignments,
            *self.milestones,
            *self.citations,
        )

    def counts(self) -> dict[str, int]:
        """How many records of each type there are, the one document left out."""
        return {
            "section": len(self.sections),
            "quantity": len(self.quantities),
            "assignment": len(self.assignments),
            "milestone": len(self.milestones),
            "citation": len(self.citations),
            "diagnostic": len(self.diagnostics),
        }

    @property
    def unexplained(self) -> int:
        """How many numbers and names are in no record, and nobody knows why."""
        return sum(item.reason == UNEXPLAINED for item in self.uncovered)

    @property
    def status(self) -> NoticeStatus:
        """`partial` as soon as one diagnostic is a warning or worse."""
        doubtful = any(d.severity is not Severity.INFO for d in self.diagnostics)
        return NoticeStatus.PARTIAL if doubtful else NoticeStatus.OK
