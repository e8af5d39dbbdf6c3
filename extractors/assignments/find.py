"""Assignments of running text: notes, and sentences that lay a duty on a public body."""

from __future__ import annotations

from extractors.agencies import Name
from extractors.assignments.duties import find_duties
from extractors.assignments.notes import Note, find_notes, touching_time
from extractors.assignments.site import Duty
from extractors.assignments.standing import find_standing_rules
from extractors.assignments.tasks import Tasks
from extractors.dates import parse_deadline
from extractors.frames import default_year
from extractors.outline import Outline
from schemas.records import Assignment


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
        deadline=duty.deadline(outline.view.text, year, outline.document.issued_on),
    )
