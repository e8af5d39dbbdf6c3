"""What segmentation knows of a notice: its clean text, paragraphs, tables and sections."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypedDict, TypeVar, cast

from extractors.view import View
from schemas.records import Document
from schemas.source import Source

Result = TypeVar("Result")


class ParagraphKind(StrEnum):
    """Where a paragraph stands."""

    BODY = "body"
    BOX = "box"
    CELL = "cell"
    FURNITURE = "furniture"


class Paragraph(NamedTuple):
    """[start, end) in the view. `heading_level` is the file's own style, if it has one."""

    start: int
    end: int
    kind: ParagraphKind
    heading_level: int | None = None


@dataclass(frozen=True, slots=True)
class GridCell:
    """A table cell; [start, end) in the view, empty where nothing is printed."""

    row: int
    col: int
    start: int
    end: int
    row_span: int = 1
    col_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `aligned` is false where merged or missing cells were lost, so that `col` only counts what is left."""

    start: int
    end: int
    rows: tuple[tuple[GridCell, ...], ...]
    aligned: bool
    caption: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class SectionNode:
    """A labelled section; all offsets in the view.

    The heading stands in [start, heading_end), label included; the section's own text, its subsections included,
    ends at `end`. `path` is the labels from the outermost section to this one.
    """

    label: str
    heading: str
    level: int
    start: int
    heading_end: int
    end: int
    path: tuple[str, ...]
    rule_id: str
    is_box: bool = False


class Placement(TypedDict):
    """Where a record stands, in the fields of schemas.base.Record."""

    start: int
    end: int
    quote: str
    section: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The result of segmentation. `body_start` and `body_end` bound the notice inside its page furniture."""

    source: Source
    view: View
    paragraphs: tuple[Paragraph, ...]
    grids: tuple[Grid, ...]
    sections: tuple[SectionNode, ...]
    document: Document
    body_start: int
    body_end: int
    _section_starts: tuple[int, ...] = field(init=False, repr=False)
    _paragraph_starts: tuple[int, ...] = field(init=False, repr=False)
    _parents: tuple[int, ...] = field(init=False, repr=False)
    _done: dict[object, object] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Look-ups by position must not walk the whole notice each time.
        set_field = object.__setattr__
        set_field(self, "_section_starts", tuple(node.start for node in self.sections))
        set_field(self, "_paragraph_starts", tuple(p.start for p in self.paragraphs))
        set_field(self, "_parents", _parents(self.sections))
        set_field(self, "_done", {})

    def once(self, work: Callable[[Outline], Result]) -> Result:
        """What `work` makes of this outline, done when first asked for; nobody may change it."""
        if work not in self._done:
            self._done[work] = work(self)
        return cast("Result", self._done[work])

    def section_at(self, position: int) -> SectionNode | None:
        """The innermost section around a position of the view."""
        index = bisect_right(self._section_starts, position) - 1
        while index >= 0 and self.sections[index].end <= position:
            index = self._parents[index]
        return self.sections[index] if index >= 0 else None

    def parent_of(self, node: SectionNode) -> SectionNode | None:
        """The section around a section."""
        parent = self._parents[bisect_right(self._section_starts, node.start) - 1]
        return self.sections[parent] if parent >= 0 else None

    def next_section(self, position: int) -> SectionNode | None:
        """The first section that starts at `position` or later."""
        index = bisect_right(self._section_starts, position - 1)
        return self.sections[index] if index < len(self.sections) else None

    def sections_in(self, start: int, end: int) -> tuple[SectionNode, ...]:
        """The sections that start in [start, end)."""
        low = bisect_left(self._section_starts, start)
        return self.sections[low : bisect_left(self._section_starts, end)]

    def paragraph_at(self, position: int) -> Paragraph:
        """The paragraph around a position of the view."""
        index = bisect_right(self._paragraph_starts, position) - 1
        return self.paragraphs[max(index, 0)]

    def place(self, start: int, end: int) -> Placement:
        """The fields of a record that stands at [start, end) of the view; blanks at the ends are left out."""
        text = self.view.text
        while start < end - 1 and text[start].isspace():
            start += 1
        while end > start + 1 and text[end - 1].isspace():
            end -= 1
        low, high = self.view.source_span(start, end)
        node = self.section_at(start)
        return {
            "start": low,
            "end": high,
            "quote": self.source.text[low:high],
            "section": node.path if node else (),
        }


def _parents(sections: Sequence[SectionNode]) -> tuple[int, ...]:
    """For each section the index of the one around it, -1 for none."""
    parents: list[int] = []
    open_sections: list[int] = []
    for index, node in enumerate(sections):
        while open_sections and sections[open_sections[-1]].end <= node.start:
            open_sections.pop()
        parents.append(open_sections[-1] if open_sections else -1)
        open_sections.append(index)
    return tuple(parents)
