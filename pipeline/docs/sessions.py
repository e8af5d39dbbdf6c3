"""Sessions in the README files: what a command prints, run anew and compared.

A session is a fenced block behind a comment that holds the command:

    <!-- taizhang: leads 绿色金融 | head -12 -->

It runs in a folder of its own that holds the example notices and a ledger of them. `| head -N` keeps N lines.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from pipeline.docs.markdown import fenced
from schemas.errors import TaizhangError

_BLOCK = re.compile(r"<!-- taizhang: ([^\n]{1,200}?) -->\n```[a-z]*\n(?:(?!```)[^\n]*\n)*```")
_HEAD = re.compile(r"(.+?) \| head -([0-9]{1,3})")
WIDTH = 100


def has_sessions(text: str) -> bool:
    """Whether there is anything to run."""
    return _BLOCK.search(text) is not None


def renew_sessions(text: str, folder: Path) -> str:
    """The text with what each command prints today in `folder`."""
    return _BLOCK.sub(lambda match: _session(match[1], folder), text)


@contextmanager
def session_folder(notices: Path) -> Generator[Path]:
    """A folder with these notices in `corpus/notices`, and a ledger of them where commands look for it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "corpus").mkdir()
        (folder / "corpus" / "notices").symlink_to(notices.resolve())
        (folder / "output").mkdir()
        _run("ingest corpus/notices", folder)
        yield folder


def _session(command: str, folder: Path) -> str:
    head = _HEAD.fullmatch(command)
    typed, limit = (head[1], int(head[2])) if head else (command, None)
    lines = _run(typed, folder).rstrip().split("\n")
    cut = [*lines[:limit], "…"] if limit is not None and len(lines) > limit else lines
    printed = "\n".join((f"$ taizhang {typed}", *cut))
    return f"<!-- taizhang: {command} -->\n{fenced(printed, 'console')}"


def _run(command: str, folder: Path) -> str:
    """What `taizhang command` prints; it must succeed."""
    environment = {name: value for name, value in os.environ.items() if name != "TAIZHANG_DB"}
    result = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "pipeline", *shlex.split(command)],
        cwd=folder,
        env={**environment, "COLUMNS": str(WIDTH), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if result.returncode != 0:
        raise TaizhangError(f"taizhang {command}: exit {result.returncode}: {result.stderr}")
    return result.stdout
