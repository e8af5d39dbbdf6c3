"""The ways to find a head as rules with examples."""

from __future__ import annotations

from extractors.engine import Dimension, Finding, Rule
from extractors.examples import example_outline
from extractors.front_matter.furniture import marks_in
from extractors.front_matter.lines import key_rows, lines_of, mark_rows, read_keys


def _find(text: str) -> list[Finding]:
    """The head of a text that is a small notice of its own."""
    outline = example_outline(text)
    lines = lines_of(outline.view, outline.paragraphs)
    record = outline.document
    fields = record.model_dump(
        mode="json", exclude={"type", "start", "end", "quote", "section", "rule_id"}
    )
    rows = (*read_keys(lines), *marks_in(lines))
    return [Finding(record.rule_id, record.start, record.end, fields, rows)]


DIMENSION = Dimension(
    name="front_matter",
    rules=(
        Rule(
            "front-matter.notice-title",
            "A title that says 关于…的通知, over one or more lines above the addressee.",
        ),
        Rule(
            "front-matter.run-in-title",
            "The same at the head of a paper that lost its line breaks.",
        ),
        Rule("front-matter.order-title", "The name of an order: 云江市人民政府令."),
        Rule("front-matter.paper-title", "The name of a plan that stands without a notice."),
        Rule(
            "front-matter.first-line",
            "The first line, or the site's own title, where no line looks like a title.",
        ),
    ),
    find=_find,
    rows={
        **{row.field: row.example for row in key_rows()},
        **{row.id: row.example for row in mark_rows()},
    },
)
