"""One page of an OFD file: its text objects as words, its paths as rules, in points from the top left corner."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.readers.elements import Element
from pipeline.readers.limits import MAX_PAGE_CHARACTERS
from pipeline.readers.page_content import (
    IDENTITY,
    Box,
    Matrix,
    Word,
    sides_of,
    thin_rules_of,
)

_POINTS = 72 / 25.4
"""OFD counts in millimetres."""

_FAR = 1e5
_MAX_OBJECTS = 50_000
_MAX_SEGMENTS = 10_000
_LONGEST = 400_000
"""Characters of an attribute or a path that are looked at."""

_ASCENT = 0.86
_NARROW = 0.5
_REACH_OF_LATIN, _REACH_OF_HAN = 1.1, 1.6
"""In sizes of the type: what is further apart does not touch."""

_TOLERANCE = 0.15
_QUARTERS = 4
_PALE = 250
_NUMBER = re.compile(
    r"[-+]?(?:[0-9]{1,12}(?:\.[0-9]{0,12})?|\.[0-9]{1,12})(?:[eE][-+]?[0-9]{1,2})?"
)
_PATH_STEPS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""How many numbers follow each letter of a path's abbreviated data; the last two are where it ends."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a page or a template; `frame` in points, `templates` name what lies under it."""

    frame: Box
    words: list[Word] = field(default_factory=list[Word])
    rules: list[Box] = field(default_factory=list[Box])
    templates: tuple[str, ...] = ()
    has_image: bool = False


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A character with its origin on the base line, how far to the next one, its size and its angle, in points."""

    text: str
    x: float
    y: float
    advance: float
    size: float
    angle: float


def parse_box(text: str | None) -> Box | None:
    """`x y width height` in millimetres; None where it is no box of a possible size."""
    values = _numbers(text)
    if len(values) != 4 or min(values[2:]) <= 0:  # noqa: PLR2004
        return None
    x, y, width, height = values
    return Box(x, y, x + width, y + height)


def read_page(root: Element, frame: Box) -> Sheet:
    """The page of a Content.xml; `frame` in millimetres holds unless the page has its own."""
    own = parse_box(root.findtext("{*}Area/{*}PhysicalBox")) or frame
    templates = tuple(t.get("TemplateID") or "" for t in root.iterfind("{*}Template"))
    glyphs: list[list[_Glyph]] = []
    rules: list[Box] = []
    has_image = False
    left = MAX_PAGE_CHARACTERS
    for kind, drawing in _objects(root):
        if kind == "TextObject" and left > 0:
            for run in _runs(drawing, own):
                glyphs.append(run[:left])
                left -= len(run)
        elif kind == "PathObject":
            rules.extend(_rules(drawing, own))
        has_image = has_image or kind != "TextObject"
    quarter = _main_quarter(glyphs)
    width, height = own.width * _POINTS, own.height * _POINTS
    turned = (height, width) if quarter % 2 else (width, height)
    words = [
        Word(word.text, _turned(word.box, quarter, width, height))
        for run in glyphs
        for word in _words(run, quarter)
    ]
    return Sheet(
        Box(0, 0, *turned),
        list(dict.fromkeys(words)),  # bold type is drawn twice by some writers
        [_turned(rule, quarter, width, height) for rule in rules],
        templates,
        has_image,
    )


def _objects(root: Element) -> Iterator[tuple[str, Element]]:
    """Texts, paths and images of the page's layers, whatever blocks they are grouped in; up to a bound."""
    left = _MAX_OBJECTS
    for element in root.iterfind("{*}Content//*"):
        kind = str(element.tag).rpartition("}")[2]
        if not kind.endswith("Object") or element.get("Visible", "true").lower() == "false":
            continue
        left -= 1
        if left < 0:
            return
        yield kind, element


def _numbers(text: str | None) -> list[float]:
    """The numbers of an attribute; none at all where one of them is out of all measure."""
    values = [float(number) for number in _NUMBER.findall((text or "")[:_LONGEST])]
    return values if all(math.isfinite(v) and abs(v) <= _FAR for v in values) else []


def _number(text: str | None, default: float) -> float:
    values = _numbers(text)
    return values[0] if values else default


def _placing(drawing: Element, frame: Box) -> Matrix | None:
    """From the coordinates of an object to points on the page: its own matrix, then its boundary's corner."""
    corner = _numbers(drawing.get("Boundary"))
    if len(corner) != 4:  # noqa: PLR2004
        return None
    own = _numbers(drawing.get("CTM"))
    a, b, c, d, e, f = own if len(own) == len(IDENTITY) else IDENTITY
    x, y = corner[0] - frame.x0, corner[1] - frame.top
    k = _POINTS
    return (a * k, b * k, c * k, d * k, (e + x) * k, (f + y) * k)


def _runs(drawing: Element, frame: Box) -> Iterator[list[_Glyph]]:
    """The characters of a text object, by its pieces of text."""
    matrix = _placing(drawing, frame)
    size = _number(drawing.get("Size"), 0.0)
    if matrix is None or size <= 0:
        return
    a, b, c, d, e, f = matrix
    scale = _number(drawing.get("HScale"), 1.0) or 1.0
    along, upward = math.hypot(a, b), math.hypot(c, d)
    x = y = 0.0
    for piece in drawing.iterfind("{*}TextCode"):
        text = (piece.text or "")[:MAX_PAGE_CHARACTERS]
        x, y = _number(piece.get("X"), x), _number(piece.get("Y"), y)
        run: list[_Glyph] = []
        px, py = x, y
        for character, dx, dy in _steps(text, piece, size * scale):
            place = (a * px + c * py + e, b * px + d * py + f)
            step = dx * along if dx else 0.0
            run.append(_Glyph(character, *place, step, size * upward, math.atan2(b, a)))
            px, py = px + dx, py + dy
        yield run


def _steps(text: str, piece: Element, width: float) -> Iterator[tuple[str, float, float]]:
    """Each character with the way to the next one; without deltas, by its usual width."""
    across = _deltas(piece.get("DeltaX"), len(text))
    down = _deltas(piece.get("DeltaY"), len(text))
    for place, character in enumerate(text):
        if not across and not down:
            yield character, _usual_width(character) * width, 0.0
        else:
            yield character, _at(across, place), _at(down, place)


def _at(values: Sequence[float], place: int) -> float:
    """The last delta holds for the characters that have none of their own."""
    return values[min(place, len(values) - 1)] if values else 0.0


def _deltas(text: str | None, most: int) -> list[float]:
    """The deltas of a run; `g n v` stands for n times v."""
    words = iter((text or "")[:_LONGEST].split())
    values: list[float] = []
    for word in words:
        if word != "g":
            values += _numbers(word)[:1]
            continue
        times, value = _number(next(words, ""), 0), _number(next(words, ""), 0.0)
        values += [value] * min(max(int(times), 0), most)
        if len(values) > most:
            break
    return values


def _usual_width(character: str) -> float:
    return _NARROW if character.isascii() else 1.0


def _words(run: Sequence[_Glyph], quarter: int) -> Iterator[Word]:
    """Runs of characters that touch one another; what stands at another angle than the page is a watermark."""
    text = ""
    box: Box | None = None
    for glyph in run:
        if not _is_at(glyph.angle, quarter):
            continue
        if glyph.text.isspace():
            if box is not None:
                yield Word(text, box)
            text, box = "", None
            continue
        touches = 0 < glyph.advance <= _reach(glyph.text) * glyph.size
        width = glyph.advance if touches else _usual_width(glyph.text) * glyph.size
        placed = _glyph_box(glyph, width, quarter)
        box = placed if box is None else _around(box, placed)
        text += glyph.text
        if not touches:
            yield Word(text, box)
            text, box = "", None
    if box is not None:
        yield Word(text, box)


def _reach(character: str) -> float:
    return _REACH_OF_LATIN if character.isascii() else _REACH_OF_HAN


def _glyph_box(glyph: _Glyph, width: float, quarter: int) -> Box:
    """On the page as it is drawn, whichever way the type is turned."""
    angle = quarter * math.pi / 2
    cos, sin = round(math.cos(angle)), round(math.sin(angle))
    corners = [
        (glyph.x + cos * along - sin * up, glyph.y + sin * along + cos * up)
        for along in (0.0, width)
        for up in (-_ASCENT * glyph.size, (1 - _ASCENT) * glyph.size)
    ]
    xs, ys = zip(*corners, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _around(one: Box, other: Box) -> Box:
    return Box(
        min(one.x0, other.x0),
        min(one.top, other.top),
        max(one.x1, other.x1),
        max(one.bottom, other.bottom),
    )


def _main_quarter(runs: Sequence[Sequence[_Glyph]]) -> int:
    """How many quarter turns, clockwise, most of the text is turned by."""
    turns = Counter(round(glyph.angle / (math.pi / 2)) % _QUARTERS for run in runs for glyph in run)
    return turns.most_common(1)[0][0] if turns else 0


def _is_at(angle: float, quarter: int) -> bool:
    turn = (angle - quarter * math.pi / 2) % (2 * math.pi)
    return min(turn, 2 * math.pi - turn) <= _TOLERANCE


def _turned(box: Box, quarter: int, width: float, height: float) -> Box:
    """A box of the page as drawn, on the page turned so that its text stands upright."""
    if quarter == 1:
        return Box(box.top, width - box.x1, box.bottom, width - box.x0)
    if quarter == 2:  # noqa: PLR2004
        return Box(width - box.x1, height - box.bottom, width - box.x0, height - box.top)
    if quarter == 3:  # noqa: PLR2004
        return Box(height - box.bottom, box.x0, height - box.top, box.x1)
    return box


def _rules(drawing: Element, frame: Box) -> Iterator[Box]:
    """The sides of a stroked path, or the one rule that a thin filled shape is."""
    matrix = _placing(drawing, frame)
    if matrix is None:
        return
    is_stroked = drawing.get("Stroke", "true").lower() != "false"
    is_filled = drawing.get("Fill", "false").lower() == "true" and not _is_pale(drawing)
    for outline in _outlines(drawing.findtext("{*}AbbreviatedData") or "", matrix):
        if is_stroked:
            yield from sides_of(outline)
        elif is_filled:
            yield from thin_rules_of(outline)


def _is_pale(drawing: Element) -> bool:
    colour = drawing.find("{*}FillColor")
    values = _numbers(None if colour is None else colour.get("Value"))
    return len(values) == 3 and min(values) >= _PALE  # noqa: PLR2004


def _outlines(data: str, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """The corner points of each part of a path; of a curve, where it ends."""
    a, b, c, d, e, f = matrix
    points: list[tuple[float, float]] = []
    tokens = iter(data[:_LONGEST].split())
    for count, letter in enumerate(tokens):
        if letter not in _PATH_STEPS or count > _MAX_SEGMENTS:
            break
        values = [_number(next(tokens, ""), 0.0) for _ in range(_PATH_STEPS[letter])]
        if letter in {"S", "M"} and points:
            yield points
            points = []
        if values:
            x, y = values[-2:]
            points.append((a * x + c * y + e, b * x + d * y + f))
        elif points:
            points.append(points[0])
    if points:
        yield points
