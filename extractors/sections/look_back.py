"""Sections that report what was rather than promise: 发展基础, 工作成效, 面临形势."""

from __future__ import annotations

import re

from extractors.engine import Row, alternation, load_table
from extractors.outline import Outline, SectionNode


class LookBackRow(Row):
    """A row of look_back.toml."""

    id: str
    words: tuple[str, ...]


LOOK_BACK_ROWS = load_table("extractors.sections", "look_back.toml", "look-back", LookBackRow)
_LOOK_BACK_RE = re.compile(
    alternation([word for row in LOOK_BACK_ROWS for word in row.words]) + "|取得.{0,8}进展"
)


def looks_back(outline: Outline, section: SectionNode | None) -> bool:
    """Whether a section reports what was: the innermost heading decides that says so, or that speaks of aims."""
    return section is not None and section.start in outline.once(_starts)


def _starts(outline: Outline) -> frozenset[int]:
    """Where the sections begin that look back."""
    found: set[int] = set()
    for node in outline.sections:
        parent = outline.parent_of(node)
        around = parent is not None and parent.start in found
        if "目标" not in node.heading and (around or _LOOK_BACK_RE.search(node.heading)):
            found.add(node.start)
    return frozenset(found)
