"""Pages of a PDF through pdfium: words with their boxes and the rules drawn between them, upright, y downwards."""

from __future__ import annotations

import ctypes
import importlib
import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pipeline.readers.limits import MAX_PAGE_CHARACTERS
from pipeline.readers.page_content import (
    IDENTITY,
    Box,
    Matrix,
    PageContent,
    Word,
    sides_of,
    thin_rules_of,
)
from schemas.errors import CorruptInputError, EncryptedInputError

# pypdfium2 ships no types: its modules are held as Any, and this module is the only one that touches them.
_pdfium: Any = importlib.import_module("pypdfium2")
_raw: Any = importlib.import_module("pypdfium2.raw")

_WORD = re.compile(r"[^\s\x00]+")
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})
_END_OF_UNICODE = 0x110000
_QUARTERS = 4
_UPRIGHT_TOLERANCE = 0.15
"""In radians; text at any other angle is a watermark or a note in the margin."""

_MAX_OBJECTS = 50_000
_MAX_FORM_DEPTH = 6
_PALE = 250
_LEAST_MOVED = 2
_STEP_BACK = 0.2
"""In heights of a character: one that begins so far before its forerunner stands out of its place."""

_FLAT = 0.5
"""In widths: no character is so low."""

_BELOW_BASELINE = 0.15


class PdfFile:
    """An open PDF; close it when done, pdfium does not free it otherwise."""

    def __init__(self, data: bytes) -> None:
        try:
            self._document = _pdfium.PdfDocument(data)
        except _pdfium.PdfiumError as e:
            # The code may be that of an earlier file: not every failure sets one.
            is_locked = getattr(e, "err_code", None) == _raw.FPDF_ERR_PASSWORD
            if is_locked and b"/Encrypt" in data:
                raise EncryptedInputError("PDF 有密码保护；请去掉密码后另存再试") from e
            raise CorruptInputError("PDF 已损坏，无法打开；请重新下载") from e

    def __len__(self) -> int:
        return len(self._document)

    def title(self) -> str:
        """The title of the document's properties, empty where there is none to be read."""
        try:
            return str(self._document.get_metadata_value("Title"))
        except (UnicodeDecodeError, _pdfium.PdfiumError):
            return ""

    def page(self, number: int) -> PageContent:
        """The page of a number from 1."""
        try:
            page = self._document[number - 1]
        except _pdfium.PdfiumError as e:
            raise CorruptInputError(f"PDF 第 {number} 页已损坏；请重新下载") from e
        try:
            return _read_page(page, number)
        finally:
            page.close()

    def close(self) -> None:
        self._document.close()


def _read_page(page: Any, number: int) -> PageContent:  # noqa: ANN401
    view = tuple(map(float, page.get_mediabox()))
    rules, has_image = _drawings(page.raw)
    try:
        textpage = page.get_textpage()
    except _pdfium.PdfiumError as e:
        raise CorruptInputError(f"PDF 第 {number} 页的文字无法读取；请重新下载") from e
    try:
        words = _words(_Glyphs(textpage), rules)
    finally:
        textpage.close()
    quarter = _main_quarter(words)
    upright = [
        _word(word.text, _upright(word.first, quarter, view), _upright(word.last, quarter, view))
        for word in words
        if _is_at(word.angle, quarter)
    ]
    width, height = view[2] - view[0], view[3] - view[1]
    if quarter % 2:
        width, height = height, width
    turned = [_upright(rule, quarter, view) for rule in rules]
    return PageContent(number, width, height, upright, turned, has_image)


class _RawWord(NamedTuple):
    """A run as pdfium has it: the boxes of its first and last character, y still upwards, and its angle."""

    text: str
    first: Box
    last: Box
    angle: float


class _Glyphs:
    """The characters of a text page by their places, as pdfium counts them."""

    def __init__(self, textpage: Any) -> None:  # noqa: ANN401
        self._page = textpage.raw
        self._rectangle = _raw.FS_RECTF()
        self.text = _page_text(textpage)

    def box(self, place: int) -> Box:
        """By the font: as high as the line and as wide as its advance."""
        rectangle = self._rectangle
        _raw.FPDFText_GetLooseCharBox(self._page, place, rectangle)
        box = Box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        return box if box.height >= _FLAT * box.width else self._on_baseline(place, box)

    def _on_baseline(self, place: int, box: Box) -> Box:
        """The box of a character whose font does not say how high it is: a square on the line that it stands on."""
        x, y = ctypes.c_double(), ctypes.c_double()
        _raw.FPDFText_GetCharOrigin(self._page, place, x, y)
        bottom = y.value - _BELOW_BASELINE * box.width
        return Box(box.x0, bottom, box.x1, bottom + box.width)

    def is_in_order(self, start: int, end: int) -> bool:
        """Whether each character begins to the right of the one before."""
        if _raw.FPDFText_CountRects(self._page, start, end - start) == 1:
            return True
        measure, page, rectangle = _raw.FPDFText_GetLooseCharBox, self._page, self._rectangle
        left = -math.inf
        for place in range(start, end):
            measure(page, place, rectangle)
            if rectangle.left < left:
                return False
            left = rectangle.left
        return True

    def angle(self, place: int) -> float:
        return -float(_raw.FPDFText_GetCharAngle(self._page, place))  # pdfium turns clockwise


def _words(glyphs: _Glyphs, rules: Sequence[Box]) -> list[_RawWord]:
    """The page's words; one that runs over a rule, or from line to line, character by character."""
    upright = [rule for rule in rules if rule.height > rule.width]
    level = [rule for rule in rules if rule.height <= rule.width]
    found: list[_RawWord] = []
    for match in _WORD.finditer(glyphs.text):
        start, end = match.span()
        word = _raw_word(glyphs, start, end)
        if end - start > 1 and _is_several(word, upright, level):
            found += [_raw_word(glyphs, place, place + 1) for place in range(start, end)]
        else:
            found.append(_in_place(glyphs, word, start))
    return found


def _in_place(glyphs: _Glyphs, word: _RawWord, start: int) -> _RawWord:
    """The word with its characters as they stand on the line: a change of font may write them in another order."""
    if len(word.text) < _LEAST_MOVED or word.text.isascii() or abs(word.angle) > _UPRIGHT_TOLERANCE:
        return word
    end = start + len(word.text)
    if glyphs.is_in_order(start, end):
        return word
    boxes = [glyphs.box(place) for place in range(start, end)]
    if not any(_is_before(one, other) for one, other in itertools.pairwise(boxes)):
        return word
    if any(box.width <= 0 for box in boxes):
        return word
    order = sorted(range(len(boxes)), key=lambda place: boxes[place].x0)
    text = "".join(word.text[place] for place in order)
    return _RawWord(text, boxes[order[0]], boxes[order[-1]], word.angle)


def _is_before(one: Box, other: Box) -> bool:
    return one.x0 - other.x0 > _STEP_BACK * other.height


def _page_text(textpage: Any) -> str:  # noqa: ANN401
    """The text of a page with one character a place of pdfium's."""
    count = min(textpage.count_chars(), MAX_PAGE_CHARACTERS)
    text = str(textpage.get_text_range(0, count)) if count else ""
    if len(text) != count:  # pdfium leaves out what has no character
        codes = (_raw.FPDFText_GetUnicode(textpage, place) for place in range(count))
        text = "".join(chr(code) if code < _END_OF_UNICODE else "\0" for code in codes)
    return text.translate(_HYPHENS)


def _is_several(word: _RawWord, upright: Sequence[Box], level: Sequence[Box]) -> bool:
    """Whether pdfium sees one word in what stands in two cells, or on two lines."""
    first, last = word.first, word.last
    if abs(last.x0 - first.x0) >= abs(last.top - first.top):
        low, high = min(first.x1, last.x1), max(first.x0, last.x0)
        middle = (first.top + first.bottom) / 2
        is_crossed = any(low <= r.x0 <= high and r.top <= middle <= r.bottom for r in upright)
        return is_crossed or abs(last.top - first.top) > first.height / 2
    low, high = min(first.bottom, last.bottom), max(first.top, last.top)
    middle = (first.x0 + first.x1) / 2
    is_crossed = any(low <= r.top <= high and r.x0 <= middle <= r.x1 for r in level)
    return is_crossed or abs(last.x0 - first.x0) > first.width / 2


def _raw_word(glyphs: _Glyphs, start: int, end: int) -> _RawWord:
    first = glyphs.box(start)
    last = first if end - start == 1 else glyphs.box(end - 1)
    return _RawWord(glyphs.text[start:end], first, last, glyphs.angle(start))


def _word(text: str, first: Box, last: Box) -> Word:
    """As high as the lower of the two: Latin fonts in a Chinese line claim more height than they print."""
    lower = min(first, last, key=lambda box: box.height)
    return Word(text, Box(min(first.x0, last.x0), lower.top, max(first.x1, last.x1), lower.bottom))


def _main_quarter(words: list[_RawWord]) -> int:
    """How many quarter turns most of the text is turned by."""
    turns: Counter[int] = Counter()
    for word in words:
        turns[round(word.angle / (math.pi / 2)) % _QUARTERS] += len(word.text)
    return turns.most_common(1)[0][0] if turns else 0


def _is_at(angle: float, quarter: int) -> bool:
    turn = (angle - quarter * math.pi / 2) % (2 * math.pi)
    return min(turn, 2 * math.pi - turn) <= _UPRIGHT_TOLERANCE


def _upright(box: Box, quarter: int, view: tuple[float, ...]) -> Box:
    """A box of the page's own coordinates (y upwards), turned so that the text stands upright, y downwards."""
    left, bottom, right, top = view
    if quarter == 1:
        return Box(box.top - bottom, box.x0 - left, box.bottom - bottom, box.x1 - left)
    if quarter == 2:  # noqa: PLR2004
        return Box(right - box.x1, box.top - bottom, right - box.x0, box.bottom - bottom)
    if quarter == 3:  # noqa: PLR2004
        return Box(top - box.bottom, right - box.x1, top - box.top, right - box.x0)
    return Box(box.x0 - left, top - box.bottom, box.x1 - left, top - box.top)


def _drawings(page: Any) -> tuple[list[Box], bool]:  # noqa: ANN401
    """The straight rules of a page, and whether it shows an image."""
    rules: list[Box] = []
    has_image = False
    for kind, drawing, matrix in _objects(page):
        if kind == _raw.FPDF_PAGEOBJ_IMAGE:
            has_image = True
        elif kind == _raw.FPDF_PAGEOBJ_PATH:
            found = _path_rules(drawing, matrix)
            rules.extend(found or ())
            has_image = has_image or found == []
    return rules, has_image


def _objects(page: Any) -> Iterator[tuple[int, Any, Matrix]]:  # noqa: ANN401
    """Paths and images of a page, those inside form objects with the form's matrix; up to a bound."""
    stack: list[tuple[Any, Any, Any, Matrix, int]] = [
        (page, _raw.FPDFPage_CountObjects, _raw.FPDFPage_GetObject, IDENTITY, 0)
    ]
    left = _MAX_OBJECTS
    type_of, text = _raw.FPDFPageObj_GetType, _raw.FPDF_PAGEOBJ_TEXT
    while stack:
        parent, count, get, matrix, depth = stack.pop()
        places = range(min(count(parent), left))
        left -= len(places)
        for place in places:
            drawing = get(parent, place)
            kind = type_of(drawing)
            if kind == text:
                continue
            if kind == _raw.FPDF_PAGEOBJ_FORM and depth < _MAX_FORM_DEPTH:
                inner = _multiply(_matrix(drawing), matrix)
                forms = (_raw.FPDFFormObj_CountObjects, _raw.FPDFFormObj_GetObject)
                stack.append((drawing, *forms, inner, depth + 1))
            else:
                yield kind, drawing, matrix


def _matrix(drawing: Any) -> Matrix:  # noqa: ANN401
    m = _raw.FS_MATRIX()
    _raw.FPDFPageObj_GetMatrix(drawing, m)
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _multiply(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _path_rules(path: Any, matrix: Matrix) -> list[Box] | None:  # noqa: ANN401
    """The sides of a stroked path, or the one rule that a thin filled shape is; None where nothing of it shows."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    _raw.FPDFPath_GetDrawMode(path, fill, stroke)
    if not stroke.value and (not fill.value or _is_pale(path)):
        return None
    outlines = list(_outlines(path, _multiply(_matrix(path), matrix)))
    if stroke.value:
        return [side for outline in outlines for side in sides_of(outline)]
    return [rule for outline in outlines for rule in thin_rules_of(outline)]


def _is_pale(path: Any) -> bool:  # noqa: ANN401
    colours = [ctypes.c_uint() for _ in range(4)]
    _raw.FPDFPageObj_GetFillColor(path, *colours)
    return all(colour.value >= _PALE for colour in colours[:3])


def _outlines(path: Any, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:  # noqa: ANN401
    """The corner points of each part of a path, in the page's coordinates."""
    a, b, c, d, e, f = matrix
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for place in range(min(_raw.FPDFPath_CountSegments(path), _MAX_OBJECTS)):
        segment = _raw.FPDFPath_GetPathSegment(path, place)
        if _raw.FPDFPathSegment_GetType(segment) == _raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        _raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if _raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points
