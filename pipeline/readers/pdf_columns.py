"""Reading order on pages that are set in two columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.readers.page_content import PageContent, Word
from pipeline.readers.pdf_lines import Line, build_lines, rows_of

_MIN_LINES = 8
_MIN_CHARACTERS = 8
_STEPS = 24
_GUTTER = 1.0
_SHARE = 0.6


def lines_in_order(words: Sequence[Word], page: PageContent) -> list[Line]:
    """The lines of a page: down the left column before the right one, full-width lines in their place."""
    rows = rows_of(words)
    gutter = _find_gutter(rows, page)
    if gutter is None:
        return build_lines(words, page.number)
    ordered: list[Line] = []
    band: list[Word] = []
    for row in rows:
        if any(word.box.x0 < gutter < word.box.x1 for word in row):
            ordered += _columns(band, gutter, page.number)
            ordered += build_lines(row, page.number)
            band = []
        else:
            band += row
    return ordered + _columns(band, gutter, page.number)


def _columns(words: Sequence[Word], gutter: float, page: int) -> list[Line]:
    left = [word for word in words if word.box.x1 <= gutter]
    right = [word for word in words if word.box.x1 > gutter]
    return build_lines(left, page) + build_lines(right, page)


def _find_gutter(rows: Sequence[list[Word]], page: PageContent) -> float | None:
    """A place in the middle third that most lines leave blank, with running text on both sides."""
    gaps = [gap for row in rows for gap in _wide_gaps(row)]
    least = max(_MIN_LINES, _SHARE * len(rows))
    if len(gaps) < least:
        return None
    for step in range(_STEPS + 1):
        place = page.width * (1 / 3 + step / (3 * _STEPS))
        if sum(low <= place <= high for low, high in gaps) >= least:
            return place
    return None


def _wide_gaps(row: Sequence[Word]) -> Iterator[tuple[float, float]]:
    before, after = 0, sum(len(word.text) for word in row)
    for word, following in pairwise(row):
        before += len(word.text)
        after -= len(word.text)
        low, high = word.box.x1, following.box.x0
        if high - low >= _GUTTER * word.box.height and min(before, after) >= _MIN_CHARACTERS:
            yield low, high
