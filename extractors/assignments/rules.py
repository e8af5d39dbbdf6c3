"""The rules of this dimension, and how its examples are run."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.assignments.find import find_assignments, standing_rules
from extractors.assignments.notes import find_notes
from extractors.assignments.roles import KEYS, VERBS
from extractors.assignments.standing import find_standing_rules
from extractors.assignments.verbs import VERBS as DUTY_VERBS
from extractors.assignments.verbs import verb_row
from extractors.engine import Dimension, Finding, Rule
from extractors.examples import example_outline
from schemas.records import Assignment

RULES = (
    Rule(
        "assignments.note-keys",
        "a note in brackets with role words and colons: （牵头单位：A，配合单位：B）",
    ),
    Rule(
        "assignments.note-verbs", "a note in brackets with verbs behind the names: （A牵头，B配合）"
    ),
    Rule("assignments.note-list", "a note in brackets that is nothing but names: （A、B）"),
    Rule(
        "assignments.note-first-leads", "a note under the standing rule that the first name leads"
    ),
    Rule(
        "assignments.lines", "role words or verbs on lines of their own, below what they answer for"
    ),
    Rule("assignments.inline", "role words behind a full stop, without brackets"),
    Rule("assignments.lead-verb", "A牵头 and a duty; B配合 behind it supports"),
    Rule("assignments.joint", "A会同B or A商B and a duty: A leads, B supports"),
    Rule("assignments.by", "由A and what A does, or what stands before 由"),
    Rule("assignments.duty", "A要, A应, A负责 and a duty, or A and a verb of duty"),
    Rule("assignments.listed", "A：负责…, in a list of who does what"),
    Rule("assignments.respectively", "A、B分别负责甲、乙: a duty each, in order"),
    Rule("assignments.organised", "组织A、B and what they are to do"),
    Rule("assignments.standing-rule", "who has a part in all later tasks: 以下均需A配合"),
)


def _find(text: str) -> Sequence[Finding]:
    outline = example_outline(text)
    rows = {
        outline.view.source_offset(note.start): tuple(note.roles.rows)
        for note in find_notes(outline, find_standing_rules(outline))
    }
    records = [*find_assignments(outline), *standing_rules(outline)]
    return [
        Finding(r.rule_id, r.start, r.end, _fields(r), rows.get(r.start) or _verb_rows(r))
        for r in records
    ]


def _verb_rows(record: Assignment) -> tuple[str, ...]:
    row = verb_row(record.task or "")
    return (row,) if row else ()


def _fields(record: Assignment) -> dict[str, object]:
    deadline = record.deadline
    return {
        "task": record.task,
        "lead": record.lead,
        "support": record.support,
        "responsible": record.responsible,
        "deadline": deadline if deadline is None or isinstance(deadline, str) else str(deadline),
    }


_ROWS = {
    **{row.id: row.example for row in (*KEYS, *VERBS)},
    **{row.id: row.example for row in DUTY_VERBS},
}

DIMENSION = Dimension("assignments", RULES, _find, _ROWS)
