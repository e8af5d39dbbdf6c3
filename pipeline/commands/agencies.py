"""`taizhang agencies`: the authority list of the ledger, and what a person decides about it."""

from __future__ import annotations

import getpass
from pathlib import Path

import click

from pipeline.commands.options import example
from pipeline.commands.queries import (
    limit_option,
    name_option,
    not_blank,
    one_more,
    opened,
    print_answer,
    query_options,
)
from pipeline.terminal import print_line

_CHANGED = {"name": "名称", "function": "职能", "kind": "类别"}


@click.command(
    epilog=example(
        "taizhang agencies --function 金融",
        "taizhang agencies --set 云江市文旅广电局 name 云江市文化旅游广电局",
    )
)
@click.argument("agency", required=False, callback=not_blank)
@name_option("--function", "What the agency is for, e.g. 金融, 财政.")
@name_option("--kind", "What kind of body it is, e.g. 党委机构, vertical_body.")
@click.option(
    "--set",
    "change",
    nargs=3,
    type=(str, click.Choice(tuple(_CHANGED)), str),
    metavar="NAME FIELD VALUE",
    help="Decide the name, function or kind of an agency for good; an equal name merges two.",
)
@click.option("--undo", callback=not_blank, metavar="NAME", help="Forget what was decided.")
@click.option("--by", default=None, metavar="WHO", help="Who decides.  [default: the user's name]")
@limit_option
@query_options
def agencies(
    *,
    agency: str | None,
    function: str | None,
    kind: str | None,
    change: tuple[str, str, str] | None,
    undo: str | None,
    by: str | None,
    region: str | None,
    db: Path,
    form: str,
    limit: int | None,
) -> None:
    """Every agency under its canonical name, with kind, function, region, printed names and counts.

    With --set or --undo nothing is listed. A decision is kept in the table `corrections` and outlasts every later ingest.
    """
    if change or undo:
        _decide(change, undo, region, by or getpass.getuser(), db)
        return
    from pipeline.commands.views import AGENCIES  # noqa: PLC0415
    from pipeline.queries import AgencyRow  # noqa: PLC0415
    from pipeline.queries import agencies as ask  # noqa: PLC0415

    with opened(db) as ledger:
        rows = ask(
            ledger, agency, function=function, kind=kind, region=region, limit=one_more(limit)
        )
    print_answer(rows, form, AGENCIES, AgencyRow._fields, limit)


def _decide(
    change: tuple[str, str, str] | None, undo: str | None, region: str | None, by: str, db: Path
) -> None:
    from pipeline.store import Ledger  # noqa: PLC0415 - help must load no records

    with Ledger.open(db, create=False) as ledger:
        if change:
            name, field, value = change
            old = ledger.set_agency(name, field, value, region=region, by=by)
            print_line(f"{name}：{_CHANGED[field]} {old} → {value}")
        if undo:
            print_line(f"{undo}：已撤销 {ledger.undo_agency(undo, region=region)} 条决定")
