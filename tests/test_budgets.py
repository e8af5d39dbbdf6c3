"""Rooms one would want to live in: short functions, short files. Nothing is exempt."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("pipeline", "extractors", "schemas", "tests", "corpus", "bench")
FILES = sorted(chain.from_iterable((ROOT / folder).rglob("*.py") for folder in FOLDERS))
MAX_FILE_LINES = 500
MAX_FUNCTION_LINES = 60
MAX_MEDIAN = 12
MAX_NINETIETH = 40


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """(name with line, lines) of every function, decorators not counted."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", lines


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_file_is_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MAX_FILE_LINES
    assert [(name, n) for name, n in functions(path) if n > MAX_FUNCTION_LINES] == []


def test_most_functions_are_short() -> None:
    lengths = [lines for path in FILES for _, lines in functions(path)]
    assert median(lengths) <= MAX_MEDIAN
    assert quantiles(lengths, n=10)[-1] <= MAX_NINETIETH
