"""Text as HTML with the places of facts marked; overlapping facts split the text at their boundaries."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from pipeline.terminal import UNSAFE, visible

_ZERO_WIDTH = (0x00AD, *range(0x200B, 0x200E), 0x2060, 0xFEFF)
_SHOWN = {
    **{code: f'<i class="control">U+{code:04X}</i>' for code in (*UNSAFE, *_ZERO_WIDTH)},
    ord("\n"): "",
    ord("\r"): "",
    ord("\t"): " ",
}
_LATIN_BREAK = re.compile(r"(?<=[A-Za-z,.;])\s*\n\s*(?=[A-Za-z])")


@dataclass(frozen=True, slots=True)
class Mark:
    """A fact's place in the text. `name` is its anchor, `note` what a reader sees when pointing at it."""

    start: int
    end: int
    kind: str
    name: str
    note: str


def text_html(text: str) -> str:
    """Text as HTML on one line: a line break goes, or is a blank between words in Latin letters.

    Control, direction and zero-width characters are spelled out.
    """
    return escape(_LATIN_BREAK.sub(" ", text)).translate(_SHOWN)


class MarkedText:
    """A text and the marks on it; any stretch of it can be had as HTML."""

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self._text = text
        self._marks = sorted(marks, key=lambda mark: (mark.start, -mark.end))
        self._starts = [mark.start for mark in self._marks]
        self._longest = max((mark.end - mark.start for mark in marks), default=0)
        self._named: set[str] = set()

    def html(self, start: int, end: int) -> str:
        """[start, end) as HTML. The first piece of a mark carries its anchor."""
        marks = self._around(start, end)
        cuts = {start, end}
        for mark in marks:
            cuts.update(at for at in (mark.start, mark.end) if start < at < end)
        edges = sorted(cuts)
        return "".join(
            self._piece(low, high, [m for m in marks if m.start <= low and high <= m.end])
            for low, high in pairwise(edges)
        )

    def _around(self, start: int, end: int) -> list[Mark]:
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_right(self._starts, end)
        return [m for m in self._marks[first:last] if m.start < end and m.end > start]

    def _piece(self, start: int, end: int, marks: Sequence[Mark]) -> str:
        text = text_html(self._text[start:end])
        if not marks or not text.strip():
            return text
        kinds = " ".join(dict.fromkeys(mark.kind for mark in marks))
        note = escape(visible(" ‖ ".join(dict.fromkeys(mark.note for mark in marks))))
        html = f'<mark class="{kinds}" title="{note}">{text}</mark>'
        for name in self._new_names(marks):
            html = f'<span id="{name}">{html}</span>'
        return html

    def _new_names(self, marks: Sequence[Mark]) -> Iterator[str]:
        for mark in marks:
            if mark.name not in self._named:
                self._named.add(mark.name)
                yield mark.name
