"""The hostile folder in one command; the long form: `python -m tests.hostile.run`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.children import Child, Fault, Read, read_all
from pipeline.worker import MEMORY_LIMIT, OPEN_FILES
from tests.hostile.build import build, hostile_files
from tests.hostile.run import Listener, Watched, faults, outcomes_of, watch, wrong_outcomes
from tests.hostile.sound import OK, TEXT, pdf, pdf_objects, stream

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/environ").exists(), reason="watches through /proc"
)


@pytest.mark.slow
def test_hostile_folder_ends_as_it_should(tmp_path: Path) -> None:
    listener = Listener()
    files = tmp_path / "files"
    expected = build(files, web=listener.web, heavy=False)
    assert len(expected) >= 120
    command = (
        "ingest",
        str(files),
        "--db",
        str(tmp_path / "ledger.db"),
        "--format",
        "json",
        "--workers",
        "2",
    )
    seen = watch(command, tmp_path / "room", listener)
    listener.close()
    assert faults(seen, expected, files) == []
    assert sum(outcome == OK for outcome in outcomes_of(seen.rows, files).values()) >= 100


def test_sound_notice_is_not_hostile() -> None:
    assert pdf_objects(o4=stream(b""))[4] != pdf_objects()[4]
    assert pdf().startswith(b"%PDF-1.7\n1 0 obj")
    names = [file.file_name for file in hostile_files("127.0.0.1:9", heavy=False)]
    assert len(names) == len(set(names))


def test_each_fault_of_a_run_is_told() -> None:
    rows: list[dict[str, object]] = [
        {"path": "/x/a.txt", "status": "failed", "fault": "empty"},
        {"path": "/x/b.txt", "status": "ok", "fault": None},
        {"path": "/x/c.txt", "status": "ok", "fault": None},
    ]
    got = outcomes_of(rows, Path("/x"))
    assert got == {b"a.txt": "empty", b"b.txt": OK, b"c.txt": OK}
    expected = {b"a.txt": ("corrupt", OK), b"b.txt": (OK,), b"d.txt": ("empty",)}
    assert [line.partition(":")[0] for line in wrong_outcomes(expected, got)] == [
        "b'a.txt'",
        "b'd.txt'",
        "b'c.txt'",
    ]
    seen = Watched(
        1, rows=rows, errors="Traceback", peak_bytes=3 << 30, calls=1, left=["7"], written=["t"]
    )
    assert len(faults(seen, {}, Path("/x"))) == 3 + 5


def test_reading_leaves_no_descriptor_and_no_child(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(6)]
    for number, path in enumerate(paths):
        path.write_text(TEXT if number % 2 else "", "utf-8")
    assert [isinstance(result, Fault) for result in read_all(paths, workers=2)] == [True, False] * 3
    before = sorted(os.listdir("/proc/self/fd"))  # noqa: PTH208 - the names alone
    assert len(list(read_all(paths, workers=2))) == 6
    assert sorted(os.listdir("/proc/self/fd")) == before  # noqa: PTH208
    assert not "".join(task.read_text() for task in Path("/proc/self/task").glob("*/children"))


def test_child_is_bound(tmp_path: Path) -> None:
    path = tmp_path / "limits.txt"
    path.write_text(TEXT, "utf-8")
    child = Child()
    try:
        assert isinstance(child.read(path, 60), Read)
        rows = Path(f"/proc/{child._process.pid}/limits").read_text().splitlines()[1:]
    finally:
        child.kill()
    limits = {row[:26].strip(): row[26:].split()[0] for row in rows}
    assert limits["Max address space"] == str(MEMORY_LIMIT)
    assert limits["Max file size"] == limits["Max core file size"] == "0"
    assert limits["Max open files"] == str(OPEN_FILES)
    assert int(limits["Max cpu time"]) < 120
