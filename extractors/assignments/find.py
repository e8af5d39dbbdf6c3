"""Assignments of running text: notes, and sentences that lay a duty on a public body."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from extractors.agencies import Name
from extractors.assignments.duties import Duty, find_duties
from extractors.assignments.notes import Note, find_notes, touching_time
from extractors.assignments.standing import find_standing_rules
from extractors.assignments.tasks import Tasks
from extractors.dates import parse_deadline
from extractors.frames import default_year
from extractors.outline import Outline
from schemas.records import Assignment

_AFTER_ISSUE_RE = re.compile(
    "本(?:文件?|方案|通知|意见|办法|规划|计划)(?:印发|发布|实施)(?:之日)?[起后]"
    "(?P<number>[0-9]{1,3}|[一二三四五六七八九十])(?P<unit>个?月|[日天])内"
)
_LONGEST_FRONT = 30


def find_assignments(outline: Outline) -> list[Assignment]:
    """Who answers for which task, as the running text says it, in reading order."""
    notes = find_notes(outline, find_standing_rules(outline))
    records = _note_records(outline, notes)
    records += [_duty_record(outline, duty) for duty in find_duties(outline, notes)]
    return sorted(records, key=lambda record: (record.start, record.end))


def standing_rules(outline: Outline) -> list[Assignment]:
    """Blanket rules (以下均需某某配合): who has a part in all later tasks; no task, and copied into no other record."""
    return [
        Assignment.model_validate(
            {
                **outline.place(rule.start, rule.end),
                "rule_id": "assignments.standing-rule",
                "task": None,
                rule.role: printed_names(outline, rule.names),
            }
        )
        for rule in find_standing_rules(outline)
        if rule.names
    ]


def printed_names(outline: Outline, names: list[Name] | tuple[Name, ...]) -> tuple[str, ...]:
    """Names as printed, each once."""
    printed = outline.view.printed
    return tuple(dict.fromkeys(printed[name.start : name.end].strip() for name in names))


def _note_records(outline: Outline, notes: list[Note]) -> list[Assignment]:
    tasks = Tasks(outline, notes)
    year = default_year(outline)
    records: list[Assignment] = []
    for index, note in enumerate(notes):
        roles = note.roles
        paragraph = outline.paragraph_at(note.start)
        words = roles.deadline or touching_time(
            outline.view.text, note, paragraph.start, paragraph.end
        )
        records.append(
            Assignment(
                **outline.place(note.start, note.end),
                rule_id=note.rule_id,
                task=tasks.name(index),
                lead=printed_names(outline, roles.lead),
                support=printed_names(outline, roles.support),
                responsible=printed_names(outline, roles.responsible),
                deadline=parse_deadline(words, year=year) if words else None,
            )
        )
    return records


def _duty_record(outline: Outline, duty: Duty) -> Assignment:
    year = default_year(outline)
    return Assignment(
        **outline.place(duty.start, duty.end),
        rule_id=duty.rule_id,
        task=duty.task or None,
        lead=printed_names(outline, duty.lead),
        support=printed_names(outline, duty.support),
        responsible=printed_names(outline, duty.responsible),
        deadline=duty.deadline(outline.view.text, year)
        or _after_issue(_with_front(outline, duty), outline.document.issued_on),
    )


def _with_front(outline: Outline, duty: Duty) -> str:
    """The duty's words with the clause right before them, where that names a time after the issue."""
    text, start = outline.view.text, duty.start
    before = text[max(0, start - _LONGEST_FRONT) : start]
    front = re.split("[。；，]", before.removesuffix("，"))[-1]
    return (front if before.endswith("，") else "") + text[start : duty.end]


def _after_issue(words: str, issued: dt.date | None) -> dt.date | None:
    """本通知印发后3个月内, 本方案印发之日起30日内: so long after the day of issue; working days need a calendar of feasts."""
    match = _AFTER_ISSUE_RE.search(words)
    if match is None or issued is None:
        return None
    said = match["number"]
    number = int(said) if said.isdigit() else "一二三四五六七八九十".index(said) + 1
    if match["unit"] in "日天":
        return issued + dt.timedelta(days=number)
    year, month = divmod(issued.month - 1 + number, 12)
    year, month = issued.year + year, month + 1
    return dt.date(year, month, min(issued.day, calendar.monthrange(year, month)[1]))
