"""The citations of an example, and their rules."""

from __future__ import annotations

from extractors.citations import find_citations
from extractors.citations.bare import law_row, law_rows
from extractors.citations.titles import kind_of, kind_rows
from extractors.engine import Dimension, Finding, Rule
from extractors.examples import example_outline
from schemas.records import Citation


def _find(text: str) -> list[Finding]:
    """The citations of a text that is a small notice of its own."""
    return [_finding(record) for record in find_citations(example_outline(text))]


def _finding(record: Citation) -> Finding:
    fields = {"title": record.title, "doc_number": record.doc_number}
    kind = law_row(record.title) if record.rule_id == "citations.law" else kind_of(record.title)
    return Finding(record.rule_id, record.start, record.end, fields, (kind,) if kind else ())


DIMENSION = Dimension(
    name="citations",
    rules=(
        Rule("citations.title", "A document named in 《》."),
        Rule(
            "citations.title-number",
            "A document named in 《》 with its number in brackets behind it.",
        ),
        Rule("citations.law", "A national law by its common name, without 《》."),
        Rule("citations.number", "A document by its number, without 《》."),
    ),
    find=_find,
    rows={row.id: row.example for row in kind_rows()} | {row.id: row.example for row in law_rows()},
)
