"""What a ledger says, as text: the same for the same notices, in whatever order they were loaded."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from pipeline.store.connection import open_for_reading, store_errors

_ANSWERED = "quantities", "milestones"
_FACTS = "citations", "diagnostics", "audit_findings", "assignments", "sentences"
_QUERIES = {
    "regions": "SELECT * FROM regions",
    "notices": "SELECT * FROM notices",
    "sources": "SELECT * FROM sources",
    "sections": "SELECT s.*, p.start_offset AS parent FROM sections s LEFT JOIN sections p ON p.id = s.parent_id",
    **{
        name: f"SELECT f.*, s.start_offset AS parent FROM {name} f LEFT JOIN sections s ON s.id = f.section_id"  # noqa: S608 - names of ours
        for name in _FACTS
    },
    **{
        name: (
            "SELECT f.*, s.start_offset AS parent, a.record AS answered "  # noqa: S608 - names of ours
            f"FROM {name} f LEFT JOIN sections s ON s.id = f.section_id LEFT JOIN assignments a ON a.id = f.answered_by"
        )
        for name in _ANSWERED
    },
    "places": "SELECT * FROM places",
    "coverage": "SELECT * FROM coverage",
    "corrections": "SELECT * FROM corrections",
    "agencies": "SELECT * FROM agencies",
    "agency_aliases": "SELECT a.name, a.region, l.printed, l.rule_id FROM agency_aliases l JOIN agencies a ON a.id = l.agency_id",
    "assignment_agencies": """
        SELECT f.notice_id, f.start_offset, f.end_offset, f.task, r.role, r.position, r.printed, a.name, a.region, l.rule_id
        FROM assignment_agencies r
        JOIN assignments f ON f.id = r.assignment_id
        JOIN agencies a ON a.id = r.agency_id
        JOIN agency_aliases l ON l.id = r.alias_id
    """,
}
_ORDER_OF_LOADING = {"id", "parent_id", "section_id", "answered_by"}
"""Columns that number rows as they came."""


def dump(path: Path | str) -> str:
    """One JSON array a line, the table's name first, sorted; without the runs and without row numbers."""
    with store_errors(path):
        db = open_for_reading(path)
        try:
            lines = [line for table, query in _QUERIES.items() for line in _lines(db, table, query)]
        finally:
            db.close()
    return "".join(f"{line}\n" for line in lines)


def _lines(db: sqlite3.Connection, table: str, query: str) -> Iterator[str]:
    cursor = db.execute(query)
    names = [column[0] for column in cursor.description]
    keep = [
        at for at, name in enumerate(names) if table == "notices" or name not in _ORDER_OF_LOADING
    ]
    rows = ([table, *(row[at] for at in keep)] for row in cursor)
    return iter(sorted(json.dumps(row, ensure_ascii=False) for row in rows))
