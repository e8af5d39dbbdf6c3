"""The command line: exit codes, one-line errors, contracts of what is printed."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline import extract_file, ingest
from pipeline.cli import COMMANDS, app
from pipeline.docs.cli import command_helps

QUERIES = [["leads", "绿色金融"], ["targets"], ["due"], ["search", "普惠"], ["notices"]]
BROKEN = {
    "empty.txt": (b"", "empty"),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj\n<<", "corrupt"),
    "picture.png": (b"\x89PNG\r\n\x1a\n" + bytes(60), "unsupported_type"),
    "page.html": (b"<html><title>404</title><body>404 Not Found</body></html>", "not_a_notice"),
}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def ledger(corpus_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "ledger.db"
    assert not ingest([corpus_folder / "notices"], db=path, workers=2).failures
    return path


@pytest.fixture
def notice(corpus_folder: Path) -> Path:
    return corpus_folder / "notices" / "shiqiao-jinrong-2024.txt"


# Exit codes and errors


@pytest.mark.parametrize("name", BROKEN)
def test_unreadable_file_is_one_line_and_3(tmp_path: Path, name: str) -> None:
    data, fault = BROKEN[name]
    path = tmp_path / name
    path.write_bytes(data)
    result = run("extract", path)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith(f"taizhang: {path}: {fault}: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_missing_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("TAIZHANG_DB", str(tmp_path / "ledger.db"))
    result = run(command, tmp_path / "none.txt")
    assert result.exit_code == 3
    assert result.stderr.startswith(f"taizhang: {tmp_path}/none.txt: not_readable: ")


def test_some_failed_is_1_and_each_is_named(tmp_path: Path, notice: Path) -> None:
    for name, (data, _) in BROKEN.items():
        (tmp_path / name).write_bytes(data)
    result = run("ingest", notice, tmp_path, "--db", tmp_path / "ledger.db")
    assert result.exit_code == 1
    named = {line.split(": ")[1]: line.split(": ")[2] for line in result.stderr.splitlines()}
    assert named == {str(tmp_path / name): fault for name, (_, fault) in BROKEN.items()}


def test_file_without_permission_stops_no_other(
    tmp_path: Path, notice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret.txt"
    secret.touch(0o000)  # root may read it and finds it empty
    monkeypatch.setattr(os, "access", lambda path, *_, **__: Path(path) != secret)
    result = run("ingest", secret, notice, "--db", tmp_path / "ledger.db")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "成功" in result.stdout


def test_empty_folder_is_3(tmp_path: Path) -> None:
    result = run("ingest", tmp_path, "--db", tmp_path / "ledger.db")
    assert (result.exit_code, result.stderr.count("\n")) == (3, 1)
    assert str(tmp_path) in result.stderr
    assert not (tmp_path / "ledger.db").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["--nonsense"],
        ["leads", "--nonsense"],
        ["extract"],
        ["due", "--before", "2025-13"],
        ["due", "--before", "soon"],
        ["targets", "--status", "wish"],
        ["ingest", "x", "--workers", "0"],
        ["show", "nothing-of-that-name"],
        ["search", " "],
        ["leads", "--agency", ""],
        ["leads", "--function", ""],
        ["leads", "--function", "占星"],
        ["leads", "--function", "管"],
        ["due", "--agency", " "],
        ["notices", "--region", ""],
        ["due", "--before", "2025年13月"],
        ["due", "--before", "202513"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_one_line_and_2(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setenv("TAIZHANG_DB", str(ledger))
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("taizhang: usage: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("query", [*QUERIES, ["show", "x"]], ids=lambda query: query[0])
@pytest.mark.parametrize("content", [None, b"no database " * 100])
def test_unusable_ledger_is_4(tmp_path: Path, query: list[str], content: bytes | None) -> None:
    path = tmp_path / "ledger.db"
    if content is not None:
        path.write_bytes(content)
    result = run(*query, "--db", path)
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr.startswith(f"taizhang: ledger: {path}: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("query", [*QUERIES, ["show", "x"], ["ingest", "x"]], ids=lambda q: q[0])
def test_folder_in_place_of_a_ledger_is_4(tmp_path: Path, query: list[str]) -> None:
    result = run(*query, "--db", tmp_path)
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr.startswith(f"taizhang: ledger: {tmp_path}: ")


@pytest.mark.parametrize(
    ("name", "label"), [("工业", "industry_it"), ("发改", "development_reform")]
)
def test_part_of_a_function_name_is_enough(ledger: Path, name: str, label: str) -> None:
    short, whole = (
        run("leads", "--function", word, "--db", ledger, "--format", "json").stdout
        for word in (name, label)
    )
    assert short == whole
    assert json.loads(short)


def test_unknown_function_is_told_the_known_ones(ledger: Path) -> None:
    result = run("leads", "--function", "占星", "--db", ledger)
    assert {"卫生健康", "发展改革"} <= set(result.stderr.strip().replace("：", "、").split("、"))


def test_ingest_into_what_is_no_ledger_is_4(tmp_path: Path, notice: Path) -> None:
    path = tmp_path / "ledger.db"
    path.write_bytes(b"no database " * 100)
    assert run("ingest", notice, "--db", path).exit_code == 4


@pytest.mark.parametrize("place", ["before", "behind"])
def test_debug_adds_a_traceback(tmp_path: Path, place: str) -> None:
    command = ["notices", "--db", str(tmp_path / "none.db")]
    arguments = ["--debug", *command] if place == "before" else [*command, "--debug"]
    result = run(*arguments)
    assert result.exit_code == 4
    assert "Traceback" in result.stderr


def test_output_that_nobody_takes(ledger: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "search", "金", "--db", str(ledger)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert (process.stderr.read(), process.wait()) == (b"", 0)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")  # noqa: PTH110
def test_output_that_is_full(ledger: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "notices", "--db", str(ledger)]
    with open("/dev/full", "w") as full:  # noqa: PTH123
        result = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert result.returncode == 70
    assert result.stderr.count("\n") == 1


# What is printed


@pytest.mark.parametrize(
    "query", [*QUERIES, ["show", "石桥区支持绿色金融"]], ids=lambda query: query[0]
)
def test_json_is_one_array_of_rows(ledger: Path, query: list[str]) -> None:
    result = run(*query, "--db", ledger, "--format", "json")
    rows = json.loads(result.stdout)
    assert result.exit_code == 0
    assert len(rows) > 3
    assert all(isinstance(row, dict) for row in rows)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[0])
def test_csv_has_the_rows_of_json(ledger: Path, query: list[str]) -> None:
    rows = json.loads(run(*query, "--db", ledger, "--format", "json").stdout)
    table = list(csv.DictReader(io.StringIO(run(*query, "--db", ledger, "--format", "csv").stdout)))
    assert [*table[0]] == [*rows[0]]
    assert len(table) == len(rows)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[0])
def test_table_counts_its_rows(ledger: Path, query: list[str]) -> None:
    rows = json.loads(run(*query, "--db", ledger, "--format", "json").stdout)
    assert run(*query, "--db", ledger).stdout.splitlines()[-1] == f"共 {len(rows)} 条"


def test_a_limit_says_that_there_is_more(ledger: Path) -> None:
    every = len(json.loads(run("due", "--db", ledger, "--format", "json").stdout))
    cut = run("due", "--db", ledger, "--format", "json", "--limit", "2")
    assert (len(json.loads(cut.stdout)), cut.stderr) == (
        2,
        "只列出先查到的 2 条，还有更多；不加 --limit 则全部列出\n",
    )
    assert run("due", "--db", ledger, "--limit", str(every)).stderr == ""


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_no_rows(ledger: Path, form: str) -> None:
    result = run("search", "没有这样的词", "--db", ledger, "--format", form)
    first = {"table": "没有符合条件的记录", "json": "[]", "csv": '"region","notice","sentence"'}[
        form
    ]
    assert result.exit_code == 0
    assert result.stdout.startswith(first)


def test_region_narrows(ledger: Path) -> None:
    rows = json.loads(run("leads", "--region", "临川区", "--db", ledger, "--format", "json").stdout)
    assert {row["region"] for row in rows} == {"云江市/临川区"}


def test_month_and_year_stand_for_their_last_day(ledger: Path) -> None:
    answers = [
        run("due", "--before", day, "--today", "2024-06", "--db", ledger).stdout
        for day in (
            "2024-12-31",
            "2024-12",
            "2024",
            "2024年12月31日",
            "2024 年 12 月",
            "2024年",
            "2024/12/31",
            "2024.12.31",
            "20241231",
        )
    ]
    assert set(answers) == {answers[0]}
    assert "2024-06-30" in answers[0]


def test_ledger_from_the_environment(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAIZHANG_DB", str(ledger))
    assert run("notices").exit_code == 0


def test_keywords(ledger: Path) -> None:
    result = run("show", "石桥区支持绿色金融", "--keywords", "--db", ledger, "--format", "json")
    assert {"绿色", "普惠"} <= {row["word"] for row in json.loads(result.stdout)}


# extract


def test_jsonl_is_the_records_in_order(notice: Path) -> None:
    lines = run("extract", notice, "--format", "jsonl").stdout.splitlines()
    facts = extract_file(notice).facts()
    printed = [json.loads(line) for line in lines]
    lines_of_file = notice.read_text("utf-8").splitlines()
    for record in printed:
        line = lines_of_file[record.pop("place")["line"] - 1]
        assert record["quote"].partition("\n")[0] in line
    assert printed == [json.loads(f.model_dump_json()) for f in facts]
    assert json.loads(lines[0])["type"] == "document"


def test_jsonl_quotes_stand_in_the_file(notice: Path) -> None:
    text = notice.read_text("utf-8")
    lines = run("extract", notice, "--format", "jsonl").stdout.splitlines()
    assert lines
    for record in map(json.loads, lines):
        assert text[record["start"] : record["end"]] == record["quote"]


@pytest.mark.parametrize("form", ["table", "html"])
def test_other_forms(notice: Path, form: str) -> None:
    result = run("extract", notice, "--format", form)
    assert result.exit_code == 0
    assert "鼓励设立专营机构" in result.stdout


def test_control_characters_are_never_printed_raw(tmp_path: Path) -> None:
    path = tmp_path / "n\x1b[2J.txt"
    title = "云江市人民政府办公室关于印发\u202e\x9b普惠金融工作要点的通知"
    body = "到2025年，普惠小微贷款余额达到90亿元，由云江市财政局牵头落实。\n" * 20
    path.write_text(f"{title}\n\n一、目标\x1b]0;x\x07\n{body}", "utf-8")
    db = tmp_path / "ledger.db"
    outputs = [
        run("ingest", path, "--db", db),
        run("notices", "--db", db),
        run("notices", "--db", db, "--format", "csv"),
        run("notices", "--db", db, "--format", "json"),
        run("show", "普惠", "--db", db),
        *(run("coverage", path, "--all", "--format", form) for form in ("table", "json", "csv")),
        *(run("extract", path, "--format", form) for form in ("table", "jsonl", "html")),
    ]
    for result in outputs:
        assert result.exit_code == 0
        assert not {"\x1b", "\u202e", "\x9b", "\x07"} & set(result.output)


def test_locale_does_not_matter(notice: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "extract", str(notice)]
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    result = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert result.returncode == 0
    assert "石桥" in result.stdout.decode("utf-8")


# ingest


def test_ingest_prints_a_row_a_notice_and_the_sum(corpus_folder: Path, tmp_path: Path) -> None:
    result = run("ingest", corpus_folder / "notices", "--db", tmp_path / "l.db", "--workers", "2")
    files = sorted(path.name for path in (corpus_folder / "notices").iterdir())
    assert result.exit_code == 0
    assert f"{len(files)} 个文件" in result.stdout.splitlines()[-1]
    rows = [line for line in result.stdout.splitlines() if line.startswith(("成功", "存疑"))]
    assert [row.split()[1] for row in rows] == files


def test_ingest_as_json(notice: Path, tmp_path: Path) -> None:
    arguments = ["ingest", str(notice), "--db", str(tmp_path / "l.db"), "--format", "json"]
    (row,) = json.loads(run(*arguments).stdout)
    assert row["path"] == str(notice)
    assert row["quantity"] > 10
    (again,) = json.loads(run(*arguments).stdout)
    assert again["status"] == "unchanged"


# Help


def test_every_command_has_help_and_an_example() -> None:
    helps = dict(command_helps())
    assert {path.split()[1] for path in helps if " " in path} == set(COMMANDS)
    for path, text in helps.items():
        assert f"Example:\n    {path.split()[0]}" in text, path


# make run


def test_make_run_answers_and_still_fails(repo_root: Path, tmp_path: Path) -> None:
    command = tmp_path / "taizhang"
    command.write_text('#!/bin/sh\necho "ran $1"\ntest "$1" != ingest\n', "utf-8")
    command.chmod(0o755)
    (tmp_path / ".run").touch()
    made = ["make", "-o", f"{tmp_path}/.run", f"VENV={tmp_path}", f"BIN={tmp_path}", "run"]
    result = subprocess.run(made, cwd=repo_root, capture_output=True, text=True, check=False)
    assert result.returncode != 0
    assert result.stdout.index("ran ingest") < result.stdout.index("ran leads")
