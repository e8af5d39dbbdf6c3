"""`taizhang import-corrections`, `corrections`, `mark`: what people decided about records."""

from __future__ import annotations

import getpass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import db_option, example, format_option
from pipeline.commands.queries import opened, print_answer
from pipeline.terminal import print_error, print_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.queries.answers import State

SOME_REFUSED = 1
_PROGRESS = ("完成", "推进中", "逾期", "无")


def by_option(command: Callable[..., None]) -> Callable[..., None]:
    """`--by NAME`."""
    return click.option(
        "--by",
        default=getpass.getuser,
        metavar="NAME",
        help="Who decided; by default the user logged in.",
    )(command)


@click.command(
    "import-corrections", epilog=example("taizhang import-corrections 台账.xlsx --by 督查室")
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@by_option
@db_option
@click.pass_context
def import_corrections(ctx: click.Context, file: Path, by: str, db: Path) -> None:
    """Take over what a person changed in an exported workbook.

    Taken are 工作任务, 牵头单位, 配合单位, 完成时限 and 状态 of the 任务分解表, by the hidden column 编号. They stay in
    force when the notice is read again, whatever the extraction then says.
    """
    from pipeline.queries import tasks_of  # noqa: PLC0415
    from pipeline.sheets.corrections import read_corrections  # noqa: PLC0415
    from pipeline.store import Ledger  # noqa: PLC0415

    with opened(db) as ledger:
        returned = read_corrections(file, partial(tasks_of, ledger))
    if returned.decisions:
        with Ledger.open(db, create=False) as ledger:
            ledger.correct(returned.decisions, by=by)
    for line in returned.refused:
        print_error(str(file), line)
    print_line(f"更正 {len(returned.decisions)} 处，未采用 {len(returned.refused)} 行")
    if returned.refused:
        ctx.exit(SOME_REFUSED)


@click.command(epilog=example("taizhang corrections --state changed"))
@click.option(
    "--state",
    type=click.Choice(["applied", "changed", "lost"]),
    help="changed: the extraction now says something else; lost: no record stands there any more.",
)
@db_option
@format_option("table", "json", "csv")
def corrections(*, state: State | None, db: Path, form: str) -> None:
    """What people decided about records, and whether it still fits."""
    from pipeline.commands.views import CORRECTIONS  # noqa: PLC0415
    from pipeline.queries import CorrectionRow  # noqa: PLC0415
    from pipeline.queries import corrections as ask  # noqa: PLC0415

    with opened(db) as ledger:
        rows = ask(ledger, state=state)
    print_answer(rows, form, CORRECTIONS, CorrectionRow._fields)


@click.command(epilog=example("taizhang mark 8f54b859-1745-1781-0 完成 --by 督查室"))
@click.argument("record")
@click.argument("progress", type=click.Choice(_PROGRESS))
@by_option
@db_option
def mark(record: str, progress: str, by: str, db: Path) -> None:
    """Say how a task stands.

    RECORD is the 编号 of the exported sheet, `record` in `taizhang due --format json`.
    """
    from pipeline.sheets.cells import read_progress  # noqa: PLC0415
    from pipeline.store import Ledger  # noqa: PLC0415
    from pipeline.store.corrections import Correction  # noqa: PLC0415

    value = read_progress("" if progress == "无" else progress)
    with Ledger.open(db, create=False) as ledger:
        ledger.correct([Correction(record.strip(), "progress", value)], by=by)
    print_line(f"{record}　{progress}")
