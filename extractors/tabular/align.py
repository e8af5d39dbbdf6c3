"""Which column a cell belongs to, where merged or empty cells were lost: the likeliest monotone assignment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from extractors.tabular.model import Kind
from extractors.tabular.shapes import Shape

Profile = Mapping[Shape, float]
"""The share of each shape among a column's cells in the rows that have lost none."""

_VALUE_FIT = {
    Shape.NUMBER: 2.0,
    Shape.AMOUNT: 1.8,
    Shape.INDEX: 1.5,
    Shape.DASH: 1.2,
    Shape.SHORT: 0.3,
}
_TEXT_FIT = {Shape.PROSE: 2.0, Shape.SHORT: 0.8, Shape.AMOUNT: 0.2}
_AGENCY_FIT = {Shape.AGENCY: 2.5, Shape.DASH: 0.8, Shape.SHORT: 0.2, Shape.PROSE: -0.5}
_FIT: dict[Kind, dict[Shape, float]] = {
    Kind.INDEX: {Shape.INDEX: 2.0, Shape.DASH: 0.2},
    Kind.GOAL: {Shape.SHORT: 1.2, Shape.PROSE: 0.6, Shape.EMPTY: 0.6, Shape.AGENCY: 0.3},
    Kind.TASK: {Shape.SHORT: 1.8, Shape.PROSE: 1.4, Shape.AGENCY: 0.4, Shape.AMOUNT: 0.2},
    Kind.CONTENT: {**_TEXT_FIT, Shape.PROSE: 2.4},
    Kind.LEAD: _AGENCY_FIT,
    Kind.SUPPORT: {**_AGENCY_FIT, Shape.EMPTY: 0.8},
    Kind.RESPONSIBLE: _AGENCY_FIT,
    Kind.OFFICE: _AGENCY_FIT,
    Kind.PERSON: {Shape.SHORT: 1.2, Shape.NUMBER: 0.5, Shape.EMPTY: 0.4},
    Kind.DEADLINE: {Shape.DATE: 2.5, Shape.DASH: 0.6, Shape.EMPTY: 0.2},
    Kind.REMARK: {Shape.EMPTY: 0.6, Shape.SHORT: 0.3, Shape.PROSE: 0.3, Shape.DASH: 0.4},
    Kind.INDICATOR: {Shape.SHORT: 2.0, Shape.PROSE: 0.8, Shape.AGENCY: 0.6, Shape.UNIT: 0.4},
    Kind.UNIT: {Shape.UNIT: 2.5, Shape.DASH: 0.5, Shape.SHORT: 0.2},
    Kind.NATURE: {Shape.NATURE: 2.5, Shape.DASH: 0.3},
    Kind.NAME: {Shape.SHORT: 1.6, Shape.AGENCY: 1.2, Shape.DATE: 0.5, Shape.PROSE: 0.3},
    Kind.TEXT: _TEXT_FIT,
}
_MISFIT = -0.6
_EMPTY_CELL = -0.2
_PROFILE_WEIGHT = 1.5
_LOSS: dict[Kind, float] = {
    Kind.INDEX: 0.0,
    Kind.GOAL: 0.0,
    Kind.REMARK: 0.0,
    Kind.PERSON: 0.2,
    Kind.SUPPORT: 0.4,
    Kind.UNIT: 0.4,
    Kind.NATURE: 0.4,
    Kind.NAME: 0.4,
    Kind.DEADLINE: 0.6,
}
_LOSS_OTHER = 1.2
_APPENDED = 1.5
"""The price of taking a surplus cell as the rest of the cell before it."""
_MOST_PAIRS = 2500
"""No real row is wider: beyond, cells are taken from left to right."""


def fit(shape: Shape, kind: Kind, profile: Profile) -> float:
    """How well a cell of this shape stands in a column of this kind."""
    table = _FIT.get(kind, _VALUE_FIT)
    prior = table.get(shape, _EMPTY_CELL if shape is Shape.EMPTY else _MISFIT)
    return prior + _PROFILE_WEIGHT * profile.get(shape, 0.0)


def profile_of(shapes: Sequence[Shape]) -> Profile:
    """The shares of the shapes in a column."""
    counts = Counter(shapes)
    return {shape: number / len(shapes) for shape, number in counts.items()}


def assign(
    shapes: Sequence[Shape], kinds: Sequence[Kind], profiles: Sequence[Profile]
) -> list[int]:
    """A column for each cell, never going back to the left; equal columns mean one cell in pieces."""
    if len(shapes) == len(kinds) or len(shapes) * len(kinds) > _MOST_PAIRS:
        return [min(number, len(kinds) - 1) for number in range(len(shapes))]
    best, moves = _fill(shapes, kinds, profiles)
    return _trace(moves, len(best) - 1, len(kinds))


def _fill(
    shapes: Sequence[Shape], kinds: Sequence[Kind], profiles: Sequence[Profile]
) -> tuple[list[list[float]], list[list[str]]]:
    """best[i][j]: the score of the first i cells in the first j columns; moves: how it was reached."""
    losses = [_LOSS.get(kind, _LOSS_OTHER) for kind in kinds]
    best = [[float("-inf")] * (len(kinds) + 1) for _ in range(len(shapes) + 1)]
    moves = [[""] * (len(kinds) + 1) for _ in range(len(shapes) + 1)]
    best[0][0] = 0.0
    for i in range(len(shapes) + 1):
        for j in range(1, len(kinds) + 1):
            options = [(best[i][j - 1] - losses[j - 1], "lost")]
            if i:
                here = fit(shapes[i - 1], kinds[j - 1], profiles[j - 1])
                options.append((best[i - 1][j - 1] + here, "own"))
                options.append((best[i - 1][j] - _APPENDED, "rest"))
            best[i][j], moves[i][j] = max(options)
    return best, moves


def _trace(moves: list[list[str]], i: int, j: int) -> list[int]:
    columns: list[int] = []
    while i > 0:
        move = moves[i][j]
        if move != "lost":
            columns.append(j - 1)
            i -= 1
        if move != "rest":
            j -= 1
    return columns[::-1]
