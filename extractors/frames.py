"""Which time governs which words. Notice, section, paragraph, sentence nest, and a word takes the innermost time open.

A time in a heading opens for its section; one in a sentence for the rest of the sentence and the later sentences of
its paragraph; the last one of a paragraph that opens a list, for the list.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.dates import Time, TimeKind, find_times
from extractors.marks import TITLE_RE
from extractors.outline import Outline, Paragraph, ParagraphKind, SectionNode

_SENTENCE_RE = re.compile(r"[^。！？\n]{1,800}[^。！？\n，；、]{0,60}[。！？\n，；、]?")
"""A sentence; where no full stop comes for long, as in a paper of lists, it ends with a clause, for each amount asks
what its whole sentence says."""
_MARK_RE = re.compile("[年五月季内]|期末")
"""Without one of these a sentence names no time."""
_NUMBER_YEAR_RE = re.compile("[〔\\[（【［](20[0-9]{2})[〕\\]）】］]")
_SILENT = (TimeKind.BASE, TimeKind.START, TimeKind.VALIDITY)
_LONGEST_NAME = 200
_AIM_RE = re.compile("目标|指标|愿景|任务书")


class Sentence(NamedTuple):
    """[start, end) of the view, the times in it, and the time that it inherits."""

    start: int
    end: int
    paragraph: Paragraph
    section: SectionNode | None
    times: tuple[Time, ...]
    inherited: Time | None
    in_heading: bool = False
    is_title: bool = False
    """Whether it is printed above as the name of the notice or of its plan."""

    def time_at(self, position: int) -> Time | None:
        """The time that governs `position`: the last one before it that is not silent, else the inherited one."""
        governing = self.inherited
        for time in self.times:
            if time.start >= position:
                break
            if time.kind not in _SILENT:
                governing = time
        return governing

    def later_deadline(self, position: int) -> Time | None:
        """The first deadline of the sentence after `position`."""
        return next(
            (t for t in self.times if t.start >= position and t.kind is TimeKind.DEADLINE), None
        )


def default_year(outline: Outline) -> int | None:
    """The year meant by a month that names none: the plan's only year, else the year of issue or of the number."""
    document = outline.document
    if document.period and document.period[0] == document.period[1]:
        return document.period[0]
    if document.issued_on:
        return document.issued_on.year
    numbered = _NUMBER_YEAR_RE.search(document.doc_number or "")
    return int(numbered[1]) if numbered else None


class _Years(NamedTuple):
    """The year of a month that names none, and the plan's last year."""

    meant: int | None
    plan_end: int | None


def _years(outline: Outline) -> _Years:
    period = outline.document.period
    return _Years(default_year(outline), period[1] if period else None)


def is_past(outline: Outline, date: dt.date) -> bool:
    """Whether a time lies before the notice; without a date of issue, before its plan begins."""
    document = outline.document
    if document.issued_on:
        return date < document.issued_on and date.year <= document.issued_on.year
    if document.period:
        return date.year < document.period[0]
    return False


def iter_sentences(outline: Outline) -> Iterator[Sentence]:
    """The sentences of the body in reading order, each with its frame; cells of tables are left out."""
    years = _years(outline)
    headings = _HeadingTimes(outline, years)
    names = _Names.of(outline)
    list_time: Time | None = None
    list_owner: SectionNode | None = None
    led: _Led | None = None
    for paragraph in outline.paragraphs:
        if paragraph.kind in (ParagraphKind.CELL, ParagraphKind.FURNITURE) or not (
            outline.body_start <= paragraph.start < outline.body_end
        ):
            continue
        section = outline.section_at(paragraph.start)
        if list_owner is not None and not _within(section, list_owner):
            list_time = list_owner = None
        if led is not None and not led.goes_on(section):
            led = None
        frame = _nearest(led, headings.time_of(section)) or list_time
        is_title = names.holds(outline, paragraph)
        for sentence in _sentences_of(outline, paragraph, section, frame, years):
            yield sentence._replace(is_title=is_title) if is_title else sentence
            frame = _last_open(sentence) or frame
        if (
            frame is not None
            and frame.kind is TimeKind.DEADLINE
            and _opens_list(outline, paragraph, section)
        ):
            list_time, list_owner = frame, section
        led = _led_by(outline, paragraph, section, frame) or (
            led and led.behind(outline, paragraph)
        )


class _Names(NamedTuple):
    """The names of the notice and of its plan, without blanks."""

    names: frozenset[str]

    @classmethod
    def of(cls, outline: Outline) -> _Names:
        document = outline.document
        named = (document.title, document.plan_title or "")
        return cls(frozenset("".join(name.split()) for name in named if name))

    def holds(self, outline: Outline, paragraph: Paragraph) -> bool:
        """Whether a paragraph is nothing but one of the names; of a paper without a title the first line is called so."""
        printed = outline.view.printed[paragraph.start : paragraph.end]
        text = outline.view.text[paragraph.start : paragraph.end]
        is_sentence = len(printed) > _LONGEST_NAME or any(mark in text for mark in "。，；")
        return not is_sentence and "".join(printed.split()) in self.names


def sentences_in(outline: Outline, start: int, end: int) -> Iterator[Sentence]:
    """The sentences of one cell, framed by the cell alone."""
    paragraph = Paragraph(start, end, ParagraphKind.CELL)
    section = outline.section_at(start)
    yield from _sentences_of(outline, paragraph, section, None, _years(outline))


def _sentences_of(
    outline: Outline,
    paragraph: Paragraph,
    section: SectionNode | None,
    frame: Time | None,
    years: _Years,
) -> Iterator[Sentence]:
    text = outline.view.text
    heading_end = (
        section.heading_end if section and section.start == paragraph.start else paragraph.start
    )
    for match in _SENTENCE_RE.finditer(text, paragraph.start, paragraph.end):
        times = _times(match[0], match.start(), years)
        in_heading = match.start() < heading_end
        # The time of a heading opens behind it.
        own = in_heading and frame is not None and frame.start >= match.start()
        inherited = None if own else frame
        sentence = Sentence(
            match.start(), match.end(), paragraph, section, times, inherited, in_heading
        )
        yield sentence
        frame = _last_open(sentence) or frame


def _times(sentence: str, offset: int, years: _Years) -> tuple[Time, ...]:
    """Times of a sentence at their place in the view; those inside titles of documents say nothing."""
    if not _MARK_RE.search(sentence):
        return ()
    masked = TITLE_RE.sub(lambda title: "《" + "□" * (len(title[0]) - 2) + "》", sentence)
    return tuple(
        Time(
            time.start + offset,
            time.end + offset,
            time.kind,
            time.date,
            time.first_year,
            time.rule_id,
            time.row,
        )
        for time in find_times(masked, year=years.meant, plan_end=years.plan_end)
    )


def _last_open(sentence: Sentence) -> Time | None:
    """The time that the sentence leaves open for those after it."""
    if not sentence.times:
        return None
    return next((time for time in reversed(sentence.times) if time.kind not in _SILENT), None)


class _HeadingTimes:
    """The times in headings, each heading read once."""

    def __init__(self, outline: Outline, years: _Years) -> None:
        self._outline = outline
        self._years = years
        self._known: dict[int, Time | None] = {}

    def time_of(self, section: SectionNode | None) -> Time | None:
        """A time in the headings around, the innermost first."""
        if section is None:
            return None
        if section.start not in self._known:
            own = self._own(section)
            around = own or self.time_of(self._outline.parent_of(section))
            self._known[section.start] = around
        return self._known[section.start]

    def _own(self, section: SectionNode) -> Time | None:
        heading = self._outline.view.text[section.start : section.heading_end]
        times = [t for t in _times(heading, section.start, self._years) if t.kind not in _SILENT]
        return times[-1] if times else None


def _within(section: SectionNode | None, owner: SectionNode) -> bool:
    return section is not None and owner.start <= section.start and section.end <= owner.end


class _Led(NamedTuple):
    """A list that a clause with a time and a colon leads: 截至2026年末，主要指标如下：

    It holds the subsections of the clause's section, and the paragraphs of that section while ； ends them.
    """

    time: Time
    section: SectionNode | None
    is_open: bool

    def goes_on(self, section: SectionNode | None) -> bool:
        if self.section is not None and section is not self.section:
            return _within(section, self.section)
        return self.is_open

    def behind(self, outline: Outline, paragraph: Paragraph) -> _Led:
        return self._replace(
            is_open=outline.view.text.endswith("；", paragraph.start, paragraph.end)
        )


def _nearest(led: _Led | None, heading: Time | None) -> Time | None:
    """Of the time of a led list and that of the headings around the one that stands nearer."""
    if led is None or (heading is not None and heading.start > led.time.start):
        return heading
    return led.time


def _led_by(
    outline: Outline, paragraph: Paragraph, section: SectionNode | None, frame: Time | None
) -> _Led | None:
    """The list that a paragraph opens with a colon behind a time of its own."""
    leads = outline.view.text.endswith("：", paragraph.start, paragraph.end)
    if not leads or frame is None or not paragraph.start <= frame.start < paragraph.end:
        return None
    if frame.kind not in (TimeKind.DEADLINE, TimeKind.AS_OF):
        return None
    return _Led(frame, section, is_open=True)


def _opens_list(outline: Outline, paragraph: Paragraph, section: SectionNode | None) -> bool:
    """A paragraph followed by its section's own subsections, or one of a section of aims, opens a list."""
    if section is None:
        return False
    child = outline.next_section(paragraph.end)
    if child is not None and child.start <= paragraph.end + 1 and child.level > section.level:
        return True
    return bool(_AIM_RE.search(section.heading))
