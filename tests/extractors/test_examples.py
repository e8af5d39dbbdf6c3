"""All rules against all their examples, both ways."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from importlib import resources

import pytest

from extractors.engine import Dimension, Finding
from extractors.registry import DIMENSIONS

CASES = {
    dimension.name: tomllib.loads(
        resources.files(f"extractors.{dimension.name}").joinpath("examples.toml").read_text("utf-8")
    )
    for dimension in DIMENSIONS
}
EXAMPLES = [(d, case) for d in DIMENSIONS for case in CASES[d.name]["example"]]
REJECTS = [(d, case) for d in DIMENSIONS for case in CASES[d.name].get("reject", [])]
NAMES = [dimension.name for dimension in DIMENSIONS]


def plain(value: object) -> object:
    """A field as an example writes it."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return float(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


def matches(expected: Mapping[str, object], finding: Finding, text: str) -> bool:
    if (expected["rule"], expected["quote"]) != (
        finding.rule_id,
        text[finding.start : finding.end],
    ):
        return False
    wanted = {key: value for key, value in expected.items() if key not in ("rule", "quote")}
    return all(plain(finding.fields.get(key)) == plain(value) for key, value in wanted.items())


@pytest.mark.parametrize(
    ("dimension", "case"), EXAMPLES, ids=lambda item: getattr(item, "name", None) or ""
)
def test_example_gives_just_what_it_expects(dimension: Dimension, case: dict[str, object]) -> None:
    text = str(case["text"])
    left = list(dimension.find(text))
    shown = [(f.rule_id, text[f.start : f.end], dict(f.fields)) for f in left]
    expected = case["expect"]
    assert isinstance(expected, list)
    for wanted in expected:
        found = next((f for f in left if matches(wanted, f, text)), None)
        assert found is not None, f"{text!r}: not found: {wanted}; found: {shown}"
        left.remove(found)
    assert not left, f"{text!r}: not expected: {[(f.rule_id, text[f.start : f.end]) for f in left]}"


@pytest.mark.parametrize(
    ("dimension", "case"), REJECTS, ids=lambda item: getattr(item, "name", None) or ""
)
def test_counter_example_gives_nothing(dimension: Dimension, case: dict[str, str]) -> None:
    text = case["text"]
    assert case["why"]
    assert [text[f.start : f.end] for f in dimension.find(text)] == []


@pytest.mark.parametrize("dimension", DIMENSIONS, ids=NAMES)
def test_every_rule_is_fired_by_an_example(dimension: Dimension) -> None:
    fired = {
        wanted["rule"] for case in CASES[dimension.name]["example"] for wanted in case["expect"]
    }
    assert {rule.id for rule in dimension.rules} == fired


@pytest.mark.parametrize(
    ("dimension", "row", "example"),
    [(d, row, example) for d in DIMENSIONS for row, example in d.rows.items()],
    ids=lambda item: item if isinstance(item, str) and len(item) < 20 else "",
)
def test_every_table_row_is_fired_by_its_example(
    dimension: Dimension, row: str, example: str
) -> None:
    assert any(row in finding.rows for finding in dimension.find(example)), example


@pytest.mark.parametrize("dimension", DIMENSIONS, ids=NAMES)
def test_rule_ids_speak_of_their_dimension(dimension: Dimension) -> None:
    ids = [rule.id for rule in dimension.rules]
    assert len(set(ids)) == len(ids)
    assert {rule_id.split(".")[0] for rule_id in ids} <= {
        dimension.name,
        dimension.name.replace("_", "-"),
    }
