"""Cards: a task told in pairs of key and value, a pair a row: 牵头单位 | 县教育局."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.outline import Grid, GridCell, Outline
from extractors.tabular.headers import read_head
from extractors.tabular.model import AGENCY_KINDS, Column, Kind, Table, TableCell, TableRow
from extractors.tabular.shapes import Shape, shape_of

_FEWEST_PAIRS = 3
_NAMING = (Kind.TASK, Kind.NAME, Kind.GOAL)
_KNOWN_SHARE = 0.7


@dataclass(slots=True)
class _Card:
    """The pairs of one task."""

    pairs: list[tuple[Kind, GridCell, GridCell]] = field(
        default_factory=list[tuple[Kind, GridCell, GridCell]]
    )


def read_cards(outline: Outline) -> list[Table]:
    """Cards as tables of one row."""
    return [
        _table(outline, index, card)
        for index, grid in enumerate(outline.grids)
        for card in _cards(outline.view.text, grid)
    ]


def is_card(text: str, grid: Grid) -> bool:
    """Whether a grid holds cards, and so no rows and columns."""
    return any(_cards(text, grid))


def _cards(text: str, grid: Grid) -> Iterator[_Card]:
    """The cards of a grid, each begun by a key that names the task; none where the keys are not known ones."""
    pairs = [pair for pair in _pairs(grid) if not _is_head(text, pair[1])]
    kinds = [read_head(text[key.start : key.end]).kind for key, _ in pairs]
    known = [(kind, *pair) for kind, pair in zip(kinds, pairs, strict=True) if kind]
    if len(known) < max(_FEWEST_PAIRS, _KNOWN_SHARE * len(pairs)) or not _has_agencies(text, known):
        return
    card = _Card()
    for pair in known:
        if pair[0] in _NAMING and any(kind is pair[0] for kind, _, _ in card.pairs):
            yield card
            card = _Card()
        card.pairs.append(pair)
    yield card


def _pairs(grid: Grid) -> Iterator[tuple[GridCell, GridCell]]:
    """Key and value, side by side, once or twice a row."""
    for row in grid.rows:
        filled = [cell for cell in row if cell.end > cell.start]
        if len(filled) in (2, 4):
            yield from zip(filled[::2], filled[1::2], strict=True)


def _is_head(text: str, cell: GridCell) -> bool:
    return read_head(text[cell.start : cell.end]).kind is not None


def _has_agencies(text: str, pairs: list[tuple[Kind, GridCell, GridCell]]) -> bool:
    """Whether bodies stand beside each key that asks for them."""
    shapes = [shape_of(text[v.start : v.end]) for kind, _, v in pairs if kind in AGENCY_KINDS]
    return bool(shapes) and all(shape is Shape.AGENCY for shape in shapes)


def _table(outline: Outline, index: int, card: _Card) -> Table:
    text = outline.view.text
    columns: list[Column] = []
    cells: dict[int, TableCell] = {}
    for number, (kind, key, value) in enumerate(card.pairs):
        head = text[key.start : key.end]
        columns.append(Column(number, kind, head, read_head(head)))
        cells[number] = TableCell(((value.start, value.end),), text[value.start : value.end])
    row = TableRow(card.pairs[0][1].row, index, cells)
    return Table(tuple(columns), (row,), grids=(index,))
