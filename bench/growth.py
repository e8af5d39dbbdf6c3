"""Whether the cost grows as the text does: for the whole, for each kind of record, for each pattern."""

from __future__ import annotations

import dataclasses
import statistics
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from clock import grown_table, once
from patterns import scan, scanning_patterns
from stages import STAGES, as_source, stage_seconds
from stress import STRESS

from extractors.assignments import find_assignments
from extractors.citations import find_citations
from extractors.coverage.find import find_uncovered
from extractors.front_matter import find_body, find_document, find_head
from extractors.layout import build_layout
from extractors.mentions import Mentions, extract
from extractors.milestones import find_milestones
from extractors.notice import resolve, segment
from extractors.outline import Outline
from extractors.quantities import find_cell_quantities, find_quantities
from extractors.sections import find_sections
from extractors.tabular import find_table_assignments
from schemas.records import Document, NoticeRecords

_LEAST = 0.002
"""Seconds below which a ratio of two times says nothing."""

Rule = Callable[[Outline, Mentions, NoticeRecords], object]
_RULES: dict[str, Rule] = {
    "layout": lambda o, _m, _r: build_layout(o.source),
    "head": lambda o, _m, _r: _document(o),
    "sections": lambda o, _m, _r: find_sections(o.view, o.paragraphs, (o.body_start, o.body_end)),
    "mentions": lambda o, _m, _r: extract(o),
    "quantity": lambda o, m, _r: find_quantities(o, m),
    "cells": lambda o, _m, _r: find_cell_quantities(o),
    "duties": lambda o, _m, _r: find_assignments(o),
    "tasks": lambda o, _m, _r: find_table_assignments(o),
    "mileston": lambda o, m, _r: find_milestones(o, m),
    "citation": lambda o, _m, _r: find_citations(o),
    "coverage": lambda o, _m, r: find_uncovered(o, r),
}


def _document(outline: Outline) -> Document:
    head = find_head(outline.view, outline.paragraphs)
    return find_document(outline.source, outline.view, head, find_body(outline.view, head))


def compare_growth(notice: str, runs: int) -> None:
    """`notice` is a sound text, long enough to time."""
    texts = {"sound": (notice, 2 * notice)}
    texts |= {name: (make(size), make(2 * size)) for name, (make, size) in STRESS.items()}
    print("growth: time for twice the text by time for the text (linear: 2; bar: 2.2 at most)")
    grown_table(["whole", *STAGES], {name: _by_stage(*pair, runs) for name, pair in texts.items()})
    grown_table(list(_RULES), {name: _by_rule(*pair, runs) for name, pair in texts.items()})
    for name, pair in texts.items():
        _worst_pattern(name, *pair, runs)


def _by_stage(text: str, twice: str, runs: int) -> list[float | None]:
    before = stage_seconds([as_source(text)], runs)
    after = stage_seconds([as_source(twice)], runs)
    return _ratios([sum(before), *before], [sum(after), *after])


def _by_rule(text: str, twice: str, runs: int) -> list[float | None]:
    return _ratios(_rule_seconds(text, runs), _rule_seconds(twice, runs))


def _rule_seconds(text: str, runs: int) -> list[float]:
    outline = segment(as_source(text))
    mentions = extract(outline)
    records = resolve(outline, mentions)
    # A copy has nothing worked out yet.
    return [
        statistics.median(
            once(partial(rule, dataclasses.replace(outline), mentions, records))
            for _ in range(runs)
        )
        for rule in _RULES.values()
    ]


def _worst_pattern(name: str, text: str, twice: str, runs: int) -> None:
    patterns = scanning_patterns([as_source(text)], 0.5)
    grown = _grown_patterns(patterns, text, twice, runs)
    if grown:
        worst = max(grown, key=lambda pattern: grown[pattern])
        print(f"  {name:<14}worst of {len(grown)} patterns: {grown[worst]:.2f}  {worst}")


def _grown_patterns(
    patterns: Mapping[str, object], text: str, twice: str, runs: int
) -> dict[str, float]:
    """Growth by name of the patterns that take long enough."""
    grown: dict[str, float] = {}
    for name, pattern in patterns.items():
        times = [
            min(once(partial(scan, [pattern], [as_source(one)])) for _ in range(runs))
            for one in (text, twice)
        ]
        if times[0] >= _LEAST:
            grown[name] = times[1] / times[0]
    return grown


def _ratios(before: Sequence[float], after: Sequence[float]) -> list[float | None]:
    pairs = zip(before, after, strict=True)
    return [high / low if low >= _LEAST else None for low, high in pairs]
