"""Records as rows of the ledger's tables. Pure: no connection, no clock."""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from extractors.indicators import canonical_indicator, unit_family
from pipeline.store.passages import SectionFinder
from pipeline.store.sentences import find_sentences
from schemas import EXTRACTOR_VERSION, SCHEMA_VERSION
from schemas.base import Record
from schemas.errors import CorruptInputError, LimitExceededError
from schemas.records import Assignment, Document, NoticeRecords
from schemas.source import Source

Row = dict[str, Any]
"""Column to value, every value one that SQLite takes."""

NOTICE_ID_LENGTH = 16
_AMOUNTS = ("value", "value_max", "value_base", "value_max_base")
_ELSEWHERE = {"type", "start", "end", "section", "lead", "support", "responsible"}
"""Fields that have columns of another name, or tables of their own."""


def notice_id_of(text: str) -> str:
    """The notice's id: the same text is the same notice, whatever file it was read from.

    Raises:
        CorruptInputError: the text holds what a database cannot keep, NUL or half a surrogate pair.
    """
    if "\0" in text:
        raise CorruptInputError("文字中有空字符（NUL），不是完好的文本")
    try:
        encoded = text.encode()
    except UnicodeEncodeError as error:
        raise CorruptInputError("文字中有不成对的代理字符，不是完好的文本") from error
    return hashlib.sha256(encoded).hexdigest()[:NOTICE_ID_LENGTH]


def notice_row(records: NoticeRecords, source: Source, notice_id: str) -> Row:
    document = records.document
    first, last = document.period or (None, None)
    return {
        "id": notice_id,
        **document.model_dump(mode="json", include={"title", "plan_title", "doc_number", "region"}),
        "issuers": _json(document.issuers),
        "issued_on": _iso(document),
        "period_start": first,
        "period_end": last,
        "status": records.status.value,
        **{f"{kind}_count": count for kind, count in records.counts().items()},
        "start_offset": document.start,
        "end_offset": document.end,
        "quote": document.quote,
        "rule_id": document.rule_id,
        "read_from": source.sha256,
        "extractor_version": EXTRACTOR_VERSION,
        "schema_version": SCHEMA_VERSION,
        "text": source.text,
    }


def _iso(document: Document) -> str | None:
    return document.issued_on.isoformat() if document.issued_on else None


def source_row(source: Source, notice_id: str, *, path: str, size: int | None) -> Row:
    return {
        "notice_id": notice_id,
        "path": path,
        "media_type": source.media_type,
        "sha256": source.sha256,
        "reader": source.reader,
        "detected_by": source.detected_by,
        "encoding": source.encoding,
        "size": size,
    }


def section_rows(records: NoticeRecords, notice_id: str, first_id: int) -> Iterator[Row]:
    """Sections with their ids, counted from `first_id`; `trail` names all the headings down to this one."""
    finder = SectionFinder(records.sections)
    trails = finder.trails()
    for at, section in enumerate(records.sections):
        parent = finder.parent(at)
        yield {
            "id": first_id + at,
            "notice_id": notice_id,
            "parent_id": first_id + parent if parent is not None else None,
            **_place(section),
            "label": section.label,
            "heading": section.heading,
            "trail": trails[at],
            "level": section.level,
        }


def fact_rows(
    facts: Sequence[Record], records: NoticeRecords, notice_id: str, first_section: int
) -> Iterator[Row]:
    """Quantities, milestones, citations, diagnostics or findings; every field of theirs has a column."""
    finder = SectionFinder(records.sections)
    for fact in facts:
        at = finder.innermost(fact.section, fact.start)
        fields = fact.model_dump(exclude=_ELSEWHERE | set(_AMOUNTS), mode="json")
        yield {
            "notice_id": notice_id,
            "section_id": first_section + at if at is not None else None,
            **fields,
            **_amounts(fact),
            **_place(fact),
        }


def quantity_rows(records: NoticeRecords, notice_id: str, first_section: int) -> Iterator[Row]:
    """Quantities, each with the name by which its indicator compares and the family of its unit."""
    region = records.document.region
    for row in fact_rows(records.quantities, records, notice_id, first_section):
        name = canonical_indicator(row["indicator"], row["unit"], region).name
        yield {**row, "indicator_canonical": name, "unit_family": unit_family(row["unit"])}


def _amounts(fact: Record) -> Row:
    return {
        name: _real(getattr(fact, name)) for name in _AMOUNTS if name in type(fact).model_fields
    }


def _real(value: object) -> float | None:
    """The amount as the database keeps it: exact to fifteen digits."""
    if value is None:
        return None
    number = float(str(value))
    if not math.isfinite(number):
        raise LimitExceededError(f"数字过大：{value}")
    return number


def coverage_rows(records: NoticeRecords, notice_id: str) -> Iterator[Row]:
    """How many mentions are in no record, by kind and reason."""
    counts = Counter((item.kind, item.reason) for item in records.uncovered)
    for (kind, reason), count in sorted(counts.items()):
        yield {"notice_id": notice_id, "kind": kind, "reason": reason, "count": count}


def assignment_rows(
    rows: Iterable[Row], passages: Sequence[tuple[int, int]], text: str, first_id: int
) -> Iterator[Row]:
    """Assignments with their ids, counted from `first_id`, and the passage that each answers for."""
    placed: Counter[tuple[int, int]] = Counter()
    for at, (row, (start, end)) in enumerate(zip(rows, passages, strict=True)):
        ongoing = row["deadline"] == "ongoing"
        place = row["start_offset"], row["end_offset"]
        yield {
            **row,
            "id": first_id + at,
            "position": placed[place],
            "deadline": None if ongoing else row["deadline"],
            "ongoing": int(ongoing),
            "passage_start": start,
            "passage_end": end,
            "passage": text[start:end],
        }
        placed[place] += 1


def answered_rows(
    rows: Iterable[Row], answering: Mapping[int, int], first_id: int
) -> Iterator[Row]:
    """Facts with the id of the assignment in whose passage each stands, as `find_answering` has it."""
    for at, row in enumerate(rows):
        owner = answering.get(at)
        yield {**row, "answered_by": first_id + owner if owner is not None else None}


def roles_of(assignment: Assignment) -> Iterator[tuple[str, int, str]]:
    """(role, position, printed name) of every agency of an assignment."""
    for role in ("lead", "support", "responsible"):
        names: tuple[str, ...] = getattr(assignment, role)
        yield from ((role, at, name) for at, name in enumerate(names))


def sentence_rows(
    records: NoticeRecords, source: Source, notice_id: str, first_section: int, first_id: int
) -> Iterator[Row]:
    finder = SectionFinder(records.sections)
    for at, (start, end) in enumerate(find_sentences(source)):
        section = finder.last_before(start)
        yield {
            "id": first_id + at,
            "notice_id": notice_id,
            "section_id": first_section + section if section is not None else None,
            "start_offset": start,
            "end_offset": end,
            "text": source.text[start:end],
        }


def place_rows(source: Source, notice_id: str) -> Iterator[Row]:
    for place in source.places:
        x0, y0, x1, y1 = place.box or (None,) * 4
        yield {
            "notice_id": notice_id,
            "start_offset": place.start,
            "end_offset": place.end,
            "page": place.page,
            "x0": x0,
            "y0": y0,
            "x1": x1,
            "y1": y1,
            "table_number": place.table,
            "row_number": place.row,
            "column_number": place.col,
            "paragraph": place.paragraph,
            "line": place.line,
            "path": place.path,
            "confidence": place.confidence,
        }


def region_rows(path: str) -> Iterator[Row]:
    """A region and those that it lies in, the outermost first; without their level."""
    parent: str | None = None
    for name in path.split("/"):
        own = name if parent is None else f"{parent}/{name}"
        yield {"path": own, "name": name, "parent": parent}
        parent = own


def _place(record: Record) -> Row:
    return {
        "section": _json(record.section),
        "start_offset": record.start,
        "end_offset": record.end,
        "quote": record.quote,
        "rule_id": record.rule_id,
    }


def _json(value: Sequence[str]) -> str:
    return json.dumps(list(value), ensure_ascii=False)
