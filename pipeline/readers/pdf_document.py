"""Pages of a PDF through pdfium: words with their boxes and the rules drawn between them, upright, y downwards."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

from pipeline.readers.limits import MAX_PAGE_CHARACTERS
from pipeline.readers.page_content import Box, PageContent, Word
from pipeline.readers.pdf_drawings import rules_and_image
from pipeline.readers.pdfium import Characters, Room, pdfium, raw
from schemas.errors import CorruptInputError, EncryptedInputError

_WORD = re.compile(r"[^\s\x00]+")
_HYPHENS = ("\x02", "\ufffe")
_END_OF_UNICODE = 0x110000
_QUARTERS = 4
_UPRIGHT_TOLERANCE = 0.15
"""In radians; text at any other angle is a watermark or a note in the margin."""

_STEP_BACK = 0.2
"""In heights of a character: one that begins so far before its forerunner stands out of its place."""

_FLAT = 0.5
"""In widths: no character is so low."""

_BELOW_BASELINE = 0.15


class PdfFile:
    """An open PDF; close it when done, pdfium does not free it otherwise."""

    def __init__(self, data: bytes) -> None:
        self._room = Room()
        try:
            self._document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as e:
            # The code may be that of an earlier file: not every failure sets one.
            is_locked = getattr(e, "err_code", None) == raw.FPDF_ERR_PASSWORD
            if is_locked and b"/Encrypt" in data:
                raise EncryptedInputError("PDF 有密码保护；请去掉密码后另存再试") from e
            raise CorruptInputError("PDF 已损坏，无法打开；请重新下载") from e

    def __len__(self) -> int:
        return len(self._document)

    def title(self) -> str:
        """The title of the document's properties, empty where there is none to be read."""
        try:
            return str(self._document.get_metadata_value("Title"))
        except (UnicodeDecodeError, pdfium.PdfiumError):
            return ""

    def page(self, number: int) -> PageContent:
        """The page of a number from 1."""
        try:
            page = self._document[number - 1]
        except pdfium.PdfiumError as e:
            raise CorruptInputError(f"PDF 第 {number} 页已损坏；请重新下载") from e
        try:
            return _read_page(page, number, self._room)
        finally:
            page.close()

    def close(self) -> None:
        self._document.close()


def _read_page(page: Any, number: int, room: Room) -> PageContent:  # noqa: ANN401
    view = tuple(map(float, page.get_mediabox()))
    rules, has_image = rules_and_image(page)
    try:
        textpage = page.get_textpage()
    except pdfium.PdfiumError as e:
        raise CorruptInputError(f"PDF 第 {number} 页的文字无法读取；请重新下载") from e
    try:
        words = _words(_Glyphs(textpage, room), rules)
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

    def __init__(self, textpage: Any, room: Room) -> None:  # noqa: ANN401
        self._characters = Characters(textpage, room)
        self.angles = self._characters.angles
        self.text = self._read(textpage)

    def _read(self, textpage: Any) -> str:  # noqa: ANN401
        """The text of a page with one character a place of pdfium's."""
        count = min(textpage.count_chars(), MAX_PAGE_CHARACTERS)
        text = str(textpage.get_text_range(0, count)) if count else ""
        if len(text) != count:  # pdfium leaves out what has no character
            codes = self._characters.codes(count)
            text = "".join(chr(code) if code < _END_OF_UNICODE else "\0" for code in codes)
        for hyphen in _HYPHENS:
            text = text.replace(hyphen, "-")
        return text

    def boxes(self, places: Sequence[int]) -> list[Box]:
        """As high as the line and as wide as the advance, also where the font does not say how high it is."""
        boxes = self._characters.boxes(places)
        for number, box in enumerate(boxes):
            if box.height < _FLAT * box.width:
                boxes[number] = self._on_baseline(places[number], box)
        return boxes

    def _on_baseline(self, place: int, box: Box) -> Box:
        """A square on the line that the character stands on."""
        bottom = self._characters.baseline(place) - _BELOW_BASELINE * box.width
        return Box(box.x0, bottom, box.x1, bottom + box.width)

    def are_in_order(self, start: int, end: int) -> bool:
        """Whether each character begins to the right of the one before."""
        lefts = self._lefts[start:end]
        return lefts == sorted(lefts) or self._characters.are_one_run(start, end)

    @cached_property
    def _lefts(self) -> list[float]:
        return self._characters.lefts(len(self.text))


def _words(glyphs: _Glyphs, rules: Sequence[Box]) -> list[_RawWord]:
    """The page's words; one that runs over a rule, or from line to line, character by character."""
    upright = [rule for rule in rules if rule.height > rule.width]
    level = [rule for rule in rules if rule.height <= rule.width]
    spans = [match.span() for match in _WORD.finditer(glyphs.text)]
    found: list[_RawWord] = []
    for (start, end), word in zip(spans, _raw_words(glyphs, spans), strict=True):
        if end - start == 1:
            found.append(word)
        elif _is_several(word, upright, level):
            found += _raw_words(glyphs, [(place, place + 1) for place in range(start, end)])
        else:
            found.append(_in_place(glyphs, word, start))
    return found


def _raw_words(glyphs: _Glyphs, spans: Sequence[tuple[int, int]]) -> list[_RawWord]:
    starts = [start for start, _ in spans]
    texts = [glyphs.text[start:end] for start, end in spans]
    firsts, lasts = glyphs.boxes(starts), glyphs.boxes([end - 1 for _, end in spans])
    return list(map(_RawWord, texts, firsts, lasts, glyphs.angles(starts)))


def _in_place(glyphs: _Glyphs, word: _RawWord, start: int) -> _RawWord:
    """The word with its characters as they stand on the line: a change of font may write them in another order."""
    end = start + len(word.text)
    if word.text.isascii() or abs(word.angle) > _UPRIGHT_TOLERANCE:
        return word
    if glyphs.are_in_order(start, end):
        return word
    boxes = glyphs.boxes(range(start, end))
    if not any(_is_before(one, other) for one, other in itertools.pairwise(boxes)):
        return word
    if any(box.width <= 0 for box in boxes):
        return word
    order = sorted(range(len(boxes)), key=lambda place: boxes[place].x0)
    text = "".join(word.text[place] for place in order)
    return _RawWord(text, boxes[order[0]], boxes[order[-1]], word.angle)


def _is_before(one: Box, other: Box) -> bool:
    return one.x0 - other.x0 > _STEP_BACK * other.height


def _is_several(word: _RawWord, upright: Sequence[Box], level: Sequence[Box]) -> bool:
    """Whether pdfium sees one word in what stands in two cells, or on two lines."""
    first, last = word.first, word.last
    across, down = abs(last.x0 - first.x0), abs(last.top - first.top)
    if across >= down:
        if down > first.height / 2:
            return True
        if not upright:
            return False
        low, high = min(first.x1, last.x1), max(first.x0, last.x0)
        middle = (first.top + first.bottom) / 2
        return any(low <= r.x0 <= high and r.top <= middle <= r.bottom for r in upright)
    if across > first.width / 2:
        return True
    low, high = min(first.bottom, last.bottom), max(first.top, last.top)
    middle = (first.x0 + first.x1) / 2
    return any(low <= r.top <= high and r.x0 <= middle <= r.x1 for r in level)


def _word(text: str, first: Box, last: Box) -> Word:
    """As high as the lower of the two: Latin fonts in a Chinese line claim more height than they print."""
    lower = first if first.height <= last.height else last
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
