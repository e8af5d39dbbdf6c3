"""`python -m pipeline.evaluation`, on a small project of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import pipeline.evaluation.__main__ as command
from schemas.records import Document, NoticeRecords

TITLE = "关于印发规划的通知"


def read(path: Path) -> NoticeRecords:
    head = {"start": 0, "end": len(TITLE), "quote": TITLE, "rule_id": "r", "title": TITLE}
    return NoticeRecords(document=Document.model_validate(head))


def read_badly(path: Path) -> NoticeRecords:
    raise ZeroDivisionError


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One notice that is read well, and floors that say so."""
    root = tmp_path / "project"
    (root / "tests" / "gold").mkdir(parents=True)
    (root / "corpus").mkdir()
    gold = json.dumps({"type": "document", "title": TITLE}, ensure_ascii=False)
    (root / "tests" / "gold" / "n.jsonl").write_text(gold, encoding="utf-8")
    (root / "corpus" / "n.txt").write_text(TITLE, encoding="utf-8")
    monkeypatch.setattr(command, "ROOT", root)
    monkeypatch.setattr(command, "FLOORS", root / "tests" / "gold" / "floors.json")
    monkeypatch.setattr(command, "extract_file", read)
    monkeypatch.delenv("CI", raising=False)
    assert command.main(["--update"]) == 0
    return root


def test_unchanged_project_passes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([]) == 0
    assert (
        "document   gold    1  out    1  found P 1.0000 R 1.0000 F1 1.0000"
        in capsys.readouterr().out
    )


def test_json_is_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert command.main(["--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["corpus"]["document"]["strict"]["f1"] == 1.0


def test_worse_extraction_fails(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "extract_file", read_badly)
    assert command.main(["--misses", "1"]) == 1
    said = capsys.readouterr()
    assert "n notice crashed: ZeroDivisionError" in said.out
    assert "corpus document found: 0.0000 is below its floor 1.0000" in said.err


def test_changed_gold_fails(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "corpus" / "n.txt").write_text(TITLE + "\n", encoding="utf-8")
    assert command.main([]) == 1
    assert "run make eval-update" in capsys.readouterr().err


def test_update_keeps_a_floor_unless_told_why(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "extract_file", read_badly)
    before = command.FLOORS.read_bytes()
    assert command.main(["--update"]) == 1
    assert command.FLOORS.read_bytes() == before
    assert "--allow-regression" in capsys.readouterr().err
    assert command.main(["--update", "--allow-regression", "the gold was wrong"]) == 0
    assert "the gold was wrong" in command.FLOORS.read_text("utf-8")
    assert command.main([]) == 0


def test_ci_needs_the_real_set(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", "true")
    assert command.main([]) == 1
    assert "CI is set" in capsys.readouterr().err
