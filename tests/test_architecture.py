"""Imports point one way: pipeline -> extractors -> schemas."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(LINT_IMPORTS), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_contracts_hold(repo_root: Path) -> None:
    result = lint(repo_root)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("package", "statement"),
    [
        ("schemas", "import extractors"),
        ("schemas", "import pipeline"),
        ("schemas", "import regex"),
        ("schemas", "import sqlite3"),
        ("extractors", "import pipeline"),
        ("extractors", "import sqlite3"),
        ("extractors", "import sqlite_utils"),
        ("extractors", "from pathlib import Path"),
        ("extractors", "import docx"),
        ("extractors", "from lxml import etree"),
    ],
)
def test_contracts_break(repo_root: Path, tmp_path: Path, package: str, statement: str) -> None:
    shutil.copy(repo_root / "pyproject.toml", tmp_path)
    for name in ("pipeline", "extractors", "schemas"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(statement if name == package else "")
    result = lint(tmp_path)
    assert result.returncode == 1
    assert "BROKEN" in result.stdout


def test_no_package_under_tests_shadows_ours(repo_root: Path) -> None:
    assert list((repo_root / "tests").rglob("__init__.py")) == []
