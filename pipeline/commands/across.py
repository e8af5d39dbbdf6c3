"""`taizhang compare`, `agency`, `cites`, `diff`, `matrix`: questions that lay notices and districts side by side."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import db_option, example, format_option
from pipeline.commands.queries import (
    limit_option,
    not_blank,
    one_more,
    opened,
    print_answer,
    query_options,
)
from pipeline.commands.rows import print_rows


@click.command(epilog=example("taizhang compare 贷款余额 --year 2025"))
@click.argument("indicator", callback=not_blank)
@click.option("--year", type=click.IntRange(1949, 2149), help="Only targets of this year.")
@limit_option
@query_options
def compare(
    indicator: str, *, year: int | None, region: str | None, db: Path, form: str, limit: int | None
) -> None:
    """Districts side by side: an indicator's baseline, target, stated growth and implied growth.

    INDICATOR is a name or a part of one; variants come under their canonical name. Implied growth is the yearly one that
    leads from baseline to target, a least one where the target is.
    """
    from pipeline.commands.views_across import COMPARE  # noqa: PLC0415
    from pipeline.queries import CompareRow  # noqa: PLC0415
    from pipeline.queries import compare as ask  # noqa: PLC0415

    with opened(db) as ledger:
        rows = ask(ledger, indicator, year=year, region=region, limit=one_more(limit))
    print_answer(rows, form, COMPARE, CompareRow._fields, limit)


@click.command(epilog=example("taizhang agency 区财政局", "taizhang agency 金融 --region 临川区"))
@click.argument("name", callback=not_blank)
@limit_option
@query_options
def agency(name: str, *, region: str | None, db: Path, form: str, limit: int | None) -> None:
    """All that a body leads, is responsible for, supports, and owes by date, across notices and districts.

    NAME is part of a printed, canonical or current name, or a function such as 财政.
    """
    from pipeline.commands.views_across import AGENCY  # noqa: PLC0415
    from pipeline.queries import DutyRow  # noqa: PLC0415
    from pipeline.queries import agency as ask  # noqa: PLC0415

    with opened(db) as ledger:
        rows = ask(ledger, name, region=region, limit=one_more(limit))
    print_answer(rows, form, AGENCY, DutyRow._fields, limit)


@click.command(epilog=example("taizhang diff 青禾府办发〔2023〕6号 青禾府办发〔2025〕2号"))
@click.argument("old", callback=not_blank)
@click.argument("new", callback=not_blank)
@db_option
@format_option("table", "json", "csv")
def diff(old: str, new: str, *, db: Path, form: str) -> None:
    """Two versions of a plan: targets raised, lowered, dropped and new; tasks moved to other bodies, dropped and new.

    OLD and NEW are each the beginning of an id, a number, or words of a title. Targets of one indicator, measure and unit are
    compared on the same day, or the last of each plan where no day is in both. Tasks are one where their texts are
    equal, or share six in ten of their character pairs.
    """
    from pipeline.commands.views_across import DIFF  # noqa: PLC0415
    from pipeline.queries import DiffRow  # noqa: PLC0415
    from pipeline.queries import diff as ask  # noqa: PLC0415

    with opened(db) as ledger:
        rows = ask(ledger, old, new)
    print_answer(rows, form, DIFF, DiffRow._fields)


@click.command(epilog=example("taizhang cites 青禾府办发〔2025〕2号"))
@click.argument("notice", callback=not_blank)
@db_option
@format_option("table", "json", "csv")
def cites(notice: str, *, db: Path, form: str) -> None:
    """The papers that a notice rests on, those that rest on it, its earlier and later versions, the plans above it.

    NOTICE is the beginning of an id, a number, or words of a title. A version has the same title but for its years, in the
    same region; a plan above has the same subject, told by its title, in a region above, and is no younger.
    """
    from pipeline.commands.views_across import CITES  # noqa: PLC0415
    from pipeline.queries import CiteRow  # noqa: PLC0415
    from pipeline.queries import cites as ask  # noqa: PLC0415

    with opened(db) as ledger:
        rows = ask(ledger, notice)
    print_answer(rows, form, CITES, CiteRow._fields)


@click.command(
    epilog=example("taizhang matrix 绿色金融", "taizhang matrix 统计监测 --region 云江市")
)
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@query_options
def matrix(*, words: tuple[str, ...], region: str | None, db: Path, form: str) -> None:
    """Task by district: who leads where, and where nobody does.

    WORDS must all stand in the task. Tasks of two notices are one where their texts are equal, or share six in ten of their
    character pairs. json and csv give a row for each task and region.
    """
    from pipeline.commands.views_across import print_matrix  # noqa: PLC0415
    from pipeline.queries import MatrixRow  # noqa: PLC0415
    from pipeline.queries import matrix as ask  # noqa: PLC0415

    with opened(db) as ledger:
        rows = ask(ledger, words, region=region)
    if form == "table":
        print_matrix(rows)
    else:
        print_rows(
            [row._asdict() for row in rows], form, {name: name for name in MatrixRow._fields}
        )
