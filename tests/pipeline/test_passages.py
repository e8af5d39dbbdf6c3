"""Which note or table row answers for a fact, against a plain search through all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.store.passages import find_answering
from schemas.records import Assignment, Milestone
from schemas.vocab import Origin

SPANS = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda at: (at[0], at[0] + at[1]))
KINDS = st.sampled_from([("（牵头单位：县财政局）", Origin.TEXT), ("县财政局", Origin.TABLE), ("由县财政局牵头", Origin.TEXT)])  # fmt: skip


def assignment(kind: tuple[str, Origin]) -> Assignment:
    quote, origin = kind
    place = {"start": 0, "end": len(quote), "quote": quote, "rule_id": "test.by-hand"}
    return Assignment.model_validate(
        {**place, "task": None, "lead": ("县财政局",), "origin": origin}
    )


def milestone(span: tuple[int, int]) -> Milestone:
    start, end = span
    place = {"start": start, "end": end, "quote": "字" * (end - start), "rule_id": "test.by-hand"}
    return Milestone.model_validate({**place, "what": "建成", "deadline": "2025-12-31"})


@given(st.lists(st.tuples(SPANS, KINDS), max_size=8), st.lists(SPANS, max_size=8))
def test_the_shortest_passage_around_a_fact_answers(
    passages: list[tuple[tuple[int, int], tuple[str, Origin]]], facts: list[tuple[int, int]]
) -> None:
    found = find_answering(
        [assignment(kind) for _, kind in passages],
        [span for span, _ in passages],
        [milestone(span) for span in facts],
    )
    wanted: dict[int, int] = {}
    for at, (start, end) in enumerate(facts):
        around = [
            (last - first, number)
            for number, ((first, last), (quote, origin)) in enumerate(passages)
            if first <= start and end <= last and (origin is Origin.TABLE or quote[0] == "（")
        ]
        if around:
            wanted[at] = min(around)[1]
    assert found == wanted
