"""One `taizhang ingest` of the hostile folder, watched: `python -m tests.hostile.run`."""

from __future__ import annotations

import argparse
import json
import os
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.hostile.build import build
from tests.hostile.odd import Outcomes
from tests.hostile.sound import OK

MEMORY_LIMIT = 2 * 1024**3
SECONDS = 60.0
MARK = "TAIZHANG_HOSTILE_RUN"
_PAUSE = 0.05
_COMMAND = "from pipeline.cli import main; main()"
ROOT = Path(__file__).resolve().parents[2]


@dataclass(slots=True)
class Watched:
    """What was seen of one ingest and its children."""

    code: int = 0
    seconds: float = 0.0
    rows: list[dict[str, object]] = field(default_factory=list[dict[str, object]])
    errors: str = ""
    peak_bytes: int = 0
    calls: int = 0
    left: list[str] = field(default_factory=list[str])
    written: list[str] = field(default_factory=list[str])


class Listener:
    """Counts who calls on a port of this machine."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.web = f"127.0.0.1:{self._socket.getsockname()[1]}"
        self.calls = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            self.calls += 1
            caller.close()

    def close(self) -> None:
        self._socket.close()


def watch(arguments: Sequence[str], room: Path, listener: Listener) -> Watched:
    """`taizhang` with these arguments, with `room` as home, working folder and place for temporary files."""
    room.mkdir()
    mark = f"{os.getpid()}-{time.monotonic_ns()}"
    env = {
        **os.environ,
        MARK: mark,
        "HOME": str(room),
        "TMPDIR": str(room),
        "PYTHONPATH": str(ROOT),
    }
    begun = time.monotonic()
    seen = Watched()
    with (room.parent / "out").open("wb") as out, (room.parent / "err").open("wb") as err:
        process = subprocess.Popen(
            (sys.executable, "-B", "-c", _COMMAND, *arguments),
            env=env,
            cwd=room,
            stdout=out,
            stderr=err,
        )
        while process.poll() is None:
            seen.peak_bytes = max(seen.peak_bytes, *map(_resident, marked(mark)), 0)
            time.sleep(_PAUSE)
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    seen.peak_bytes = max(seen.peak_bytes, children)
    seen.code, seen.seconds = process.returncode, time.monotonic() - begun
    seen.errors = (room.parent / "err").read_text("utf-8", "backslashreplace")
    text = (room.parent / "out").read_text("utf-8", "surrogateescape")
    seen.rows = json.loads(text) if text else []
    seen.left, seen.calls = marked(mark), listener.calls
    seen.written = sorted(str(path) for path in room.rglob("*"))
    return seen


def marked(mark: str) -> list[str]:
    """The processes that carry the mark of a run."""
    found: list[str] = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                environment = (entry / "environ").read_bytes()
            except OSError:
                continue
            if f"{MARK}={mark}".encode() in environment.split(b"\0"):
                found.append(entry.name)
    return found


def _resident(process: str) -> int:
    """The most memory that a process has held so far."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    peak = next((line for line in status.splitlines() if line.startswith("VmHWM:")), "VmHWM: 0")
    return int(peak.split()[1]) * 1024


def outcomes_of(rows: Sequence[Mapping[str, object]], folder: Path) -> dict[bytes, str]:
    """What became of each path below the folder."""
    lead = len(os.fsencode(folder)) + 1
    return {
        os.fsencode(str(row["path"]))[lead:]: str(row["fault"]) if row["status"] == "failed" else OK
        for row in rows
    }


def wrong_outcomes(expected: Outcomes, got: Mapping[bytes, str]) -> list[str]:
    """A line for each path that ended otherwise than it should, or not at all, or should not be there."""
    wrong = [
        f"{name!r}: {got.get(name)}, not {' or '.join(outcomes)}"
        for name, outcomes in sorted(expected.items())
        if got.get(name) not in outcomes
    ]
    return wrong + [f"{name!r}: unexpected" for name in sorted(got.keys() - expected.keys())]


def faults(seen: Watched, expected: Outcomes, folder: Path) -> list[str]:
    """All that the run did wrong."""
    found = wrong_outcomes(expected, outcomes_of(seen.rows, folder))
    checks = {
        f"exit code {seen.code}, not 1": seen.code == 1,
        "a traceback on stderr": "Traceback" not in seen.errors,
        f"a process held {seen.peak_bytes >> 20} MiB": seen.peak_bytes <= MEMORY_LIMIT,
        f"{seen.calls} connections": not seen.calls,
        f"left running: {seen.left}": not seen.left,
        f"written: {seen.written}": not seen.written,
    }
    return found + [fault for fault, is_right in checks.items() if not is_right]


def main() -> int:
    """0: every file ends as it should, and nothing leaks."""
    parser = argparse.ArgumentParser(description="Ingest the hostile folder and watch.")
    parser.add_argument(
        "--keep", type=Path, help="folder to leave files and ledger in; it must not exist"
    )
    parser.add_argument("--quick", action="store_true", help="leave out what takes minutes")
    parser.add_argument("--workers", default="2")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        base = options.keep or Path(scratch) / "run"
        base.mkdir()
        listener = Listener()
        expected = build(base / "files", web=listener.web, heavy=not options.quick)
        arguments = (
            "ingest",
            str(base / "files"),
            "--db",
            str(base / "ledger.db"),
            "--format",
            "json",
            "--workers",
            options.workers,
        )
        seen = watch(arguments, base / "room", listener)
        listener.close()
        found = faults(seen, expected, base / "files")
        read = sum(row["status"] != "failed" for row in seen.rows)
    sys.stdout.writelines(f"{line}\n" for line in found)
    sys.stdout.write(
        f"{len(expected)} paths, {read} read, {len(found)} wrong; {seen.seconds:.1f} s,"
        f" at most {seen.peak_bytes >> 20} MiB in a process, {seen.calls} connections\n"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
