"""`taizhang rules`: every rule, its examples and its hits."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from pipeline.commands.options import example, format_option, workers_option
from pipeline.commands.rows import print_rows

COLUMNS = {
    "rule": "规则",
    "says": "读什么",
    "examples": "例句",
    "hits": "命中",
    "notices": "通知数",
}


@click.command(epilog=example("taizhang rules corpus/notices"))
@click.argument(
    "paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True, path_type=Path)
)
@workers_option
@format_option("table", "json", "csv")
def rules(paths: tuple[Path, ...], workers: int, form: str) -> None:
    """Print every rule with its examples and its hits in the notices at PATH (default: corpus/notices).

    A rule without a hit is not dead for that, but worth a look.
    """
    from pipeline.rules import rule_uses  # noqa: PLC0415 - help must not load the rules

    uses = rule_uses(paths or (Path("corpus/notices"),), workers=workers)
    print_rows([dataclasses.asdict(use) for use in uses], form, COLUMNS)
