"""What an agency is for, and what kind of body it is, read off its canonical name."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.agencies.authority import Kind, functions, kinds
from extractors.regions import NATIONAL

_BOARDS = ("", "管理委员会", "管委会")
"""What follows the name of a zone that is a region; the zone says what kind of board it is."""


def classified(name: str, region: str | None) -> tuple[str, str]:
    """Function and kind, of name and region alone, so that one agency never has two."""
    place = "" if region is None or region == NATIONAL else region.rpartition("/")[2]
    rest = name.removeprefix(place)
    kind = kind_of(name if rest in _BOARDS else rest)
    if kind.decides:
        return kind.function, kind.id
    return _function_of(name) or kind.function, kind.id


def kind_of(name: str) -> Kind:
    """The first kind that fits."""
    return next(kind for kind in kinds() if kind.fits(name))


def _function_of(name: str) -> str | None:
    """The function of the longest word that stands in the name, general words last."""
    return max(_words_in(name), default=(False, 0, 0, None))[3]


def _words_in(name: str) -> Iterator[tuple[bool, int, int, str | None]]:
    for order, row in enumerate(functions()):
        for word in row.words:
            if word in name:
                yield not row.general, len(word), -order, row.id
