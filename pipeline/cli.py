"""The command `taizhang`: its list of commands, and what becomes of an error."""

from __future__ import annotations

import os
import sys
import traceback
from importlib import import_module
from typing import Any

import click

from pipeline.commands.options import example
from pipeline.terminal import print_error, use_utf8
from schemas.errors import InputError, RuleError, StoreError, TaizhangError, UsageError

SOME_FAILED, WRONG_USAGE, NOT_READ, NO_LEDGER = 1, 2, 3, 4
DEFECT = 70
"""Our own fault, or the machine's."""
INTERRUPTED = 130

COMMANDS = {
    "ingest": "pipeline.commands.ingest",
    "extract": "pipeline.commands.extract",
    "coverage": "pipeline.commands.coverage",
    "leads": "pipeline.commands.queries",
    "targets": "pipeline.commands.queries",
    "due": "pipeline.commands.queries",
    "compare": "pipeline.commands.across",
    "agency": "pipeline.commands.across",
    "cites": "pipeline.commands.across",
    "diff": "pipeline.commands.across",
    "matrix": "pipeline.commands.across",
    "agencies": "pipeline.commands.agencies",
    "search": "pipeline.commands.queries",
    "notices": "pipeline.commands.queries",
    "show": "pipeline.commands.show",
    "audit": "pipeline.commands.audit",
    "export": "pipeline.commands.export",
    "import-corrections": "pipeline.commands.corrections",
    "corrections": "pipeline.commands.corrections",
    "mark": "pipeline.commands.corrections",
    "doctor": "pipeline.commands.doctor",
    "golden": "pipeline.commands.golden",
    "rules": "pipeline.commands.rules",
}
"""Each command and the module that holds it, imported when the command is called."""

_CLASSES = ((UsageError, "usage"), (StoreError, "ledger"), (RuleError, "rules"))


class App(click.Group):
    """A group that imports a command when asked for it, and turns any error into one line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[cmd_name]), cmd_name.replace("-", "_"))
        return command if isinstance(command, click.Command) else None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # --debug is wanted when a command has just failed, so it may stand at the end.
        rest = [argument for argument in args if argument != "--debug"]
        flags = ["--debug"] if len(rest) < len(args) else []
        try:
            return super().parse_args(ctx, [*flags, *rest])
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            ctx.exit(_report(error))

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        use_utf8()
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:
            _drop_output()
            ctx.exit(0)
        except (click.exceptions.Exit, click.Abort):
            raise
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the boundary to whoever typed the command
            if ctx.params.get("debug"):
                traceback.print_exc()
            if isinstance(error, OSError):
                _drop_output()
            ctx.exit(_report(error))


def _drop_output() -> None:
    """Nobody takes our output any more; Python must not try to flush the rest at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report(error: BaseException) -> int:
    """One line on stderr; the exit code."""
    match error:
        case click.UsageError():
            command = error.ctx.command_path if error.ctx else "taizhang"
            print_error("usage", error.format_message(), f"see `{command} --help`")
            return WRONG_USAGE
        case click.ClickException():
            print_error(error.format_message())
            return error.exit_code
        case InputError():
            print_error(error.path, error.fault, str(error))
            return NOT_READ
        case TaizhangError():
            word = next((word for kind, word in _CLASSES if isinstance(error, kind)), "internal")
            print_error(word, str(error))
            return error.exit_code
        case OSError():
            print_error(str(error.filename or ""), "system", error.strerror or str(error))
            return DEFECT
        case KeyboardInterrupt():
            print_error("interrupted", "已中断；已入账的文件保留")
            return INTERRUPTED
        case _:
            print_error(
                "internal",
                f"{type(error).__name__}: {error}",
                "本程序的缺陷，请带上 --debug 的输出报告",
            )
            return DEFECT


@click.group(
    cls=App,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=example("taizhang ingest notices/", "taizhang leads 绿色金融"),
)
@click.version_option(package_name="taizhang", prog_name="taizhang")
@click.option("--debug", is_flag=True, help="Show a traceback with an error.")
def app(*, debug: bool) -> None:
    """Chinese government notices in, one ledger of what they promise out."""


def main() -> None:
    """Entry point of the `taizhang` command."""
    app(prog_name="taizhang")
