"""`taizhang rules`: every rule and row of a table, its examples and its hits."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.extract import report_fault
from pipeline.commands.options import example, format_option, workers_option
from pipeline.commands.rows import print_rows
from pipeline.terminal import Column, print_error, print_line, print_table
from schemas.errors import EmptyInputError

if TYPE_CHECKING:
    from pipeline.rules import Kind, RuleUse, UseReport

SOME_FAILED, NOT_READ = 1, 3
_CORPUS = Path("corpus/notices")
_SAYS_LENGTH = 80


@click.command(epilog=example("taizhang rules corpus/notices", "taizhang rules 通知/ --unused"))
@click.argument(
    "paths",
    nargs=-1,
    metavar="[PATH]...",
    type=click.Path(exists=True, readable=False, path_type=Path),
)
@click.option("--unused", is_flag=True, help="Only what fires in none of the notices.")
@workers_option
@format_option("table", "json", "csv")
@click.pass_context
def rules(
    ctx: click.Context, paths: tuple[Path, ...], *, unused: bool, workers: int, form: str
) -> None:
    """Print every rule and table row with its examples and its hits in the notices at PATH.

    Without PATH the notices are those of corpus/notices. What never fires is not dead for that, but worth a look.
    """
    from pipeline.rules import RuleUse, rule_uses  # noqa: PLC0415 - help must not load the rules
    from pipeline.runner import look  # noqa: PLC0415

    found = look(paths or (_CORPUS,))
    files = found.files
    for path, why in found.missed.items():
        print_error(str(path), "not_readable", why)
    if not files:
        named = "、".join(map(str, paths))
        raise EmptyInputError("文件夹里没有可以读取的文件；请检查路径", path=named)
    report = rule_uses(files, workers=workers)
    uses = report.unused() if unused else report.uses
    if form == "table":
        _print_table(uses, report)
    else:
        fields = {field.name: field.name for field in dataclasses.fields(RuleUse)}
        print_rows([dataclasses.asdict(use) for use in uses], form, fields)
    debug = bool(ctx.find_root().params.get("debug"))
    for fault in report.faults:
        report_fault(fault, debug=debug)
    if report.faults or found.missed:
        ctx.exit(SOME_FAILED if len(files) > 1 else NOT_READ)


def _print_table(uses: Sequence[RuleUse], report: UseReport) -> None:
    heads = (
        Column("规则", 30),
        Column("读什么，或例句", 54),
        *(Column(label, cells=6, is_number=True) for label in ("例句", "命中", "通知数")),
    )
    rows = [
        (use.rule, _says(use), *map(_count, (use.examples, use.hits, use.notices))) for use in uses
    ]
    print_table(heads, rows)
    sums = f"{_sum(report, 'rule', '规则')}；{_sum(report, 'row', '表行')}"
    print_line(f"\n{sums}；读了 {report.read} 份通知")


def _sum(report: UseReport, kind: Kind, label: str) -> str:
    return f"{label} {report.count(kind)} 条，没有命中的 {len(report.unused(kind))} 条"


def _count(number: int | None) -> str:
    return "" if number is None else str(number)


def _says(use: RuleUse) -> str:
    """An example is a line or a whole small table: its end is what fires the row."""
    flat = " ".join(use.says.split())
    return flat if len(flat) <= _SAYS_LENGTH else f"…{flat[-_SAYS_LENGTH:]}"
