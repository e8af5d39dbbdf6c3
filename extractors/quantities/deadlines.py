"""Deadlines inside agency notes, for the targets of the passage that a note answers for."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from extractors.outline import Outline
from schemas.records import Assignment, Quantity
from schemas.vocab import Origin, Status

Passage = tuple[int, int, dt.date]
"""Start and end in the source, and the deadline; passages are in order and apart from each other."""

_NOTES = ("assignments.note", "assignments.lines", "assignments.inline")
_SENTENCE_END_RE = re.compile("[。！？]")


def dated_passages(outline: Outline, assignments: Sequence[Assignment]) -> list[Passage]:
    """The passage that each dated note answers for: from the note before it, or from its section's start.

    A duty of running text answers for its own sentence alone.
    """
    text = outline.source.text
    starts = [outline.view.source_offset(node.start) for node in outline.sections]
    passages: list[Passage] = []
    last_end = 0
    for note in assignments:
        if note.origin is not Origin.TEXT:
            continue
        index = bisect_right(starts, note.start) - 1
        start = max(starts[index] if index >= 0 else 0, last_end)
        if not note.rule_id.startswith(_NOTES):
            ends = _SENTENCE_END_RE.finditer(text, start, note.start)
            start = max((match.end() for match in ends), default=start)
        if isinstance(note.deadline, dt.date) and start < note.start:
            passages.append((start, note.start, note.deadline))
        last_end = note.end
    return passages


def with_deadlines(quantities: Iterable[Quantity], passages: Sequence[Passage]) -> list[Quantity]:
    """Targets without a date take the deadline of their passage's note."""
    starts = [start for start, _, _ in passages]
    return [
        _dated(quantity, passages, bisect_right(starts, quantity.start) - 1)
        for quantity in quantities
    ]


def _dated(quantity: Quantity, passages: Sequence[Passage], index: int) -> Quantity:
    if quantity.date is not None or quantity.status is not Status.TARGET:
        return quantity
    if index < 0 or quantity.start >= passages[index][1]:
        return quantity
    return quantity.model_copy(update={"date": passages[index][2]})
