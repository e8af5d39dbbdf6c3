"""The queries as files: one a file, its head comment is its help."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.store.connection import store_errors

_FOLDER = Path(__file__).parent
_PARAMETER_RE = re.compile(r":(\w+) +(.+)")


@dataclass(frozen=True, slots=True)
class QueryDoc:
    """A named query: its first sentence, the rest of its help, its parameters with their meaning, and the SQL."""

    name: str
    summary: str
    details: str
    parameters: tuple[tuple[str, str], ...]
    sql: str


def catalogue() -> list[QueryDoc]:
    """All named queries, by name."""
    return [statement(file.stem) for file in sorted(_FOLDER.glob("*.sql"))]


@cache
def statement(name: str) -> QueryDoc:
    """One named query."""
    text = _FOLDER.joinpath(f"{name}.sql").read_text("utf-8")
    lines = text.splitlines()
    help_lines = [line[2:].strip() for line in lines if line.startswith("--")]
    summary, *rest = "\n".join(help_lines).split("\n\n")
    parameters = tuple(
        (match[1], match[2].strip())
        for block in rest
        for line in block.splitlines()
        if (match := _PARAMETER_RE.fullmatch(line))
    )
    details = "\n\n".join(block for block in rest if not block.startswith(":"))
    sql = "\n".join(line for line in lines if not line.startswith("--"))
    return QueryDoc(name, summary.replace("\n", " "), details.replace("\n", " "), parameters, sql)


def run(
    db: sqlite3.Connection, name: str, values: dict[str, str | None]
) -> Iterator[dict[str, object]]:
    """Rows of a named query, by column.

    Raises:
        StoreError: the ledger cannot be read.
    """
    with store_errors(_file_of(db)):
        cursor = db.execute(statement(name).sql, values)
        columns = [column[0] for column in cursor.description]
        for row in cursor:
            yield dict(zip(columns, row, strict=True))


def _file_of(db: sqlite3.Connection) -> str:
    return str(db.execute("PRAGMA database_list").fetchone()[2])
