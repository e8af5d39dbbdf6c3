"""The schema, one named step after another."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlite_utils import Database, Migrations

from pipeline.store.connection import MIGRATION_SET, MIGRATIONS_FOLDER, atomic, migration_names
from pipeline.store.sentences import register_functions


def migrate(db: sqlite3.Connection) -> None:
    """Apply what is pending, all or nothing; a second process that comes at the same time waits."""
    register_functions(db)
    with atomic(db):
        _migrations().apply(Database(db, execute_plugins=False))


def _migrations() -> Migrations:
    migrations = Migrations(MIGRATION_SET)
    for name in migration_names():
        migrations(name=name)(_runner(MIGRATIONS_FOLDER / f"{name}.sql"))
    return migrations


def _runner(file: Path) -> Callable[[Database], None]:
    def run(db: Database) -> None:
        for statement in _statements(file.read_text("utf-8")):
            db.conn.execute(statement)

    return run


def _statements(script: str) -> Iterator[str]:
    """One by one: executescript would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
