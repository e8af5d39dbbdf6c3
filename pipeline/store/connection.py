"""Connections to a ledger, and every fault of the database as one clear line."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from schemas.errors import StoreError

MIGRATION_SET = "taizhang"
MIGRATIONS_FOLDER = Path(__file__).with_name("migrations")
BUSY_TIMEOUT = 30.0
"""Seconds to wait for another writer."""
_RETRY = 0.02
_READ_CACHE = 65_536
"""KiB of pages that a reader keeps; SQLite's own 2,000 are read again and again in a large ledger."""

_APPLIED = "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id"
_REASONS = {
    sqlite3.SQLITE_NOTADB: "不是账本文件（不是 SQLite 数据库）",
    sqlite3.SQLITE_CORRUPT: "账本已损坏；请换用备份，或删除后重新入账",
    sqlite3.SQLITE_READONLY: "账本是只读的，不能写入；请检查文件和文件夹的权限",
    sqlite3.SQLITE_CANTOPEN: "账本打不开；请检查路径和权限",
    sqlite3.SQLITE_PERM: "没有读写账本的权限",
    sqlite3.SQLITE_BUSY: "另一个程序正在写账本；请稍后再试",
    sqlite3.SQLITE_LOCKED: "另一个程序正在写账本；请稍后再试",
    sqlite3.SQLITE_FULL: "磁盘已满，没有写入；请腾出空间后再试",
    sqlite3.SQLITE_IOERR: "读写账本时磁盘出错；请检查磁盘和剩余空间",
}
_PRIMARY = 0xFF
"""The low byte of an extended result code is the primary one."""


@contextmanager
def store_errors(path: Path | str) -> Generator[None]:
    """Raises StoreError for whatever SQLite has to say of the ledger."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
        raise StoreError(f"{path}: {_REASONS.get(code, f'账本出错：{error}')}") from error


@contextmanager
def atomic(db: sqlite3.Connection) -> Generator[None]:
    """All of the block or nothing of it; the write lock is taken at once, so that no reading goes stale."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        # A full disk may have rolled back already.
        with suppress(sqlite3.Error):
            if db.in_transaction:
                db.execute("ROLLBACK")
        raise


def migration_names() -> tuple[str, ...]:
    """All migrations of this version, in their order."""
    return tuple(sorted(file.stem for file in MIGRATIONS_FOLDER.glob("*.sql")))


def applied_migrations(db: sqlite3.Connection, path: Path | str) -> tuple[str, ...]:
    """The migrations that made this ledger; none for an empty file.

    Raises:
        StoreError: the tables are of something else, or of a newer version of the program.
    """
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    applied: tuple[str, ...] = ()
    if "_sqlite_migrations" in tables:
        applied = tuple(name for (name,) in db.execute(_APPLIED, [MIGRATION_SET]))
    if tables and not applied:
        raise StoreError(f"{path}: 不是账本文件（是别的数据库）")
    newer = [name for name in applied if name not in migration_names()]
    if newer:
        raise StoreError(f"{path}: 账本由更新的版本写成（{newer[-1]}）；请升级 taizhang")
    return applied


def open_for_writing(path: Path, *, create: bool) -> sqlite3.Connection:
    """A connection set up for loading; the schema is not looked at yet."""
    if not create and not path.exists():
        raise StoreError(f"{path}: 没有这个账本")
    if not path.parent.is_dir():
        raise StoreError(f"{path}: 文件夹不存在")
    with store_errors(path):
        db = sqlite3.connect(path, timeout=BUSY_TIMEOUT, isolation_level=None)
        with _closed_on_error(db):
            _use_wal(db)
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA foreign_keys = ON")
    return db


def open_for_reading(path: Path | str) -> sqlite3.Connection:
    """A connection that cannot write, to a ledger of this version's schema.

    Raises:
        StoreError: there is no such ledger, it is damaged or no ledger, or of another version.
    """
    file = Path(path)
    if not file.is_file():
        raise StoreError(f"{file}: 没有这个账本；请先运行 taizhang ingest")
    with store_errors(file):
        uri = f"file:{quote(str(file.absolute()))}?mode=ro"
        db = sqlite3.connect(uri, uri=True, timeout=BUSY_TIMEOUT, isolation_level=None)
        with _closed_on_error(db):
            db.execute("PRAGMA query_only = ON")
            db.execute(f"PRAGMA cache_size = -{_READ_CACHE}")
            if applied_migrations(db, file) != migration_names():
                raise StoreError(f"{file}: 账本由旧版本写成，或是空的；请先运行 taizhang ingest")
    return db


def _use_wal(db: sqlite3.Connection) -> None:
    """Readers then go on while one writes. SQLite does not wait here by itself, so we do."""
    give_up = time.monotonic() + BUSY_TIMEOUT
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & _PRIMARY == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > give_up:
                raise
            time.sleep(_RETRY)
        else:
            return


def close_after_writing(db: sqlite3.Connection) -> None:
    """Leaves one file without companions, which can be read from a folder where nobody may write."""
    with suppress(sqlite3.Error):
        db.execute("PRAGMA busy_timeout = 0")
        # Refused while somebody else has the ledger open; the last one to close it does it.
        db.execute("PRAGMA journal_mode = DELETE")
    db.close()


@contextmanager
def _closed_on_error(db: sqlite3.Connection) -> Generator[None]:
    try:
        yield
    except BaseException:
        db.close()
        raise
