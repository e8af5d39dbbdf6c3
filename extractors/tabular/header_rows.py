"""The head of a grid: caption rows, then one to three rows of column heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.outline import Grid, GridCell
from extractors.tabular.headers import read_head
from extractors.tabular.model import VALUE_KINDS, Head, Kind
from extractors.tabular.shapes import VALUE_SHAPES, Shape, shape_of
from schemas.vocab import Status

Row = Sequence[GridCell]

_ROWS_TO_TRY = 5
_HEAD_LENGTH = 30
_MATRIX_SHARE = 0.6
_DEEPEST = 3
_SPANNING = frozenset({
    Kind.INDEX, Kind.INDICATOR, Kind.UNIT, Kind.NATURE, Kind.NAME, Kind.REMARK, Kind.GOAL, Kind.TASK,
    Kind.CONTENT, Kind.LEAD, Kind.SUPPORT, Kind.RESPONSIBLE, Kind.DEADLINE, Kind.PERSON, Kind.OFFICE,
})  # fmt: skip
"""Heads that stand beside a double head, not above it."""


@dataclass(frozen=True, slots=True)
class GridHead:
    """Heads left to right; the first row of the body; what the rows above the heads say."""

    heads: tuple[str, ...]
    body_from: int
    captions: tuple[GridCell, ...] = ()


class GridText:
    """The text of a grid's cells."""

    def __init__(self, text: str, grid: Grid) -> None:
        self.grid = grid
        self.aligned = grid.aligned
        self._text = text
        self.width = max(cell.col + cell.col_span for row in grid.rows for cell in row)

    def of(self, cell: GridCell) -> str:
        return self._text[cell.start : cell.end]

    def filled(self, row: Row) -> list[GridCell]:
        return [cell for cell in row if cell.end > cell.start]


def find_head(grid: GridText) -> GridHead | None:
    """The head of the grid; None where it has none of its own."""
    captions: list[GridCell] = []
    for number, row in enumerate(grid.grid.rows[:_ROWS_TO_TRY]):
        filled = grid.filled(row)
        if len(filled) == 1:
            captions.extend(filled)
        elif filled and _is_head_row(grid, number):
            depth = _depth(grid, number)
            return GridHead(_heads(grid, number, depth), number + depth, tuple(captions))
        elif filled:
            return None
    return None


def _is_head_row(grid: GridText, number: int) -> bool:
    cells = grid.filled(grid.grid.rows[number])
    texts = [grid.of(cell) for cell in cells]
    if any(text.endswith("：") or len(text) > _HEAD_LENGTH for text in texts):
        return False
    heads = [read_head(text) for text in texts]
    known = sum(bool(head.kind or head.date) for head in heads)
    shapes = [shape_of(text) for text in texts]
    said = zip(cells, shapes, heads, strict=True)
    if any(
        _is_data(shape, head) and not _counts(grid, number, cell, shape)
        for cell, shape, head in said
    ):
        return False
    return (known > 1 and known * 2 >= len(heads)) or _stands_over_values(grid, number, known)


def _is_data(shape: Shape, head: Head) -> bool:
    """A number that is no year, or an agency that is no head."""
    if shape is Shape.AGENCY:
        return head.kind is None
    return shape in VALUE_SHAPES and not head.date


def _counts(grid: GridText, number: int, cell: GridCell, shape: Shape) -> bool:
    """Whether what looks like a body is counted below: 改造文化站 over numbers alone."""
    below = [
        shape_of(grid.of(lower))
        for row in grid.grid.rows[number + 1 :]
        for lower in grid.filled(row)
        if lower.col == cell.col
    ]
    return shape is Shape.AGENCY and bool(below) and _value_share(below) == 1


def _stands_over_values(grid: GridText, number: int, known: int) -> bool:
    """Heads of which one or none is known: a column below must be numbers nearly throughout."""
    if not known and number:
        return False
    columns: dict[int, list[Shape]] = {}
    for row in grid.grid.rows[number + 1 :]:
        for cell in grid.filled(row):
            columns.setdefault(cell.col, []).append(shape_of(grid.of(cell)))
    needed = 0.5 if known else _MATRIX_SHARE
    return any(
        col > 0 and len(shapes) > 1 - bool(known) and _value_share(shapes) >= needed
        for col, shapes in columns.items()
    )


def _value_share(shapes: Sequence[Shape]) -> float:
    return sum(shape in VALUE_SHAPES for shape in shapes) / len(shapes)


def _depth(grid: GridText, number: int) -> int:
    row = grid.grid.rows[number]
    deepest = min(_DEEPEST, max(cell.row_span for cell in row))
    if deepest > 1 or number + 1 >= len(grid.grid.rows):
        return deepest
    covered = sum(cell.col_span for cell in row if cell.end > cell.start)
    spread = any(cell.col_span > 1 for cell in row) or covered < grid.width or not grid.aligned
    is_second = _is_second_head_row(grid, number + 1) or _splits_head(grid, number)
    return 2 if spread and is_second else 1


def _is_second_head_row(grid: GridText, number: int) -> bool:
    filled = grid.filled(grid.grid.rows[number])
    heads = [read_head(grid.of(cell)) for cell in filled]
    plain = [head.kind in VALUE_KINDS or bool(head.date) for head in heads]
    return len(filled) > 1 and all(plain)


def _splits_head(grid: GridText, number: int) -> bool:
    """Whether words that no head knows split the head above: below them stand values, above one of them an empty cell."""
    rows = grid.grid.rows[number : number + 3]
    if len(rows) < 3 or not all(len(row) == len(rows[0]) for row in rows):
        return False
    upper, lower, body = ([grid.of(cell) for cell in row] for row in rows)
    split = [col for col, text in enumerate(lower) if text]
    if len(split) < 2 or all(upper[col] for col in split):
        return False
    return not any(
        read_head(upper[col]).kind in _SPANNING
        or shape_of(lower[col]) in VALUE_SHAPES
        or shape_of(body[col]) not in VALUE_SHAPES
        for col in split
    )


def _heads(grid: GridText, number: int, depth: int) -> tuple[str, ...]:
    rows = grid.grid.rows[number : number + depth]
    if grid.aligned or (depth > 1 and _keeps_places(grid, rows)):
        return _stacked(grid, rows)
    first = [grid.of(cell) for cell in rows[0]]
    if depth == 1:
        return tuple(_padded(grid, first, number))
    return _spread(first, [grid.of(cell) for cell in rows[1]])


def _keeps_places(grid: GridText, rows: Sequence[Row]) -> bool:
    """Whether the rows of a double head have empty cells where spans were, so that each stands in its column."""
    upper, lower = rows[0], rows[1]
    return len(upper) == len(lower) and not any(
        grid.of(below) and read_head(grid.of(above)).kind in _SPANNING
        for above, below in zip(upper, lower, strict=True)
    )


def _stacked(grid: GridText, rows: Sequence[Row]) -> tuple[str, ...]:
    """Each column's heads from above to below, a merged one once."""
    levels: list[list[str]] = []
    for row in rows:
        level = [""] * grid.width
        for cell in row:
            for col in range(cell.col, min(cell.col + cell.col_span, grid.width)):
                level[col] = grid.of(cell)
        levels.append(level)
    for upper, lower in pairwise(levels):
        for col in range(1, grid.width):
            # A head over two columns whose span was lost leaves an empty one beside it.
            if not upper[col] and lower[col] and lower[col - 1]:
                upper[col] = upper[col - 1]
    return tuple("".join(level[col] for level in levels) for col in range(grid.width))


def _padded(grid: GridText, heads: list[str], number: int) -> list[str]:
    """A head in front where most rows are one cell longer than the head: its empty corner was lost."""
    longer = [len(row) for row in grid.grid.rows[number + 1 :] if len(row) > 1]
    one_more = sum(length == len(heads) + 1 for length in longer)
    first = read_head(heads[0]) if heads and heads[0] else None
    names_rows = first is None or not (first.date or first.kind in VALUE_KINDS)
    if not names_rows and one_more * 2 > len(longer):
        return ["", *heads]
    return heads


def _spread(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    """A double head whose spans were lost: the lower heads are dealt out below the upper ones that span."""
    wide = [head for head in first if read_head(head).kind not in _SPANNING]
    if not wide or len(second) < len(wide):
        return tuple(first)
    shares = iter(_deal(wide, second))
    heads: list[str] = []
    for head in first:
        if read_head(head).kind in _SPANNING:
            heads.append(head)
        else:
            heads.extend(head + lower for lower in next(shares))
    return tuple(heads)


def _deal(wide: Sequence[str], lower: Sequence[str]) -> list[Sequence[str]]:
    """Lower heads by upper head: cut where the years begin anew; else one below a baseline, the rest evenly."""
    runs = _runs(lower)
    if len(runs) == len(wide):
        return runs
    baselines = [read_head(head).status is Status.ACTUAL for head in wide]
    others = baselines.count(False)
    left = len(lower) - baselines.count(True)
    shares: list[Sequence[str]] = []
    at = 0
    for number, is_baseline in enumerate(baselines):
        size = 1 if is_baseline else max(1, left // max(1, others))
        stop = len(lower) if number == len(wide) - 1 else at + size
        shares.append(lower[at:stop])
        at = stop
    return shares


def _runs(lower: Sequence[str]) -> list[Sequence[str]]:
    cuts = [0]
    last = None
    for number, head in enumerate(lower):
        date = read_head(head).date
        if date and last and date <= last:
            cuts.append(number)
        last = date or last
    return [lower[low:high] for low, high in pairwise([*cuts, len(lower)])]
