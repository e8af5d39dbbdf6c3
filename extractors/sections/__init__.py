"""Labelled sections and how they nest."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.engine import Dimension, Finding, Rule
from extractors.outline import Paragraph, SectionNode
from extractors.sections.labels import label_rows
from extractors.sections.nesting import Candidate, nesting_levels
from extractors.sections.rules import find_candidates
from extractors.view import View
from schemas.source import Source

__all__ = ["DIMENSION", "find_sections"]


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


def _find(text: str) -> list[Finding]:
    """Sections of a text that is a small notice of its own."""
    from extractors.segmentation import segment  # noqa: PLC0415 - segmentation builds on sections

    source = Source(text=text, name="example", media_type="text/plain", sha256="0" * 64)
    outline = segment(source)
    findings: list[Finding] = []
    for node in outline.sections:
        start, end = outline.view.source_span(node.start, node.heading_end)
        fields = {"label": node.label, "heading": node.heading, "level": node.level}
        findings.append(
            Finding(node.rule_id, start, end, fields, (node.rule_id.removeprefix("sections."),))
        )
    return findings


DIMENSION = Dimension(
    name="sections",
    rules=tuple(
        Rule(
            f"sections.{row.id}",
            f"A section whose label has the shape {row.example.splitlines()[-1][:6]!r}.",
        )
        for row in label_rows()
    ),
    find=_find,
    rows={row.id: row.example for row in label_rows()},
)
