"""Files found, read and loaded: order, one writer, one bad file among others."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from pipeline import store
from pipeline.runner import IngestReport, find_files, ingest, look

NOTICE = "云江市{0}人民政府办公室关于印发普惠金融工作要点的通知\n\n一、工作目标\n到2025年，贷款余额达到{1}亿元。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three notices, one of them below, and an empty file."""
    notices = tmp_path / "notices"
    (notices / "below").mkdir(parents=True)
    for number, name in enumerate(["b.txt", "a.txt", "below/c.txt"]):
        (notices / name).write_text(
            NOTICE.format("临川区石桥区白鹭区"[number * 3 :][:3], number + 5), "utf-8"
        )
    (notices / "empty.txt").touch()
    return notices


def rows(db: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(db)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def statuses(report: IngestReport) -> list[tuple[str, str]]:
    return [(outcome.path.name, outcome.outcome.status) for outcome in report.outcomes]


def test_files_come_sorted_and_once(folder: Path) -> None:
    found = find_files([folder / "b.txt", folder, folder / "below"])
    assert [path.name for path in found] == ["a.txt", "b.txt", "c.txt", "empty.txt"]


@pytest.mark.parametrize("name", [".hidden.txt", "~$a.docx", ".git/x.txt", "README.md"])
def test_left_out_of_folders(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x", "utf-8")
    assert find_files([tmp_path]) == []
    assert find_files([path]) == [path]


def test_links_are_left_out_of_folders(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("x", "utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "link.txt").symlink_to(tmp_path / "real.txt")
    (tmp_path / "folder" / "round").symlink_to(tmp_path)
    assert find_files([tmp_path / "folder"]) == []


def test_each_link_that_leads_elsewhere_is_a_failure(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (folder / "linked").symlink_to(tmp_path / "elsewhere")
    (folder / "broken.txt").symlink_to(tmp_path / "none.txt")
    (folder / "same.txt").symlink_to(folder / "a.txt")
    (folder / "again").symlink_to(folder / "below")
    (folder / "empty.txt").unlink()
    report = ingest([folder], db=tmp_path / "ledger.db")
    assert [path.path.name for path in report.failures] == ["broken.txt", "linked"]
    assert {failure.outcome.fault for failure in report.failures} == {"not_readable"}
    files = "SELECT count(*) FROM ingest_files WHERE status = 'failed'"
    assert rows(tmp_path / "ledger.db", files) == [(2,)]


def test_folder_that_cannot_be_read_is_a_failure(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = os.scandir

    def refuse(path: str) -> object:
        if os.fspath(path).endswith("below"):
            raise PermissionError(errno.EACCES, "Permission denied", os.fspath(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    report = ingest([folder], db=tmp_path / "ledger.db")
    assert statuses(report) == [
        ("a.txt", "ok"),
        ("b.txt", "ok"),
        ("below", "failed"),
        ("empty.txt", "failed"),
    ]
    assert "权限" in (report.failures[0].outcome.message or "")


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert [path.name for path in look([tmp_path]).missed] == ["pipe"]


def test_one_bad_file_stops_no_other(folder: Path, tmp_path: Path) -> None:
    report = ingest([folder, tmp_path / "none.txt"], db=tmp_path / "ledger.db")
    assert statuses(report) == [
        ("none.txt", "failed"),
        ("a.txt", "ok"),
        ("b.txt", "ok"),
        ("c.txt", "ok"),
        ("empty.txt", "failed"),
    ]
    assert [o.outcome.fault for o in report.failures] == ["not_readable", "empty"]


def test_counts_and_title(folder: Path, tmp_path: Path) -> None:
    (outcome,) = ingest([folder / "a.txt"], db=tmp_path / "ledger.db").outcomes
    assert outcome.title == "云江市石桥区人民政府办公室关于印发普惠金融工作要点的通知"
    assert (outcome.counts["section"], outcome.counts["quantity"]) == (1, 1)


def test_run_and_files_are_recorded(folder: Path, tmp_path: Path) -> None:
    ingest([folder], db=tmp_path / "ledger.db")
    run = "SELECT ok, partial, failed, unchanged, finished_at IS NOT NULL FROM ingest_runs"
    assert rows(tmp_path / "ledger.db", run) == [(3, 0, 1, 0, 1)]
    files = "SELECT status, fault FROM ingest_files ORDER BY path"
    assert rows(tmp_path / "ledger.db", files) == [("ok", None)] * 3 + [("failed", "empty")]


def test_second_run_reads_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest([folder], db=tmp_path / "ledger.db")
    before = store.dump(tmp_path / "ledger.db")
    (folder / "empty.txt").unlink()
    monkeypatch.setattr("pipeline.children.COMMAND", ("false",))
    report = ingest([folder], db=tmp_path / "ledger.db")
    assert [status for _, status in statuses(report)] == ["unchanged"] * 3
    assert store.dump(tmp_path / "ledger.db") == before


@pytest.mark.slow
def test_workers_make_no_difference(corpus_folder: Path, tmp_path: Path) -> None:
    dumps = []
    for workers in (1, 2, 4):
        db = tmp_path / f"{workers}.db"
        report = ingest([corpus_folder / "notices"], db=db, workers=workers)
        assert not report.failures
        dumps.append([store.dump(db), rows(db, "SELECT id, title FROM notices ORDER BY rowid")])
    assert dumps[0] == dumps[1] == dumps[2]


def test_progress_is_told_of_each_file(folder: Path, tmp_path: Path) -> None:
    seen: list[str] = []
    ingest([folder], db=tmp_path / "ledger.db", progress=lambda done: seen.append(done.path.name))
    assert seen == ["a.txt", "b.txt", "c.txt", "empty.txt"]


def test_no_files_make_an_empty_ledger(tmp_path: Path) -> None:
    assert ingest([], db=tmp_path / "ledger.db").outcomes == ()
    assert rows(tmp_path / "ledger.db", "SELECT count(*) FROM notices") == [(0,)]
