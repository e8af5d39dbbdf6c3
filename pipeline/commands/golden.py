"""`taizhang golden`: did the extraction change?"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import example, workers_option
from pipeline.settings import GOLDEN_FOLDER
from pipeline.terminal import print_line, visible

if TYPE_CHECKING:
    from pipeline.golden import NoticeDiff

_FOLDER = click.argument(
    "folder", type=click.Path(file_okay=False, path_type=Path), default=GOLDEN_FOLDER
)
_LIMIT = click.option(
    "--limit",
    type=click.IntRange(0),
    default=20,
    show_default=True,
    help="Changes shown for a notice.",
)


@click.group(epilog=example("taizhang golden check"))
def golden() -> None:
    """Compare today's extraction with golden files.

    The notices are those of corpus/notices and, where it is there, of ../shared/notices.
    """


@golden.command(epilog=example("taizhang golden check tests/golden --limit 0"))
@_FOLDER
@_LIMIT
@workers_option
@click.pass_context
def check(ctx: click.Context, folder: Path, limit: int, workers: int) -> None:
    """Print gains, losses and changes against the golden files in FOLDER; exit 1 if there are any."""
    from pipeline.golden import check as check_golden  # noqa: PLC0415 - help must not load the records

    different = _print_diffs(check_golden(folder, workers=workers), limit)
    ctx.exit(1 if different else 0)


@golden.command(epilog=example("taizhang golden update"))
@_FOLDER
@_LIMIT
@workers_option
def update(folder: Path, limit: int, workers: int) -> None:
    """Write the golden files in FOLDER anew and print what became different.

    Refused where CI is set: a build that accepts its own changes checks nothing.
    """
    from pipeline.golden import update as update_golden  # noqa: PLC0415

    _print_diffs(update_golden(folder, workers=workers), limit)


def _print_diffs(diffs: Iterable[NoticeDiff], limit: int) -> int:
    """The diffs and their sum; the number of notices that differ."""
    seen, different, sums = 0, 0, dict.fromkeys("+-~", 0)
    for diff in diffs:
        seen += 1
        if diff:
            different += 1
            _print_diff(diff, limit)
            sums = {sign: count + diff.count(sign) for sign, count in sums.items()}
    print_line(
        f"{seen} notices, {different} different: "
        f"{sums['+']} gained, {sums['-']} lost, {sums['~']} changed"
    )
    return different


def _print_diff(diff: NoticeDiff, limit: int) -> None:
    from pipeline.golden import change_lines  # noqa: PLC0415

    counts = " ".join(f"{sign}{diff.count(sign)}" for sign in "+-~")
    print_line(f"{visible(diff.notice)}  {counts}")
    for remark in diff.remarks:
        print_line(f"  ! {visible(remark)}")
    for change in diff.changes[:limit]:
        for line in change_lines(change, diff.text):
            print_line(f"  {visible(line)}")
    if len(diff.changes) > limit:
        print_line(f"  … and {len(diff.changes) - limit} more")
