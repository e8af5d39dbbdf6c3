"""Golden files: what a difference is, how it reads, and when they are not written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline import golden
from pipeline.cli import app
from pipeline.golden import Collection, Plain, change_lines, compare_records

TITLE = "云江市{0}人民政府办公室关于印发普惠金融工作要点的通知"
BODY = "\n\n一、工作目标\n到2025年，贷款余额达到{1}亿元。\n到2026年，贷款余额达到200亿元。\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one notice of ours and one of others."""
    for name in ("ours", "others"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text((TITLE + BODY).format("临川区", 90), "utf-8")
    collections = (
        Collection("corpus", tmp_path / "ours", keep_words=True),
        Collection("real", tmp_path / "others", keep_words=False),
    )
    monkeypatch.setattr(golden, "COLLECTIONS", collections)
    monkeypatch.delenv("CI", raising=False)
    return tmp_path


def run(project: Path, command: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["golden", command, str(project / "golden")])
    return result.exit_code, result.output


def rewrite(project: Path, old: str, new: str) -> None:
    path = project / "ours" / "ours.txt"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def record(start: int, end: int, **fields: object) -> Plain:
    return {"type": "quantity", "start": start, "end": end, "rule_id": "r", **fields}


def signs(before: list[Plain], after: list[Plain]) -> list[str]:
    return [change.sign for change in compare_records(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([record(0, 3)], [record(0, 3)], []),
        ([record(0, 3)], [], ["-"]),
        ([], [record(0, 3)], ["+"]),
        ([record(0, 3, value=1)], [record(0, 3, value=2)], ["~"]),
        ([record(0, 3)], [record(1, 5)], ["~"]),
        ([record(0, 3)], [record(3, 5)], ["-", "+"]),
        ([record(0, 3)], [record(0, 3), record(0, 3)], ["+"]),
        ([record(0, 3)], [{**record(0, 3), "type": "milestone"}], ["-", "+"]),
    ],
)
def test_changes(before: list[Plain], after: list[Plain], expected: list[str]) -> None:
    assert signs(before, after) == expected


def test_change_reads_as_the_fields_that_differ() -> None:
    (change,) = compare_records(
        [record(0, 2, value=1, unit="元")], [record(0, 2, value=2, unit="元")]
    )
    assert list(change_lines(change, "九元")) == ["~ quantity 0:2 九元 [r]", "    value: 1 -> 2"]


def test_check_after_update_is_clean(project: Path) -> None:
    code, output = run(project, "update")
    assert (code, output.splitlines()[-1]) == (
        0,
        "2 notices, 2 different: 0 gained, 0 lost, 0 changed",
    )
    code, output = run(project, "check")
    assert (code, output) == (0, "2 notices, 0 different: 0 gained, 0 lost, 0 changed\n")


def test_notices_of_others_keep_no_words(project: Path) -> None:
    run(project, "update")
    ours = (project / "golden/corpus/ours.txt.json").read_text("utf-8")
    others = (project / "golden/real/others.txt.json").read_text("utf-8")
    assert "贷款余额" in ours
    assert "贷款余额" not in others
    assert "临川" not in others
    assert '"unit": "亿元"' in others


def test_words_are_compared_by_their_hash(project: Path) -> None:
    run(project, "update")
    path = project / "golden/real/others.txt.json"
    golden_file = json.loads(path.read_text("utf-8"))
    (quantity,) = [r for r in golden_file["records"] if r.get("value") == 90]
    quantity["indicator"] = "#000000000000"
    path.write_text(json.dumps(golden_file), "utf-8")
    code, output = run(project, "check")
    assert code == 1
    assert "indicator" in output


def test_gain_and_loss_are_shown_and_fail(project: Path) -> None:
    run(project, "update")
    rewrite(project, "到2026年，贷款余额达到200亿元。", "到2026年，建成示范区。")
    code, output = run(project, "check")
    assert code == 1
    assert "ours.txt  +1 -1 ~0" in output
    assert "! sha256: " in output


def test_faults_are_golden_too(project: Path) -> None:
    (project / "ours" / "empty.txt").touch()
    run(project, "update")
    assert run(project, "check")[0] == 0
    (project / "ours" / "empty.txt").write_text("x", "utf-8")
    assert "! fault: empty -> " in run(project, "check")[1]


@pytest.mark.parametrize("command", ["check", "update"])
def test_notice_that_is_gone(project: Path, command: str) -> None:
    run(project, "update")
    (project / "ours" / "ours.txt").unlink()
    assert "its notice is gone" in run(project, command)[1]
    assert (project / "golden/corpus/ours.txt.json").exists() == (command == "check")


def test_notices_that_are_not_here_are_passed_over(project: Path) -> None:
    run(project, "update")
    (project / "others" / "others.txt").unlink()
    (project / "others").rmdir()
    assert run(project, "check") == (0, "1 notices, 0 different: 0 gained, 0 lost, 0 changed\n")


def test_update_is_refused_in_ci(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "1")
    code, output = run(project, "update")
    assert code == 2
    assert "CI" in output
    assert not (project / "golden").exists()
