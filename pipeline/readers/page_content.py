"""What stands on a page that is laid out: words with their boxes and the rules between them, upright, y downwards."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

_THIN = 3.0
"""A filled shape of at most so many points is a rule."""

_SKEW = 0.6

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Box(NamedTuple):
    """In points from the top left corner of the page as it is read."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def holds(self, other: Box) -> bool:
        """Whether the middle of the other box lies inside."""
        x, y = (other.x0 + other.x1) / 2, (other.top + other.bottom) / 2
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


class Word(NamedTuple):
    """A run of characters without a blank, or a part of one; `confidence` where it was recognised in a picture."""

    text: str
    box: Box
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class PageContent:
    """What stands on one page. `number` counts from 1; `has_image` tells of pictures, and of drawings other than rules."""

    number: int
    width: float
    height: float
    words: list[Word]
    rules: list[Box]
    has_image: bool = False


def sides_of(outline: list[tuple[float, float]]) -> Iterator[Box]:
    for (x0, y0), (x1, y1) in itertools.pairwise(outline):
        is_straight = abs(x1 - x0) <= _SKEW or abs(y1 - y0) <= _SKEW
        if is_straight and max(abs(x1 - x0), abs(y1 - y0)) >= _THIN:
            yield Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def thin_rules_of(outline: list[tuple[float, float]]) -> Iterator[Box]:
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    if height <= _THIN < width:
        yield Box(min(xs), y, max(xs), y)
    elif width <= _THIN < height:
        yield Box(x, min(ys), x, max(ys))
