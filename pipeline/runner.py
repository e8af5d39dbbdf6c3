"""Folders and files to the ledger: found in a fixed order, read in children, loaded by one writer."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline import stages
from pipeline.children import Fault, Read, read_all
from pipeline.settings import TIME_LIMIT
from pipeline.store import FileOutcome, Ledger, LoadOutcome
from pipeline.store.rows import notice_id_of
from schemas.errors import InputError

_ASIDE = ("readme", "license", "licence", "changelog")
"""Files about a folder of notices, told by the beginning of their name."""


@dataclass(frozen=True, slots=True)
class NoticeOutcome:
    """What became of one file: `counts` are the facts by record type and what is left unexplained.

    Where there are none, `outcome.fault` names why.
    """

    path: Path
    outcome: FileOutcome
    action: LoadOutcome | None = None
    title: str = ""
    counts: Mapping[str, int] = field(default_factory=dict[str, int])
    detail: str = ""

    @property
    def failed(self) -> bool:
        """Nothing of this file is in the ledger."""
        return self.outcome.status == "failed"


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of all files of a run, in the order of their paths."""

    outcomes: tuple[NoticeOutcome, ...]

    @property
    def failures(self) -> tuple[NoticeOutcome, ...]:
        """The files that gave no notice."""
        return tuple(outcome for outcome in self.outcomes if outcome.failed)

    def count(self, status: str) -> int:
        """How many files ended as `ok`, `partial`, `unchanged` or `failed`."""
        return sum(outcome.outcome.status == status for outcome in self.outcomes)


def find_files(paths: Iterable[Path]) -> list[Path]:
    """All files that `paths` name or contain, sorted by their bytes, each once.

    In folders, hidden files, lock files (`~$…`), links, and files about the folder (README …) are left out; a file that
    is named itself never is, even where it does not exist: reading it will say what is wrong.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for file in _walk(path) if path.is_dir() else (path,):
            found.setdefault(os.path.realpath(file), file)
    return sorted(found.values(), key=os.fsencode)


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            file = Path(root, name)
            if not _is_aside(name) and stat.S_ISREG(file.lstat().st_mode):
                yield file


def _is_aside(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower().startswith(_ASIDE)


def ingest(
    paths: Iterable[Path | str],
    *,
    db: Path | str,
    workers: int = 1,
    time_limit: float = TIME_LIMIT,
    progress: Callable[[NoticeOutcome], None] | None = None,
) -> IngestReport:
    """Files and folders into the ledger at `db`, which is made where it is not there.

    One bad file never stops the others. The ledger does not depend on the number of `workers`. `progress` is told
    of each file as it is done.

    Raises:
        StoreError: the ledger cannot be used; what was loaded before stays.
    """
    files = find_files(Path(path) for path in paths)
    outcomes: list[NoticeOutcome] = []
    with Ledger.open(db) as ledger:
        run = ledger.start_run()
        for outcome in _outcomes(ledger, files, workers=workers, time_limit=time_limit):
            ledger.record_file(run, outcome.outcome)
            outcomes.append(outcome)
            if progress is not None:
                progress(outcome)
        ledger.finish_run(run)
    return IngestReport(tuple(outcomes))


def _outcomes(
    ledger: Ledger, files: Sequence[Path], *, workers: int, time_limit: float
) -> Iterator[NoticeOutcome]:
    """One outcome a file, in the order given; a file whose facts are in the ledger is not read again."""
    current = {path for path in files if _is_current(ledger, path)}
    stale = [path for path in files if path not in current]
    results = read_all(stale, workers=workers, time_limit=time_limit)
    for path in files:
        if path in current:
            yield NoticeOutcome(path, FileOutcome(str(path), "unchanged"), LoadOutcome.UNCHANGED)
        else:
            yield _load(ledger, next(results))


def _is_current(ledger: Ledger, path: Path) -> bool:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        # Reading it in a child will say what is wrong.
        return False
    return ledger.is_current(path, digest)


def _load(ledger: Ledger, result: Read | Fault) -> NoticeOutcome:
    if isinstance(result, Fault):
        return _failure(result.path, result.fault, result.message, result.detail)
    try:
        action = stages.load(result.records, result.source, ledger, path=result.path)
    except InputError as error:
        return _failure(result.path, error.fault, str(error))
    records = result.records
    outcome = FileOutcome(
        str(result.path),
        "unchanged" if action is LoadOutcome.UNCHANGED else records.status.value,
        notice_id=notice_id_of(result.source.text),
        seconds=round(result.seconds, 3),
    )
    counts = {
        "section": len(records.sections),
        "quantity": len(records.quantities),
        "assignment": len(records.assignments),
        "milestone": len(records.milestones),
        "citation": len(records.citations),
        "diagnostic": len(records.diagnostics),
        "unexplained": records.unexplained,
    }
    return NoticeOutcome(result.path, outcome, action, records.document.title, counts)


def _failure(path: Path, fault: str, message: str, detail: str = "") -> NoticeOutcome:
    outcome = FileOutcome(str(path), "failed", fault=fault, message=message)
    return NoticeOutcome(path, outcome, detail=detail)
