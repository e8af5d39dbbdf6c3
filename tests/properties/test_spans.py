"""Whatever the text says, records speak of it: nothing raises, and every quote stands where its record says."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings

from extractors.notice import records_of
from schemas.errors import EmptyInputError
from schemas.records import NoticeRecords
from schemas.source import Source
from tests.properties.invariants import broken
from tests.properties.texts import marked_sources, source_of, texts


def read(source: Source) -> NoticeRecords | None:
    """The records, or None where the source is refused as empty; any other error is one."""
    try:
        return records_of(source)
    except EmptyInputError:
        return None


@given(texts())
@example("[bookmark:_Toc1]「办*天2\xa0市数据局、7％\x0b1,200万元\r\n牵头单位3")
@settings(max_examples=400)
def test_records_of_any_text(text: str) -> None:
    source = source_of(text)
    records = read(source)
    assert records is None or broken(source, records) == []


@given(marked_sources())
@settings(max_examples=150)
def test_records_of_any_marked_source(source: Source) -> None:
    records = read(source)
    assert records is None or broken(source, records) == []


@given(texts())
def test_the_same_text_gives_the_same_records(text: str) -> None:
    assert read(source_of(text)) == read(source_of(text))


@given(texts())
def test_only_a_text_of_nothing_is_refused(text: str) -> None:
    assert read(source_of(f"{text}云")) is not None


@pytest.mark.parametrize(
    "text", ["", " \n\t\u3000", "\ufeff\u200b", "\ue5e5", "**", "#", "|", "\ufe0f#", "——————"]
)
def test_a_text_of_nothing_is_refused(text: str) -> None:
    with pytest.raises(EmptyInputError):
        records_of(source_of(text))


def test_broken_promises_are_seen() -> None:
    source = source_of("一、总体目标\n到2025年末，存款余额达到90亿元。\n")
    records = records_of(source)
    assert records.sections
    assert records.quantities
    assert broken(source, records) == []
    moved = source_of("。" + source.text)
    assert len(broken(moved, records)) == len([*records.facts(), *records.uncovered])
