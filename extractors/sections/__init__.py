"""Labelled sections and how they nest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.outline import Paragraph, ParagraphKind, SectionNode
from extractors.view import View

_LABEL = re.compile(r"第[一二三四五六七八九十百]+[章节]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]{1,2}[.、](?![0-9])|——|专栏[0-9]*")


def find_sections(
    view: View, paragraphs: Sequence[Paragraph], body: tuple[int, int]
) -> tuple[SectionNode, ...]:
    """Sections in reading order."""
    shapes: list[str] = []
    found: list[SectionNode] = []
    for paragraph in paragraphs:
        if paragraph.kind is not ParagraphKind.BODY or not body[0] <= paragraph.start < body[1]:
            continue
        text = view.text[paragraph.start : paragraph.end]
        label = _LABEL.match(text)
        if label is None:
            continue
        shape = re.sub("[一二三四五六七八九十百0-9]+", "N", label[0])
        shapes = shapes[: shapes.index(shape) + 1] if shape in shapes else [*shapes, shape]
        heading = text[label.end() :].split("。")[0].strip("：: ")[:40]
        path = (*(next(s.label for s in reversed(found) if s.level == n) for n in range(1, len(shapes))), label[0])
        found.append(SectionNode(label[0], heading, len(shapes), paragraph.start, paragraph.start + label.end() + len(heading), body[1], path, "section.label"))
    return tuple(
        SectionNode(n.label, n.heading, n.level, n.start, n.heading_end, next((m.start for m in found[i + 1 :] if m.level <= n.level), body[1]), n.path, n.rule_id)
        for i, n in enumerate(found)
    )
