"""`taizhang leads`, `targets`, `due`, `search`, `notices`: questions to the ledger."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from pipeline.commands.options import db_option, example, format_option
from pipeline.commands.rows import print_rows

if TYPE_CHECKING:
    import sqlite3

    from pipeline.commands.views import View
    from pipeline.queries.answers import Role, Status

Command = TypeVar("Command", bound=Callable[..., Any])
AnyRow = TypeVar("AnyRow", bound=NamedTuple)


MOST_ROWS = 1_000_000
_DAY_RE = re.compile(
    "(?P<year>[0-9]{4})(?:"
    "年?|(?P<sep>[-/.])(?P<month>[0-9]{1,2})(?:(?P=sep)(?P<day>[0-9]{1,2}))?"
    "|年(?P<m>[0-9]{1,2})月(?:(?P<d>[0-9]{1,2})[日号])?"
    "|(?P<mm>[0-9]{2})(?P<dd>[0-9]{2})"
    ")"
)


def parse_day(ctx: click.Context, param: click.Parameter, value: str | None) -> dt.date | None:
    """A day; the last one of a month or of a year that is given alone."""
    if value is None:
        return None
    match = _DAY_RE.fullmatch("".join(value.split()))
    if match is None:
        raise click.BadParameter(
            f"{value!r} is no day, such as 2025-12-31, 2025年12月31日, 2025-12 or 2025", ctx, param
        )
    year = int(match["year"])
    month = int(match["month"] or match["m"] or match["mm"] or 12)
    day = match["day"] or match["d"] or match["dd"]
    try:
        return dt.date(year, month, int(day or calendar.monthrange(year, month)[1]))
    except (ValueError, calendar.IllegalMonthError) as error:
        raise click.BadParameter(f"{value!r} is not in the calendar", ctx, param) from error


def day_option(name: str, text: str) -> Callable[[Command], Command]:
    """An option that takes a day."""
    return click.option(name, callback=parse_day, metavar="DATE", help=text)


def not_blank(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A text to look for: an empty one would find everything, which nobody asked for."""
    if value is not None and not value.strip():
        raise click.BadParameter("is empty", ctx, param)
    return value and value.strip()


def name_option(name: str, text: str) -> Callable[[Command], Command]:
    """An option that takes a name to look for."""
    return click.option(name, callback=not_blank, metavar="NAME", help=text)


def query_options(command: Command) -> Command:
    """`--region`, `--db` and `--format`, which every question takes."""
    region = name_option("--region", "Only regions with this in their path, e.g. 临川区.")
    return region(db_option(format_option("table", "json", "csv")(command)))


def limit_option(command: Command) -> Command:
    """`--limit N`."""
    return click.option(
        "--limit",
        type=click.IntRange(1, MOST_ROWS),
        metavar="N",
        help="List so many at most, those met first; `due` the soonest. A line on stderr says if there are more.",
    )(command)


@contextmanager
def opened(db: Path) -> Generator[sqlite3.Connection]:
    """The ledger, for reading alone."""
    from pipeline.queries import open_ledger  # noqa: PLC0415 - help must load no records

    connection = open_ledger(db)
    try:
        yield connection
    finally:
        connection.close()


def one_more(limit: int | None) -> int | None:
    """What to ask for, so that it shows whether there are more."""
    return limit and limit + 1


def print_answer(
    rows: Sequence[AnyRow],
    form: str,
    view: View[AnyRow],
    fields: Sequence[str],
    limit: int | None = None,
) -> None:
    """The rows in the form asked for, no more than `limit` of them."""
    from pipeline.commands.views import print_view  # noqa: PLC0415

    if limit and len(rows) > limit:
        rows = rows[:limit]
        sys.stderr.write(f"只列出先查到的 {limit} 条，还有更多；不加 --limit 则全部列出\n")
    if form == "table":
        print_view(view, rows)
    else:
        print_rows([row._asdict() for row in rows], form, {name: name for name in fields})


@click.command(
    epilog=example("taizhang leads 绿色金融", "taizhang leads --function 金融 --role all")
)
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@name_option("--agency", "Part of an agency's name, as printed or canonical.")
@name_option("--function", "What the agency is for, e.g. 金融, 财政.")
@click.option(
    "--role",
    type=click.Choice(["lead", "support", "responsible", "all"]),
    help="Default: who leads, and who is responsible where nobody leads.",
)
@limit_option
@query_options
def leads(
    *,
    words: tuple[str, ...],
    agency: str | None,
    function: str | None,
    role: Role | None,
    region: str | None,
    db: Path,
    form: str,
    limit: int | None,
) -> None:
    """Who leads or supports which task, district by district.

    All WORDS must stand in the task, its heading or the text that it answers for.
    """
    from pipeline.commands.views import LEADS, SUPPORTS  # noqa: PLC0415
    from pipeline.queries import LeadRow  # noqa: PLC0415
    from pipeline.queries import leads as ask  # noqa: PLC0415

    with opened(db) as ledger:
        rows = ask(
            ledger,
            words,
            agency=agency,
            function=function,
            role=role,
            region=region,
            limit=one_more(limit),
        )
    print_answer(rows, form, SUPPORTS if role == "support" else LEADS, LeadRow._fields, limit)


@click.command(epilog=example("taizhang targets 贷款余额 --by 2025"))
@click.argument("indicator", required=False)
@day_option("--by", "Only what is to be reached by then.")
@click.option(
    "--status",
    type=click.Choice(["target", "actual", "parameter"]),
    default="target",
    show_default=True,
    help="Promises, reported figures, or a rule's own amounts.",
)
@limit_option
@query_options
def targets(
    *,
    indicator: str | None,
    by: dt.date | None,
    status: Status,
    region: str | None,
    db: Path,
    form: str,
    limit: int | None,
) -> None:
    """Targets by indicator and region, with baseline, unit and date.

    Amounts are given as printed and in base units, so that 万元 and 亿元 compare.
    """
    from pipeline.commands.views import TARGETS  # noqa: PLC0415
    from pipeline.queries import TargetRow  # noqa: PLC0415
    from pipeline.queries import targets as ask  # noqa: PLC0415

    with opened(db) as ledger:
        rows = ask(ledger, indicator, by=by, status=status, region=region, limit=one_more(limit))
    print_answer(rows, form, TARGETS, TargetRow._fields, limit)


@click.command(epilog=example("taizhang due --before 2025-12-31 --agency 财政局"))
@day_option("--before", "Due on this day or earlier.")
@name_option("--agency", "Part of an agency's name, as printed or canonical.")
@day_option("--today", "The day by which overdue is told.")
@limit_option
@query_options
def due(
    *,
    before: dt.date | None,
    agency: str | None,
    today: dt.date | None,
    region: str | None,
    db: Path,
    form: str,
    limit: int | None,
) -> None:
    """What falls due, soonest first; ongoing duties apart at the end."""
    from pipeline.commands.views import DUE  # noqa: PLC0415
    from pipeline.queries import DueRow  # noqa: PLC0415
    from pipeline.queries import due as ask  # noqa: PLC0415

    with opened(db) as ledger:
        rows = ask(
            ledger, before=before, agency=agency, region=region, today=today, limit=one_more(limit)
        )
    print_answer(rows, form, DUE, DueRow._fields, limit)


@click.command(epilog=example("taizhang search 普惠 小微"))
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@limit_option
@query_options
def search(
    words: tuple[str, ...], db: Path, form: str, region: str | None, limit: int | None
) -> None:
    """Every sentence that holds all WORDS, with its notice and section."""
    from pipeline.commands.views import SEARCH  # noqa: PLC0415
    from pipeline.queries import SentenceRow  # noqa: PLC0415
    from pipeline.queries import search as ask  # noqa: PLC0415

    with opened(db) as ledger:
        rows = ask(ledger, words, region=region, limit=one_more(limit))
    print_answer(rows, form, SEARCH, SentenceRow._fields, limit)


@click.command(epilog=example("taizhang notices --region 云江市"))
@limit_option
@query_options
def notices(db: Path, form: str, region: str | None, limit: int | None) -> None:
    """What is in the ledger."""
    from pipeline.commands.views import NOTICES  # noqa: PLC0415
    from pipeline.queries import NoticeRow  # noqa: PLC0415
    from pipeline.queries import notices as ask  # noqa: PLC0415

    with opened(db) as ledger:
        rows = ask(ledger, region=region, limit=one_more(limit))
    print_answer(rows, form, NOTICES, NoticeRow._fields, limit)
