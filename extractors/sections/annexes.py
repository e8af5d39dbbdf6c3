"""附件, 附录 and 附表: which lines open one, and what its heading is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.outline import Paragraph, ParagraphKind
from extractors.sections.labels import Label, has_gap, match_label
from extractors.view import View

_DATE_LINE = re.compile(
    "[^。]{0,40}(?:[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|[二〇○零一九0]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)$"
)
_FILE_NAME = re.compile(
    r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar|jpg|png)(?:下载)?$|^(?:下载|：?略)", re.IGNORECASE
)
_NUMBERED = re.compile("：?1[.、﹒]")
_TITLE_NOUN = re.compile(
    "(?:方案|计划|规划|办法|细则|规定|规则|措施|政策|意见|要点|纲要|目录|清单|名单|一览表|表|标准|指南|规范|指标|分工|台账|"
    "名录|条件|要求|流程|流程图|图|模板|书|说明)(?:（[^（）]{1,20}）)?$|^（[^（）]{1,20}）$"
)
_LONGEST_TITLE_LINE = 60
_LONGEST_FIRST_LINE = 34
_MOST_TITLE_LINES = 3


@dataclass(frozen=True, slots=True)
class AnnexLine:
    """A paragraph that begins with an annex's label."""

    index: int
    label: Label
    rest: str


def annex_line(
    view: View, paragraphs: Sequence[Paragraph], index: int, label: Label
) -> AnnexLine | None:
    """The line, or None where the word 附件 only begins a sentence or names a file."""
    paragraph = paragraphs[index]
    rest = view.text[label.end : paragraph.end].strip()
    if "。" in rest or len(rest) > _LONGEST_TITLE_LINE or _FILE_NAME.search(rest):
        return None
    bare = label.end == label.start + 2
    if bare and rest and not rest.startswith("：") and not has_gap(view, label.end):
        return None
    return AnnexLine(index, label, rest)


def announced_lines(
    view: View, paragraphs: Sequence[Paragraph], lines: Sequence[AnnexLine]
) -> frozenset[int]:
    """Label positions of the lines that only announce attachments, as below a notice's text.

    A line opens an annex itself if it holds the label alone, or if no later line has the same label or title and
    the date of the notice stands before it.
    """
    if not lines:
        return frozenset()
    dates = [i for i, p in enumerate(paragraphs) if _DATE_LINE.fullmatch(view.text, p.start, p.end)]
    seen_later: set[str] = set()
    announced: set[int] = set()
    for line in reversed(lines):
        name = view.text[line.label.start : line.label.end]
        if line.rest and (name in seen_later or not _opens(line, dates)):
            announced.add(line.label.start)
        seen_later.add(name)
    return frozenset(announced)


def _opens(line: AnnexLine, dates: Sequence[int]) -> bool:
    if _NUMBERED.match(line.rest):
        return False
    before = any(date < line.index for date in dates)
    after = any(line.index < date for date in dates)
    return before or not after


def annex_heading(view: View, paragraphs: Sequence[Paragraph], line: AnnexLine) -> tuple[int, int]:
    """The heading beside the label, or in the next paragraphs; empty where none is found."""
    paragraph = paragraphs[line.index]
    if line.rest.strip("：。"):
        start = line.label.end
        while view.text[start] in "：:. 、":
            start += 1
        return start, paragraph.end
    return _heading_below(view, paragraphs, line.index + 1) or (line.label.end, line.label.end)


def _heading_below(
    view: View, paragraphs: Sequence[Paragraph], index: int
) -> tuple[int, int] | None:
    lines: list[Paragraph] = []
    for paragraph in paragraphs[index : index + _MOST_TITLE_LINES]:
        if not _is_title_line(view, paragraph):
            break
        if lines and not _goes_on(view, lines[-1], paragraph):
            break
        lines.append(paragraph)
    return (lines[0].start, lines[-1].end) if lines else None


def _is_title_line(view: View, paragraph: Paragraph) -> bool:
    text = view.text[paragraph.start : paragraph.end]
    if paragraph.kind is not ParagraphKind.BODY or not text or len(text) > _LONGEST_TITLE_LINE:
        return False
    return (
        "。" not in text
        and not text.endswith("：")
        and match_label(view, paragraph.start, paragraph.end) is None
    )


def _goes_on(view: View, before: Paragraph, paragraph: Paragraph) -> bool:
    """A title's second line ends as titles do, and its first does not."""
    first, second = view.text[before.start : before.end], view.text[paragraph.start : paragraph.end]
    if second.startswith("（"):
        return "：" not in second and bool(_TITLE_NOUN.search(second))
    return (
        len(first) <= _LONGEST_FIRST_LINE
        and not _TITLE_NOUN.search(first)
        and bool(_TITLE_NOUN.search(second))
    )
