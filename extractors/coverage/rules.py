"""The reasons as rules with examples."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.coverage.reasons import REASONS, UNEXPLAINED
from extractors.engine import Dimension, Finding, Rule
from extractors.examples import example_source
from extractors.notice import records_of

RULES = (
    *(Rule(f"coverage.{reason.id}", reason.says) for reason in REASONS),
    Rule(f"coverage.{UNEXPLAINED}", "没有解释：可能漏读"),
)


def _find(text: str) -> Sequence[Finding]:
    records = records_of(example_source(text))
    return [
        Finding(item.rule_id, item.start, item.end, {"kind": item.kind})
        for item in records.uncovered
    ]


DIMENSION = Dimension("coverage", RULES, _find)
