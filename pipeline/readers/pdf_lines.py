"""Words to printed lines, and the question whether one line runs on into the next."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.readers.assemble import join_lines, starts_with_label
from pipeline.readers.page_content import Box, Word
from pipeline.readers.spots import Places
from schemas.source import Place

_TOUCHING = 0.15
_COLUMN_GAP = 1.2
"""In heights of a line: below the one there is no blank, above the other the gap is meant as one."""

_FIGURE_GAP = 0.35
_SAME_SIZE = 1.2
_INDENT = 0.9
_SLACK = 0.5
_LONG_LINE = 12
_MANY = 3
_USUAL_SHARE = 0.25
_LOOSE = 1.4
_MAX_PITCH = 4.0
_CLOSERS = frozenset("，。；：、！？）》〉」』】〕”’,.;:!?)]}%％…")
_OPENERS = frozenset("（《〈「『【〔“‘([{")
_QUOTES = frozenset("\"'“”‘’")
_BRACKETS = frozenset("（〔【(《")
_ENDS = frozenset("）〕】)》")
_RAGGED = 4.0
"""In characters, the room that a line broken amid a note in brackets may leave."""

_LONGEST_NOTE = 200
_PAUSES = frozenset("。；：！？!?;:")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. `page` counts from 1."""

    text: str
    box: Box
    page: int
    em: float = 0.0
    """As wide as a Chinese character of the line, 0 where it has none."""

    confidence: float | None = None
    """Of the least certain of its words, where they were recognised in a picture."""

    @property
    def size(self) -> float:
        """The size of its type; heights are what fonts claim, and those of one line may claim different ones."""
        return self.em or self.box.height


@dataclass(frozen=True, slots=True)
class TypeArea:
    """Where the lines of one column begin and end, and how far they stand apart, by size in points."""

    left: float
    right: float
    pitches: dict[int, float]


def build_lines(words: Iterable[Word], page: int) -> list[Line]:
    """The lines of a page or a cell from top to bottom."""
    return [_line(row, page) for row in rows_of(words)]


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """The words that stand on one line, from left to right; lines from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=_height_and_left):
        if rows and _on_one_line(rows[-1][-1].box, word.box):
            rows[-1].append(word)
        else:
            rows.append([word])
    for row in rows:
        if len(row) > 1:
            row.sort(key=lambda word: word.box.x0)
    return rows


def _height_and_left(word: Word) -> tuple[float, float]:
    x0, top, _, bottom = word.box
    return top + bottom, x0


def _on_one_line(one: Box, other: Box) -> bool:
    distance = abs((one.top + one.bottom) - (other.top + other.bottom)) / 2
    return distance <= min(one.height, other.height) / 2


def _line(words: list[Word], page: int) -> Line:
    if len(words) == 1:
        text, box, confidence = words[0]
        return Line(text, box, page, _em(words), confidence)
    parts = [words[0].text]
    for before, word in itertools.pairwise(words):
        gap = (word.box.x0 - before.box.x1) / max(before.box.height, word.box.height, 1.0)
        parts.append(_blank(before.text[-1], word.text[0], gap))
        parts.append(word.text)
    heights = sorted(word.box.height for word in words)
    middle = sum(word.box.top + word.box.bottom for word in words) / (2 * len(words))
    half = heights[len(heights) // 4] / 2
    right = max(word.box.x1 for word in words)
    box = Box(words[0].box.x0, middle - half, right, middle + half)
    certain = [word.confidence for word in words if word.confidence is not None]
    return Line("".join(parts), box, page, _em(words), min(certain, default=None))


def _em(words: Iterable[Word]) -> float:
    """The width of a Chinese character, by the words with one; a Latin one is taken for half as wide."""
    chinese = [word for word in words if not word.text.isascii()]
    if not chinese:
        return 0.0
    text = "".join(word.text for word in chinese)
    places = len(text) - len(text.encode("ascii", "ignore")) / 2
    return sum(word.box.width for word in chinese) / places if places else 0.0


def _blank(before: str, after: str, gap: float) -> str:
    """Blanks belong between Latin words; beside Chinese and inside a number they are the typesetter's."""
    if gap <= _TOUCHING:
        return ""
    if before.isdigit() and after.isdigit():
        return " " if gap > _FIGURE_GAP else ""
    if before in _CLOSERS or after in _CLOSERS:
        return ""
    is_latin = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
    return " " if is_latin or gap >= _COLUMN_GAP else ""


def find_type_area(lines: Sequence[Line], frame: Box) -> TypeArea:
    """The type area that lines were set in, inside a page or a box; `lines` in reading order, at least one.

    Where too few lines are full to show the right margin, it is taken to be as wide as the left one.
    """
    long = [line for line in lines if len(line.text) >= _LONG_LINE] or lines
    left = sorted(line.box.x0 for line in long)[len(long) // 20]
    right = _right_margin(long)
    full = sum(abs(line.box.x1 - right) <= line.size for line in long)
    if full < _MANY:
        right = max(right, frame.x1 - (left - frame.x0))
    return TypeArea(left, right, _usual_pitches(lines))


def _right_margin(lines: Sequence[Line]) -> float:
    """Where most lines end, else where the longest do; punctuation may hang out beyond, and is left aside."""
    plain = [line for line in lines if line.text[-1] not in _CLOSERS]
    rights = sorted(line.box.x1 for line in (plain if len(plain) >= _MANY else lines))
    highest = rights[-1 - len(rights) // 20]
    counts = Counter(round(right) for right in rights)
    usual, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    hanging = max(line.size for line in lines)
    is_margin = count >= _USUAL_SHARE * len(rights) and highest - usual <= hanging
    return float(usual) if is_margin else highest


def runs_on(before: Line, after: Line, area: TypeArea) -> bool:
    """Whether a line was broken only because it was full, so that the next one goes on with its paragraph."""
    if not _is_same_size(before, after):
        return False
    if after.box.x0 > area.left + _INDENT * after.size:
        return _is_broken_heading(before, after, area)
    if not (is_open(before) or is_full(area.right - before.box.x1, after)):
        return False
    return before.text[-1] not in _PAUSES or not starts_with_label(after.text)


def _is_broken_heading(before: Line, after: Line, area: TypeArea) -> bool:
    """Whether a centred line was too long, and the rest of it is centred below; a full line with an indent is none."""
    if starts_with_label(after.text) or area.right - after.box.x1 < _INDENT * after.size:
        return False
    middle = (area.left + area.right) / 2
    is_centred = all(
        abs((line.box.x0 + line.box.x1) / 2 - middle) <= line.size for line in (before, after)
    )
    room = area.right - area.left - before.box.width
    return is_centred and before.text[-1] not in _PAUSES and is_full(room, after)


def is_open(line: Line) -> bool:
    """Whether a line ends where no paragraph can."""
    return line.text[-1] in _OPENERS or line.text[-1] in "，、"


def is_full(room: float, after: Line) -> bool:
    """Whether what the next line begins with would not have fitted in the room left on the line before."""
    return room < (_first_unit(after.text) + _SLACK) * after.size


def _first_unit(text: str) -> float:
    """The width, in heights, of the first run that a typesetter may keep on one line.

    Some of them never begin a line with a number behind a closing mark, nor with what a quotation mark
    stands at.
    """
    end = _after_bit(text, 0)
    while 0 < end < len(text) and (
        text[end] in _QUOTES
        or text[end - 1] in _QUOTES
        or (text[end - 1] in _CLOSERS and _is_latin(text[end]))
    ):
        end = _after_bit(text, end)
    return sum(0.55 if _is_latin(character) else 1.0 for character in text[:end])


def _after_bit(text: str, start: int) -> int:
    """Behind a character, or a number or Latin word, with the marks that belong to it."""
    place = start
    while place < len(text) - 1 and text[place] in _OPENERS:
        place += 1
    end = place + 1
    while end < len(text) and _is_latin(text[place]) and _is_latin(text[end]):
        end += 1
    while end < len(text) and text[end] in _CLOSERS:
        end += 1
    return end


def _is_latin(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in ".,%-/+")


def joined(lines: Sequence[Line]) -> str:
    """The text of the lines of one paragraph."""
    text = ""
    for line in lines:
        text = join_lines(text, line.text)
    return text


def joined_in_place(lines: Sequence[Line]) -> tuple[str, Places]:
    """The text of the lines of one paragraph, and the place of each line."""
    text = ""
    places: list[Place] = []
    for line in lines:
        text = join_lines(text, line.text)
        places.append(place_of(line, len(text)))
    return text, tuple(places)


def place_of(line: Line, end: int) -> Place:
    """Where the page has a line that ends at `end` of a text."""
    box = line.box
    corners = (round(box.x0, 1), round(box.top, 1), round(box.x1, 1), round(box.bottom, 1))
    return Place(end - len(line.text), end, line.page, corners, confidence=line.confidence)


def paragraphs_of(lines: Sequence[Line], area: TypeArea) -> list[list[Line]]:
    """Lines of one column grouped to paragraphs; also across a page break."""
    groups: list[list[Line]] = []
    for line in lines:
        group = groups[-1] if groups else []
        if group and _is_near(group[-1], line, area) and _goes_on(group, line, area):
            group.append(line)
        else:
            groups.append([line])
    return groups


def _goes_on(group: Sequence[Line], after: Line, area: TypeArea) -> bool:
    """Whether a line goes on with a paragraph: the line before was full, or nearly so amid a note in brackets."""
    before = group[-1]
    if runs_on(before, after, area):
        return True
    is_at_margin = after.box.x0 <= area.left + _INDENT * after.size
    is_long = area.right - before.box.x1 <= _RAGGED * after.size
    if not (is_at_margin and is_long and group[0].box.x0 > area.left + _INDENT * before.size):
        return False
    return _is_same_size(before, after) and _has_open_bracket(joined(group))


def _is_same_size(one: Line, other: Line) -> bool:
    """Whether two lines may be of one paragraph by the size of their type."""
    return _SAME_SIZE > other.size / max(one.size, 1.0) > 1 / _SAME_SIZE


def _has_open_bracket(text: str) -> bool:
    """Whether a bracket opened near the end of a text is still to be closed."""
    depth = 0
    for character in text[: -_LONGEST_NOTE - 1 : -1]:
        depth += (character in _BRACKETS) - (character in _ENDS)
        if depth > 0:
            return True
    return False


def _is_near(before: Line, after: Line, area: TypeArea) -> bool:
    pitch = area.pitches.get(round(after.size), float("inf"))
    return before.page != after.page or after.box.top - before.box.top <= pitch * _LOOSE


def _usual_pitches(lines: Sequence[Line]) -> dict[int, float]:
    """By size, the distance from one line to the next that is most usual."""
    steps: dict[int, list[float]] = {}
    for before, after in pairwise(lines):
        step = after.box.top - before.box.top
        if before.page == after.page and 0 < step < _MAX_PITCH * after.size:
            steps.setdefault(round(after.size), []).append(step)
    return {size: sorted(found)[len(found) // 2] for size, found in steps.items()}
