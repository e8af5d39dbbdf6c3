"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pipeline.settings import DEFAULT_LEDGER, TIME_LIMIT
from pipeline.terminal import print_error

if TYPE_CHECKING:
    from pipeline.scans import Progress

Command = TypeVar("Command", bound=Callable[..., Any])


def example(*lines: str) -> str:
    """The end of a help text: how one calls the command."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


def db_option(command: Command) -> Command:
    """`--db FILE`."""
    return click.option(
        "--db",
        type=click.Path(readable=False, path_type=Path),
        default=DEFAULT_LEDGER,
        envvar="TAIZHANG_DB",
        show_default=True,
        show_envvar=True,
        metavar="FILE",
        help="The ledger.",
    )(command)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """`--format`; the first is the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How to print.",
    )


def workers_option(command: Command) -> Command:
    """`--workers N`."""
    return click.option(
        "--workers",
        type=click.IntRange(1, 64),
        default=1,
        show_default=True,
        metavar="N",
        help="Processes that read files. The ledger does not depend on it.",
    )(command)


def timeout_option(command: Command) -> Command:
    """`--timeout SECONDS`."""
    return click.option(
        "--timeout",
        type=click.FloatRange(0.1, 3600),
        default=TIME_LIMIT,
        metavar="SECONDS",
        help=f"Give a file up after so long.  [default: {TIME_LIMIT:g}]",
    )(command)


def ocr_option(command: Command) -> Command:
    """`--ocr`."""
    return click.option(
        "--ocr",
        is_flag=True,
        help="Recognise the pages of a PDF that have no text layer (needs the extra `ocr`; some seconds a page).",
    )(command)


def ocr_progress(*, wanted: bool) -> Progress | None:
    """Tells of each page on stderr; None where no page is to be recognised. Raises UsageError where none can be."""
    if not wanted:
        return None
    from pipeline.scans import require_ocr  # noqa: PLC0415 - help must be quick

    require_ocr()
    return _tell_page


def _tell_page(path: Path, number: int, count: int) -> None:
    print_error(str(path), "ocr", f"正在识别没有文字层的页：{number}/{count}")
