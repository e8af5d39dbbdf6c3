"""What is printed: no character that a terminal acts on, and one line an error."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

_BIDI = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_SURROGATES = range(0xD800, 0xE000)
_SEPARATORS = (0x2028, 0x2029)
UNSAFE = frozenset((*_CONTROLS, *_BIDI, *_SEPARATORS, *_SURROGATES))
"""Code points that a terminal or a browser acts on, or that UTF-8 cannot carry."""

_LAST_BYTE = 0xFF
_VISIBLE = {code: f"\\x{code:02x}" if code <= _LAST_BYTE else f"\\u{code:04x}" for code in UNSAFE}
_LINE_BREAKS = {ord("\n"): " ", ord("\r"): " ", ord("\t"): " "}
_IN_JSON = {code: f"\\u{code:04x}" for code in UNSAFE if code >= 0x20}  # noqa: PLR2004 - json escapes the rest
PLAIN_WIDTH = 120
"""Columns of a table that goes to a file or a pipe."""


def visible(text: str) -> str:
    r"""Text on one line, its control and direction characters spelled out (`\x1b`)."""
    return text.translate(_VISIBLE | _LINE_BREAKS)


def visible_json(text: str) -> str:
    """The same JSON, its control and direction characters as escapes.

    They can stand inside strings alone, so that a reader of the JSON gets the same data.
    """
    return text.translate(_IN_JSON)


def print_line(text: str) -> None:
    """One line of output as it is; callers make it visible first."""
    sys.stdout.write(text + "\n")


def print_error(*parts: str) -> None:
    """`taizhang: FILE: CLASS: what and what to do` on stderr."""
    sys.stderr.write(": ".join(("taizhang", *(visible(part) for part in parts if part))) + "\n")


def use_utf8() -> None:
    """Chinese can be printed whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def console(*, stderr: bool = False) -> Console:
    """A Rich console; wide enough for Chinese columns where no terminal says its width."""
    import os  # noqa: PLC0415

    from rich.console import Console  # noqa: PLC0415 - a fifth of the start-up

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else PLAIN_WIDTH
    return Console(stderr=stderr, width=width, highlight=False, markup=False, emoji=False)


class Column(NamedTuple):
    """A column of a table: exactly `cells` wide, or with a share of what is left; with neither, as wide as it needs."""

    label: str
    share: int = 0
    cells: int = 0
    is_number: bool = False


def print_table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    heading: str = "",
    with_head: bool = True,
) -> None:
    """A table of texts below its heading. Tables with the same shares have the same columns."""
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        show_header=with_head,
        expand=any(column.share for column in columns),
    )
    for column in columns:
        table.add_column(
            column.label,
            justify="right" if column.is_number else "left",
            ratio=column.share or None,
            width=column.cells or None,
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    if heading:
        _print(Text(visible(heading), style="bold"))
    _print(table)


def _print(renderable: Table | Text) -> None:
    """Where no terminal looks on, without blanks at the ends of lines."""
    screen = console()
    if screen.is_terminal:
        screen.print(renderable)
        return
    with screen.capture() as capture:
        screen.print(renderable)
    for line in capture.get().splitlines():
        print_line(line.rstrip())
