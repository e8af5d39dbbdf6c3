"""The ledger: one SQLite file, one transaction a notice."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from pipeline.store.connection import (
    applied_migrations,
    atomic,
    close_after_writing,
    migration_names,
    open_for_writing,
    store_errors,
)
from pipeline.store.sentences import register_functions
from schemas import EXTRACTOR_VERSION, SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.store.corrections import Correction
    from schemas.records import NoticeRecords
    from schemas.source import Source


class LoadOutcome(StrEnum):
    """What loading a notice did to the ledger."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    SOURCE_ADDED = "source_added"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """How one file of a run came out; `fault` and `message` where it failed."""

    path: str
    status: Literal["ok", "partial", "failed", "unchanged"]
    notice_id: str | None = None
    fault: str | None = None
    message: str | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class _Stored:
    """What the ledger knows of a notice before it is loaded."""

    read_from: str
    versions: tuple[str, str]

    def gives_way_to(self, sha256: str) -> bool:
        """Whether these bytes are to be read instead of those that the facts come from.

        Of several files with one text the one with the smallest digest speaks for all, in whatever order they
        come: tables that only one of them marks must not depend on luck.
        """
        return self.versions != (EXTRACTOR_VERSION, SCHEMA_VERSION) or sha256 < self.read_from


class Ledger:
    """An open ledger. Every method raises StoreError, one line, for whatever is wrong with the file."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self._db = db
        self._path = path

    @classmethod
    def open(cls, path: Path | str, *, create: bool = True) -> Self:
        """The ledger at `path`, made where it is not there, brought to this version's schema.

        Raises:
            StoreError: it cannot be opened or written, is no ledger, or of a newer version.
        """
        file = Path(path)
        db = open_for_writing(file, create=create)
        try:
            with store_errors(file):
                if applied_migrations(db, file) != migration_names():
                    from pipeline.store.migrations import migrate  # noqa: PLC0415 - half a second

                    migrate(db)
                register_functions(db)
        except BaseException:
            db.close()
            raise
        return cls(db, file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connection; a second call does nothing."""
        close_after_writing(self._db)

    def is_current(self, path: Path | str, sha256: str) -> bool:
        """Whether loading the file again would change nothing, so that it need not be read."""
        with store_errors(self._path):
            notice_id, known = self._source(storable_path(path))
            stored = self._stored(notice_id) if notice_id else None
        return known == sha256 and stored is not None and not stored.gives_way_to(sha256)

    def load(
        self, records: NoticeRecords, source: Source, *, path: Path | str, size: int | None = None
    ) -> LoadOutcome:
        """All that one notice says, in one transaction; `size` is that of the file in bytes.

        Same bytes, same version: nothing changes. The same text from another path: a source more. Other text
        under a known path: the source moves on, and a notice without sources goes. Another version of the
        extractors: the notice is replaced whole.

        Raises:
            InputError: the text holds NUL or half a surrogate pair, or an amount beyond all measure.
            StoreError: the ledger cannot be written; it is as it was before.
        """
        from pipeline.store import corrections, loading, rows  # noqa: PLC0415 - queries must not load the records

        notice_id = rows.notice_id_of(source.text)
        row = rows.source_row(source, notice_id, path=storable_path(path), size=size)
        with store_errors(self._path), atomic(self._db):
            before, sha256 = self._source(row["path"])
            stored = self._stored(notice_id)
            moved = before not in {None, notice_id}
            stale = stored is None or stored.gives_way_to(source.sha256)
            if not stale and (before, sha256) == (notice_id, source.sha256):
                return LoadOutcome.UNCHANGED
            if stale and stored:
                loading.clear_facts(self._db, notice_id)
            if stale:
                loading.insert_notice(self._db, records, source, notice_id)
            left = before if moved and self._is_only_source(before, row["path"]) else None
            if left:
                corrections.carry(self._db, left, notice_id)
            if stale or left:
                corrections.overlay(self._db, notice_id, fresh=stale)
            loading.upsert_source(self._db, row)
            if left:
                loading.remove_notice(self._db, left)
                corrections.mark_lost(self._db, left)
            if moved or stored:
                loading.prune(self._db)
        return _outcome(stored, moved=moved, known=before is not None)

    def set_agency(self, name: str, field: str, value: str, *, region: str | None, by: str) -> str:
        """Decides the name, function or kind of an agency for good; what stood there before.

        Raises:
            UsageError: no agency or several are meant, or the value is in no vocabulary.
        """
        from pipeline.store import decisions, loading  # noqa: PLC0415

        with store_errors(self._path), atomic(self._db):
            old = decisions.set_agency(self._db, name, field, value, region=region, by=by)
            loading.prune(self._db)
        return old

    def undo_agency(self, name: str, *, region: str | None) -> int:
        """Forgets what was decided about an agency; how many decisions that were.

        Raises:
            UsageError: no agency or several are meant, or nothing was decided.
        """
        from pipeline.store import decisions, loading  # noqa: PLC0415

        with store_errors(self._path), atomic(self._db):
            undone = decisions.undo_agency(self._db, name, region=region)
            loading.prune(self._db)
        return undone

    def correct(self, decisions: Sequence[Correction], *, by: str) -> None:
        """Keep what a person decided about assignments, and lay it over their rows; all of it or nothing.

        Raises:
            UsageError: a decision is about no record of this ledger.
            StoreError: the ledger cannot be written.
        """
        from pipeline.store import corrections, loading  # noqa: PLC0415

        with store_errors(self._path), atomic(self._db):
            for notice_id in sorted(corrections.keep(self._db, decisions, by=by, at=_now())):
                corrections.overlay(self._db, notice_id, fresh=False)
            loading.prune(self._db)

    def start_run(self) -> int:
        """A new run of `ingest`; its id."""
        run = "INSERT INTO ingest_runs (started_at, extractor_version) VALUES (?, ?)"
        with store_errors(self._path), atomic(self._db):
            made = self._db.execute(run, [_now(), EXTRACTOR_VERSION]).lastrowid
        return int(made or 0)

    def record_file(self, run: int, outcome: FileOutcome) -> None:
        """How a file came out in a run; a second word on the same file replaces the first."""
        row = (
            run,
            storable_path(outcome.path),
            outcome.status,
            outcome.notice_id,
            outcome.fault,
            _storable(outcome.message),
            outcome.seconds,
        )
        with store_errors(self._path), atomic(self._db):
            self._db.execute(
                "INSERT OR REPLACE INTO ingest_files VALUES (?, ?, ?, ?, ?, ?, ?)", row
            )

    def finish_run(self, run: int) -> None:
        """Marks the run as ended and counts its files by status."""
        count = "(SELECT count(*) FROM ingest_files WHERE run_id = :run AND status = '{0}')"
        sets = ", ".join(
            f"{status} = {count.format(status)}"
            for status in ("ok", "partial", "failed", "unchanged")
        )
        with store_errors(self._path), atomic(self._db):
            self._db.execute(
                f"UPDATE ingest_runs SET finished_at = :now, {sets} WHERE id = :run",  # noqa: S608 - statuses of ours
                {"now": _now(), "run": run},
            )

    def _source(self, path: str) -> tuple[str | None, str | None]:
        """Notice and digest of the bytes that the path had when it was last loaded."""
        query = "SELECT notice_id, sha256 FROM sources WHERE path = ?"
        found: tuple[str, str] | None = self._db.execute(query, [path]).fetchone()
        return found or (None, None)

    def _stored(self, notice_id: str) -> _Stored | None:
        query = "SELECT read_from, extractor_version, schema_version FROM notices WHERE id = ?"
        found = self._db.execute(query, [notice_id]).fetchone()
        return _Stored(found[0], (found[1], found[2])) if found else None

    def _is_only_source(self, notice_id: str | None, path: str) -> bool:
        query = "SELECT 1 FROM sources WHERE notice_id = ? AND path <> ?"
        return self._db.execute(query, [notice_id, path]).fetchone() is None


def _outcome(stored: _Stored | None, *, moved: bool, known: bool) -> LoadOutcome:
    versions = (EXTRACTOR_VERSION, SCHEMA_VERSION)
    if moved or (stored is not None and stored.versions != versions):
        return LoadOutcome.REPLACED
    if stored is None:
        return LoadOutcome.ADDED
    return LoadOutcome.UNCHANGED if known else LoadOutcome.SOURCE_ADDED


def storable_path(path: Path | str) -> str:
    """The path as given; bytes of a name that are no text are spelled out."""
    return _storable(str(path)) or ""


def _storable(text: str | None) -> str | None:
    return text.encode("utf-8", "backslashreplace").decode() if text is not None else None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
