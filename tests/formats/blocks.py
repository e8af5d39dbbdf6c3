"""Any notice as blocks, from which files of other formats are written: corpus sources and texts of real notices."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations, groupby

from corpus.notice_source import Block, Grid, GridCell, Kind, Line, Notice, Signature
from extractors.outline import Grid as TextGrid
from extractors.outline import Outline, Paragraph, ParagraphKind

_BREAK = re.compile(r"\s*\n\s*")
_DEEPEST = 3
_HEADINGS: tuple[Kind, ...] = ("heading1", "heading2", "heading3")


def blocks_of_corpus(notice: Notice) -> list[Block]:
    """As `corpus.write_text` prints it, with the head in place."""
    blocks: list[Block] = [Line("title", line) for line in notice.title_lines]
    blocks += [Line("caption", notice.doc_number), Line("flush", notice.addressee)]
    for block in notice.blocks:
        if isinstance(block, Signature):
            signed = (notice.issuer, notice.printed_date)
            blocks += [Line("right", line) for line in signed]
            blocks.append(Line("paragraph", "（此件公开发布）"))
        else:
            blocks.append(block)
    return blocks + [Line("note", line) for line in notice.imprint]


def blocks_of_text(outline: Outline) -> list[Block]:
    """Paragraphs, headings and tables as segmentation finds them; a paragraph that wraps becomes one line."""
    headings = {
        node.start: node.level
        for node in outline.sections
        if outline.paragraph_at(node.start).end == node.heading_end
    }
    grids = {id(grid): grid for grid in outline.grids}
    blocks: list[Block] = []
    for table, group in groupby(outline.paragraphs, lambda each: _grid_of(outline, each)):
        if table is not None:
            blocks.append(_grid(outline, grids[table]))
            continue
        for paragraph in group:
            text = _flat(outline, paragraph.start, paragraph.end)
            if text:
                blocks.append(Line(_kind(headings.get(paragraph.start)), text))
    return blocks


def _kind(level: int | None) -> Kind:
    return "paragraph" if level is None else _HEADINGS[min(level, _DEEPEST) - 1]


def _grid_of(outline: Outline, paragraph: Paragraph) -> int | None:
    if paragraph.kind is not ParagraphKind.CELL:
        return None
    inside = (g for g in outline.grids if g.start <= paragraph.start and paragraph.end <= g.end)
    return next((id(grid) for grid in inside), None)


def _flat(outline: Outline, start: int, end: int) -> str:
    """What is printed there, on one line."""
    low, high = outline.view.source_span(start, end) if start < end else (0, 0)
    return _BREAK.sub("", outline.source.text[low:high]).strip()


def _grid(outline: Outline, table: TextGrid) -> Grid:
    rows = [[_flat(outline, cell.start, cell.end) for cell in row] for row in table.rows]
    width = max(map(len, rows))
    columns = [_Column([row[col] for row in rows if len(row) == width]) for col in range(width)]
    cells = [cell for number, row in enumerate(rows) for cell in _cells(number, row, columns)]
    return Grid((1,) * width, 1, len(rows), tuple(cells))


def _cells(number: int, row: Sequence[str], columns: Sequence[_Column]) -> list[GridCell]:
    if len(row) == 1:
        return [GridCell(number, 0, 1, len(columns), row[0])]
    texts = dict(zip(_places(row, columns), row, strict=True))
    return [GridCell(number, col, 1, 1, texts.get(col, "")) for col in range(len(columns))]


class _Column:
    """What the cells of a column look like, by the rows that have lost none."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._length = sum(math.log1p(len(text)) for text in texts) / len(texts)
        self._characters = Counter(char for text in texts for char in set(text))
        self._count = len(texts)

    def fit(self, text: str) -> float:
        """The better, the more of its characters are usual here, and the more usual its length."""
        usual = sum(self._characters[char] for char in text) / self._count / max(len(text), 1)
        return usual - abs(math.log1p(len(text)) - self._length)


def _places(row: Sequence[str], columns: Sequence[_Column]) -> Sequence[int]:
    """The columns of the cells; a text may have lost empty and merged ones, which leaves its row short."""
    ways = combinations(range(len(columns)), len(row))
    return max(ways, key=lambda way: sum(columns[c].fit(t) for c, t in zip(way, row, strict=True)))
