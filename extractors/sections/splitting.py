"""A paper that lost its line breaks: labels inside one long paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from extractors.sections.labels import Label, has_gap, has_gaps, match_label
from extractors.view import View

_SHORTEST = 150
_HEAD = re.compile(
    "第[一二三四五六七八九十百]{1,4}[章节条]|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|[0-9]{1,2}[.、﹒](?![0-9])"
)
_OUTER = frozenset({"chapter", "article", "han-dot", "han-bracket"})
_PACKED = _OUTER | {"arabic-dot"}
_MARKS = frozenset("，。；：")
_INDENT = 2
_ENDS = "。！？）〕"
_FEWEST = 3
_LONGEST_HEADING = 20


def split_paragraph(
    view: View, start: int, end: int, last: Mapping[str, int]
) -> list[tuple[int, int]]:
    """The stretches of a paragraph that begin with a label; the paragraph itself where it holds no sequence.

    `last` is the number last read of each shape of label: a lone label is one only if it goes on with that.
    """
    if end - start >= _SHORTEST:
        labels = _labels_in_sequence(view, start, end)
        if sum(label.row in _OUTER for label in labels) >= _FEWEST:
            return _cut(start, end, labels)
    return _cut(start, end, list(_labels_behind_blank(view, start, end, last)))


def _cut(start: int, end: int, labels: list[Label]) -> list[tuple[int, int]]:
    cuts = sorted({start, *(label.start for label in labels)})
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def _labels_behind_blank(
    view: View, start: int, end: int, last: Mapping[str, int]
) -> Iterator[Label]:
    """Labels that lost only their line break: the end of a passage and a blank before, the next number of their shape."""
    if not has_gaps(view, start, end):
        return
    before = match_label(view, start, end)
    numbers = dict(last)
    for match in _HEAD.finditer(view.text, start + 1, end):
        at = match.start()
        if not has_gap(view, at):
            continue
        ends = view.text[at - 1] in _ENDS
        if not ends and not (_wide_gap(view, at) and _ends_heading(view, before, at)):
            continue
        label = match_label(view, at, end)
        rows = _OUTER if ends else _PACKED
        if label and label.row in rows and label.number in (1, numbers.get(label.shape, 0) + 1):
            yield label
            before = label
            numbers[label.shape] = label.number


def _wide_gap(view: View, position: int) -> bool:
    """Blanks that indented a paragraph, not the one behind a label."""
    return view.source_offset(position) - view.source_offset(position - 1) > _INDENT


def _ends_heading(view: View, before: Label | None, position: int) -> bool:
    """Whether the text between a label and `position` is a heading, or ends as an item of a list does."""
    if before is None:
        return False
    between = view.text[before.end : position]
    return between.endswith(("：", "；")) or (
        len(between) <= _LONGEST_HEADING and not _MARKS & set(between)
    )


def _labels_in_sequence(view: View, start: int, end: int) -> list[Label]:
    """Labels after a full stop or a blank whose numbers begin at one or go on."""
    labels: list[Label] = []
    last: dict[str, int] = {}
    for match in _HEAD.finditer(view.text, start, end):
        label = match_label(view, match.start(), end)
        if label is None or label.number is None or not _begins(view, labels, label, start):
            continue
        if label.number == 1 or label.number == last.get(label.shape, 0) + 1:
            last[label.shape] = label.number
            labels.append(label)
    return labels


def _begins(view: View, labels: list[Label], label: Label, start: int) -> bool:
    position = label.start
    if position == start or view.text[position - 1] in _ENDS or has_gap(view, position):
        return True
    # A chapter in sequence begins anywhere; other labels right behind the heading of the one before: 第一章总则第一条.
    if label.row == "chapter":
        return True
    return (
        bool(labels)
        and position - labels[-1].end <= _LONGEST_HEADING
        and label.rank > labels[-1].rank
    )


def heading_before_gap(view: View, start: int, end: int) -> int:
    """The end of a heading that only a blank parts from its text."""
    for position in range(start + 2, end):
        if has_gap(view, position):
            return position
    return end
