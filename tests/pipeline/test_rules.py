"""Which rules and rows fire in which notices, the dead ones too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extractors.registry import DIMENSIONS
from pipeline.cli import app
from pipeline.rules import RuleUse, UseReport, rule_uses


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["rules", *(str(argument) for argument in arguments)])


@pytest.fixture(scope="module")
def notice(corpus_folder: Path) -> Path:
    return corpus_folder / "notices" / "qinghe-puhui-2023.docx"


@pytest.fixture(scope="module")
def report(notice: Path) -> UseReport:
    return rule_uses([notice])


@pytest.fixture(scope="module")
def uses(report: UseReport) -> dict[str, RuleUse]:
    return {use.rule: use for use in report.uses}


def test_every_rule_and_every_row_is_there(report: UseReport) -> None:
    assert report.read == 1
    assert report.count("rule") == sum(len(dimension.rules) for dimension in DIMENSIONS)
    assert report.count("row") == sum(len(dimension.rows) for dimension in DIMENSIONS)


@pytest.fixture(scope="module")
def hits_of_two(corpus_folder: Path) -> set[str]:
    """The rules that fire in two versions of a plan, of which the second does not agree with itself."""
    names = "qinghe-puhui-2023.docx", "qinghe-puhui-2025.txt"
    found = rule_uses([corpus_folder / "notices" / name for name in names])
    return {use.rule for use in found.uses if use.kind == "rule" and use.hits}


@pytest.mark.parametrize("dimension", DIMENSIONS, ids=lambda dimension: dimension.name)
def test_no_dimension_is_without_a_hit(hits_of_two: set[str], dimension: object) -> None:
    name = getattr(dimension, "name", "")
    starts = (f"{name}.", f"{name.replace('_', '-')}.")
    assert [rule for rule in hits_of_two if rule.startswith(starts)]


@pytest.mark.parametrize("rule", ["coverage.date", "quantities.amount", "units[元]"])
def test_what_fires_has_its_notices(uses: dict[str, RuleUse], rule: str) -> None:
    assert (uses[rule].notices, uses[rule].examples > 0) == (1, True)


@pytest.mark.parametrize("rule", ["coverage.code", "units[海里]"])
def test_what_never_fires_is_shown(uses: dict[str, RuleUse], rule: str) -> None:
    assert (uses[rule].notices, uses[rule].hits or 0) == (0, 0)


def test_unused_alone(notice: Path, report: UseReport) -> None:
    rows = json.loads(run(notice, "--unused", "--format", "json").stdout)
    assert [row["rule"] for row in rows] == [use.rule for use in report.unused()]
    assert {row["kind"] for row in rows} == {"rule", "row"}


def test_table_ends_with_the_sums(notice: Path, report: UseReport) -> None:
    last = run(notice).stdout.splitlines()[-1]
    rules, rows = report.unused("rule"), report.unused("row")
    assert f"没有命中的 {len(rules)} 条；" in last
    assert f"没有命中的 {len(rows)} 条；读了 1 份通知" in last


def test_unreadable_files_are_named(notice: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    both, alone, folder = run(notice, empty), run(empty), run(tmp_path / "none")
    assert [result.exit_code for result in (both, alone, folder)] == [1, 3, 2]
    assert both.stderr.startswith(f"taizhang: {empty}: empty: ")
    assert "coverage.unexplained" in both.stdout
