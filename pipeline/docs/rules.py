"""docs/rules.md: every rule with its examples, and the rows of the tables behind them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

from extractors.engine import Dimension
from extractors.registry import DIMENSIONS
from pipeline.docs.markdown import page, table

_INTRO = (
    "Each record stores the `rule_id` that made it. A rule that no example fires, or an example that no rule explains, fails "
    "a test. The examples are ours, of invented places."
)

_SHOWN_EXAMPLES = 3
_SHOWN_LENGTH = 120
DIAGNOSTICS = {
    "A001": "a name in an assignment that looks like no agency (the record stays), or a key in no table (its names are left out)",
    "A002": "a bracket that speaks of roles and could not be read",
    "A003": "an assignment without a task",
    "A004": "a standing rule that the first name of a list leads, from here on",
    "A005": "two agencies of one notice whose names may mean one body; they stay two until a person decides",
    "A006": "an agency that had another name for more than a year on the day of issue",
    "C001": "a number with a unit, or an agency's name, that is in no record for a reason unknown",
    "D001": "a text without issuer, number, date and section, perhaps no notice (its records stay)",
    "Q001": "a target whose date lies before the day of issue",
    "Q002": "an amount whose unit goes on with something that is in no table (the part read stands)",
    "R001": "something that the reader could not read as it stands: undecodable bytes, pages beyond a limit, scanned pages",
    "R002": "a fact on a line that text recognition (OCR) is not certain of",
}
"""Every code that a check may give, and what it says."""


def rules_page() -> str:
    """The page."""
    rows = ((f"`{code}`", meaning) for code, meaning in DIAGNOSTICS.items())
    diagnostics = "## Diagnostics\n\n" + table(("Code", "Meaning"), rows)
    return page("Rules", _INTRO, *map(_dimension, DIMENSIONS), diagnostics)


def _dimension(dimension: Dimension) -> str:
    cases = examples(dimension)
    parts = [f"## {dimension.name}"]
    for rule in dimension.rules:
        texts = [text for text, case in _texts(cases, "example") if rule.id in _fired(case)]
        shown = "".join(f"\n- {_code(text)}" for text in texts[:_SHOWN_EXAMPLES])
        parts.append(f"### `{rule.id}`\n\n{rule.says}\n{shown}")
    rejects = [(_code(text), case["why"]) for text, case in _texts(cases, "reject")]
    if rejects:
        parts.append("### Not\n\n" + table(("Text", "Why not"), rejects))
    if dimension.rows:
        rows = ((f"`{row}`", _code(text)) for row, text in dimension.rows.items())
        parts.append("### Table rows\n\n" + table(("Row", "Example"), rows))
    return "\n\n".join(parts)


def examples(dimension: Dimension) -> dict[str, Any]:
    """The examples and counter-examples beside a dimension's rules."""
    file = resources.files(f"extractors.{dimension.name}").joinpath("examples.toml")
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}


def _texts(cases: Mapping[str, Any], key: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for case in cases.get(key, []):
        yield case["text"], case


def _fired(case: Mapping[str, Any]) -> set[str]:
    return {finding["rule"] for finding in case["expect"]}


def _code(text: str) -> str:
    """Inline code on one line; the arrow marks a line break."""
    flat = text.strip().replace("\n", " ⏎ ").replace("\t", " ⇥ ")
    flat = flat if len(flat) <= _SHOWN_LENGTH else f"…{flat[-_SHOWN_LENGTH:]}"
    return f"`` {flat} ``" if "`" in flat else f"`{flat}`"
