"""The queries as files: one a file, its head comment is its help.

A query that reads `candidates` is put together with a file of the folder of that name, which says in what rows to look:
all of them, those of some notices, or those that an index finds.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.store.connection import store_errors

_FOLDER = Path(__file__).parent
_PARAMETER_RE = re.compile(r":(\w+) +(.+)")
_SCANS_RE = re.compile(r"Scans: ([\w, ]+)")
_WITH = "WITH "

Values = Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True)
class QueryDoc:
    """A named query: its first sentence, the rest of its help, its parameters with their meaning, and the SQL.

    `scans` are the tables that it is known to go through from end to end.
    """

    name: str
    summary: str
    details: str
    parameters: tuple[tuple[str, str], ...]
    sql: str
    scans: tuple[str, ...] = ()


def catalogue() -> list[QueryDoc]:
    """All named queries, by name."""
    return [statement(file.stem) for file in sorted(_FOLDER.glob("*.sql"))]


def all_candidates() -> list[QueryDoc]:
    """What `candidates` may be, by name."""
    return [_candidates(file.stem) for file in sorted(_FOLDER.glob("candidates/*.sql"))]


def statement(name: str) -> QueryDoc:
    """One named query."""
    return _read(_FOLDER / f"{name}.sql")


def _candidates(name: str) -> QueryDoc:
    return _read(_FOLDER / "candidates" / f"{name}.sql")


@cache
def sql_of(name: str, candidates: str | None = None) -> str:
    """What SQLite is sent: the query, and in front of it what it calls `candidates`."""
    sql = statement(name).sql
    if candidates is None:
        return sql
    return f"{_WITH}candidates AS NOT MATERIALIZED (\n{_candidates(candidates).sql}\n),\n{sql.strip().removeprefix(_WITH)}"


@cache
def _read(file: Path) -> QueryDoc:
    text = file.read_text("utf-8")
    lines = text.splitlines()
    help_lines = [line[2:].strip() for line in lines if line.startswith("--")]
    summary, *rest = "\n".join(help_lines).split("\n\n")
    parameters = tuple(
        (match[1], match[2].strip())
        for block in rest
        for line in block.splitlines()
        if (match := _PARAMETER_RE.fullmatch(line))
    )
    found = _SCANS_RE.search("\n".join(help_lines))
    scans = tuple(found[1].split(", ")) if found else ()
    details = "\n\n".join(block for block in rest if not block.startswith(":"))
    sql = "\n".join(line for line in lines if not line.startswith("--"))
    return QueryDoc(
        file.stem, summary.replace("\n", " "), details.replace("\n", " "), parameters, sql, scans
    )


def run(
    db: sqlite3.Connection, name: str, values: Values, *, candidates: str | None = None
) -> Iterator[dict[str, object]]:
    """Rows of a named query, by column; `candidates` names the rows to look in, where it asks for them.

    Raises:
        StoreError: the ledger cannot be read.
    """
    with store_errors(_file_of(db)):
        cursor = db.execute(sql_of(name, candidates), values)
        columns = [column[0] for column in cursor.description]
        for row in cursor:
            yield dict(zip(columns, row, strict=True))


def _file_of(db: sqlite3.Connection) -> str:
    return str(db.execute("PRAGMA database_list").fetchone()[2])
