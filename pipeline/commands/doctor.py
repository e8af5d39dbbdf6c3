"""`taizhang doctor`: is the ledger sound?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.commands.options import db_option, example
from pipeline.terminal import print_line, visible

_UNSOUND = 1


@click.command(epilog=example("taizhang doctor", "taizhang doctor --db 2025.db"))
@db_option
def doctor(*, db: Path) -> None:
    """Is the ledger sound? A line a check; the file is only read. Exit code 1 where a check finds a fault."""
    from pipeline.store.doctor import examine  # noqa: PLC0415 - help must load no database

    checks = examine(db)
    for check in checks:
        print_line(f"{check.name}：{visible(check.fault) or '正常'}")
    if any(check.fault for check in checks):
        sys.exit(_UNSOUND)
