"""One notice in a straight line: read, segment, resolve, check, load."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extractors import notice, segmentation
from extractors.outline import Outline
from pipeline import readers
from schemas.errors import InvariantError
from schemas.records import Diagnostic, NoticeRecords
from schemas.source import Source
from schemas.vocab import Severity

if TYPE_CHECKING:
    from pipeline.store import Ledger, LoadOutcome


def read(path: Path) -> Source:
    """The decoded text of a file with its blocks and tables; InputError where it cannot be had."""
    return readers.read(path)


def segment(source: Source) -> Outline:
    """Clean text, paragraphs, tables, front matter, sections."""
    return segmentation.segment(source)


def resolve(outline: Outline) -> NoticeRecords:
    """What each mention means in its document."""
    return notice.resolve(outline)


def check(source: Source, records: NoticeRecords) -> NoticeRecords:
    """The records with the reader's warnings among the diagnostics.

    Raises:
        InvariantError: a quote is not what stands at its place.
    """
    for record in (*records.facts(), *records.diagnostics):
        if source.text[record.start : record.end] != record.quote:
            raise InvariantError(f"{record.rule_id}: no such quote at {record.start}:{record.end}")
    if not source.warnings:
        return records
    said = tuple(_reader_warning(records, message) for message in source.warnings)
    return records.model_copy(update={"diagnostics": (*said, *records.diagnostics)})


def load(records: NoticeRecords, source: Source, ledger: Ledger, *, path: Path) -> LoadOutcome:
    """The records in the ledger, in one transaction."""
    return ledger.load(records, source, path=path)


def records_of(source: Source) -> NoticeRecords:
    """Everything between reading and loading."""
    return check(source, resolve(segment(source)))


def _reader_warning(records: NoticeRecords, message: str) -> Diagnostic:
    """What the reader could not read as it stands; it has no place but the notice as a whole."""
    document = records.document
    return Diagnostic(
        start=document.start,
        end=document.end,
        quote=document.quote,
        rule_id="reader.warning",
        code="R001",
        severity=Severity.WARNING,
        message=message,
    )
