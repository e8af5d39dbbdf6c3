"""The extractors as a spaCy component."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.scorer import Scorer
from spacy.tokens import Doc, Span
from spacy.training import Example

from extractors.notice import records_of
from schemas.source import Source

GROUPS = ["document", "section", "quantity", "assignment", "milestone", "citation"]


@pytest.fixture(scope="module")
def text(corpus_folder: Path) -> str:
    return (corpus_folder / "notices" / "shiqiao-jinrong-2024.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def doc(text: str) -> Doc:
    nlp = spacy.blank("zh")
    nlp.add_pipe("taizhang")
    return nlp(text)


def test_doc_has_a_span_group_for_each_record_type(doc: Doc) -> None:
    assert sorted(doc.spans) == sorted(GROUPS)


def test_spans_are_the_quotes_of_the_records(doc: Doc, text: str) -> None:
    records = records_of(Source(text=text, name="doc", media_type="text/plain", sha256="0" * 64))
    facts = [fact.quote for fact in records.facts()]
    assert [span.text for group in GROUPS for span in doc.spans[group]] == facts
    assert len(facts) > 10


def test_span_names_its_rule(doc: Doc) -> None:
    assert doc.spans["section"][0].id_.startswith("sections.")


def test_displacy_draws_the_spans(doc: Doc) -> None:
    html = displacy.render(doc, style="span", options={"spans_key": "section"}, jupyter=False)
    assert doc.spans["section"][0].text[0] in html


def test_scorer_counts_the_spans(doc: Doc) -> None:
    example = Example(doc, doc)
    scores = Scorer.score_spans([example], "spans_section", getter=_section_spans)
    assert scores["spans_section_f"] == 1.0


def _section_spans(doc: Doc, _attr: str) -> list[Span]:
    return list(doc.spans["section"])


def test_doc_can_be_stored(doc: Doc) -> None:
    stored = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert [s.id_ for s in stored.spans["section"]] == [s.id_ for s in doc.spans["section"]]


def test_blank_text_has_no_spans() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("taizhang")
    assert len(nlp(" \n").spans) == 0


def test_extractors_do_not_import_spacy() -> None:
    probe = "import extractors.notice, sys; print('spacy' in sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True
    )
    assert result.stdout == "False\n"
