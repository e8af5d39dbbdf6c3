"""Every record of every notice stands in its source, to the letter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.notice import records_of
from pipeline.readers import read
from schemas.base import Record
from schemas.records import NoticeRecords

ENDINGS = {".txt", ".md", ".docx", ".pdf", ".html"}


def notices(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.suffix in ENDINGS and p.name != "README.md")


def everything(records: NoticeRecords) -> Iterator[Record]:
    yield from records.facts()
    yield from records.diagnostics
    yield from records.uncovered


def assert_in_source(path: Path) -> None:
    source = read(path)
    records = records_of(source)
    assert records.sections or records.quantities
    for record in everything(records):
        assert source.text[record.start : record.end] == record.quote


@pytest.mark.parametrize("folder", ["notices", "variants"])
def test_quotes_of_the_example_notices(corpus_folder: Path, folder: str) -> None:
    paths = notices(corpus_folder / folder)
    assert paths
    for path in paths:
        assert_in_source(path)


def test_quotes_of_the_real_notices(real_notices: Path) -> None:
    paths = notices(real_notices)
    assert paths
    for path in paths:
        assert_in_source(path)


def test_nothing_is_unexplained_in_the_example_notices(corpus_folder: Path) -> None:
    left = [
        (path.name, item.quote)
        for path in notices(corpus_folder / "notices")
        for item in records_of(read(path)).uncovered
        if item.reason == "unexplained"
    ]
    assert left == []
