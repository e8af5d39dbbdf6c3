"""Doubts about records, as diagnostics; nothing is dropped without a word."""

from __future__ import annotations

from extractors.outline import Outline
from schemas.records import NoticeRecords


def check(outline: Outline, records: NoticeRecords) -> NoticeRecords:
    """The records with their diagnostics."""
    return records
