"""Help and queries start at once: they load no library that only reading a notice needs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import ingest

HEAVY = ("docx", "jieba", "lxml", "pdfminer", "pdfplumber", "pypdfium2", "spacy")
PROBE = f"""
import json, sys
from pipeline.cli import app
try:
    app(sys.argv[1:])
except SystemExit as end:
    code = end.code or 0
loaded = [name for name in ("pipeline.cli", *{HEAVY!r}) if name in sys.modules]
print(json.dumps({{"code": code, "loaded": loaded}}), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "ledger.db"
    ingest([], db=path)
    return path


def probe(*arguments: str) -> dict[str, object]:
    command = [sys.executable, "-c", PROBE, *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    report: dict[str, object] = json.loads(result.stderr.splitlines()[-1])
    return report


@pytest.mark.parametrize(
    "arguments", [["--help"], *([name, "--help"] for name in ("ingest", "extract", "coverage"))]
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    assert probe(*arguments) == {"code": 0, "loaded": ["pipeline.cli"]}


@pytest.mark.parametrize(
    "arguments",
    [["leads", "绿色金融"], ["agencies"], ["targets"], ["due"], ["search", "普惠"], ["notices"]],
    ids=lambda arguments: arguments[0],
)
def test_query_loads_nothing_heavy(empty_ledger: Path, arguments: list[str]) -> None:
    report = probe(*arguments, "--db", str(empty_ledger), "--format", "json")
    assert report == {"code": 0, "loaded": ["pipeline.cli"]}


def test_doctor_loads_nothing_heavy(empty_ledger: Path) -> None:
    assert probe("doctor", "--db", str(empty_ledger)) == {"code": 0, "loaded": ["pipeline.cli"]}


def test_show_loads_nothing_heavy(empty_ledger: Path) -> None:
    report = probe("show", "1", "--db", str(empty_ledger), "--format", "json")
    assert report["loaded"] == ["pipeline.cli"]
