"""Folders and files to the ledger: found in a fixed order, read in children, loaded by one writer."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from pipeline import stages
from pipeline.children import Fault, Read, read_all
from pipeline.readers.limits import MAX_FILE_BYTES
from pipeline.scans import Progress
from pipeline.settings import TIME_LIMIT
from pipeline.store import FileOutcome, Ledger, LoadOutcome
from pipeline.store.rows import notice_id_of
from schemas.errors import InputError

_ASIDE = ("readme", "license", "licence", "changelog")
"""Files about a folder of notices, told by the beginning of their name."""


@dataclass(frozen=True, slots=True)
class NoticeOutcome:
    """What became of one file: `counts` are the facts by record type and what is left unexplained.

    `detected_by` is what in its bytes made it go to `reader`.

    Where there are none, `outcome.fault` names why.
    """

    path: Path
    outcome: FileOutcome
    action: LoadOutcome | None = None
    title: str = ""
    reader: str | None = None
    detected_by: str | None = None
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


@dataclass(frozen=True, slots=True)
class Found:
    """What `paths` name or contain: `files` to read, and why each path of `missed` is not looked into."""

    files: tuple[Path, ...]
    missed: Mapping[Path, str]


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files to read of all that `paths` name or contain: see `look`."""
    return list(look(paths).files)


def look(paths: Iterable[Path]) -> Found:
    """All files that `paths` name or contain, sorted by their bytes, each once.

    In folders, hidden files, lock files (`~$…`) and files about the folder (README …) are left out. Links are not
    followed: those that lead to nothing that is read anyway are `missed`, and so are folders that cannot be read. A
    file that is named itself is never left out, even where it does not exist: reading it will say what is wrong.
    """
    files: dict[str, Path] = {}
    folders: set[str] = set()
    missed: dict[Path, str] = {}
    for path in paths:
        # Not Path.is_dir, which raises where a folder above may not be searched.
        walked = _walk(path, folders, missed) if os.path.isdir(path) else (path,)  # noqa: PTH112
        for file in walked:
            files.setdefault(os.path.realpath(file), file)
    read = files.keys() | folders
    left = {
        path: reason
        for path, reason in missed.items()
        if reason != _LINK or os.path.realpath(path) not in read
    }
    return Found(tuple(sorted(files.values(), key=os.fsencode)), left)


_LINK = "是链接，没有跟随；请直接给出它指向的文件或文件夹"
_CLOSED = "文件夹打不开，里面的文件没有读取；请检查权限"
_NO_FILE = "不是普通文件，没有读取"


def _walk(folder: Path, folders: set[str], missed: dict[Path, str]) -> Iterator[Path]:
    """The files to read; what else there is goes to `folders` and `missed`."""

    def closed(error: OSError) -> None:
        missed[Path(os.fsdecode(error.filename or folder))] = _CLOSED

    for root, below, names in os.walk(folder, onerror=closed):
        folders.add(os.path.realpath(root))
        below[:] = sorted(name for name in below if not name.startswith("."))
        links = [name for name in below if Path(root, name).is_symlink()]
        missed.update((Path(root, name), _LINK) for name in links)
        for name in names:
            file = Path(root, name)
            if _is_aside(name):
                continue
            reason = _not_a_file(file)
            if reason is None:
                yield file
            else:
                missed[file] = reason


def _not_a_file(file: Path) -> str | None:
    """Why this is not read; None where it is."""
    try:
        mode = file.lstat().st_mode
    except OSError as error:
        return f"打不开：{error.strerror}"
    if stat.S_ISLNK(mode):
        return _LINK if file.exists() else "是断开的链接，它指向的文件不在"
    return None if stat.S_ISREG(mode) else _NO_FILE


def _is_aside(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower().startswith(_ASIDE)


def ingest(
    paths: Iterable[Path | str],
    *,
    db: Path | str,
    workers: int = 1,
    time_limit: float = TIME_LIMIT,
    progress: Callable[[NoticeOutcome], None] | None = None,
    ocr: Progress | None = None,
) -> IngestReport:
    """Files and folders into the ledger at `db`, which is made where it is not there.

    One bad file never stops the others. The ledger does not depend on the number of `workers`. `progress` is told
    of each file as it is done, `ocr` of each page without text before it is recognised; without it none is.

    Raises:
        StoreError: the ledger cannot be used; what was loaded before stays.
    """
    found = look(Path(path) for path in paths)
    outcomes: list[NoticeOutcome] = []
    with Ledger.open(db) as ledger:
        run = ledger.start_run()
        missed = (_failure(path, "not_readable", why) for path, why in found.missed.items())
        read = _outcomes(ledger, found.files, workers=workers, time_limit=time_limit, ocr=ocr)
        for outcome in chain(missed, read):
            ledger.record_file(run, outcome.outcome)
            outcomes.append(outcome)
            if progress is not None:
                progress(outcome)
        ledger.finish_run(run)
    return IngestReport(tuple(sorted(outcomes, key=lambda outcome: os.fsencode(outcome.path))))


def _outcomes(
    ledger: Ledger,
    files: Sequence[Path],
    *,
    workers: int,
    time_limit: float,
    ocr: Progress | None,
) -> Iterator[NoticeOutcome]:
    """One outcome a file, in the order given; a file whose facts are in the ledger is not read again."""
    current = {path for path in files if _is_current(ledger, path)}
    stale = [path for path in files if path not in current]
    results = read_all(stale, workers=workers, time_limit=time_limit, ocr=ocr)
    for path in files:
        if path in current:
            yield NoticeOutcome(path, FileOutcome(str(path), "unchanged"), LoadOutcome.UNCHANGED)
        else:
            yield _load(ledger, next(results))


def _is_current(ledger: Ledger, path: Path) -> bool:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_FILE_BYTES:
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
    return NoticeOutcome(
        result.path,
        outcome,
        action,
        title=records.document.title,
        reader=result.source.reader,
        detected_by=result.source.detected_by,
        counts={**records.counts(), "unexplained": records.unexplained},
    )


def _failure(path: Path, fault: str, message: str, detail: str = "") -> NoticeOutcome:
    outcome = FileOutcome(str(path), "failed", fault=fault, message=message)
    return NoticeOutcome(path, outcome, detail=detail)
