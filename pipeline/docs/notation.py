"""docs/notation.md: the forms that notices use, each with the examples that prove it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractors.engine import Dimension
from extractors.registry import DIMENSIONS
from pipeline.docs.markdown import fenced, page
from pipeline.docs.rules import examples

_INTRO = (
    "The ways in which notices are seen to write who answers and how they are laid out. Under each form stand the examples "
    "that a test runs, and what is read. The examples are ours, of invented places."
)
_HIDDEN = ("rule", "quote")


def notation_page() -> str:
    """The page."""
    return page("Notation", _INTRO, *(part for d in DIMENSIONS for part in _dimension(d)))


def _dimension(dimension: Dimension) -> Iterator[str]:
    forms: dict[str, list[dict[str, Any]]] = {}
    for case in examples(dimension).get("example", []):
        if "form" in case:
            forms.setdefault(case["form"], []).append(case)
    if forms:
        yield f"## {dimension.name}"
    for form, cases in forms.items():
        yield f"### {form}"
        yield from map(_case, cases)


def _case(case: dict[str, Any]) -> str:
    readings = "\n".join(f"- {_reading(finding)}" for finding in case["expect"])
    return f"{fenced(case['text'].strip(), 'text')}\n\n{readings}"


def _reading(finding: dict[str, Any]) -> str:
    told = [f"{key} {_value(value)}" for key, value in finding.items() if key not in _HIDDEN]
    quote = "".join(str(finding["quote"]).split())
    return f"`{finding['rule']}` `` {quote} ``: " + ("; ".join(told) or "as written")


def _value(value: str | float | list[str | int]) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
