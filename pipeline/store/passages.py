"""Which section a fact stands in, the passage that an assignment answers for, and which one answers for a fact."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush

from schemas.base import Record
from schemas.records import Assignment, NoticeRecords, Section
from schemas.vocab import Origin

MAX_PASSAGE = 20_000
"""Characters on either side of a note's end; a plan without a note for fifty pages has no passage."""
_BRACKETS = tuple("（(〔[【")
"""A note stands in them; a duty in running text speaks of its own sentence alone."""


class SectionFinder:
    """Finds sections by path and place. Positions are those in `sections`, which are in reading order."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        self._starts = [section.start for section in sections]
        self._of_path: dict[tuple[str, ...], list[int]] = {}
        for at, section in enumerate(sections):
            self._of_path.setdefault(section.section, []).append(at)

    def innermost(self, path: tuple[str, ...], start: int) -> int | None:
        """The last section of this path that begins at or before `start`."""
        same = self._of_path.get(path, [])
        at = bisect_right(same, start, key=self._starts.__getitem__)
        return same[at - 1] if at else None

    def last_before(self, start: int) -> int | None:
        """The last section of any path that begins at or before `start`."""
        at = bisect_right(self._starts, start)
        return at - 1 if at else None

    def parent(self, at: int) -> int | None:
        """The section that the one at this position lies in."""
        section = self._sections[at]
        found = self.innermost(section.section[:-1], section.start)
        return found if found is not None and found < at else None

    def trails(self) -> list[str]:
        """For each section its headings from the outermost down, `一、甲 / （一）乙`."""
        trails: list[str] = []
        for at, section in enumerate(self._sections):
            parent = self.parent(at)
            own = f"{section.label}{section.heading}"
            trails.append(own if parent is None else f"{trails[parent]} / {own}")
        return trails


def find_passages(records: NoticeRecords, length: int) -> Iterator[tuple[int, int]]:
    """For each assignment the half-open span of what it speaks of.

    A note whose task is its section's heading answers for all of it from the heading on; any other for what
    stands between the note before and its own end. Where no other note comes before the next heading, the
    passage goes on to that heading.
    """
    finder = SectionFinder(records.sections)
    ends = sorted(assignment.end for assignment in records.assignments)
    starts = sorted(assignment.start for assignment in records.assignments)
    headings = sorted(section.start for section in records.sections)
    for assignment in records.assignments:
        at = finder.innermost(assignment.section, assignment.start)
        first = records.sections[at].start if at is not None else 0
        if at is None or assignment.task != records.sections[at].heading:
            before = bisect_right(ends, assignment.start)
            first = max(first, ends[before - 1]) if before else first
        last = _end(assignment, headings, starts, length)
        yield max(first, assignment.end - MAX_PASSAGE), min(last, assignment.end + MAX_PASSAGE)


def find_answering(
    assignments: Sequence[Assignment],
    passages: Sequence[tuple[int, int]],
    facts: Sequence[Record],
) -> dict[int, int]:
    """Position of a fact to that of the note or table row whose passage it stands in; of several the shortest."""
    begins = sorted(
        (first, last, at)
        for at, (first, last) in enumerate(passages)
        if assignments[at].origin is Origin.TABLE or assignments[at].quote.startswith(_BRACKETS)
    )
    found: dict[int, int] = {}
    open_ones: list[tuple[int, int, int]] = []
    following = 0
    for position in sorted(range(len(facts)), key=lambda position: facts[position].start):
        fact = facts[position]
        while following < len(begins) and begins[following][0] <= fact.start:
            first, last, at = begins[following]
            heappush(open_ones, (last - first, at, last))
            following += 1
        shortest = _shortest(open_ones, fact)
        if shortest is not None:
            found[position] = shortest
    return found


def _shortest(open_ones: list[tuple[int, int, int]], fact: Record) -> int | None:
    """The first of the heap that goes on to the fact's end; those that ended before it leave the heap for good."""
    too_short: list[tuple[int, int, int]] = []
    while open_ones and open_ones[0][2] < fact.end:
        passage = heappop(open_ones)
        if passage[2] > fact.start:
            too_short.append(passage)
    found = open_ones[0][1] if open_ones else None
    for passage in too_short:
        heappush(open_ones, passage)
    return found


def _end(
    assignment: Assignment, headings: Sequence[int], starts: Sequence[int], length: int
) -> int:
    """The next heading, or the end of the note where another note comes before it."""
    if assignment.origin is Origin.TABLE:
        return assignment.end
    heading = bisect_left(headings, assignment.end)
    following = bisect_left(starts, assignment.end)
    end = headings[heading] if heading < len(headings) else length
    return assignment.end if following < len(starts) and starts[following] < end else end
