"""The file itself: schema, migrations, locks, and everything that can be wrong with it."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.store import Ledger, dump, open_for_reading
from pipeline.store.connection import atomic, migration_names
from pipeline.store.sentences import phrases
from schemas.errors import StoreError
from tests.pipeline.factories import TEXT, Notice, qinghe, shiqiao


@pytest.fixture
def ledger_file(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    with Ledger.open(path) as ledger:
        ledger.load(qinghe().records(), qinghe().source(), path="a.txt")
    return path


def execute(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db, db:
        return db.execute(sql).fetchall()


def test_migrations_are_recorded_in_order(ledger_file: Path) -> None:
    sql = "SELECT name FROM _sqlite_migrations WHERE migration_set = 'taizhang' ORDER BY id"
    assert execute(ledger_file, sql) == [(name,) for name in migration_names()]


def test_a_notice_loaded_before_anything_was_counted_is_read_again(ledger_file: Path) -> None:
    execute(ledger_file, "DROP TABLE coverage")
    execute(ledger_file, "DELETE FROM _sqlite_migrations WHERE name = '0002_coverage'")
    with pytest.raises(StoreError, match="旧版本"):
        open_for_reading(ledger_file)
    notice = qinghe()
    with Ledger.open(ledger_file) as ledger:
        assert not ledger.is_current("a.txt", notice.source().sha256)
        ledger.load(notice.records(), notice.source(), path="a.txt")
    assert execute(ledger_file, "SELECT sum(count) FROM coverage") == [(4,)]


def test_an_older_ledger_keeps_its_agencies_and_regions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.db"
    with monkeypatch.context() as patch:
        for module in ("migrations", "ledger"):
            patch.setattr(f"pipeline.store.{module}.migration_names", lambda: migration_names()[:3])
        Ledger.open(path).close()
    execute(path, "INSERT INTO regions VALUES ('云江市', '云江市', 'province', NULL)")
    execute(
        path,
        "INSERT INTO agencies VALUES (1, '云江市财政局', '云江市', 'treasury', '财政', 'office')",
    )
    Ledger.open(path).close()
    sql = "SELECT current_name, changed_on, level FROM agencies JOIN regions ON path = region"
    assert execute(path, sql) == [("云江市财政局", None, "province")]


def test_an_older_ledger_is_indexed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.db"
    with monkeypatch.context() as patch:
        for module in ("migrations", "ledger"):
            patch.setattr(
                f"pipeline.store.{module}.migration_names", lambda: migration_names()[:11]
            )
        Ledger.open(path).close()
    first = """
        INSERT INTO notices VALUES (
            '0123456789abcdef', '通知', NULL, NULL, '[]', NULL, NULL, NULL, NULL, 'ok', 0, 0, 1, 0, 0, 0, 0, 2, '通知', 'r', '', '', '', '通知'
        )
    """
    second = """
        INSERT INTO assignments (
            notice_id, section, task, deadline, ongoing, origin, passage_start, passage_end, passage, start_offset, end_offset, quote, rule_id
        ) VALUES ('0123456789abcdef', '[]', '修复古籍', NULL, 1, 'text', 0, 2, '通知', 0, 2, '通知', 'r')
    """
    for statement in (first, second, second):
        execute(path, statement)
    Ledger.open(path).close()
    assert execute(path, "SELECT record, due FROM assignments") == [
        ("01234567-0-2-0", "ongoing"),
        ("01234567-0-2-1", "ongoing"),
    ]
    found = f"SELECT rowid FROM assignment_index('{{task}} : {phrases(['古籍'])[0]}')"  # noqa: S608 - no input
    assert execute(path, found) == [(1,), (2,)]


def test_every_table_of_ours_is_strict(ledger_file: Path) -> None:
    sql = """
        SELECT name FROM pragma_table_list
        WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite%' AND name NOT LIKE '_sqlite%'
    """
    assert execute(ledger_file, sql) == []


def test_every_foreign_key_has_an_index(ledger_file: Path) -> None:
    tables = [
        str(name)
        for (name,) in execute(ledger_file, "SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    keys = [
        (t, str(row[3]))
        for t in tables
        for row in execute(ledger_file, f"PRAGMA foreign_key_list('{t}')")
    ]
    assert len(keys) > 15
    assert [key for key in keys if not _leads_an_index(ledger_file, *key)] == []


def _leads_an_index(path: Path, table: str, column: str) -> bool:
    indexes = [row[1] for row in execute(path, f"PRAGMA index_list('{table}')")]
    return any(execute(path, f"PRAGMA index_info('{name}')")[0][2] == column for name in indexes)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE quantities SET status = 'promise'",
        "UPDATE quantities SET value = 9e999",
        "UPDATE quantities SET date = '2025-02-30'",
        "UPDATE quantities SET end_offset = start_offset",
        "UPDATE assignments SET ongoing = 1 WHERE deadline IS NOT NULL",
        "UPDATE notices SET issuers = 'nobody'",
        "UPDATE coverage SET count = 0",
        "UPDATE coverage SET kind = 'word'",
        "UPDATE notices SET period_start = 'soon'",
    ],
)
def test_the_schema_refuses_what_is_no_fact(ledger_file: Path, change: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        execute(ledger_file, change)


def test_integrity(ledger_file: Path) -> None:
    assert execute(ledger_file, "PRAGMA integrity_check") == [("ok",)]
    assert execute(ledger_file, "PRAGMA foreign_key_check") == []


def test_a_failing_block_leaves_nothing(ledger_file: Path) -> None:
    with closing(sqlite3.connect(ledger_file, isolation_level=None)) as db:
        with pytest.raises(ZeroDivisionError):
            _delete_and_fail(db)
        assert db.execute("SELECT count(*) FROM milestones").fetchone() == (1,)


def _delete_and_fail(db: sqlite3.Connection) -> None:
    with atomic(db):
        db.execute("DELETE FROM milestones")
        _ = 1 / 0


def _not_a_database(path: Path) -> None:
    path.write_bytes(b"this is a letter, not a ledger" * 40)


def _another_database(path: Path) -> None:
    path.unlink()
    execute(path, "CREATE TABLE songs (title TEXT)")


def _newer(path: Path) -> None:
    execute(path, "UPDATE _sqlite_migrations SET name = '9999_later' WHERE name = '0001_ledger'")


def _damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:4096] = os.urandom(3996)
    path.write_bytes(content)


@pytest.mark.parametrize("spoil", [_not_a_database, _another_database, _newer, _damaged])
@pytest.mark.parametrize("opened", [Ledger.open, open_for_reading])
def test_what_is_no_ledger_of_ours_is_refused(
    ledger_file: Path,
    spoil: Callable[[Path], None],
    opened: Callable[[Path], object],
) -> None:
    spoil(ledger_file)
    with pytest.raises(StoreError) as refused:
        opened(ledger_file)
    assert "\n" not in str(refused.value)
    assert str(refused.value).startswith(str(ledger_file))


def test_a_missing_ledger_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="没有这个账本"):
        open_for_reading(tmp_path / "none.db")
    with pytest.raises(StoreError, match="没有这个账本"):
        Ledger.open(tmp_path / "none.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="文件夹不存在"):
        Ledger.open(tmp_path / "nowhere" / "ledger.db")


def test_an_empty_file_becomes_a_ledger_but_is_none_to_read(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(StoreError):
        open_for_reading(path)
    Ledger.open(path).close()
    open_for_reading(path).close()


def test_a_locked_ledger_is_said_to_be_busy(
    ledger_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.store.connection.BUSY_TIMEOUT", 0.05)
    with closing(sqlite3.connect(ledger_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="另一个程序"):
            Ledger.open(ledger_file)


def test_a_writer_waits_no_longer_than_told(
    ledger_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.store.connection.BUSY_TIMEOUT", 0.05)
    with Ledger.open(ledger_file) as ledger, Ledger.open(ledger_file) as other:
        other._db.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="另一个程序"):
            ledger.load(shiqiao().records(), shiqiao().source(), path="b.txt")
        other._db.execute("ROLLBACK")


def test_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    notices = [Notice(f"{TEXT}第{number}号。\n") for number in range(24)]

    def load(number: int) -> None:
        with Ledger.open(tmp_path / "many.db") as ledger:
            ledger.load(notices[number].records(), notices[number].source(), path=f"{number}.txt")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(load, range(24)))
    with Ledger.open(tmp_path / "one.db") as ledger:
        for number, notice in enumerate(notices):
            ledger.load(notice.records(), notice.source(), path=f"{number}.txt")
    assert dump(tmp_path / "many.db") == dump(tmp_path / "one.db")


def test_a_full_disk_leaves_the_ledger_as_it_was(ledger_file: Path) -> None:
    with Ledger.open(ledger_file) as ledger:
        (pages,) = ledger._db.execute("PRAGMA page_count").fetchone()
        ledger._db.execute(f"PRAGMA max_page_count = {pages}")
        big = Notice(TEXT + "写到放不下为止。\n" * 5000)
        with pytest.raises(StoreError, match="磁盘已满"):
            ledger.load(big.records(), big.source(), path="big.txt")
    assert execute(ledger_file, "SELECT path FROM sources") == [("a.txt",)]
    assert execute(ledger_file, "PRAGMA integrity_check") == [("ok",)]


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere"
)
def test_a_read_only_ledger_is_read_but_not_written(ledger_file: Path) -> None:
    ledger_file.chmod(0o444)
    ledger_file.parent.chmod(0o555)
    try:
        open_for_reading(ledger_file).close()
        with pytest.raises(StoreError, match=r"只读|权限"):
            Ledger.open(ledger_file)
    finally:
        ledger_file.parent.chmod(0o755)


def test_reading_never_changes_the_file(ledger_file: Path) -> None:
    before = hashlib.sha256(ledger_file.read_bytes()).hexdigest()
    with closing(open_for_reading(ledger_file)) as db:
        assert db.execute("SELECT count(*) FROM notices").fetchone() == (1,)
        with pytest.raises(sqlite3.OperationalError):
            db.execute("DELETE FROM notices")
    assert hashlib.sha256(ledger_file.read_bytes()).hexdigest() == before
    assert [file.name for file in ledger_file.parent.iterdir()] == [ledger_file.name]
