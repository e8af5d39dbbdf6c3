"""What each rule does: its examples, and its hits in notices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.engine import Dimension
from extractors.registry import DIMENSIONS
from pipeline.children import Read, read_all
from pipeline.docs.rules import examples
from pipeline.runner import find_files

_BELOW_RECORDS = frozenset({"numerals", "units", "comparators", "dates", "agencies"})
"""Dimensions whose findings become parts of records and leave no rule of their own there."""


@dataclass(frozen=True, slots=True)
class RuleUse:
    """A rule, how many examples fire it, and how often it fired in how many notices."""

    rule: str
    says: str
    examples: int
    hits: int
    notices: int


def rule_uses(paths: Iterable[Path], *, workers: int = 1) -> list[RuleUse]:
    """Every rule in the order of the registry, those that never fired too. Unreadable files count for nothing."""
    hits: Counter[str] = Counter()
    notices: Counter[str] = Counter()
    for result in read_all(find_files(paths), workers=workers):
        if isinstance(result, Read):
            found = Counter(_fired(result))
            hits.update(found)
            notices.update(found.keys())
    return [
        RuleUse(rule.id, rule.says, fired[rule.id], hits[rule.id], notices[rule.id])
        for dimension in DIMENSIONS
        for fired in [_fired_by_examples(dimension)]
        for rule in dimension.rules
    ]


def _fired(read: Read) -> Iterator[str]:
    records = read.records
    for record in (*records.facts(), *records.diagnostics, *records.uncovered):
        yield record.rule_id
    for dimension in DIMENSIONS:
        if dimension.name in _BELOW_RECORDS:
            yield from (finding.rule_id for finding in dimension.find(read.source.text))


def _fired_by_examples(dimension: Dimension) -> Counter[str]:
    cases = examples(dimension).get("example", [])
    return Counter(finding["rule"] for case in cases for finding in case["expect"])
