"""What is in no record: rows, the command, and what becomes of it in the ledger."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from extractors.coverage.rules import DIMENSION
from pipeline import extract_text
from pipeline.cli import app
from pipeline.coverage import coverage_rows
from pipeline.docs.rules import examples
from tests.pipeline.factories import Notice, qinghe

NOTICE = "shiqiao-jinrong-2024.txt"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def rows_of(*arguments: str | Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(run(*arguments, "--format", "json").stdout)
    return rows


@pytest.fixture
def notice(corpus_folder: Path) -> Path:
    return corpus_folder / "notices" / NOTICE


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    """A notice with a mention that nobody can explain."""
    text = next(
        case["text"]
        for case in examples(DIMENSION)["example"]
        if any(finding["rule"] == "coverage.unexplained" for finding in case["expect"])
    )
    path = tmp_path / "doubtful.txt"
    path.write_text(text, "utf-8")
    return path


# Rows


def test_the_unexplained_come_first() -> None:
    notice = qinghe()
    rows = coverage_rows(notice.source(), notice.records())
    assert [(row.reason, row.quote) for row in rows] == [
        ("unexplained", "云江市"),
        ("date", "2023"),
        ("date", "2025"),
        ("front-matter", "青禾县人民政府"),
    ]


def test_row_says_where_and_among_which_words() -> None:
    notice = (
        Notice().section("一、总体目标", "一、").uncovered("80", reason="slogan", section=["一、"])
    )
    (row,) = coverage_rows(notice.source(), notice.records())
    assert (row.headings, row.section, row.says) == ("一、总体目标", ("一、",), "口号、名称")
    at = row.start - len(row.before)
    assert notice.text[at:].startswith(row.before + row.quote + row.after)
    assert row.before.endswith("2023年存款余额为")


# The command


def test_every_mention_is_listed(notice: Path) -> None:
    lines = run("extract", notice, "--format", "jsonl", "--diagnostics").stdout.splitlines()
    left = [record for record in map(json.loads, lines) if record["type"] == "uncovered"]
    rows = rows_of("coverage", notice)
    assert len(rows) > 20
    assert sorted((r["start"], r["reason"]) for r in rows) == [
        (r["start"], r["reason"]) for r in left
    ]


def test_csv_has_the_rows_of_json(notice: Path) -> None:
    table = list(csv.DictReader(io.StringIO(run("coverage", notice, "--format", "csv").stdout)))
    assert [int(row["start"]) for row in table] == [r["start"] for r in rows_of("coverage", notice)]


def test_one_reason_alone(notice: Path) -> None:
    rows = rows_of("coverage", notice, "--reason", "date", "--reason", "front-matter")
    assert {row["reason"] for row in rows} == {"date", "front-matter"}
    assert rows_of("coverage", notice, "--reason", "unexplained") == []


def test_table_lists_some_and_counts_all(notice: Path) -> None:
    rows = rows_of("coverage", notice)
    some, everything = run("coverage", notice).stdout, run("coverage", notice, "--all").stdout
    assert some.splitlines()[-1] == everything.splitlines()[-1]
    assert some.splitlines()[-1].startswith(f"共 {len(rows)} 处不在任何记录中：")
    assert everything.count("【") == len(rows) > some.count("【")
    assert ("--all" in some, "--all" in everything) == (True, False)


def test_table_shows_every_unexplained_mention(doubtful: Path) -> None:
    text = doubtful.read_text("utf-8")
    (row,) = rows_of("coverage", doubtful, "--reason", "unexplained")
    line = text[text.rindex("\n", 0, row["start"]) + 1 :].splitlines()[0]
    doubtful.write_text(text + f"{line}\n" * 9, "utf-8")
    shown = run("coverage", doubtful).stdout
    assert "没有解释：可能漏读（unexplained）" in shown
    assert shown.count(f"【{row['quote']}】{row['after'].splitlines()[0]}") == 10
    assert shown.splitlines()[-1].endswith("没有解释的 10 处")


def test_unknown_reason_is_wrong_usage(notice: Path) -> None:
    result = run("coverage", notice, "--reason", "nonsense")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "page-furniture" in result.stderr


def test_unreadable_file_is_3(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    result = run("coverage", tmp_path / "empty.txt")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith(f"taizhang: {tmp_path}/empty.txt: empty: ")


# The ledger


def test_an_unexplained_mention_makes_the_notice_partial(doubtful: Path) -> None:
    records = extract_text(doubtful.read_text("utf-8"))
    codes = [diagnostic.code for diagnostic in records.diagnostics]
    assert records.unexplained == codes.count("C001") > 0
    assert records.status == "partial"


@pytest.mark.parametrize("again", [False, True], ids=["read", "unchanged"])
def test_ingest_and_notices_show_how_many(doubtful: Path, tmp_path: Path, again: bool) -> None:
    db = tmp_path / "ledger.db"
    if again:
        run("ingest", doubtful, "--db", db)
    (ingested,) = rows_of("ingest", doubtful, "--db", db)
    (stored,) = rows_of("notices", "--db", db)
    assert ingested["unexplained"] == stored["unexplained"] == 1
    assert stored["status"] == "partial"
    assert "未解释" in run("notices", "--db", db).stdout
