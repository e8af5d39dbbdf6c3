"""Writers and readers at once; the long form: `python -m tests.hostile.crowd`."""

from __future__ import annotations

import threading
from pathlib import Path
from sqlite3 import Connection

import pytest
from click.testing import CliRunner

from pipeline.cli import app
from pipeline.queries import SourceRow, sources
from pipeline.store import Ledger
from tests.hostile import crowd
from tests.pipeline.factories import qinghe, shiqiao


@pytest.mark.slow
def test_writers_and_readers_at_once_lose_and_double_nothing() -> None:
    report = crowd.run(writers=3, readers=2, files=12)
    assert report.faults == []
    assert report.answers > 0


def test_each_file_has_two_writers(tmp_path: Path) -> None:
    for number in range(7):
        (tmp_path / f"{number}.txt").touch()
    given = [file.name for share in crowd.shares(tmp_path, 3) for file in share]
    assert sorted(given) == sorted(2 * [f"{number}.txt" for number in range(7)])


def test_a_writer_and_a_reader_that_are_refused_say_so(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.write_text("这不是账本。" * 100, "utf-8")
    (tmp_path / "a.txt").write_text(qinghe().text, "utf-8")
    assert any("不是账本" in line for line in crowd.write([tmp_path / "a.txt"], path))
    over = threading.Event()
    threading.Timer(0.2, over.set).start()
    report = crowd.ask(path, over)
    assert report.answers == 0
    assert all("不是账本" in line for line in report.faults)
    assert report.faults


def test_a_notice_that_comes_between_two_questions_is_not_asked_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, path = tmp_path / "a.txt", tmp_path / "ledger.db"
    file.write_text(qinghe().text, "utf-8")
    command = ["ingest", str(file), "--db", str(path)]
    assert CliRunner().invoke(app, command).exit_code == 0
    with Ledger.open(path) as other:

        def late(db: Connection) -> list[SourceRow]:
            other.load(shiqiao().records(), shiqiao().source(), path="b.txt")
            return sources(db)

        monkeypatch.setattr("pipeline.queries.sources", late)
        assert CliRunner().invoke(app, command).exit_code == 0


def test_a_reader_is_answered(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        ledger.load(qinghe().records(), qinghe().source(), path="a.txt")
    over = threading.Event()
    threading.Timer(0.2, over.set).start()
    report = crowd.ask(tmp_path / "ledger.db", over)
    assert report.faults == []
    assert report.answers > 0
