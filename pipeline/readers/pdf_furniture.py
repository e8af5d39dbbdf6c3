"""What a PDF prints around its text: page numbers, running heads, tables of contents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from pipeline.readers.contents import is_contents_line
from pipeline.readers.page_content import PageContent
from pipeline.readers.pdf_lines import Line

_PAGE_NUMBER = re.compile(
    r"[—–－―\-_·.•~～|/第\s]{0,8}[0-9IVXivx]{1,4}(?:[/／][0-9]{1,4})?"
    r"[—–－―\-_·.•~～|/页\s]{0,8}(?:[，,]?共[0-9]{1,4}页)?$"
)
_NUMBER_MARGIN = 0.13
_HEAD_MARGIN = 0.1
"""Shares of the page's height at its head and foot."""

_FIGURES = re.compile(r"[0-9]+")
_MIN_REPEATS = 3
_REPEAT_SHARE = 0.4
_SAME_HEIGHT = 8.0


def drop_furniture(pages: Sequence[PageContent], lines: Sequence[list[Line]]) -> list[list[Line]]:
    """The lines of each page without page numbers, running heads and contents."""
    heads = _running_heads(pages, lines)
    return [
        _without_contents(
            [
                line
                for line in found
                if not (_is_number(line, page) or _is_running(line, page, heads))
            ]
        )
        for page, found in zip(pages, lines, strict=True)
    ]


def _in_margin(line: Line, page: PageContent, share: float) -> bool:
    middle = (line.box.top + line.box.bottom) / 2
    return middle < share * page.height or middle > (1 - share) * page.height


def _is_number(line: Line, page: PageContent) -> bool:
    compact = "".join(line.text.split())
    return _in_margin(line, page, _NUMBER_MARGIN) and _PAGE_NUMBER.match(compact) is not None


def _is_running(line: Line, page: PageContent, heads: set[tuple[str, int]]) -> bool:
    return _in_margin(line, page, _HEAD_MARGIN) and _key(line) in heads


def _key(line: Line) -> tuple[str, int]:
    """What a running head keeps from page to page: its words and its height."""
    words = _FIGURES.sub("0", "".join(line.text.split()))
    return words, round(line.box.top / _SAME_HEIGHT)


def _running_heads(
    pages: Sequence[PageContent], lines: Sequence[list[Line]]
) -> set[tuple[str, int]]:
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page, found in zip(pages, lines, strict=True):
        for line in found:
            if _in_margin(line, page, _HEAD_MARGIN):
                seen[_key(line)].add(page.number)
    least = max(_MIN_REPEATS, _REPEAT_SHARE * len(pages))
    return {key for key, numbers in seen.items() if len(numbers) >= least}


def _without_contents(lines: list[Line]) -> list[Line]:
    """Leaves out lines with dot leaders; where they fill a page, also what stands between them and the heading."""
    places = [place for place, line in enumerate(lines) if is_contents_line(line.text)]
    if not places:
        return lines
    first, last = places[0], places[-1]
    if 2 * len(places) >= last - first + 1:
        places = list(range(first, last + 1))
    if first and "".join(lines[first - 1].text.split()) == "目录":
        places.append(first - 1)
    return [line for place, line in enumerate(lines) if place not in places]
