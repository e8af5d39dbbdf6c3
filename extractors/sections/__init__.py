"""Labelled sections and how they nest."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.outline import Paragraph, SectionNode
from extractors.sections.nesting import Candidate, nesting_levels
from extractors.sections.rules import find_candidates
from extractors.view import View

__all__ = ["find_sections"]


def find_sections(
    view: View, paragraphs: Sequence[Paragraph], body: tuple[int, int]
) -> tuple[SectionNode, ...]:
    """Sections in reading order."""
    candidates = find_candidates(view, paragraphs, body)
    levels = list(nesting_levels(candidates))
    ends = _section_ends(candidates, levels, body[1])
    nodes: list[SectionNode] = []
    path: list[str] = []
    for candidate, level, end in zip(candidates, levels, ends, strict=True):
        label = view.printed[candidate.label.start : candidate.label.end]
        path = [*path[: level - 1], label]
        nodes.append(
            SectionNode(
                label=label,
                heading=_heading(view, candidate),
                level=level,
                start=candidate.label.start,
                heading_end=max(candidate.heading_end, candidate.label.end),
                end=end,
                path=tuple(path),
                rule_id=f"sections.{candidate.label.row}",
                is_box=candidate.label.row == "box",
            )
        )
    return tuple(nodes)


def _heading(view: View, candidate: Candidate) -> str:
    return "".join(view.printed[candidate.heading_start : candidate.heading_end].split())


def _section_ends(candidates: Sequence[Candidate], levels: Sequence[int], end: int) -> list[int]:
    """Where each section ends: at the next one of its level or above."""
    ends: list[int] = []
    next_at: list[int] = []
    for candidate, level in zip(reversed(candidates), reversed(levels), strict=True):
        ends.append(min(next_at[:level], default=end))
        next_at = (
            next_at[: level - 1] + [end] * (level - 1 - len(next_at)) + [candidate.label.start]
        )
    return ends[::-1]
