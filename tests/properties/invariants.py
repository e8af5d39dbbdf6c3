"""What holds of the records of any text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from schemas.base import Record
from schemas.records import NoticeRecords, Quantity
from schemas.source import Source
from schemas.vocab import Comparator


def broken(source: Source, records: NoticeRecords) -> list[str]:
    """Each broken promise in words; empty where all hold."""
    return [
        *_broken_spans(source, records),
        *_broken_sections(records),
        *_broken_order(records),
        *(said for quantity in records.quantities for said in _broken_amount(quantity)),
        *_broken_words(records),
    ]


def _all(records: NoticeRecords) -> tuple[Record, ...]:
    return (*records.facts(), *records.diagnostics, *records.uncovered)


def _broken_spans(source: Source, records: NoticeRecords) -> Iterator[str]:
    for record in _all(records):
        if not 0 <= record.start < record.end <= len(source.text):
            yield f"a span outside the text: {record!r}"
        elif source.text[record.start : record.end] != record.quote:
            yield f"a quote that is not at its span: {record!r}"


def _broken_sections(records: NoticeRecords) -> Iterator[str]:
    """Sections nest: each path goes on from that of a section before, and each record stands in a section."""
    paths: list[tuple[str, ...]] = [()]
    for section in records.sections:
        if section.level != len(section.section) or section.section[-1] != section.label:
            yield f"a level that is not its path's length: {section!r}"
        if section.section[:-1] not in (paths[-1][:depth] for depth in range(len(paths[-1]) + 1)):
            yield f"a section below none that is open: {section!r}"
        paths.append(section.section)
    known = set(paths)
    for record in _all(records):
        if record.section not in known:
            yield f"a record in no section: {record!r}"


def _broken_order(records: NoticeRecords) -> Iterator[str]:
    for name in ("quantities", "assignments", "milestones", "citations", "diagnostics"):
        starts = [record.start for record in getattr(records, name)]
        if starts != sorted(starts):
            yield f"{name} out of reading order"
    starts = [section.start for section in records.sections]
    if any(low >= high for low, high in pairwise(starts)):
        yield "sections out of reading order, or two at one place"


def _broken_amount(quantity: Quantity) -> Iterator[str]:
    numbers = [quantity.value, quantity.value_max, quantity.value_base, quantity.value_max_base]
    if not all(number is None or number.is_finite() for number in numbers):
        yield f"a value that is not finite: {quantity!r}"
    if (quantity.value_max is not None) != (quantity.comparator is Comparator.RANGE):
        yield f"an upper end without a range, or a range without one: {quantity!r}"
    low, high = quantity.value, quantity.value_max
    if high is not None and (low is None or low >= high):
        yield f"a range that does not rise: {quantity!r}"


def _broken_words(records: NoticeRecords) -> Iterator[str]:
    """What a record names is never blank, and names of agencies stand on one line."""
    quantities = ((each, (each.indicator,)) for each in records.quantities)
    milestones = ((each, (each.what,)) for each in records.milestones)
    citations = ((each, (each.title,)) for each in records.citations)
    assignments = (
        (each, (*each.lead, *each.support, *each.responsible, each.task or "没有写明"))
        for each in records.assignments
    )
    for record, words in (*quantities, *milestones, *citations, *assignments):
        if not all(word.strip() and "\n" not in word for word in words):
            yield f"a blank name, or one over lines: {record!r}"
