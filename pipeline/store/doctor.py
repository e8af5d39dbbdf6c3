"""Is a ledger sound? Checks that read alone, each with its name and what it found."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from pipeline.store.connection import open_for_reading, store_errors
from pipeline.store.sentences import phrases

SAMPLE = 1000
"""Sentences at most, or nearly, that are looked for in the index, spread evenly over all."""

_COUNTED = ("section", "quantity", "assignment", "milestone", "citation", "diagnostic")
_TABLES = {"quantity": "quantities"}
_QUOTING = (
    "sections",
    "quantities",
    "assignments",
    "milestones",
    "citations",
    "diagnostics",
    "audit_findings",
)
_ORPHANS = {
    "没有来源的文件": "SELECT count(*) FROM notices WHERE id NOT IN (SELECT notice_id FROM sources)",
    "没有印刷名称的机构": "SELECT count(*) FROM agencies WHERE id NOT IN (SELECT agency_id FROM agency_aliases)",
    "没有任务提到的名称": "SELECT count(*) FROM agency_aliases WHERE id NOT IN (SELECT alias_id FROM assignment_agencies)",
    "别的机构的名称": """
        SELECT count(*) FROM assignment_agencies AS r JOIN agency_aliases AS l ON l.id = r.alias_id
        WHERE l.agency_id <> r.agency_id
    """,
}
_LOST = """
SELECT count(*) FROM corrections
WHERE state = 'lost' OR (
    subject = 'assignment' AND NOT EXISTS (
        SELECT 1 FROM assignments AS a
        WHERE a.notice_id = json_extract(key, '$[0]')
            AND a.start_offset = json_extract(key, '$[1]') AND a.end_offset = json_extract(key, '$[2]')
    )
)
"""
_INDEXED = {
    "sentence_index": ("sentences", "句子"),
    "assignment_index": ("assignments", "任务"),
    "quantity_index": ("quantities", "数量"),
}
_SPREAD = "SELECT id, text FROM sentences WHERE length(text) > 1 AND id % ? = 0"
_FINDS = "SELECT 1 FROM sentence_index WHERE sentence_index MATCH ? AND rowid = ?"


class Check(NamedTuple):
    """A check by its name; `fault` is empty where all is well."""

    name: str
    fault: str


def examine(path: Path | str) -> list[Check]:
    """Every check, in order; the file is not changed.

    Raises:
        StoreError: the file cannot be opened, is no ledger, or of another version.
    """
    with store_errors(path), closing(open_for_reading(path)) as db:
        return [Check(name, _fault_of(check, db)) for name, check in CHECKS.items()]


def _fault_of(check: Callable[[sqlite3.Connection], str], db: sqlite3.Connection) -> str:
    """Damage met on the way is what the check found; the other checks go on."""
    try:
        return check(db)
    except sqlite3.DatabaseError as error:
        return f"查不下去：{error}"


def _integrity(db: sqlite3.Connection) -> str:
    (first, *more) = [str(row[0]) for row in db.execute("PRAGMA integrity_check")]
    return "" if first == "ok" else f"{first}{f' 等 {len(more) + 1} 处' if more else ''}"


def _foreign_keys(db: sqlite3.Connection) -> str:
    tables = [str(row[0]) for row in db.execute("PRAGMA foreign_key_check")]
    names = "、".join(sorted(set(tables)))
    return f"{len(tables)} 行指向不存在的行：{names}" if tables else ""


def _schema(db: sqlite3.Connection) -> str:
    from pipeline.store.migrations import migrate  # noqa: PLC0415 - half a second

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as empty:
        migrate(empty)
        missing = sorted(_objects(empty) - _objects(db))
    return f"缺少：{'、'.join(missing)}" if missing else ""


def _objects(db: sqlite3.Connection) -> set[str]:
    return {str(name) for (name,) in db.execute("SELECT name FROM sqlite_master")}


def _counts(db: sqlite3.Connection) -> str:
    faults: list[str] = []
    for kind in _COUNTED:
        table = _TABLES.get(kind, f"{kind}s")
        found = _number(
            db,
            f"SELECT count(*) FROM notices AS n WHERE {kind}_count <> "  # noqa: S608 - names of ours
            f"(SELECT count(*) FROM {table} WHERE notice_id = n.id)",
        )
        faults += [f"{table} {found} 份文件"] if found else []
    return f"与文件所记的条数不符：{'、'.join(faults)}" if faults else ""


def _quotes(db: sqlite3.Connection) -> str:
    query = (
        "SELECT count(*) FROM {0} AS f JOIN notices AS n ON n.id = f.notice_id "
        "WHERE substr(n.text, f.start_offset + 1, f.end_offset - f.start_offset) <> f.{1}"
    )
    columns = {**dict.fromkeys(_QUOTING, "quote"), "sentences": "text"}
    found = {table: _number(db, query.format(table, name)) for table, name in columns.items()}
    faults = [f"{table} {number} 条" for table, number in found.items() if number]
    return f"引文与原文不符：{'、'.join(faults)}" if faults else ""


def _index(db: sqlite3.Connection) -> str:
    for index, (table, what) in _INDEXED.items():
        rows, indexed = _number(db, f"SELECT count(*) FROM {table}"), _indexed(db, index)  # noqa: S608 - names of ours
        if rows != indexed:
            return f"{what} {rows} 条，索引 {indexed} 条"
    sentences = _number(db, "SELECT count(*) FROM sentences")
    sample = db.execute(_SPREAD, [sentences // SAMPLE + 1]).fetchall()
    lost = [id_ for id_, text in sample if not _finds(db, id_, text)]
    return f"抽查 {len(sample)} 条句子，{len(lost)} 条查不到" if lost else ""


def _finds(db: sqlite3.Connection, sentence: int, text: str) -> bool:
    return db.execute(_FINDS, [phrases([text])[0], sentence]).fetchone() is not None


def _indexed(db: sqlite3.Connection, index: str) -> int:
    """The rows of the index. It cannot be scanned; FTS5 keeps their number as the first varint of record 1."""
    found = db.execute(f"SELECT block FROM {index}_data WHERE id = 1").fetchone()  # noqa: S608 - names of ours
    number = 0
    for byte in bytes(found[0]) if found else b"":
        number = number << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004 - the last byte of a varint
            break
    return number


def _corrections(db: sqlite3.Connection) -> str:
    lost = _number(db, _LOST)
    return f"{lost} 条更正所指的记录已不在" if lost else ""


def _orphans(db: sqlite3.Connection) -> str:
    found = {what: _number(db, query) for what, query in _ORPHANS.items()}
    return "、".join(f"{what} {number} 个" for what, number in found.items() if number)


def _number(db: sqlite3.Connection, query: str) -> int:
    return int(db.execute(query).fetchone()[0])


CHECKS: dict[str, Callable[[sqlite3.Connection], str]] = {
    "数据库完整性": _integrity,
    "外键": _foreign_keys,
    "表和索引": _schema,
    "条数": _counts,
    "引文": _quotes,
    "检索索引": _index,
    "更正": _corrections,
    "孤立的行": _orphans,
}
