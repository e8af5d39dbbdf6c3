"""Writers and readers on one ledger at once: `python -m tests.hostile.crowd --writers 8 --readers 4 --files 2000`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from pipeline.queries import due, leads, notices, open_ledger, search
from pipeline.store import Ledger, dump
from schemas.errors import StoreError
from tests.hostile.kill import differing, finish, write_notices
from tests.hostile.run import ROOT

_COMMAND = "from pipeline.cli import main; main()"
_PAUSE = 0.05


class Report(NamedTuple):
    """What went wrong, and how often the readers were answered meanwhile."""

    faults: list[str]
    answers: int


def run(writers: int, readers: int, files: int) -> Report:
    """Each file is given to two writers (to one where there is but one), each writer a process of its own."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        names = folder / "notices"
        write_notices(names, files)
        finish(names, folder / "one.db")
        ledger = folder / "many.db"
        Ledger.open(ledger).close()
        over = threading.Event()
        with ThreadPoolExecutor(writers + readers) as pool:
            read = [pool.submit(ask, ledger, over) for _ in range(readers)]
            written = [pool.submit(write, shared, ledger) for shared in shares(names, writers)]
            faults = [line for future in written for line in future.result()]
            over.set()
            reports = [future.result() for future in read]
        faults += [line for report in reports for line in report.faults]
        faults += differing(ledger, dump(folder / "one.db"))
        return Report(faults, sum(report.answers for report in reports))


def shares(folder: Path, writers: int) -> list[list[Path]]:
    files = sorted(folder.iterdir())
    return [
        [file for at, file in enumerate(files) if writer in {at % writers, (at + 1) % writers}]
        for writer in range(writers)
    ]


def write(files: list[Path], ledger: Path) -> list[str]:
    """What an ingest says on stderr."""
    command = ("ingest", *map(str, files), "--db", str(ledger))
    ended = subprocess.run(
        (sys.executable, "-B", "-c", _COMMAND, *command),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    told = [f"writer: {line}" for line in ended.stderr.splitlines() if line.startswith("taizhang:")]
    return told + ([f"writer: ended with {ended.returncode}"] if ended.returncode else [])


def ask(ledger: Path, over: threading.Event) -> Report:
    """Asks until told to end, each time on a connection of its own; the number of notices never shrinks."""
    report, known = Report([], 0), 0
    while not over.is_set():
        try:
            with closing(open_ledger(ledger)) as db:
                leads(db, ["信贷"])
                search(db, "贷款")
                due(db)
                now = len(notices(db))
        except StoreError as error:
            report.faults.append(f"reader: {error}")
        else:
            if now < known:
                report.faults.append(f"reader: {known} notices, then {now}")
            known, report = now, report._replace(answers=report.answers + 1)
        time.sleep(_PAUSE)
    return report


def main() -> int:
    """0: nothing lost or doubled, and nobody was refused."""
    parser = argparse.ArgumentParser(description="Writers and readers on one ledger at once.")
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--files", type=int, default=2000)
    options = parser.parse_args()
    begun = time.monotonic()
    report = run(options.writers, options.readers, options.files)
    sys.stdout.writelines(f"{line}\n" for line in report.faults)
    sys.stdout.write(
        f"{options.writers} writers, {options.readers} readers, {options.files} files: "
        f"{len(report.faults)} faults, {report.answers} answers; {time.monotonic() - begun:.0f} s\n"
    )
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
