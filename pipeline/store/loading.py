"""Rows of one notice into the ledger and out of it again; the caller holds the transaction."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Sequence

from pipeline.store import rows
from pipeline.store.agencies import Linker
from pipeline.store.passages import find_answering, find_passages
from pipeline.store.regions import insert_region
from schemas.records import NoticeRecords
from schemas.source import Source

_FACT_TABLES = (
    "quantities",
    "milestones",
    "assignments",
    "citations",
    "diagnostics",
    "audit_findings",
    "sections",
)
INDEXES = {
    "sentence_index": ("sentences", "pairs", "pair_words(text)"),
    "assignment_index": (
        "assignment_words",
        "task, headings, passage",
        "pair_words(task), pair_words(headings), pair_words(passage)",
    ),
    "quantity_index": (
        "quantities",
        "printed, canonical",
        "pair_words(indicator), pair_words(indicator_canonical)",
    ),
}
"""Each index of texts with the table or view that it is filled from, its columns, and what they hold."""
_PRUNE_REGIONS = """
DELETE FROM regions
WHERE NOT EXISTS (SELECT 1 FROM notices WHERE notices.region = regions.path)
  AND NOT EXISTS (SELECT 1 FROM agencies WHERE agencies.region = regions.path)
  AND NOT EXISTS (SELECT 1 FROM regions AS below WHERE below.parent = regions.path)
"""
_PRUNE_ALIASES = """
DELETE FROM agency_aliases
WHERE NOT EXISTS (SELECT 1 FROM assignment_agencies WHERE alias_id = agency_aliases.id)
"""
_PRUNE_AGENCIES = """
DELETE FROM agencies
WHERE NOT EXISTS (SELECT 1 FROM agency_aliases WHERE agency_id = agencies.id)
"""


def insert_notice(
    db: sqlite3.Connection, records: NoticeRecords, source: Source, notice_id: str
) -> None:
    """The notice and all its facts. A notice row that is already there is overwritten; facts must be gone."""
    if records.document.region is not None:
        insert_region(db, records.document.region)
    _upsert(db, "notices", "id", rows.notice_row(records, source, notice_id))
    first = _next_id(db, "sections")
    _insert(db, "sections", rows.section_rows(records, notice_id, first))
    _insert_promises(db, records, source, notice_id, first)
    for table in ("citations", "diagnostics"):
        _insert(db, table, rows.fact_rows(getattr(records, table), records, notice_id, first))
    _insert(db, "places", rows.place_rows(source, notice_id))
    _insert(db, "audit_findings", rows.fact_rows(records.audit, records, notice_id, first))
    _insert(db, "coverage", rows.coverage_rows(records, notice_id))
    _insert_sentences(db, records, source, notice_id, first)
    for index in INDEXES:
        index_rows(db, index, "notice_id = ?", notice_id)


def upsert_source(db: sqlite3.Connection, row: rows.Row) -> None:
    """The source row of a path, new or moved to another notice."""
    _upsert(db, "sources", "path", row)


def clear_facts(db: sqlite3.Connection, notice_id: str) -> None:
    """All that a notice says; the notice and its sources stay."""
    for index in INDEXES:
        _unindex(db, index, "notice_id = ?", notice_id)
    for table in ("sentences", "coverage", "places", *_FACT_TABLES):
        db.execute(f"DELETE FROM {table} WHERE notice_id = ?", [notice_id])  # noqa: S608 - names of ours


def remove_notice(db: sqlite3.Connection, notice_id: str) -> None:
    clear_facts(db, notice_id)
    db.execute("DELETE FROM notices WHERE id = ?", [notice_id])


def prune(db: sqlite3.Connection) -> None:
    """Drop agencies, their printed forms and regions that nothing speaks of any more."""
    db.execute(_PRUNE_ALIASES)
    db.execute(_PRUNE_AGENCIES)
    while db.execute(_PRUNE_REGIONS).rowcount > 0:
        pass


def set_task(db: sqlite3.Connection, assignment_id: int, task: object) -> None:
    """Another text for a task, for the index too."""
    _unindex(db, "assignment_index", "id = ?", assignment_id)
    db.execute("UPDATE assignments SET task = ? WHERE id = ?", [task, assignment_id])
    index_rows(db, "assignment_index", "id = ?", assignment_id)


def _insert_promises(
    db: sqlite3.Connection, records: NoticeRecords, source: Source, notice_id: str, first: int
) -> None:
    """Assignments, and the amounts and milestones that they answer for."""
    first_id = _next_id(db, "assignments")
    passages = list(find_passages(records, len(source.text)))
    assignments = rows.fact_rows(records.assignments, records, notice_id, first)
    _insert(db, "assignments", rows.assignment_rows(assignments, passages, source.text, first_id))
    _insert_agencies(db, records, first_id)
    for table, facts, made in (
        ("quantities", records.quantities, rows.quantity_rows(records, notice_id, first)),
        (
            "milestones",
            records.milestones,
            rows.fact_rows(records.milestones, records, notice_id, first),
        ),
    ):
        answering = find_answering(records.assignments, passages, facts)
        _insert(db, table, rows.answered_rows(made, answering, first_id))


def _insert_agencies(db: sqlite3.Connection, records: NoticeRecords, first_id: int) -> None:
    document = records.document
    linker = Linker(db, document.region, document.issued_on)
    named: list[rows.Row] = []
    for at, assignment in enumerate(records.assignments):
        for role, position, printed in rows.roles_of(assignment):
            link = linker.link(printed)
            named.append(
                {
                    "assignment_id": first_id + at,
                    "role": role,
                    "position": position,
                    "printed": printed,
                    "agency_id": link.agency,
                    "alias_id": link.alias,
                }
            )
    _insert(db, "assignment_agencies", named)


def replace_agencies(
    db: sqlite3.Connection, assignment_id: int, role: str, names: Sequence[str]
) -> None:
    """Other names for one role of an assignment, linked as those of its notice are."""
    query = "SELECT n.region, n.issued_on FROM assignments a JOIN notices n ON n.id = a.notice_id WHERE a.id = ?"
    region, issued = db.execute(query, [assignment_id]).fetchone()
    linker = Linker(db, region, dt.date.fromisoformat(issued) if issued else None)
    db.execute(
        "DELETE FROM assignment_agencies WHERE assignment_id = ? AND role = ?",
        [assignment_id, role],
    )
    for position, printed in enumerate(names):
        link = linker.link(printed)
        row = {
            "assignment_id": assignment_id,
            "role": role,
            "position": position,
            "printed": printed,
            "agency_id": link.agency,
            "alias_id": link.alias,
        }
        db.execute(_insert_sql("assignment_agencies", row), row)


def index_rows(db: sqlite3.Connection, index: str, which: str, value: object) -> None:
    """Puts rows into an index: those that `which`, a condition with one `?`, is true of."""
    table, columns, made = INDEXES[index]
    db.execute(
        f"INSERT INTO {index} (rowid, {columns}) SELECT id, {made} FROM {table} WHERE {which}",  # noqa: S608 - names of ours
        [value],
    )


def _unindex(db: sqlite3.Connection, index: str, which: str, value: object) -> None:
    """An index without content of its own must be told again what it held; its rows must not have changed since."""
    table, columns, made = INDEXES[index]
    db.execute(
        f"INSERT INTO {index} ({index}, rowid, {columns}) "  # noqa: S608 - names of ours
        f"SELECT 'delete', id, {made} FROM {table} WHERE {which}",
        [value],
    )


def _insert_sentences(
    db: sqlite3.Connection, records: NoticeRecords, source: Source, notice_id: str, first: int
) -> None:
    first_id = _next_id(db, "sentences")
    _insert(db, "sentences", rows.sentence_rows(records, source, notice_id, first, first_id))


def _id(db: sqlite3.Connection, query: str, values: Sequence[object]) -> int | None:
    found = db.execute(query, values).fetchone()
    return None if found is None else int(found[0])


def _next_id(db: sqlite3.Connection, table: str) -> int:
    """Safe inside the transaction, which holds the write lock."""
    return (_id(db, f"SELECT max(id) FROM {table} HAVING max(id) IS NOT NULL", []) or 0) + 1  # noqa: S608


def _insert(db: sqlite3.Connection, table: str, new: Iterable[rows.Row]) -> None:
    batch = list(new)
    if batch:
        db.executemany(_insert_sql(table, batch[0]), batch)


def _insert_sql(table: str, row: rows.Row) -> str:
    names = ", ".join(row)
    values = ", ".join(f":{name}" for name in row)
    return f"INSERT INTO {table} ({names}) VALUES ({values})"  # noqa: S608 - names of ours


def _upsert(db: sqlite3.Connection, table: str, key: str, row: rows.Row) -> None:
    changes = ", ".join(f"{name} = excluded.{name}" for name in row if name != key)
    db.execute(f"{_insert_sql(table, row)} ON CONFLICT ({key}) DO UPDATE SET {changes}", row)
