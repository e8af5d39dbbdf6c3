"""Which task a note answers for: the heading that it closes, or the head of its own passage."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractors.assignments.notes import Note
from extractors.outline import Outline, Paragraph, SectionNode

LABEL_RE = re.compile(
    r"\s*(?:第[一二三四五六七八九十百0-9]{1,4}(?:[章节]|条\s*(?:【[^【】]{1,30}】|（[^（）]{2,20}）)?)|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十0-9]{1,3}）"
    r"|[0-9]{1,3}[.．、﹒)）](?![0-9])|[①-⑳]|[一二三四五六七八九十]是(?=.{4})|(?:——|--|-|●|■|◆|·)\s?)[:：]?\s*"
)
SENTENCE_RE = re.compile(r"[^。！？；\n]+")
_ADVERB_RE = re.compile(
    r"(?:到|在|自|从|截至|力争到)[^，]{0,12}(?:年|年底|年末|月|月底|期间|时期|末|前)$"
    r"|(?:根据|按照|依照|按|依据|围绕|结合|以|聚焦|立足|依托|针对|通过)[^，]{1,18}$"
)
_KEY_RE = re.compile("(?:重点|主要|工作|具体)?(?:任务|事项|工作)(?:名称|任务|内容|事项)?：")
_MARKS = "。；，：、！？ \n—"
_RUN_IN = 40


class Tasks:
    """Names the tasks of the notes of one notice."""

    def __init__(self, outline: Outline, notes: Sequence[Note]) -> None:
        self.outline = outline
        self.notes = notes
        self.homes = [outline.section_at(note.start) for note in notes]
        self.counts = Counter(home.start for home in self.homes if home)

    def name(self, index: int) -> str | None:
        """The task of the note at `index`."""
        note, home = self.notes[index], self.homes[index]
        if home is None:
            return self._passage(index)
        if home.start <= note.start < home.heading_end:
            return self._printed(home.start + len(home.label), note.start) or None
        if note.opens and self._closes_list(home):
            parent = self.outline.parent_of(home)
            if parent is not None and parent.heading:
                return parent.heading
        if self.counts[home.start] == 1 and home.heading:
            return home.heading
        return self._passage(index) or home.heading or None

    def _closes_list(self, node: SectionNode) -> bool:
        """Whether the node is the last of several that share one note below them all."""
        parent = self.outline.parent_of(node)
        if parent is None or self.counts[parent.start]:
            return False
        inside = self.outline.sections_in(parent.start + 1, parent.end)
        if len(inside) == 1 or inside[-1] is not node:
            return False
        return sum(self.counts[section.start] for section in inside) == 1

    def _passage(self, index: int) -> str | None:
        """The heading or the first clause of the words between the note before and this one."""
        note = self.notes[index]
        paragraph = self._described_by(note)
        if paragraph is None:
            return None
        low, high = paragraph.start, min(paragraph.end, note.start)
        before = self.notes[index - 1] if index else None
        fresh = before is None or before.end <= low
        if not fresh and before is not None:
            low = max(low, before.end)
        return self._head(low, high, fresh=fresh)

    def _described_by(self, note: Note) -> Paragraph | None:
        """The note's own paragraph, or the one above where the note stands alone."""
        paragraph = self.outline.paragraph_at(note.start)
        if not note.opens and self.outline.view.text[paragraph.start : note.start].strip(_MARKS):
            return paragraph
        above = paragraph.start - 2
        return self.outline.paragraph_at(above) if above >= self.outline.body_start else None

    def _head(self, low: int, high: int, *, fresh: bool) -> str | None:
        """A run-in heading or a whole first sentence at the head of a paragraph, else the first clause."""
        text = self.outline.view.text
        while low < high and text[low] in _MARKS:
            low += 1
        label = LABEL_RE.match(text, low, high)
        low = label.end() if label else low
        key = _KEY_RE.match(text, low, high)
        low = key.end() if key else low
        sentence = SENTENCE_RE.search(text, low, high)
        if sentence is None:
            return None
        if (fresh and label) or (
            sentence.end() < high and len(sentence[0]) <= _RUN_IN and "，" not in sentence[0]
        ):
            return self._printed(*sentence.span()) or None
        return self._printed(*self._first_clause(*sentence.span())) or None

    def _first_clause(self, start: int, end: int) -> tuple[int, int]:
        """The first clause that is not only a time or a circumstance."""
        text = self.outline.view.text
        low = start
        while True:
            stop = text.find("，", low, end)
            if stop < 0:
                return low, end
            if not _ADVERB_RE.match(text, low, stop):
                return low, stop
            low = stop + 1

    def _printed(self, start: int, end: int) -> str:
        return self.outline.view.printed[start:end].strip(_MARKS + ":")
