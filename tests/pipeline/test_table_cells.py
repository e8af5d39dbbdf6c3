"""The finder of cells against pdfplumber's, and where rules are missing."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from pdfplumber import table as oracle

from pipeline.readers.page_content import Box
from pipeline.readers.table_cells import SNAP, cells_among


def table_with_merged_cells(random: Random) -> list[Box]:
    """The sides of the cells of a table, in any order; a hair off their line, as drawing programs leave them."""
    columns = places(random, 80)
    rows = places(random, 120)
    owner = {
        (row, col): (row, col) for row in range(len(rows) - 1) for col in range(len(columns) - 1)
    }
    for _ in range(3):
        merge(owner, random)
    rules: list[Box] = []
    for row, (top, bottom) in enumerate(pairwise(rows)):
        for col, (left, right) in enumerate(pairwise(columns)):
            own = owner[row, col]
            shift = random.uniform(-0.4, 0.4)
            if owner.get((row - 1, col)) != own:
                rules.append(Box(left, top + shift, right, top + shift))
            if owner.get((row, col - 1)) != own:
                rules.append(Box(left + shift, top, left + shift, bottom))
            if (row + 1, col) not in owner:
                rules.append(Box(left, bottom, right, bottom))
            if (row, col + 1) not in owner:
                rules.append(Box(right, top, right, bottom))
    random.shuffle(rules)
    return rules


def places(random: Random, start: float) -> list[float]:
    found = [start]
    for _ in range(random.randint(1, 6)):
        found.append(found[-1] + random.uniform(3 * SNAP, 90))
    return found


def merge(owner: dict[tuple[int, int], tuple[int, int]], random: Random) -> None:
    """One cell out of a few that are none's yet."""
    (row, col), (more_rows, more_cols) = (
        random.choice(list(owner)),
        random.choice([(1, 2), (2, 1), (2, 2)]),
    )
    block = [(row + down, col + right) for down in range(more_rows) for right in range(more_cols)]
    if all(owner.get(cell) == cell for cell in block):
        owner.update(dict.fromkeys(block, (row, col)))


def pdfplumber_cells(rules: list[Box]) -> set[tuple[float, ...]]:
    edges = [
        {
            "x0": rule.x0, "x1": rule.x1, "top": rule.top, "bottom": rule.bottom, "doctop": rule.top,
            "width": rule.width, "height": rule.height,
            "orientation": "h" if rule.width >= rule.height else "v",
        }
        for rule in rules
    ]  # fmt: skip
    merged = oracle.merge_edges(edges, SNAP, SNAP, SNAP, SNAP)
    crossings = oracle.edges_to_intersections(merged, SNAP, SNAP)
    return {rounded(cell) for cell in oracle.intersections_to_cells(crossings)}


def rounded(cell: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(round(place, 3) for place in cell)


@pytest.mark.parametrize("seed", range(60))
def test_finds_the_cells_that_pdfplumber_finds(seed: int) -> None:
    rules = table_with_merged_cells(Random(seed))  # noqa: S311 - no secret
    expected = pdfplumber_cells(rules)
    assert expected
    assert {rounded(cell) for cell in cells_among(rules)} == expected


def test_closes_sides_that_a_page_break_leaves_open() -> None:
    level = [Box(50, y, 250, y) for y in (100, 130)]
    upright = [Box(x, 100, x, 160) for x in (50, 150, 250)]
    assert cells_among(level + upright) == [
        Box(50, 100, 150, 130),
        Box(50, 130, 150, 160),
        Box(150, 100, 250, 130),
        Box(150, 130, 250, 160),
    ]


def test_rules_that_do_not_meet_enclose_nothing() -> None:
    assert cells_among([Box(0, y, 90, y) for y in (0, 20, 40)]) == []
    assert cells_among([Box(0, 0, 90, 0), Box(0, 20, 90, 20), Box(120, 0, 120, 20)]) == []
