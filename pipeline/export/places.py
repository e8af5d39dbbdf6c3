"""A place in a file in a few words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol


class Placed(Protocol):
    """What schemas.source.Place knows, and a row of an outline under the same names."""

    @property
    def page(self) -> int | None: ...
    @property
    def box(self) -> tuple[float, float, float, float] | None: ...
    @property
    def table(self) -> int | None: ...
    @property
    def row(self) -> int | None: ...
    @property
    def col(self) -> int | None: ...
    @property
    def paragraph(self) -> int | None: ...
    @property
    def line(self) -> int | None: ...
    @property
    def path(self) -> str | None: ...
    @property
    def confidence(self) -> float | None: ...


def place_phrase(place: Placed | None) -> str:
    """`第3页（72,101,523,116） 表2第4行第3列`; nothing where nothing is known."""
    return " ".join(_parts(place)) if place is not None else ""


def _parts(place: Placed) -> Iterator[str]:
    if place.page is not None:
        box = ",".join(f"{corner:.0f}" for corner in place.box or ())
        yield f"第{place.page}页" + (f"（{box}）" if box else "")
    if place.table is not None:
        col = f"第{place.col}列" if place.col is not None else ""
        yield f"表{place.table}第{place.row}行{col}"
    if place.paragraph is not None:
        yield f"第{place.paragraph}段"
    if place.line is not None:
        yield f"文本第{place.line}行"
    if place.path is not None:
        yield place.path
    if place.confidence is not None:
        yield f"识别{place.confidence:.0%}"
