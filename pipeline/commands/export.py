"""`taizhang export`: the ledger as an office's workbook, or as tables and annotations for other tools."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import db_option, example
from pipeline.commands.queries import name_option, opened
from pipeline.terminal import print_line
from schemas.errors import UsageError

if TYPE_CHECKING:
    import sqlite3

FORMATS = {
    "xlsx": "台账.xlsx",
    "html": "台账.html",
    "csv": "任务分解表.csv",
    "docx": "任务分解表.docx",
    "jsonl": "任务.jsonl",
    "parquet": "任务.parquet",
    "label-studio": "标注.json",
    "doccano": "标注.jsonl",
}
"""Each format and the name of its file where none is given."""


@click.command(
    epilog=example("taizhang export --region 青禾县", "taizhang export --format csv -o 任务.csv")
)
@click.argument("notice", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    help="What to write; by default what the ending of FILE says, else xlsx.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to write; by default beside the ledger, under a name that tells the format.",
)
@name_option("--region", "Only regions with this in their path, e.g. 临川区.")
@db_option
def export(
    *, notice: str | None, form: str | None, output: Path | None, region: str | None, db: Path
) -> None:
    """Write the ledger as a file.

    xlsx: the 任务分解表 with sheets for targets, milestones, audit and sources; changed cells of the first come back by
    `taizhang import-corrections`. html: the same sheets as one page. csv, docx: the 任务分解表 alone. jsonl, parquet: the tasks with all fields.
    label-studio, doccano: the facts as pre-annotations. NOTICE is part of a title or a number, or the beginning of an id.
    """
    form = form or _ending(output)
    path = output or db.with_name(FORMATS[form])
    with opened(db) as ledger:
        _check(ledger, notice, region)
        try:
            _write(ledger, form, path, notice, region)
        except OSError as error:
            raise UsageError(f"写不了 {path}：{error.strerror or error}") from error
    print_line(str(path))


def _ending(output: Path | None) -> str:
    """The format that a file's name tells; no name tells which of the two kinds of .json is meant."""
    ending = output.suffix.lower().removeprefix(".") if output else ""
    return ending if ending in FORMATS else "xlsx"


def _check(db: sqlite3.Connection, notice: str | None, region: str | None) -> None:
    """Refuse to write a file about nothing."""
    from pipeline.queries import notices  # noqa: PLC0415

    if not notices(db, notice, region=region, limit=1):
        raise UsageError("账本里没有符合条件的文件")


def _write(
    db: sqlite3.Connection, form: str, path: Path, notice: str | None, region: str | None
) -> None:
    from pipeline import queries  # noqa: PLC0415 - help must load no queries

    if form in ("xlsx", "html"):
        _write_sheets(db, form, path, notice, region)
        return
    rows = queries.tasks(db, notice, region=region)
    if form in ("csv", "docx"):
        from pipeline.sheets import tables  # noqa: PLC0415
        from pipeline.sheets.content import tasks_sheet  # noqa: PLC0415

        write = tables.write_csv if form == "csv" else tables.write_docx
        write(tasks_sheet(rows), path)
    elif form == "parquet":
        from pipeline.sheets.tables import write_parquet  # noqa: PLC0415

        write_parquet(rows, path)
    elif form == "jsonl":
        import json  # noqa: PLC0415

        lines = (json.dumps(row._asdict(), ensure_ascii=False) for row in rows)
        path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    else:
        _write_annotations(db, form, path, notice, region)


def _write_sheets(
    db: sqlite3.Connection, form: str, path: Path, notice: str | None, region: str | None
) -> None:
    from pipeline.sheets.content import all_sheets  # noqa: PLC0415

    sheets = all_sheets(db, notice, region=region)
    if form == "xlsx":
        from pipeline.sheets.xlsx import write_workbook  # noqa: PLC0415

        write_workbook(sheets, path)
    else:
        from pipeline.sheets.page import write_page  # noqa: PLC0415

        write_page(sheets, path)


def _write_annotations(
    db: sqlite3.Connection, form: str, path: Path, notice: str | None, region: str | None
) -> None:
    from pipeline.queries import notices  # noqa: PLC0415
    from pipeline.sheets.annotations import doccano, label_studio  # noqa: PLC0415

    ids = [row.notice_id for row in notices(db, notice, region=region)]
    if form == "doccano":
        path.write_text("".join(f"{line}\n" for line in doccano(db, ids)), "utf-8")
    else:
        path.write_text(label_studio(db, ids) + "\n", "utf-8")
