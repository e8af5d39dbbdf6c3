"""People's decisions about assignments: kept, and laid over whatever the next extraction says."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast

from schemas.errors import UsageError

Field = Literal["task", "lead", "support", "responsible", "deadline", "progress"]
Value = str | list[str] | None
"""Names for a role, else a text; a deadline is an ISO day or `ongoing`."""

ROLES: tuple[Field, ...] = ("lead", "support", "responsible")
_SHOWN_OF_ID = 8
_ROW = """
SELECT
    a.id, json_array(a.notice_id, a.start_offset, a.end_offset, a.position), a.notice_id, n.title, a.quote, a.task, a.due,
    a.progress
FROM assignments AS a JOIN notices AS n ON n.id = a.notice_id
WHERE a.record = ?
"""
_NAMES = (
    "SELECT printed FROM assignment_agencies WHERE assignment_id = ? AND role = ? ORDER BY position"
)
_STORE = """
INSERT INTO corrections (subject, key, field, old_value, value, made_by, made_at, notice, quote)
VALUES ('assignment', :key, :field, :extracted, :corrected, :by, :at, :notice, :quote)
ON CONFLICT (subject, key, field)
DO UPDATE SET value = :corrected, made_by = :by, made_at = :at, state = 'applied'
"""
_OF_NOTICE = """
SELECT id, key, field, old_value, value, state, quote FROM corrections
WHERE subject = 'assignment' AND json_extract(key, '$[0]') = ? ORDER BY id
"""
_SAME_QUOTE = (
    "SELECT start_offset, end_offset FROM assignments WHERE notice_id = ? AND quote = ? ORDER BY id"
)

_EXTRACTED_TASK = """
SELECT coalesce(
    (SELECT json_extract(old_value, '$') FROM corrections WHERE subject = 'assignment' AND key = :key AND field = 'task'), a.task
)
FROM assignments AS a WHERE a.record = :record
"""
_SAME_TASK = (
    "SELECT start_offset, end_offset, position FROM assignments WHERE notice_id = ? AND task = ?"
)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says of one field of one assignment, which is named by its record id."""

    record: str
    field: Field
    value: Value


@dataclass(frozen=True, slots=True)
class Stored:
    """An assignment as the ledger holds it; `key` is what its corrections are kept under."""

    id: int
    key: str
    notice_id: str
    notice: str
    quote: str
    values: dict[Field, Value]


def find_assignment(db: sqlite3.Connection, record: str) -> Stored | None:
    """The assignment of a record id, None where there is none any more."""
    row = db.execute(_ROW, [record]).fetchone()
    if row is None:
        return None
    id_, key, notice_id, notice, quote, task, deadline, progress = row
    names: dict[Field, Value] = {
        role: [str(name) for (name,) in db.execute(_NAMES, [id_, role])] for role in ROLES
    }
    values: dict[Field, Value] = {"task": task, "deadline": deadline, "progress": progress, **names}
    return Stored(id_, key, notice_id, notice, quote, values)


def keep(db: sqlite3.Connection, decisions: Iterable[Correction], *, by: str, at: str) -> set[str]:
    """Store decisions of `by`, made `at`; the notices concerned, whose rows are not changed yet.

    Raises:
        UsageError: a decision is about no record of this ledger.
    """
    notices: set[str] = set()
    for decision in decisions:
        found = find_assignment(db, decision.record)
        if found is None:
            raise UsageError(f"账本里没有这条记录：{decision.record}")
        db.execute(
            _STORE,
            {
                "key": found.key,
                "notice": found.notice,
                "quote": found.quote,
                "field": decision.field,
                "extracted": _json(found.values[decision.field]),
                "corrected": _json(decision.value),
                "by": by,
                "at": at,
            },
        )
        notices.add(found.notice_id)
    return notices


def overlay(db: sqlite3.Connection, notice_id: str, *, fresh: bool) -> None:
    """Lay the decisions about a notice over its rows.

    `fresh` rows are as extracted: then a decision whose record is gone, or now reads otherwise, is marked.
    """
    for id_, key, field, extracted, corrected, state, _ in db.execute(
        _OF_NOTICE, [notice_id]
    ).fetchall():
        found = find_assignment(db, _record(key))
        if found is None:
            _mark(db, id_, "lost")
            continue
        if fresh:
            now = _json(found.values[field])
            if now not in (extracted, corrected):
                # The decision stays in force; a person is told that it was made against other words.
                _mark(db, id_, "changed")
            elif state == "lost" or now == corrected:
                _mark(db, id_, "applied")
            db.execute("UPDATE corrections SET old_value = ? WHERE id = ?", [now, id_])
        _write(db, found, field, cast("Value", json.loads(corrected)))


def carry(db: sqlite3.Connection, before: str, after: str) -> None:
    """Take the decisions about a notice over to its next text, while both are in the ledger.

    A decision goes to the one assignment of the same quote, else to the one of the same task, where other words of the
    note changed. What finds none stays with the text that is gone.
    """
    for id_, key, field, *_, quote in db.execute(_OF_NOTICE, [before]).fetchall():
        position = json.loads(key)[3]
        same = db.execute(_SAME_QUOTE, [after, quote]).fetchall()
        places = {(start, end) for start, end in same}
        new = (*places.pop(), position) if len(places) == 1 and position < len(same) else None
        new = new or _of_same_task(db, key, after)
        if new is None:
            continue
        moved = json.dumps([after, *new], separators=(",", ":"))
        taken = "SELECT 1 FROM corrections WHERE subject = 'assignment' AND key = ? AND field = ?"
        if db.execute(taken, [moved, field]).fetchone() is None:
            db.execute("UPDATE corrections SET key = ? WHERE id = ?", [moved, id_])


def _of_same_task(db: sqlite3.Connection, key: str, after: str) -> tuple[int, int, int] | None:
    """Place and position of the only assignment of the next text whose task reads as this one's was extracted."""
    task = db.execute(_EXTRACTED_TASK, {"record": _record(key), "key": key}).fetchone()
    found = db.execute(_SAME_TASK, [after, *(task or [None])]).fetchall()
    return found[0] if len(found) == 1 else None


def mark_lost(db: sqlite3.Connection, notice_id: str) -> None:
    """The decisions about a notice that has left the ledger."""
    for id_, *_ in db.execute(_OF_NOTICE, [notice_id]).fetchall():
        _mark(db, id_, "lost")


def _write(db: sqlite3.Connection, found: Stored, field: Field, value: Value) -> None:
    from pipeline.store import loading  # noqa: PLC0415 - queries must not load the records

    if field in ROLES:
        names = value if isinstance(value, list) else []
        loading.replace_agencies(db, found.id, field, names)
    elif field == "deadline":
        day = None if value == "ongoing" else value
        db.execute(
            "UPDATE assignments SET deadline = ?, ongoing = ? WHERE id = ?",
            [day, int(value == "ongoing"), found.id],
        )
    elif field == "task":
        loading.set_task(db, found.id, value)
    else:
        db.execute("UPDATE assignments SET progress = ? WHERE id = ?", [value, found.id])


def _mark(db: sqlite3.Connection, id_: int, state: str) -> None:
    db.execute("UPDATE corrections SET state = ? WHERE id = ?", [state, id_])


def _record(key: str) -> str:
    notice_id, *place = json.loads(key)
    return "-".join([notice_id[:_SHOWN_OF_ID], *map(str, place)])


def _json(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False)
