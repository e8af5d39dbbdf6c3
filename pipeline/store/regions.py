"""Regions into the ledger, each with those that it lies in."""

from __future__ import annotations

import sqlite3

from extractors.regions import region_level
from pipeline.store.rows import region_rows

_INSERT = "INSERT OR IGNORE INTO regions (path, name, level, parent) VALUES (:path, :name, :level, :parent)"


def insert_region(db: sqlite3.Connection, path: str) -> None:
    """The region and those above it, where they are not there."""
    for row in region_rows(path):
        db.execute(_INSERT, {**row, "level": region_level(row["path"]).value})
