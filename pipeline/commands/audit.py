"""`taizhang audit`: what does not agree in the notices, or is missing from them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import example
from pipeline.commands.queries import (
    limit_option,
    name_option,
    one_more,
    opened,
    print_answer,
    query_options,
)

if TYPE_CHECKING:
    from pipeline.queries.answers import Grade


@click.command(epilog=example("taizhang audit", "taizhang audit 普惠金融 --rule implied-growth"))
@click.argument("notice", required=False)
@name_option("--rule", "Part of a check's name; docs/rules.md lists them.")
@click.option(
    "--severity", type=click.Choice(["info", "warning"]), help="Only hints, or only real doubts."
)
@limit_option
@query_options
def audit(
    *,
    notice: str | None,
    rule: str | None,
    severity: Grade | None,
    region: str | None,
    db: Path,
    form: str,
    limit: int | None,
) -> None:
    """What a careful reader would find: places that do not agree, or that lack something.

    NOTICE is part of a title or a number, or the beginning of an id; without it all notices are told of.
    """
    from pipeline.commands.views import AUDIT  # noqa: PLC0415
    from pipeline.queries import AuditRow  # noqa: PLC0415
    from pipeline.queries import audit as ask  # noqa: PLC0415

    with opened(db) as ledger:
        rows = ask(
            ledger, notice, rule=rule, severity=severity, region=region, limit=one_more(limit)
        )
    print_answer(rows, form, AUDIT, AuditRow._fields, limit)
