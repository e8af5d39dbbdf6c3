"""Targets without a number in the prose cells of indicator tables: 较上一年增加, 不低于全市平均水平."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.comparators import BENCHMARK, comparator_to_benchmark
from extractors.dates import TimeKind
from extractors.mentions import SentenceMentions
from extractors.outline import Outline
from extractors.quantities.bases import base_fields
from schemas.records import Quantity
from schemas.vocab import Comparator, Measure, Recurrence, Status

_CLAUSE_RE = re.compile(r"[^，；。：\n]+")
_MOVES_RE = re.compile(
    "(?P<relative>(?:(?:较|比)(?:上一?年度?|去年|上年同期|上一年度|往年|基期)|逐年|持续|稳步)[^，；。]{0,4}?"
    "(?:(?P<rise>增加|提高|提升|上升|增长|扩大)|(?P<fall>下降|降低|减少|缩短)))$"
)
_BENCHMARK_RE = re.compile(
    rf"(?:{BENCHMARK})(?P<bench>[^，；。0-9]{{0,10}}(?:平均水平|平均值|中位数|上年水平|上年度水平))$"
)


def find_relatives(outline: Outline, said: SentenceMentions) -> Iterator[Quantity]:
    """The relative targets of a sentence in an indicator table; elsewhere nothing."""
    if said.subject is None:
        return
    taken = [(amount.start, amount.end) for amount in said.amounts]
    sentence = said.sentence
    for clause in _CLAUSE_RE.finditer(outline.view.text, sentence.start, sentence.end):
        if not any(low < clause.end() and clause.start() < high for low, high in taken):
            quantity = _read(outline, said, clause)
            if quantity is not None:
                yield quantity


def _read(outline: Outline, said: SentenceMentions, clause: re.Match[str]) -> Quantity | None:
    moves, measured = _MOVES_RE.search(clause[0]), _BENCHMARK_RE.search(clause[0])
    bound = comparator_to_benchmark(clause[0], measured.start()) if measured else None
    if moves is not None:
        measure, phrase = Measure.CHANGE, moves["relative"]
        comparator = Comparator.GT if moves["rise"] else Comparator.LT
    elif measured is not None and bound is not None:
        measure, phrase, comparator = Measure.LEVEL, measured["bench"], bound[0]
    else:
        return None
    time = said.sentence.time_at(clause.start())
    dated = time is not None and time.kind is TimeKind.DEADLINE
    return Quantity(
        **outline.place(clause.start(), clause.end()),
        rule_id="quantities.relative-clause",
        indicator=said.subject or "",
        measure=measure,
        comparator=comparator,
        value=None,
        unit=None,
        **base_fields(None, None, None),
        status=Status.TARGET,
        date=time.date if time is not None and dated and "逐年" not in phrase else None,
        recurrence=Recurrence.YEARLY if "逐年" in phrase else None,
        relative_to=phrase,
    )
