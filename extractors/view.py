"""Clean text for the grammars, with a way back to the source.

Grammars read `View.text`: width folded, converter artefacts and blanks inside Chinese text gone, wrapped lines
mended. Records speak of the source, so each stretch of the view remembers where it came from.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_WIDE = {0xFF01 + i: 0x21 + i for i in range(94)}
_KEPT_WIDE = "，；！？、"
_FOLDED: dict[int, int | str] = {
    **{code: to for code, to in _WIDE.items() if chr(code) not in _KEPT_WIDE},
    ord("("): "（",
    ord(")"): "）",
    ord("（"): "（",
    ord("）"): "）",
    ord(":"): "：",
    ord("："): "：",
    ord("﹙"): "（",
    ord("﹚"): "）",
    ord("﹪"): "%",
    ord("‰"): "‰",
    ord("\u00a0"): " ",
    ord("\u3000"): " ",
    ord("・"): "·",
    ord("•"): "·",
}
"""One character to one character, so that folding moves no offset."""

_FOLD_TO = {char: to for char in map(chr, _FOLDED) if (to := char.translate(_FOLDED)) != char}
_FOLDABLE = re.compile(f"[{re.escape(''.join(_FOLD_TO))}]")
_NARROW = re.compile("(?<=[⺀-\uffef“”‘’…—%])[,;!?]+|[,;!?]+(?=[⺀-\uffef“”‘’…—])")
_TO_WIDE = str.maketrans(",;!?", "，；！？")
"""Punctuation of Chinese text that a crawler narrowed; the comma of `1,200` and of Latin text stays."""

_UNSEEN = r"\s\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufe00-\ufe0f\ufeff\ue000-\uf8ff"
"""Blanks, characters without width, and the private use area: bullets and blanks of fonts that no reader has."""
# Addresses say nothing that is a fact, and %E5%8C would look like amounts.
_DROPPED = re.compile(
    rf"(?:\[bookmark:[^\]\n]{{0,60}}\]|https?://[!-~]{{4,4000}}|\*(?:[{_UNSEEN}]*\*)+|[{_UNSEEN}])+"
)
_DROPPABLE = re.compile(rf"[\[h*{_UNSEEN}]")
"""Where nothing of this stands, nothing is dropped."""
_BLANK = re.compile(r"\s")
_LATIN = re.compile(r"[A-Za-z0-9.,%+\-]{2}")

Piece = tuple[int, int]
"""A half-open span of the source."""


@dataclass(frozen=True, slots=True)
class View:
    """`text` is folded, `printed` holds the source's own characters, a blank as one space; both have the same length."""

    text: str
    printed: str
    _view_starts: Sequence[int] = field(repr=False)
    _source_starts: Sequence[int] = field(repr=False)

    def source_offset(self, position: int) -> int:
        """Where the character at `position` of the view stands in the source."""
        run = bisect_right(self._view_starts, position) - 1
        return self._source_starts[run] + position - self._view_starts[run]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of the view's [start, end); `end` must be greater than `start`."""
        return self.source_offset(start), self.source_offset(end - 1) + 1


class _Builder:
    """Collects stretches of the source one after the other."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.parts: list[str] = []
        self.view_starts: list[int] = []
        self.source_starts: list[int] = []
        self.length = 0

    def add(self, start: int, end: int) -> None:
        if start >= end:
            return
        self.parts.append(self.source[start:end])
        self.view_starts.append(self.length)
        self.source_starts.append(start)
        self.length += end - start

    def add_mark(self, mark: str, at: int) -> None:
        """A blank or the end of a paragraph, which stands for the source position `at`."""
        self.parts.append(mark)
        self.view_starts.append(self.length)
        self.source_starts.append(at)
        self.length += 1

    def finish(self) -> View:
        printed = "".join(self.parts)
        return View(_fold(printed), printed, self.view_starts, self.source_starts)


def _fold(text: str) -> str:
    """As str.translate, which would look at every character; few of them need it."""
    folded = _FOLDABLE.sub(lambda match: _FOLD_TO[match[0]], text)
    return _NARROW.sub(lambda match: match[0].translate(_TO_WIDE), folded)


def _keeps_blank(source: str, start: int, end: int, low: int, high: int) -> bool:
    """A blank stays only between two Latin characters or digits."""
    if start <= low or end >= high:
        return False
    sides = (source[start - 1] + source[end]).translate(_FOLDED)
    return _LATIN.fullmatch(sides) is not None


def _add_piece(builder: _Builder, start: int, end: int) -> None:
    source = builder.source
    if not _DROPPABLE.search(source, start, end):
        builder.add(start, end)
        return
    at = start
    for match in _DROPPED.finditer(source, start, end):
        builder.add(at, match.start())
        at = match.end()
        blank = _BLANK.search(source, match.start(), at)
        if blank and _keeps_blank(source, match.start(), at, start, end):
            builder.add_mark(" ", blank.start())
    builder.add(at, end)


def build_view(
    source: str, paragraphs: Iterable[Sequence[Piece]]
) -> tuple[View, list[tuple[int, int]]]:
    """The view of `paragraphs`, each one or more pieces of the source in order, and their spans in the view.

    Paragraphs are separated by one line feed. A paragraph of which nothing is left has an empty span.
    """
    builder = _Builder(source)
    spans: list[tuple[int, int]] = []
    for pieces in paragraphs:
        start = builder.length
        for low, high in pieces:
            _add_piece(builder, low, high)
        spans.append((start, builder.length))
        builder.add_mark("\n", pieces[-1][1])
    return builder.finish(), spans


def clean(text: str) -> str:
    """The view of one line."""
    text = text.strip()
    if not (_DROPPABLE.search(text) and _DROPPED.search(text)):
        return _fold(text)
    view, _ = build_view(text, [[(0, len(text))]])
    return view.text[:-1]
