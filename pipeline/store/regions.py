"""Regions into the ledger, each with those that it lies in."""

from __future__ import annotations

import sqlite3

from extractors.regions import ended, region_level
from pipeline.store.rows import region_rows

_INSERT = """
INSERT INTO regions (path, name, level, parent, successor, ended, source)
VALUES (:path, :name, :level, :parent, :successor, :ended, :source)
ON CONFLICT (path) DO NOTHING
"""


def insert_region(db: sqlite3.Connection, path: str) -> None:
    """The region and those above it, where they are not there."""
    for row in region_rows(path):
        end = ended(row["path"])
        values = {
            "level": region_level(row["path"]).value,
            "successor": end.successor if end else None,
            "ended": end.when if end else None,
            "source": end.source if end else None,
        }
        db.execute(_INSERT, {**row, **values})
