"""The extractors as a spaCy component: `spacy.blank("zh").add_pipe("taizhang")`.

spaCy finds this module by its entry point when the component is asked for; nothing else here imports it.
"""

from __future__ import annotations

import hashlib

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.notice import records_of
from schemas.base import Record
from schemas.errors import InvariantError
from schemas.records import Quantity
from schemas.source import Source

GROUPS = ("document", "section", "quantity", "assignment", "milestone", "citation")
"""The span groups of `doc.spans`, one a record type."""


class Taizhang:
    """Puts the records of a notice into `doc.spans`, a group a record type.

    A span's label is the record's type, for a quantity its status (`target`, `actual`, `parameter`), its `id_` the rule
    that made it. The records, as plain JSON that spaCy can store, are in `doc.user_data["taizhang"]`. Spans reach to
    the ends of tokens; with the character tokens of a blank Chinese pipeline they are exact.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.nlp = nlp
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        if not doc.text.strip():
            return doc
        records = records_of(_source(doc.text))
        for group in GROUPS:
            doc.spans[group] = [_span(doc, r) for r in records.facts() if _type(r) == group]
        doc.user_data["taizhang"] = records.model_dump(mode="json")
        return doc


@Language.factory("taizhang", assigns=["doc.spans"])  # pyright: ignore[reportUnknownMemberType, reportUntypedFunctionDecorator]
def make_component(nlp: Language, name: str) -> Taizhang:
    """The factory that the entry point names."""
    return Taizhang(nlp, name)


def _source(text: str) -> Source:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Source(text=text, name="doc", media_type="text/plain", sha256=digest)


def _type(record: Record) -> str:
    return str(getattr(record, "type", ""))


def _span(doc: Doc, record: Record) -> Span:
    label = record.status if isinstance(record, Quantity) else _type(record)
    span = doc.char_span(
        record.start, record.end, label=str(label), alignment_mode="expand", span_id=record.rule_id
    )
    if span is None:
        raise InvariantError(f"{record.rule_id}: no tokens at {record.start}:{record.end}")
    return span
