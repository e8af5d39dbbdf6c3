"""`taizhang ingest`: files and folders into the ledger."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import (
    db_option,
    example,
    format_option,
    ocr_option,
    ocr_progress,
    timeout_option,
    workers_option,
)
from pipeline.commands.queries import opened
from pipeline.commands.rows import Row, print_rows
from pipeline.settings import DEFAULT_LEDGER
from pipeline.terminal import console, print_error, print_line, visible
from schemas.errors import EmptyInputError

if TYPE_CHECKING:
    from pipeline.queries import NoticeRow, SourceRow
    from pipeline.runner import IngestReport, NoticeOutcome

SOME_FAILED, NOT_READ = 1, 3
STATUSES = {"ok": "成功", "partial": "存疑", "unchanged": "未变", "failed": "失败"}
COUNTED = {
    "section": "sections",
    "quantity": "quantities",
    "assignment": "assignments",
    "milestone": "milestones",
    "citation": "citations",
    "diagnostic": "diagnostics",
    "unexplained": "unexplained",
}
"""Record types and what is left unexplained, and the fields of a notice's row that count them."""
COLUMNS = {
    "status_label": "状态",
    "file": "文件",
    "reader": "读作",
    "title": "标题",
    "section": "章节",
    "quantity": "数量",
    "assignment": "分工",
    "milestone": "时限",
    "citation": "引用",
    "diagnostic": "待核",
    "unexplained": "未解释",
}


@click.command(epilog=example("taizhang ingest corpus/notices --workers 2"))
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="PATH...",
    type=click.Path(readable=False, path_type=Path),
)
@workers_option
@timeout_option
@ocr_option
@db_option
@format_option("table", "json", "csv")
@click.pass_context
def ingest(
    ctx: click.Context,
    paths: tuple[Path, ...],
    *,
    workers: int,
    timeout: float,
    ocr: bool,
    db: Path,
    form: str,
) -> None:
    """Read files and folders into the ledger.

    Folders are searched to the bottom; hidden files, lock files and README files are left out. A file that cannot be
    read is named with its reason and stops no other; so is a link that leads elsewhere, which is not followed.
    """
    from pipeline.runner import ingest as run  # noqa: PLC0415 - help must not load the records
    from pipeline.runner import look  # noqa: PLC0415

    recognise = ocr_progress(wanted=ocr)
    found = look(paths)
    total = len(found.files) + len(found.missed)
    if not total:
        named = "、".join(map(str, paths))
        raise EmptyInputError("文件夹里没有可以读取的文件；请检查路径", path=named)
    if db == DEFAULT_LEDGER:
        db.parent.mkdir(exist_ok=True)
    with _progress(total) as advance:
        report = run(
            paths, db=db, workers=workers, time_limit=timeout, progress=advance, ocr=recognise
        )
    debug = bool(ctx.find_root().params.get("debug"))
    _print_report(report, db, form, debug=debug)
    ctx.exit(_exit_code(report))


@contextmanager
def _progress(total: int) -> Generator[Callable[[NoticeOutcome], None]]:
    """A bar on stderr where somebody looks at it."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    screen = console(stderr=True)
    columns = (
        TextColumn("读取"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("", total=total)

        def advance(outcome: NoticeOutcome) -> None:
            bar.update(task, advance=1, description=visible(outcome.path.name))

        yield advance


def _print_report(report: IngestReport, db: Path, form: str, *, debug: bool) -> None:
    """A row a file, the sum, and on stderr each failure with its reason."""
    unread = [file.outcome for file in report.outcomes if file.outcome.status == "unchanged"]
    known = _known(db, [file.path for file in unread]) if unread else {}
    print_rows([_row(outcome, known) for outcome in report.outcomes], form, COLUMNS)
    if form == "table":
        parts = (f"{label} {report.count(status)}" for status, label in STATUSES.items())
        print_line(f"\n{len(report.outcomes)} 个文件：{'，'.join(parts)}；账本 {visible(str(db))}")
    for outcome in report.failures:
        print_error(str(outcome.path), outcome.outcome.fault or "", outcome.outcome.message or "")
        if debug:
            sys.stderr.write(outcome.detail)
    _tell_corrections(db)


def _tell_corrections(db: Path) -> None:
    """A person's decisions that what was read no longer bears out."""
    from pipeline.queries import corrections  # noqa: PLC0415 - as above

    with opened(db) as ledger:
        changed, lost = (len(corrections(ledger, state=state)) for state in ("changed", "lost"))
    if changed:
        print_error(
            str(db),
            f"{changed} 条更正的原文已变，仍然有效；见 taizhang corrections --state changed",
        )
    if lost:
        print_error(str(db), f"{lost} 条更正无处可用；见 taizhang corrections --state lost")


def _known(db: Path, paths: Sequence[str]) -> dict[str, tuple[NoticeRow, SourceRow]]:
    """What the ledger has of each file; nothing else is known of one that was not read again."""
    from pipeline.queries import notices_by_id, sources_of  # noqa: PLC0415 - as above

    with opened(db) as ledger:
        ledger.execute("BEGIN")  # both answers of one moment, whoever else is writing
        files = sources_of(ledger, paths)
        ids = list({row.notice_id for row in files})
        by_id = {row.notice_id: row for row in notices_by_id(ledger, ids)}
        return {row.path: (by_id[row.notice_id], row) for row in files}


def _row(outcome: NoticeOutcome, known: Mapping[str, tuple[NoticeRow, SourceRow]]) -> Row:
    file = outcome.outcome
    unread = known.get(file.path) if file.status == "unchanged" else None
    stored, source = unread or (None, None)
    counts = outcome.counts
    if stored is not None:
        counts = {kind: getattr(stored, field) for kind, field in COUNTED.items()}
    return {
        "path": file.path,
        "file": outcome.path.name,
        "status": file.status,
        "status_label": STATUSES[file.status],
        "notice_id": stored.notice_id if stored else file.notice_id,
        "title": stored.title if stored else outcome.title,
        "reader": source.reader if source else outcome.reader,
        "detected_by": source.detected_by if source else outcome.detected_by,
        **{kind: counts.get(kind) for kind in COUNTED},
        "fault": file.fault,
        "message": file.message,
    }


def _exit_code(report: IngestReport) -> int:
    if not report.failures:
        return 0
    return NOT_READ if len(report.outcomes) == 1 else SOME_FAILED
