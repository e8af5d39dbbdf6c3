"""docs/cli.md: every command with its live help."""

from __future__ import annotations

from collections.abc import Iterator

import click

from pipeline.cli import app
from pipeline.docs.markdown import fenced, page, table

WIDTH = 100
EXIT_CODES = (
    ("0", "done"),
    (
        "1",
        "done, but some inputs failed (each named on stderr), `golden check` found differences, or `doctor` a fault",
    ),
    ("2", "wrong usage"),
    ("3", "the one input given could not be read"),
    ("4", "the ledger could not be used"),
    ("70", "a defect of the program, or the system refused something"),
)
_ERRORS = (
    "An error is one line on stderr, `taizhang: FILE: CLASS: what is wrong and what to do`; `--debug`, before or behind the "
    "command, adds a traceback. Control and direction characters in what is printed are spelled out (`\\x1b`)."
)


def cli_page() -> str:
    """The page."""
    helps = [f"## {path}\n\n{fenced(text)}" for path, text in command_helps()]
    codes = table(("Exit code", "Meaning"), EXIT_CODES)
    return page("Command line", _ERRORS, codes, *helps)


def command_helps() -> Iterator[tuple[str, str]]:
    """(command as typed, its help) of every command, the outermost first."""
    yield from _helps(app, None, "taizhang")


def _helps(
    command: click.Command, parent: click.Context | None, name: str
) -> Iterator[tuple[str, str]]:
    context = click.Context(
        command,
        parent=parent,
        info_name=name,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        help_option_names=app.context_settings["help_option_names"],
    )
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            inner = command.get_command(context, below)
            if inner is not None:
                yield from _helps(inner, context, below)
