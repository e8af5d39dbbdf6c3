"""pdfium's characters and page objects, asked for many at a time.

What must be asked for one by one, a call each, goes by the function's address. ctypes passes numbers and references to
a function without declared arguments as they are; to check each against pypdfium2's types takes twice as long as the call.
"""

from __future__ import annotations

import ctypes
import importlib
from collections import deque
from collections.abc import Iterator, Sequence
from ctypes import byref, c_double, c_float, c_int, c_uint, c_ulong, c_void_p
from itertools import repeat
from typing import Any, NamedTuple

from pipeline.readers.page_content import IDENTITY, Box, Matrix

# pypdfium2 ships no types: its modules are held as Any.
pdfium: Any = importlib.import_module("pypdfium2")
raw: Any = importlib.import_module("pypdfium2.raw")


_Container = tuple[Any, Any]
"""Functions for the count and for each of the objects in it."""


def _function(name: str, result: Any = c_int, *arguments: Any) -> Any:  # noqa: ANN401
    address = ctypes.cast(getattr(raw, name), c_void_p).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address or 0)


# With a page or text page by reference:
_loose_box = _function("FPDFText_GetLooseCharBox")
_origin = _function("FPDFText_GetCharOrigin")
_angle = _function("FPDFText_GetCharAngle", c_float)
_code = _function("FPDFText_GetUnicode", c_uint)
_count_rectangles = _function("FPDFText_CountRects")
_on_page: _Container = (
    _function("FPDFPage_CountObjects"),
    _function("FPDFPage_GetObject", c_void_p),
)

# With the address of an object:
_in_form: _Container = (
    _function("FPDFFormObj_CountObjects", c_int, c_void_p),
    _function("FPDFFormObj_GetObject", c_void_p, c_void_p, c_ulong),
)
_kind = _function("FPDFPageObj_GetType", c_int, c_void_p)
_matrix = _function("FPDFPageObj_GetMatrix", c_int, c_void_p, c_void_p)
_fill_colour = _function("FPDFPageObj_GetFillColor", c_int, c_void_p, *[c_void_p] * 4)
_draw_mode = _function("FPDFPath_GetDrawMode", c_int, c_void_p, c_void_p, c_void_p)
_count_segments = _function("FPDFPath_CountSegments", c_int, c_void_p)
_segment = _function("FPDFPath_GetPathSegment", c_void_p, c_void_p, c_int)
_segment_kind = _function("FPDFPathSegment_GetType", c_int, c_void_p)
_segment_point = _function("FPDFPathSegment_GetPoint", c_int, c_void_p, c_void_p, c_void_p)
_segment_closes = _function("FPDFPathSegment_GetClose", c_int, c_void_p)

_TEXT, _FORM = raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM
PATH, IMAGE = raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE


class Room:
    """Room for a number of each character of a page, kept from page to page: to refer to a number takes as long as a call."""

    def __init__(self) -> None:
        self.numbers = (c_double * 0)()
        self.references: list[Any] = []

    def enlarge(self, count: int) -> None:
        if count > len(self.references):
            self.numbers = (c_double * count)()
            self.references = [byref(self.numbers, start) for start in range(0, 8 * count, 8)]


class Characters:
    """The characters of an open text page by their places; y goes upwards."""

    def __init__(self, textpage: Any, room: Room) -> None:  # noqa: ANN401
        self._page = byref(textpage.raw.contents)
        self._room = room

    def boxes(self, places: Sequence[int]) -> list[Box]:
        """By the font: as high as the line and as wide as the advance."""
        count = len(places)
        found = (c_float * (4 * count))()
        rectangles = [byref(found, start) for start in range(0, 16 * count, 16)]
        _call(map(_loose_box, repeat(self._page), places, rectangles))
        values = list(found)  # left, top, right, bottom, as pdfium's FS_RECTF has them
        return list(map(Box, values[0::4], values[3::4], values[2::4], values[1::4]))

    def angles(self, places: Sequence[int]) -> list[float]:
        """In radians, against the clock."""
        return [-angle for angle in map(_angle, repeat(self._page), places)]

    def lefts(self, count: int) -> list[float]:
        """Where each of the first characters begins."""
        self._room.enlarge(count)
        xs, y = self._room.references, byref(c_double())
        _call(map(_origin, repeat(self._page), range(count), xs, repeat(y)))
        return self._room.numbers[:count]

    def baseline(self, place: int) -> float:
        x, y = c_double(), c_double()
        _origin(self._page, place, byref(x), byref(y))
        return y.value

    def codes(self, count: int) -> list[int]:
        return list(map(_code, repeat(self._page), range(count)))

    def are_one_run(self, start: int, end: int) -> bool:
        """Whether one operator of the page sets them all."""
        return bool(_count_rectangles(self._page, start, end - start) == 1)


def _call(calls: Iterator[int]) -> None:
    deque(calls, 0)


class Drawing(NamedTuple):
    """A path or an image of a page, `matrix` that of the form it stands in."""

    kind: int
    handle: int
    matrix: Matrix


def drawings(page: Any, most: int, depth: int) -> Iterator[Drawing]:  # noqa: ANN401
    """Paths and images of a page and of the forms on it; up to so many objects, and so many forms in one another."""
    stack: list[tuple[Any, _Container, Matrix, int]] = [
        (byref(page.raw.contents), _on_page, IDENTITY, depth)
    ]
    while stack:
        parent, (count, get), matrix, left = stack.pop()
        found = min(count(parent), most)
        most -= found
        handles: list[int] = list(map(get, repeat(parent), range(found)))
        kinds: list[int] = list(map(_kind, handles))
        if kinds.count(_TEXT) == found:
            continue
        for kind, handle in zip(kinds, handles, strict=True):
            if kind == _FORM and left:
                stack.append((handle, _in_form, multiply(own_matrix(handle), matrix), left - 1))
            elif kind != _TEXT:
                yield Drawing(kind, handle, matrix)


def own_matrix(handle: int) -> Matrix:
    found = (c_float * 6)()
    _matrix(handle, found)
    a, b, c, d, e, f = found
    return a, b, c, d, e, f


def multiply(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def draw_mode(path: int) -> tuple[bool, bool]:
    """Whether a path is filled, and whether its outline is drawn."""
    fill, stroke = c_int(), c_int()
    _draw_mode(path, byref(fill), byref(stroke))
    return bool(fill.value), bool(stroke.value)


def fill_colour(path: int) -> list[int]:
    """Red, green and blue, from 0 to 255."""
    colours = [c_uint() for _ in range(4)]
    _fill_colour(path, *map(byref, colours))
    return [colour.value for colour in colours[:3]]


def outlines(path: int, matrix: Matrix, most: int) -> Iterator[list[tuple[float, float]]]:
    """The corner points of each part of a path, in the coordinates that the matrix leads to."""
    a, b, c, d, e, f = matrix
    points: list[tuple[float, float]] = []
    horizontal, vertical = c_float(), c_float()
    x_there, y_there = byref(horizontal), byref(vertical)
    for place in range(min(_count_segments(path), most)):
        segment = _segment(path, place)
        if points and _segment_kind(segment) == raw.FPDF_SEGMENT_MOVETO:
            yield points
            points = []
        _segment_point(segment, x_there, y_there)
        x, y = horizontal.value, vertical.value
        points.append((a * x + c * y + e, b * x + d * y + f))
        if _segment_closes(segment):
            points.append(points[0])
    if points:
        yield points
