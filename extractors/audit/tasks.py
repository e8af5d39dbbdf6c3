"""The body against the closing ledger, and tasks that nobody leads."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extractors.audit.claims import Audited
from extractors.audit.findings import finding
from schemas.records import Assignment, AuditFinding, NoticeRecords, Quantity, Section
from schemas.vocab import Origin, Severity, Status

_ROLES = {"lead": "牵头", "support": "配合", "responsible": "责任"}
_FEWEST_ROWS = 3
"""A table of fewer rows says nothing about what its rows should have."""
_MOST = 0.75
"""Of the sections side by side: where so many name somebody, the others are missed."""
_BRACKETS = str.maketrans("〔〕()[]【】", "（）（）（）（）")
_NO_TASK_RE = re.compile(
    "总体|目标|要求|思想|原则|背景|依据|范围|意义|现状|形势|名单|指标|附件|专栏|基础$|环境$|附则|说明|解释"
)
"""Headings of chapters that give no task."""
_BLANK_RE = re.compile(r"[\s，。、；：“”‘’《》（）]")


def against_ledger(notice: Audited) -> Iterator[AuditFinding]:
    """One task with other agencies in the closing ledger than in the body."""
    for body, rows in _both(notice.records):
        row = rows[0]
        for word, roles in _comparable(body, rows):
            said, listed = _names([body], roles), _names(rows, roles)
            if said != listed:
                message = f"“{row.task}”{word}单位两处不一：{_difference(said, listed)}"
                yield finding("audit.body-against-ledger", Severity.WARNING, message, body, row)


def deadline_against_ledger(notice: Audited) -> Iterator[AuditFinding]:
    """Another deadline in the ledger than in the body; 长期 there, and a target with a date here."""
    for body, rows in _both(notice.records):
        row = rows[0]
        listed = {other.deadline for other in rows if other.deadline}
        if isinstance(body.deadline, dt.date) and listed and body.deadline not in listed:
            message = f"“{row.task}”期限两处不一：正文{body.deadline}，台账{_said(row)}"
            yield finding("audit.deadline-against-ledger", Severity.WARNING, message, body, row)
        elif listed == {"ongoing"} and (last := _last_target(notice, body)):
            message = f"“{row.task}”台账为长期，正文目标“{last.indicator}”期限{last.date}"
            yield finding("audit.deadline-against-ledger", Severity.INFO, message, last, row)


def rows_without(notice: Audited) -> Iterator[AuditFinding]:
    """A row of a ledger without a deadline or a leader, where the other rows have one."""
    for rows in _tables(notice.records).values():
        for name, rule, word in (
            ("deadline", "audit.no-deadline", "完成时限"),
            ("lead", "audit.nobody-leads", "牵头单位"),
        ):
            lacking = [row for row in rows if not getattr(row, name)]
            if len(rows) >= _FEWEST_ROWS and len(lacking) <= len(rows) * (1 - _MOST):
                for row in lacking:
                    message = f"台账中“{row.task or ''}”没有{word}"
                    yield finding(rule, Severity.WARNING, message, row)


def sections_without(notice: Audited) -> Iterator[AuditFinding]:
    """A task that nobody leads, among tasks side by side that somebody does."""
    named = {assignment.section for assignment in notice.records.assignments}
    for every in _siblings(notice.records.sections).values():
        siblings = [s for s in every if not _NO_TASK_RE.search(f"{s.label}{s.heading}")]
        have = [section for section in siblings if _has(section, named)]
        if len(siblings) < _FEWEST_ROWS or not _MOST <= len(have) / len(siblings) < 1:
            continue
        for section in siblings:
            if section not in have:
                message = f"同级各项都有责任单位，“{section.label}{section.heading}”没有"
                yield finding("audit.nobody-leads", Severity.INFO, message, section)


def _both(records: NoticeRecords) -> Iterator[tuple[Assignment, list[Assignment]]]:
    """The note of the body on a task, and the rows of the ledger on the same task."""
    notes: dict[str, list[Assignment]] = defaultdict(list)
    rows: dict[str, list[Assignment]] = defaultdict(list)
    for assignment in records.assignments:
        if assignment.task:
            side = notes if assignment.origin is Origin.TEXT else rows
            side[_plain(assignment.task)].append(assignment)
    for task, found in notes.items():
        if len(found) == 1 and task in rows:
            yield found[0], rows[task]


def _comparable(
    body: Assignment, rows: Sequence[Assignment]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The roles that both sides tell apart, each alone; all in one where one side says only 责任单位."""
    if bool(body.responsible) == any(row.responsible for row in rows):
        for role, word in _ROLES.items():
            yield word, (role,)
    else:
        yield "责任", tuple(_ROLES)


def _last_target(notice: Audited, body: Assignment) -> Quantity | None:
    """The latest of the dated targets that stand before a note in its section."""
    dated = [
        quantity
        for quantity in notice.records.quantities
        if quantity.section == body.section
        and quantity.status is Status.TARGET
        and quantity.date is not None
        and quantity.start < body.end
    ]
    return max(dated, key=lambda quantity: quantity.date or dt.date.min, default=None)


def _tables(records: NoticeRecords) -> Mapping[tuple[str, ...], list[Assignment]]:
    tables: dict[tuple[str, ...], list[Assignment]] = defaultdict(list)
    for assignment in records.assignments:
        if assignment.origin is Origin.TABLE:
            tables[assignment.section].append(assignment)
    return tables


def _siblings(sections: Sequence[Section]) -> Mapping[tuple[str, ...], list[Section]]:
    groups: dict[tuple[str, ...], list[Section]] = defaultdict(list)
    for section in sections:
        groups[section.section[:-1]].append(section)
    return groups


def _has(section: Section, named: set[tuple[str, ...]]) -> bool:
    path = section.section
    return any(place[: len(path)] == path for place in named)


def _plain(words: str) -> str:
    return _BLANK_RE.sub("", words)


def _names(records: Sequence[Assignment], roles: Sequence[str]) -> frozenset[str]:
    return frozenset(
        name.translate(_BRACKETS)
        for record in records
        for role in roles
        for name in getattr(record, role)
    )


def _difference(said: frozenset[str], listed: frozenset[str]) -> str:
    sides = (("正文", said - listed), ("台账", listed - said))
    return "，".join(f"{where}另有{'、'.join(sorted(names))}" for where, names in sides if names)


def _said(row: Assignment) -> str:
    return "长期" if row.deadline == "ongoing" else str(row.deadline)
