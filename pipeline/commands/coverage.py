"""`taizhang coverage`: what of one file is in no record, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.extract import report_fault
from pipeline.commands.options import example, format_option, timeout_option
from pipeline.commands.rows import print_rows
from pipeline.terminal import Column, print_line, print_table

if TYPE_CHECKING:
    from pipeline.coverage import CoverageRow

_SHOWN = 5
"""Mentions for a reason that a table lists; the unexplained are always listed."""


@click.command(
    epilog=example(
        "taizhang coverage 通知.docx", "taizhang coverage 通知.docx --reason unexplained"
    )
)
@click.argument("file", type=click.Path(readable=False, path_type=Path))
@click.option(
    "--reason",
    "wanted",
    multiple=True,
    metavar="ID",
    help="Only what is left out for this reason; may be given several times.",
)
@click.option(
    "--all", "everything", is_flag=True, help=f"In a table, more than {_SHOWN} for each reason."
)
@format_option("table", "json", "csv")
@timeout_option
@click.pass_context
def coverage(
    ctx: click.Context,
    file: Path,
    *,
    wanted: tuple[str, ...],
    everything: bool,
    form: str,
    timeout: float,
) -> None:
    """List the numbers and agency names of FILE that are in no record.

    Each has its reason, its place and the words around; those that nobody can explain come first and may be facts that
    were missed. docs/rules.md describes the reasons. No ledger is needed.
    """
    from pipeline.children import Read, read_one  # noqa: PLC0415 - help must not load the records
    from pipeline.coverage import CoverageRow, coverage_rows  # noqa: PLC0415

    _check_reasons(ctx, wanted)
    result = read_one(file, time_limit=timeout)
    if not isinstance(result, Read):
        ctx.exit(report_fault(result, debug=bool(ctx.find_root().params.get("debug"))))
    found = coverage_rows(result.source, result.records)
    rows = [row for row in found if not wanted or row.reason in wanted]
    if form == "table":
        _print_rows(rows, None if everything or wanted else _SHOWN)
        _print_counts(found)
    else:
        fields = {name: name for name in CoverageRow._fields}
        print_rows([row._asdict() for row in rows], form, fields)


def _check_reasons(ctx: click.Context, wanted: Sequence[str]) -> None:
    from pipeline.export.phrases import reasons  # noqa: PLC0415

    unknown = [reason for reason in wanted if reason not in reasons()]
    if unknown:
        known = ", ".join(reasons())
        raise click.BadParameter(
            f"{unknown[0]!r} is no reason; there are: {known}", ctx, param_hint="--reason"
        )


def _print_rows(rows: Sequence[CoverageRow], shown: int | None) -> None:
    """A group for each reason; `shown` at most of each but the unexplained, which are all shown."""
    from pipeline.commands.views import COVERAGE, print_groups  # noqa: PLC0415
    from schemas.records import UNEXPLAINED  # noqa: PLC0415

    listed: list[CoverageRow] = []
    for reason, group in groupby(rows, key=lambda row: row.reason):
        found = list(group)
        listed += found if reason == UNEXPLAINED else found[:shown]
    if listed:
        print_groups(COVERAGE, listed)
        print_line("")
    if len(listed) < len(rows):
        print_line(f"每个原因只列前 {shown} 处；--all 全部列出\n")


def _print_counts(rows: Sequence[CoverageRow]) -> None:
    """How many mentions of each kind there are for each reason, and in all."""
    from pipeline.commands.views import KINDS  # noqa: PLC0415
    from schemas.records import UNEXPLAINED  # noqa: PLC0415

    counts = Counter((row.reason, row.kind) for row in rows)
    if rows:
        kinds = (Column(label, is_number=True) for label in KINDS.values())
        reasons = dict.fromkeys((row.says, row.reason) for row in rows)
        cells = [
            [says, reason, *(str(counts[reason, kind]) for kind in KINDS)]
            for says, reason in reasons
        ]
        print_table([Column("原因"), Column("编号"), *kinds], cells)
        print_line("")
    sums = Counter(row.kind for row in rows)
    parts = "，".join(f"{label} {sums[kind]}" for kind, label in KINDS.items())
    left = sum(row.reason == UNEXPLAINED for row in rows)
    print_line(f"共 {len(rows)} 处不在任何记录中：{parts}；没有解释的 {left} 处")
