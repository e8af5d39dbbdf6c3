"""An ingest killed at random points; the long form: `python -m tests.hostile.kill --kills 200`."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.runner import ingest
from pipeline.store.dump import dump
from tests.hostile.kill import broken, damage, differing, run, write_notices


@pytest.mark.slow
def test_killed_ingest_loses_doubles_and_halves_nothing() -> None:
    assert list(run(kills=6, files=12, seed=4)) == [[]] * 7


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kill")
    write_notices(folder / "notices", 4)
    ingest([folder / "notices"], db=folder / "ledger.db")
    return folder / "ledger.db"


@pytest.fixture
def copy(ledger: Path, tmp_path: Path) -> Iterator[Path]:
    """A ledger that may be changed."""
    path = tmp_path / "copy.db"
    with closing(sqlite3.connect(ledger)) as db, closing(sqlite3.connect(path)) as target:
        db.backup(target)
    yield path
    assert damage(ledger) == []


def change(ledger: Path, statement: str) -> None:
    with closing(sqlite3.connect(ledger)) as db:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute(statement)
        db.commit()


def test_notice_that_is_not_there_yet_is_no_fault(ledger: Path, copy: Path) -> None:
    whole = dump(ledger)
    change(copy, "DELETE FROM notices WHERE id = (SELECT min(id) FROM notices)")
    assert broken(copy, Counter(whole.splitlines())) == []
    assert all(line.startswith("lost: ") for line in differing(copy, whole))
    assert differing(copy, whole)


def test_part_of_a_notice_is_a_fault(ledger: Path, copy: Path) -> None:
    change(copy, "DELETE FROM quantities WHERE notice_id = (SELECT min(id) FROM notices)")
    found = broken(copy, Counter(dump(ledger).splitlines()))
    assert found
    assert all(line.startswith('missing: ["quantities"') for line in found)


def test_row_that_no_undisturbed_run_has_is_a_fault(ledger: Path, copy: Path) -> None:
    change(copy, "UPDATE quantities SET value = 1 WHERE id = (SELECT min(id) FROM quantities)")
    found = broken(copy, Counter(dump(ledger).splitlines()))
    assert any(line.startswith("not in the whole: ") for line in found)


def test_ledger_that_was_never_made_is_no_fault(tmp_path: Path) -> None:
    assert broken(tmp_path / "none.db", Counter()) == []
