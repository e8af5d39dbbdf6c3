"""The label shapes as rules with examples."""

from __future__ import annotations

from extractors.engine import Dimension, Finding, Rule
from extractors.examples import example_outline
from extractors.sections.labels import label_rows
from extractors.sections.look_back import LOOK_BACK_ROWS, looks_back


def _find(text: str) -> list[Finding]:
    """Sections of a text that is a small notice of its own."""
    outline = example_outline(text)
    findings: list[Finding] = []
    for node in outline.sections:
        start, end = outline.view.source_span(node.start, node.heading_end)
        fields = {"label": node.label, "heading": node.heading, "level": node.level}
        rows = [node.rule_id.removeprefix("sections.")]
        rows += [row.id for row in LOOK_BACK_ROWS if looks_back(outline, node)]
        findings.append(Finding(node.rule_id, start, end, fields, tuple(rows)))
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
    rows={row.id: row.example for row in label_rows()}
    | {row.id: row.example for row in LOOK_BACK_ROWS},
)
