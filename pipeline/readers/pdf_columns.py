"""Reading order on pages that are set in two columns."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.readers.pdf_document import PageContent, Word
from pipeline.readers.pdf_lines import Line, build_lines

_MIN_LINES = 8
_MIN_CHARACTERS = 8
_STEPS = 24
_GUTTER = 1.0
_SHARE = 0.6


def lines_in_order(words: Sequence[Word], page: PageContent) -> list[Line]:
    """The lines of a page: down the left column before the right one, full-width lines in their place."""
    lines = build_lines(words, page.number)
    gutter = _find_gutter(words, lines, page) if len(lines) >= _MIN_LINES else None
    if gutter is None:
        return lines
    ordered: list[Line] = []
    band: list[Word] = []
    for row in _rows(words):
        if any(word.box.x0 < gutter < word.box.x1 for word in row):
            ordered += _columns(band, gutter, page.number)
            ordered += build_lines(row, page.number)
            band = []
        else:
            band += row
    return ordered + _columns(band, gutter, page.number)


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.box.top + word.box.bottom, word.box.x0)):
        middle = (word.box.top + word.box.bottom) / 2
        if rows and rows[-1][-1].box.top <= middle <= rows[-1][-1].box.bottom:
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows


def _columns(words: Sequence[Word], gutter: float, page: int) -> list[Line]:
    left = [word for word in words if word.box.x1 <= gutter]
    right = [word for word in words if word.box.x1 > gutter]
    return build_lines(left, page) + build_lines(right, page)


def _find_gutter(words: Sequence[Word], lines: Sequence[Line], page: PageContent) -> float | None:
    """A place in the middle third that most lines leave blank, with full lines on both sides."""
    rows = _rows(words)
    for step in range(_STEPS + 1):
        place = page.width * (1 / 3 + step / (3 * _STEPS))
        if sum(_is_parted(row, place) for row in rows) >= max(_MIN_LINES, _SHARE * len(lines)):
            return place
    return None


def _is_parted(row: Sequence[Word], place: float) -> bool:
    """Whether a row holds running text on both sides of a place and nothing over it."""
    left = [word for word in row if word.box.x1 <= place]
    right = [word for word in row if word.box.x0 >= place]
    if len(left) + len(right) < len(row) or not left or not right:
        return False
    gap = min(word.box.x0 for word in right) - max(word.box.x1 for word in left)
    counts = (sum(len(word.text) for word in side) for side in (left, right))
    return gap >= _GUTTER * row[0].box.height and min(counts) >= _MIN_CHARACTERS
