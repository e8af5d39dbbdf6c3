"""One notice in a straight line: read, segment, extract, resolve, check, load."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from extractors import notice
from extractors.mentions import Mentions
from extractors.outline import Outline
from pipeline import readers
from pipeline.places import place_of
from schemas.errors import InvariantError
from schemas.records import Diagnostic, NoticeRecords
from schemas.source import Source
from schemas.vocab import Severity

if TYPE_CHECKING:
    from pipeline.store import Ledger, LoadOutcome

READER_WARNING = "R001"
"""Code of the diagnostic for what a reader could not read as it stands."""

DOUBTFUL_RECOGNITION = "R002"
"""Code of the diagnostic for a fact in a picture whose text is not certain."""

_CERTAIN = 0.9


def read(path: Path, copy: Path | None = None) -> Source:
    """The decoded text of a file with its blocks and tables; InputError where it cannot be had.

    `copy` is what a word processor made of a file that no reader takes.
    """
    return readers.read(path, copy)


def segment(source: Source) -> Outline:
    """Clean text, paragraphs, tables, front matter, sections."""
    return notice.segment(source)


def extract(outline: Outline) -> Mentions:
    """What each span says by itself."""
    return notice.extract(outline)


def resolve(outline: Outline, mentions: Mentions) -> NoticeRecords:
    """What each mention means in its document."""
    return notice.resolve(outline, mentions)


def check(outline: Outline, records: NoticeRecords) -> NoticeRecords:
    """The records with everything doubtful among the diagnostics: what was left out and why, and the reader's warnings.

    Raises:
        InvariantError: a quote is not what stands at its place.
    """
    checked = notice.check(outline, records)
    source = outline.source
    for record in (*checked.facts(), *checked.diagnostics, *checked.uncovered, *checked.audit):
        if source.text[record.start : record.end] != record.quote:
            raise InvariantError(f"{record.rule_id}: no such quote at {record.start}:{record.end}")
    warnings = tuple(_reader_warning(records, message) for message in source.warnings)
    doubts = tuple(_recognition_doubts(checked, source))
    return checked.model_copy(update={"diagnostics": (*warnings, *doubts, *checked.diagnostics)})


def load(records: NoticeRecords, source: Source, ledger: Ledger, *, path: Path) -> LoadOutcome:
    """The records in the ledger, in one transaction."""
    return ledger.load(records, source, path=path)


def records_of(source: Source) -> NoticeRecords:
    """Everything between reading and loading."""
    return records_in(segment(source))


def records_in(outline: Outline) -> NoticeRecords:
    """Everything between segmenting and loading."""
    return check(outline, resolve(outline, extract(outline)))


def _recognition_doubts(records: NoticeRecords, source: Source) -> Iterator[Diagnostic]:
    """A fact is as certain as the least certain line that it stands on."""
    for record in records.facts():
        place = place_of(source.places, record.start, record.end)
        if place is not None and place.confidence is not None and place.confidence < _CERTAIN:
            message = f"由文字识别（OCR）读出，可信度 {place.confidence:.0%}；请核对原件"
            yield Diagnostic.of(
                record, DOUBTFUL_RECOGNITION, "reader.recognition", Severity.WARNING, message
            )


def _reader_warning(records: NoticeRecords, message: str) -> Diagnostic:
    """It has no place but the notice as a whole."""
    return Diagnostic.of(
        records.document, READER_WARNING, "reader.warning", Severity.WARNING, message
    )
