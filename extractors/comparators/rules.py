"""Comparators by the words of comparators.toml, read at the edge of an amount."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from extractors.engine import Dimension, Finding, Row, Rule, alternation, load_table
from schemas.vocab import Comparator


class ComparatorRow(Row):
    """Words of one meaning at one place."""

    id: str
    place: Literal["before", "after", "between", "verb", "benchmark"]
    comparator: Comparator
    words: tuple[str, ...]


_ROWS = load_table("extractors.comparators", "comparators.toml", "comparator", ComparatorRow)


def _words(place: str) -> dict[str, ComparatorRow]:
    return {word: row for row in _ROWS if row.place == place for word in row.words}


_BEFORE, _AFTER, _BETWEEN = _words("before"), _words("after"), _words("between")
_VERB, _BENCHMARK = _words("verb"), _words("benchmark")
BEFORE = alternation(tuple(_BEFORE))
AFTER = alternation(tuple(_AFTER))
BENCHMARK = alternation(tuple(_BENCHMARK))

_BEFORE_END_RE = re.compile(rf"(?:{BEFORE})$")
_AFTER_RE = re.compile(AFTER)
_VERB_RE = re.compile(rf"({alternation(tuple(_VERB))})[一-龥]{{1,6}}$")
_BENCHMARK_RE = re.compile(BENCHMARK)
_LONGEST = max(map(len, _BEFORE))
# 约 in 签约100亿元 and 近 in 附近5公里 are parts of other words.
_PART_OF_WORD_RE = re.compile(
    "(?:[签节预契制条公履集]约|[附最临靠邻]近|[赶反]超|[通经超不越难透跳错路渡跨翻胜]过)$"
)
# 内 and 起 after an amount are part of other words more often than not.
_NOT_AFTER = re.compile(
    r"内(?:部|外|容|地|生|涵|在|需|资|河|环|陆|蒙)|起(?:来|步|草|点|降|到|飞|重)|\+[0-9A-Za-z]"
)

RULES = (
    Rule("comparators.before", "a word before the number"),
    Rule("comparators.after", "a word after the unit"),
    Rule("comparators.between", "余 or 多 between number and unit"),
    Rule("comparators.verb", "a word before the verb that stands before the number"),
    Rule("comparators.benchmark", "a word before what an aim without a number is measured by"),
)
_MIRROR = {
    Comparator.GE: Comparator.LE,
    Comparator.LE: Comparator.GE,
    Comparator.GT: Comparator.LT,
    Comparator.LT: Comparator.GT,
}


def comparator_before(text: str, end: int) -> tuple[Comparator, int, str] | None:
    """The comparator word that ends at `end`: meaning, where it starts, table row."""
    low = max(0, end - _LONGEST)
    match = _BEFORE_END_RE.search(text[low:end])
    if match is None:
        return None
    if len(match[0]) == 1 and _PART_OF_WORD_RE.search(text[max(0, end - 2) : end]):
        return None
    row = _BEFORE[match[0]]
    return row.comparator, low + match.start(), row.id


def comparator_after(text: str, start: int) -> tuple[Comparator, int, str] | None:
    """The comparator word that starts at `start`: meaning, where it ends, table row."""
    match = _AFTER_RE.match(text, start)
    if match is None or _NOT_AFTER.match(text, start):
        return None
    row = _AFTER[match[0]]
    return row.comparator, match.end(), row.id


def comparator_between(word: str) -> tuple[Comparator, str]:
    """The meaning of 余 and 多, and their table row."""
    row = _BETWEEN[word]
    return row.comparator, row.id


def comparator_of_verb(left: str) -> tuple[Comparator, int, str] | None:
    """The comparator word before the verb with which `left` ends: meaning, where it starts, table row."""
    match = _VERB_RE.search(left)
    if match is None:
        return None
    row = _VERB[match[1]]
    return row.comparator, match.start(), row.id


def comparator_to_benchmark(text: str, start: int = 0) -> tuple[Comparator, int, str] | None:
    """The comparator word that starts at `start`, where no number follows: meaning, where it ends, table row."""
    match = _BENCHMARK_RE.match(text, start)
    if match is None:
        return None
    row = _BENCHMARK[match[0]]
    return row.comparator, match.end(), row.id


def mirrored(comparator: Comparator) -> Comparator:
    """The comparator of the negative number: a fall by at least 60 is a change of at most -60."""
    return _MIRROR.get(comparator, comparator)


def _find(text: str) -> Sequence[Finding]:
    return [*_at_amounts(text), *_at_benchmarks(text)]


def _at_amounts(text: str) -> Iterator[Finding]:
    for match in re.finditer(r"[0-9]+(余|多)?(?:亿元|万元|家|%|户)", text):
        start, end = match.span()
        if before := comparator_before(text, start):
            yield _finding("before", before[1], start, before[0], before[2])
        elif verb := comparator_of_verb(text[:start]):
            yield _finding("verb", verb[1], start, verb[0], verb[2])
        if match[1]:
            meaning, row = comparator_between(match[1])
            yield _finding("between", match.start(1), match.end(1), meaning, row)
        if after := comparator_after(text, end):
            yield _finding("after", end, after[1], after[0], after[2])


def _at_benchmarks(text: str) -> Iterator[Finding]:
    for match in re.finditer(rf"(?:{BENCHMARK})(?=[^，；。0-9]{{0,10}}水平)", text):
        if found := comparator_to_benchmark(text, match.start()):
            yield _finding("benchmark", match.start(), found[1], found[0], found[2])


def _finding(rule: str, start: int, end: int, comparator: Comparator, row: str) -> Finding:
    return Finding(f"comparators.{rule}", start, end, {"comparator": comparator}, (row,))


DIMENSION = Dimension("comparators", RULES, _find, {row.id: row.example for row in _ROWS})
