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


def rules_page() -> str:
    """The page."""
    return page("Rules", _INTRO, *map(_dimension, DIMENSIONS))


def _dimension(dimension: Dimension) -> str:
    cases = examples(dimension)
    parts = [f"## {dimension.name}"]
    for rule in dimension.rules:
        texts = [text for text, case in _texts(cases, "example") if rule.id in _fired(case)]
        shown = "".join(f"\n- {_code(text)}" for text in texts)
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
    return f"`` {flat} ``" if "`" in flat else f"`{flat}`"
