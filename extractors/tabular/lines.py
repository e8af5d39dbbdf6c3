"""The names in a cell that stand one a line, or apart by a blank, with no mark between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors.agencies import is_agency
from extractors.tabular.model import TableCell
from extractors.view import View

_SEPARATORS = re.compile("[、，,；;\n]")
_BRANCH = re.compile("(?:[分支]行|[分支]公司|分局|分中心)$")
"""Such a name goes on with the one before it more often than not."""


def agency_text(view: View, cell: TableCell) -> tuple[str, str]:
    """The cell's text and its printed characters, a line feed between names that only white space parts."""
    text = "".join(view.text[low:high] for low, high in cell.parts)
    printed = "".join(view.printed[low:high] for low, high in cell.parts)
    edges = [0, *_breaks(view, cell), len(text)]
    cuts = list(_cuts(text, edges))
    return _cut(text, cuts), _cut(printed, cuts)


def _breaks(view: View, cell: TableCell) -> Iterator[int]:
    """Positions in the cell's text before which the source has white space."""
    at = 0
    for low, high in cell.parts:
        if at:
            yield at
        start, end = view.source_span(low, high)
        if end - start > high - low:
            offsets = [view.source_offset(position) for position in range(low, high)]
            for number in range(1, len(offsets)):
                if offsets[number] - offsets[number - 1] > 1:
                    yield at + number
        at += high - low


def _cuts(text: str, edges: list[int]) -> Iterator[int]:
    """The breaks at which whole names stand on both sides, and the line was not merely full."""
    widest = max(high - low for low, high in pairwise(edges))
    has_marks = _SEPARATORS.search(text) is not None
    for (low, at), (_, high) in pairwise(pairwise(edges)):
        left = _SEPARATORS.split(text[low:at])[-1]
        right = _SEPARATORS.split(text[at:high])[0]
        is_full = has_marks and at - low + 1 >= widest
        if not is_full and is_agency(left) and is_agency(right) and not _BRANCH.search(right):
            yield at


def _cut(text: str, cuts: list[int]) -> str:
    return "\n".join(text[low:high] for low, high in pairwise([0, *cuts, len(text)]))
