"""An ingest that is killed again and again: `python -m tests.hostile.kill --kills 200`."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

from pipeline.store.dump import dump
from schemas.errors import StoreError
from tests.hostile.run import MARK, ROOT, marked
from tests.hostile.sound import LINES, TEXT, page, paragraph, pdf, printed, stream, word

_COMMAND = "from pipeline.cli import main; main()"
_SECONDS = 300
_PAUSE = 0.05
_REPORTED = 10
_SHARED = {"regions", "agencies", "agency_aliases"}
"""Tables of a dump whose rows belong to no single notice."""

_LONGEST_LEFT = 20.0
"""Seconds that a child may outlive its killed parent."""


def write_notices(folder: Path, count: int) -> None:
    """Notices that all differ, one in ten each as .docx, .html and .pdf."""
    folder.mkdir()
    for number in range(count):
        amount = f"{number + 100}亿元"
        lines = [line.replace("90亿元", amount) for line in LINES]
        files = {
            0: (".docx", word("".join(map(paragraph, lines)))),
            1: (".html", page("".join(f"<p>{line}</p>" for line in lines)).encode()),
            2: (".pdf", pdf(o4=stream(printed(lines)))),
        }
        text = (TEXT.replace("90亿元", amount) * (1 + number % 7)).encode()
        ending, data = files.get(number % 10, (".txt", text))
        (folder / f"{number:03}{ending}").write_bytes(data)


def start(files: Path, ledger: Path, mark: str = "") -> subprocess.Popen[bytes]:
    """An ingest in a process group of its own."""
    command = ("ingest", str(files), "--db", str(ledger))
    return subprocess.Popen(
        (sys.executable, "-B", "-c", _COMMAND, *command),
        env={**os.environ, "PYTHONPATH": str(ROOT), MARK: mark},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def finish(files: Path, ledger: Path) -> float:
    """Ingest to the end; how long it took."""
    begun = time.monotonic()
    code = start(files, ledger).wait(_SECONDS)
    if code:
        raise RuntimeError(f"the ingest ended with {code}")
    return time.monotonic() - begun


def kill_after(files: Path, ledger: Path, seconds: float, mark: str) -> bool:
    """Kill an ingest and all of its group; False where it had ended by itself."""
    process = start(files, ledger, mark)
    time.sleep(seconds)
    was_running = process.poll() is None
    if was_running:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return was_running


def _has_no_tables(ledger: Path) -> bool:
    """Killed before all tables were made, which happens in one transaction: the file may be a bare header by then."""
    with closing(sqlite3.connect(ledger)) as db:
        (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return int(tables) == 0


def broken(ledger: Path, whole: Counter[str]) -> list[str]:
    """What is wrong with a ledger that an ingest left behind: damage, or a notice with a part of its rows."""
    if not ledger.exists():
        return []
    try:
        found = damage(ledger)
        lines = Counter(dump(ledger).splitlines())
    except StoreError:
        return [] if _has_no_tables(ledger) else ["the ledger cannot be opened"]
    known = {notice for line in lines if (notice := notice_of(line))}
    due = Counter({line: times for line, times in whole.items() if notice_of(line) in known})
    found += [f"not in the whole: {line}" for line in (lines - whole).elements()]
    return found + [f"missing: {line}" for line in (due - lines).elements()]


def damage(ledger: Path) -> list[str]:
    """What SQLite's own checks find."""
    with closing(sqlite3.connect(ledger)) as db:
        checks = [row[0] for row in db.execute("PRAGMA integrity_check")]
        keys = list(db.execute("PRAGMA foreign_key_check"))
    return [] if checks == ["ok"] and not keys else [f"damaged: {checks} {keys}"]


def notice_of(line: str) -> str:
    """The notice that a line of a dump belongs to, empty for what several share."""
    table, first, *_ = json.loads(line)
    return "" if table in _SHARED else str(first)


def run(kills: int, files: int, seed: int) -> Iterator[list[str]]:
    """What is wrong after each kill. They are spread over ledgers; each is ingested to its end and compared."""
    random = Random(seed)  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        notices = folder / "notices"
        write_notices(notices, files)
        seconds = finish(notices, folder / "whole.db")
        whole = dump(folder / "whole.db")
        ledger, done, ended = folder / "0.db", 0, list[str]()
        while done < kills:
            mark = f"{os.getpid()}-{time.monotonic_ns()}"
            if kill_after(notices, ledger, random.uniform(0, seconds), mark):
                done += 1
                yield ended + broken(ledger, Counter(whole.splitlines())) + left(mark)
                ended = []
            else:
                ended = differing(ledger, whole)
                ledger = folder / f"{done}.db"
        finish(notices, ledger)
        yield ended + differing(ledger, whole)


def differing(ledger: Path, whole: str) -> list[str]:
    """What a finished ledger says otherwise than that of an undisturbed run."""
    ours, theirs = Counter(dump(ledger).splitlines()), Counter(whole.splitlines())
    lost = [f"lost: {line}" for line in (theirs - ours).elements()]
    return damage(ledger) + lost + [f"too much: {line}" for line in (ours - theirs).elements()]


def left(mark: str) -> list[str]:
    """The processes of a killed run that do not end by themselves."""
    until = time.monotonic() + _LONGEST_LEFT
    while marked(mark) and time.monotonic() < until:
        time.sleep(_PAUSE)
    return [f"left running: {process}" for process in marked(mark)]


def main() -> int:
    """0: nothing lost, doubled or partial, and no process left."""
    parser = argparse.ArgumentParser(description="Kill an ingest at random points.")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    begun = time.monotonic()
    count = 0
    for number, found in enumerate(run(options.kills, options.files, options.seed), 1):
        count += len(found)
        sys.stdout.writelines(f"{line}\n" for line in found)
        if number % _REPORTED == 0 or number > options.kills:
            seconds = time.monotonic() - begun
            kills = min(number, options.kills)
            sys.stdout.write(
                f"{kills} kills of an ingest of {options.files} files: {count} faults; {seconds:.0f} s\n"
            )
            sys.stdout.flush()
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
