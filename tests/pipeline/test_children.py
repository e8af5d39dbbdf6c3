"""Children that read: whatever becomes of one, the parent has an answer for every file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline import children, stages
from pipeline.children import Fault, Nursery, Read, read_all, read_one
from pipeline.places import with_places

NOTICE = "云江市人民政府办公室关于印发普惠金融工作要点的通知\n\n一、工作目标\n到2025年，贷款余额达到90亿元。\n"
WORKER = """
import os, signal, sys, time
from pathlib import Path
from pipeline import worker

def answer(path, copy, answer=worker.answer):
    if path.stem == "hang":
        time.sleep(60)
    if path.stem == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if path.stem == "abort":
        os.kill(os.getpid(), signal.SIGABRT)
    if path.stem == "exit":
        os._exit(7)
    if path.stem == "memory":
        raise MemoryError
    if path.stem == "defect":
        raise KeyError("a bug")
    if path.stem == "chatty":
        print("a library speaks", flush=True)
        os.system("echo so does its child")
    return answer(path, copy)

original, worker.answer = worker.answer, answer
worker.main()
"""


@pytest.fixture
def odd_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "COMMAND", (sys.executable, "-c", WORKER))


def write(folder: Path, *stems: str) -> list[Path]:
    paths = [folder / f"{stem}.txt" for stem in stems]
    for path in paths:
        path.write_text(NOTICE, "utf-8")
    return paths


def outcome(result: Read | Fault) -> str:
    return result.fault if isinstance(result, Fault) else "read"


def test_child_gives_what_this_process_would(tmp_path: Path) -> None:
    (path,) = write(tmp_path, "notice")
    result = read_one(path)
    assert isinstance(result, Read)
    assert result.source == with_places(stages.segment(stages.read(path)))
    assert result.source.places
    assert result.records == stages.records_of(result.source)


@pytest.mark.parametrize(
    ("stem", "fault"),
    [
        ("hang", "timeout"),
        ("crash", "corrupt"),
        ("abort", "memory"),
        ("exit", "internal"),
        ("chatty", "read"),
    ],
)
@pytest.mark.usefixtures("odd_worker")
def test_bad_child_is_one_fault(tmp_path: Path, stem: str, fault: str) -> None:
    (path,) = write(tmp_path, stem)
    limit = 2 if fault == "timeout" else 30  # only what hangs may meet its limit on a slow machine
    assert outcome(read_one(path, time_limit=limit)) == fault


@pytest.mark.parametrize("workers", [1, 2, 4])
@pytest.mark.usefixtures("odd_worker")
def test_others_are_read_in_order(tmp_path: Path, workers: int) -> None:
    paths = write(tmp_path, "a", "crash", "b", "hang", "c", "exit", "d")
    results = list(read_all(paths, workers=workers, time_limit=10))
    assert [result.path for result in results] == paths
    assert [outcome(result) for result in results] == [
        "read", "corrupt", "read", "timeout", "read", "internal", "read",
    ]  # fmt: skip


def test_child_is_replaced_after_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "FILES_A_CHILD", 2)
    started: list[object] = []
    start = children.Child.__init__

    def counted(child: children.Child) -> None:
        started.append(child)
        start(child)

    monkeypatch.setattr(children.Child, "__init__", counted)
    results = list(read_all(write(tmp_path, "a", "b", "c"), workers=1))
    assert [outcome(result) for result in results] == ["read"] * 3
    assert len(started) == 2


def test_too_long_an_answer_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "ANSWER_LIMIT", 100)
    (path,) = write(tmp_path, "a")
    assert outcome(read_one(path)) == "too_large"


def test_no_child_outlives_the_nursery(tmp_path: Path) -> None:
    nursery = Nursery(60)
    nursery.read(*write(tmp_path, "a"))
    (child,) = nursery._living
    assert not child.spent
    nursery.close()
    assert child.spent


def test_name_that_is_no_text(tmp_path: Path) -> None:
    path = Path(f"{tmp_path}/\udce9.txt")
    path.write_text(NOTICE, "utf-8")
    assert outcome(read_one(path)) == "read"


def test_missing_file_is_a_fault(tmp_path: Path) -> None:
    assert outcome(read_one(tmp_path / "none.txt")) == "not_readable"
