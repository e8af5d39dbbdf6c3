"""Rows of one notice into the ledger and out of it again; the caller holds the transaction."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Sequence

from pipeline.store import rows
from pipeline.store.agencies import Linker
from pipeline.store.regions import insert_region
from pipeline.store.sentences import pair_words
from schemas.records import NoticeRecords
from schemas.source import Source

_FACT_TABLES = (
    "assignments",
    "quantities",
    "milestones",
    "citations",
    "diagnostics",
    "audit_findings",
    "sections",
)
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
    _insert(db, "quantities", rows.quantity_rows(records, notice_id, first))
    for table in ("milestones", "citations", "diagnostics"):
        _insert(db, table, rows.fact_rows(getattr(records, table), records, notice_id, first))
    _insert(db, "places", rows.place_rows(source, notice_id))
    _insert(db, "audit_findings", rows.fact_rows(records.audit, records, notice_id, first))
    _insert(db, "coverage", rows.coverage_rows(records, notice_id))
    _insert_assignments(db, records, source, notice_id, first)
    _insert_sentences(db, records, source, notice_id, first)


def upsert_source(db: sqlite3.Connection, row: rows.Row) -> None:
    """The source row of a path, new or moved to another notice."""
    _upsert(db, "sources", "path", row)


def clear_facts(db: sqlite3.Connection, notice_id: str) -> None:
    """All that a notice says; the notice and its sources stay."""
    gone = db.execute("SELECT id, text FROM sentences WHERE notice_id = ?", [notice_id]).fetchall()
    db.executemany(
        "INSERT INTO sentence_index (sentence_index, rowid, pairs) VALUES ('delete', ?, ?)",
        [(sentence, pair_words(text)) for sentence, text in gone],
    )
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


def _insert_assignments(
    db: sqlite3.Connection, records: NoticeRecords, source: Source, notice_id: str, first: int
) -> None:
    first_id = _next_id(db, "assignments")
    _insert(db, "assignments", rows.assignment_rows(records, source, notice_id, first, first_id))
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


def _insert_sentences(
    db: sqlite3.Connection, records: NoticeRecords, source: Source, notice_id: str, first: int
) -> None:
    first_id = _next_id(db, "sentences")
    sentences = list(rows.sentence_rows(records, source, notice_id, first, first_id))
    _insert(db, "sentences", sentences)
    db.executemany(
        "INSERT INTO sentence_index (rowid, pairs) VALUES (?, ?)",
        [(row["id"], pair_words(row["text"])) for row in sentences],
    )


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
