"""What looks like a fact: numbers with something counted behind them or in a cell, and names of agencies."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.engine import find_at_digits
from extractors.named import names_of
from extractors.numerals import DIGITS
from extractors.outline import Outline, Paragraph, ParagraphKind
from extractors.units import SYMBOL

_NUMBER_RE = re.compile(rf"(?<![0-9.])(?:{DIGITS})")
_WORDS_RE = re.compile(
    rf"[一二两三四五六七八九十百千](?:[一二两三四五六七八九十百千万亿零〇]{{0,8}})(?:{SYMBOL})"
)
_COUNTED_RE = re.compile(r"[一-龥%‰]|[A-Za-z]")


class Candidate(NamedTuple):
    """[start, end) of the view that might be a fact. `in_words`: the number is in Chinese numerals."""

    start: int
    end: int
    kind: str
    paragraph: Paragraph
    in_words: bool = False


def find_candidates(outline: Outline) -> Iterator[Candidate]:
    """All candidates, paragraph by paragraph."""
    for paragraph in outline.paragraphs:
        yield from _numbers(outline.view.text, paragraph)
        for name in names_of(outline, paragraph):
            yield Candidate(name.start, name.end, "agency", paragraph)


def _numbers(text: str, paragraph: Paragraph) -> Iterator[Candidate]:
    for match in find_at_digits(_NUMBER_RE, text, paragraph.start, paragraph.end):
        in_cell = paragraph.kind is ParagraphKind.CELL
        if in_cell or _COUNTED_RE.match(text, match.end(), paragraph.end):
            yield Candidate(match.start(), match.end(), "number", paragraph)
    for match in _WORDS_RE.finditer(text, paragraph.start, paragraph.end):
        yield Candidate(match.start(), match.end(), "number", paragraph, in_words=True)


class Spans:
    """Spans of the source, asked whether they touch a place."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]
        self._reach: list[int] = []
        reach = 0
        for _, end in self._spans:
            reach = max(reach, end)
            self._reach.append(reach)

    def touch(self, start: int, end: int) -> bool:
        """Whether a span shares a character with [start, end)."""
        index = bisect_right(self._starts, end - 1) - 1
        return index >= 0 and self._reach[index] > start
