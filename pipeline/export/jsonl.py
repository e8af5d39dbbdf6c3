"""JSON Lines: the output contract of `taizhang extract`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from pipeline.places import place_fields, place_of
from pipeline.terminal import visible_json
from schemas.records import NoticeRecords
from schemas.source import Place


def jsonl_lines(
    records: NoticeRecords, places: Sequence[Place] = (), *, diagnostics: bool = False
) -> Iterator[str]:
    """One JSON object a record: the document, then each type in reading order; last in it `place`, what is known.

    `diagnostics` adds the doubtful readings, the numbers and names that are in no record, and the audit's findings.
    """
    said = (*records.diagnostics, *records.uncovered, *records.audit) if diagnostics else ()
    for record in (*records.facts(), *said):
        place = place_fields(place_of(places, record.start, record.end))
        shown = json.dumps(place, ensure_ascii=False, separators=(",", ":"))
        yield visible_json(f'{record.model_dump_json()[:-1]},"place":{shown}}}')
