"""JSON Lines: the output contract of `taizhang extract`."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.terminal import visible_json
from schemas.records import NoticeRecords


def jsonl_lines(records: NoticeRecords, *, diagnostics: bool = False) -> Iterator[str]:
    """One JSON object a record: the document, then each type in reading order.

    `diagnostics` adds the doubtful readings, and the numbers and names that are in no record.
    """
    said = (*records.diagnostics, *records.uncovered) if diagnostics else ()
    for record in (*records.facts(), *said):
        yield visible_json(record.model_dump_json())
