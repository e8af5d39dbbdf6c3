"""What each rule and each row of a rule table does: its examples, and its hits in notices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extractors.engine import Dimension
from extractors.registry import DIMENSIONS
from pipeline.children import Fault, Read, read_all
from pipeline.docs.rules import examples

_BELOW_RECORDS = frozenset(
    {"numerals", "units", "comparators", "dates", "agencies", "tabular", "indicators"}
)
"""Dimensions some of whose findings become parts of records and leave no rule of their own there."""
Kind = Literal["rule", "row"]


@dataclass(frozen=True, slots=True)
class RuleUse:
    """A rule or a row of a table, how many examples fire it, how often it fired, and in how many notices.

    `says` is a row's example; `hits` is null for rows, which are counted by notices alone.
    """

    rule: str
    kind: Kind
    says: str
    examples: int
    hits: int | None
    notices: int


@dataclass(frozen=True, slots=True)
class UseReport:
    """Every rule, then every row, in the order of the registry, those that never fired too."""

    uses: tuple[RuleUse, ...]
    read: int
    faults: tuple[Fault, ...]

    def unused(self, kind: Kind | None = None) -> list[RuleUse]:
        """What fired in no notice."""
        return [use for use in self.uses if not use.notices and kind in {None, use.kind}]

    def count(self, kind: Kind) -> int:
        """How many there are of this kind."""
        return sum(use.kind == kind for use in self.uses)


def rule_uses(files: Iterable[Path], *, workers: int = 1) -> UseReport:
    """What every rule and row does in these files. Those that cannot be read count for nothing."""
    hits: Counter[str] = Counter()
    notices: Counter[str] = Counter()
    faults: list[Fault] = []
    read = 0
    for result in read_all(files, workers=workers):
        if isinstance(result, Fault):
            faults.append(result)
            continue
        read += 1
        found = Counter(_fired(result))
        hits.update(found)
        notices.update(found.keys())
    return UseReport((*_rules(hits, notices), *_rows(notices)), read, tuple(faults))


def _rules(hits: Counter[str], notices: Counter[str]) -> Iterator[RuleUse]:
    for dimension in DIMENSIONS:
        shown = _fired_by_examples(dimension)
        for rule in dimension.rules:
            counts = shown[rule.id], hits[rule.id], notices[rule.id]
            yield RuleUse(rule.id, "rule", rule.says, *counts)


def _rows(notices: Counter[str]) -> Iterator[RuleUse]:
    for dimension in DIMENSIONS:
        for row, text in dimension.rows.items():
            name = _row_name(dimension, row)
            yield RuleUse(name, "row", text, 1, None, notices[name])


def _fired(read: Read) -> Iterator[str]:
    """The rules of all records, the rules of what becomes a part of them, and the rows used."""
    records = read.records
    every = (*records.facts(), *records.diagnostics, *records.uncovered, *records.audit)
    made = {record.rule_id for record in every}
    yield from (record.rule_id for record in every)
    for dimension in DIMENSIONS:
        if dimension.name in _BELOW_RECORDS or dimension.rows:
            findings = [found for text in _texts(dimension, read) for found in dimension.find(text)]
            rows = {row for finding in findings for row in finding.rows}
            yield from (_row_name(dimension, row) for row in rows)
            if dimension.name in _BELOW_RECORDS:
                yield from (f.rule_id for f in findings if f.rule_id not in made)


def _texts(dimension: Dimension, read: Read) -> list[str]:
    """What a dimension reads: the notice, or the name of each of its indicators."""
    if dimension.name == "indicators":
        return [quantity.indicator for quantity in read.records.quantities]
    return [read.source.text]


def _row_name(dimension: Dimension, row: str) -> str:
    return f"{dimension.name}[{row}]"


def _fired_by_examples(dimension: Dimension) -> Counter[str]:
    cases = examples(dimension).get("example", [])
    return Counter(finding["rule"] for case in cases for finding in case["expect"])
