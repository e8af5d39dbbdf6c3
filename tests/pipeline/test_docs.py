"""Generated pages: up to date, complete, and honest about what a command prints."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.registry import DIMENSIONS
from pipeline import extract_file
from pipeline.cli import COMMANDS
from pipeline.docs import sessions
from pipeline.docs.pages import stale_pages
from pipeline.docs.rules import DIAGNOSTICS
from pipeline.docs.sessions import has_sessions, renew_sessions
from pipeline.queries import catalogue

SESSION = "Before.\n\n<!-- taizhang: notices | head -2 -->\n```console\nold\n```\n\nAfter.\n"


def read(repo_root: Path, name: str) -> str:
    return (repo_root / "docs" / name).read_text("utf-8")


def test_pages_say_what_the_code_says(repo_root: Path) -> None:
    assert [path.name for path, _ in stale_pages(repo_root)] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_command_is_described(repo_root: Path, command: str) -> None:
    assert f"## taizhang {command}\n" in read(repo_root, "cli.md")


@pytest.mark.parametrize("query", [query.name for query in catalogue()])
def test_query_is_described(repo_root: Path, query: str) -> None:
    assert f"## {query}\n" in read(repo_root, "queries.md")


@pytest.mark.parametrize("rule", [rule.id for dimension in DIMENSIONS for rule in dimension.rules])
def test_rule_is_described(repo_root: Path, rule: str) -> None:
    assert f"### `{rule}`\n" in read(repo_root, "rules.md")


def test_diagnostics_are_described(repo_root: Path) -> None:
    files = [
        path for name in ("extractors", "pipeline") for path in (repo_root / name).rglob("*.py")
    ]
    texts = [path.read_text("utf-8") for path in files if path.parent.name != "docs"]
    codes = {code for text in texts for code in re.findall('"([A-Z][0-9]{3})"', text)}
    assert set(DIAGNOSTICS) == codes
    assert all(f"| `{code}` |" in read(repo_root, "rules.md") for code in codes)


@pytest.mark.parametrize("table", ["notices", "quantities", "assignments", "sentence_index"])
def test_table_is_described(repo_root: Path, table: str) -> None:
    assert f"### {table}\n" in read(repo_root, "schema.md")


def test_environment_is_described(repo_root: Path) -> None:
    assert "TAIZHANG_DB" in read(repo_root, "cli.md")


def test_records_have_the_fields_of_their_json_schema(repo_root: Path, corpus_folder: Path) -> None:
    facts = extract_file(corpus_folder / "notices" / "qinghe-puhui-2025.txt").facts()
    for record in map(json.loads, {f.model_dump_json() for f in facts}):
        schema = json.loads(read(repo_root, f"schema/{record['type']}.json"))
        assert set(record) == set(schema["properties"])
        assert set(schema["required"]) <= set(record)


def test_session_is_what_the_command_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "_run", lambda command, _folder: f"{command}\n2\n3\n")
    renewed = renew_sessions(SESSION, Path())
    assert renewed == (
        "Before.\n\n<!-- taizhang: notices | head -2 -->\n"
        "```console\n$ taizhang notices\nnotices\n2\n…\n```\n\nAfter.\n"
    )
    assert renew_sessions(renewed, Path()) == renewed


def test_text_without_sessions() -> None:
    assert not has_sessions("```console\n$ taizhang notices\n```\n")


def test_check_names_the_stale_page_and_fails(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    command = [sys.executable, "-m", "pipeline.docs", "--root", str(tmp_path)]
    written = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "written: " in written.stdout
    page = tmp_path / "docs" / "cli.md"
    page.write_text(page.read_text("utf-8").replace("Exit code", "Exit word"), "utf-8")
    checked = subprocess.run([*command, "--check"], capture_output=True, text=True, check=False)
    assert checked.returncode == 1
    assert f"out of date: {page}" in checked.stdout
    assert "+| Exit code | Meaning |" in checked.stdout
