"""The cells that ruled lines enclose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from pipeline.readers.page_content import Box

SNAP = 3.0
"""Rules so near one another are one, and so far from one another they still meet."""


class Rule(NamedTuple):
    """A rule, level or upright: where it stands, and from where to where it goes."""

    at: float
    low: float
    high: float

    def meets(self, other: Rule) -> bool:
        """Whether it meets one of the other direction."""
        return (
            self.low - SNAP <= other.at <= self.high + SNAP
            and other.low - SNAP <= self.at <= other.high + SNAP
        )


def cells_among(rules: Iterable[Box]) -> list[Box]:
    """The smallest boxes with rules on all sides, from left to right, each column from top to bottom."""
    uprights: list[Rule] = []
    levels: list[Rule] = []
    for rule in rules:
        if rule.width >= rule.height:
            levels.append(Rule(rule.top, rule.x0, rule.x1))
        else:
            uprights.append(Rule(rule.x0, rule.top, rule.bottom))
    uprights, levels = _merged(uprights), _merged(levels)
    uprights, levels = (
        uprights + _open_sides(levels, uprights),
        levels + _open_sides(uprights, levels),
    )
    return _cells(uprights, levels)


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules of one direction; those that agree to within their thickness are one, and what overlaps is joined."""
    merged: list[Rule] = []
    for group in _grouped(rules):
        at = sum(rule.at for rule in group) / len(group)
        joined: list[Rule] = []
        for _, low, high in sorted(group, key=_low):
            if joined and low <= joined[-1].high + SNAP:
                joined[-1] = Rule(at, joined[-1].low, max(high, joined[-1].high))
            else:
                joined.append(Rule(at, low, high))
        merged += [rule for rule in joined if rule.high - rule.low > SNAP]
    return merged


def _low(rule: Rule) -> float:
    return rule.low


def _grouped(rules: Iterable[Rule]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if groups and rule.at <= groups[-1][-1].at + SNAP:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _open_sides(across: Sequence[Rule], along: Sequence[Rule]) -> list[Rule]:
    """Outer sides that a table leaves open, at a page break or by its style: rules across it end on one line."""
    added: list[Rule] = []
    for group in _connected(across, along):
        first, last = min(rule.low for rule in group), max(rule.high for rule in group)
        ends = sorted(group)
        for place, at_end in (
            (first, [rule for rule in ends if rule.low - first <= SNAP]),
            (last, [rule for rule in ends if last - rule.high <= SNAP]),
        ):
            for one, other in pairwise(at_end):
                side = Rule(place, one.at, other.at)
                is_side = side.high - side.low > SNAP and any(
                    one.meets(rule) and other.meets(rule) for rule in along
                )
                if is_side and not _is_drawn(side, along):
                    added.append(side)
    return added


def _connected(across: Sequence[Rule], along: Sequence[Rule]) -> list[list[Rule]]:
    """The rules across, grouped by the rules along that they meet."""
    groups: list[tuple[set[int], list[Rule]]] = []
    for rule in across:
        met = {number for number, other in enumerate(along) if rule.meets(other)}
        members = [rule]
        for group in [group for group in groups if not met.isdisjoint(group[0])]:
            met |= group[0]
            members += group[1]
            groups.remove(group)
        if met:
            groups.append((met, members))
    return [members for _, members in groups]


def _is_drawn(side: Rule, along: Sequence[Rule]) -> bool:
    near = 2 * SNAP
    return any(
        abs(rule.at - side.at) <= near
        and rule.low <= side.low + near
        and rule.high >= side.high - near
        for rule in along
    )


def _cells(uprights: Sequence[Rule], levels: Sequence[Rule]) -> list[Box]:
    """As pdfplumber finds them among rules that are merged already."""
    from pdfplumber import table as finder  # noqa: PLC0415 - half a second

    edges = [_edge("v", Box(at, low, at, high)) for at, low, high in uprights]
    edges += [_edge("h", Box(low, at, high, at)) for at, low, high in levels]
    crossings = finder.edges_to_intersections(edges, SNAP, SNAP)
    return [Box(*map(float, cell)) for cell in finder.intersections_to_cells(crossings)]


def _edge(orientation: str, rule: Box) -> dict[str, Any]:
    """A rule as pdfplumber describes it."""
    return {
        "x0": rule.x0, "x1": rule.x1, "top": rule.top, "bottom": rule.bottom, "doctop": rule.top,
        "width": rule.width, "height": rule.height, "orientation": orientation,
    }  # fmt: skip
