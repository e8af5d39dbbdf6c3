"""Narrow punctuation, as crawlers leave it, changes no fact."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.examples import example_source
from extractors.notice import records_of
from pipeline.readers import read

NOTICES = sorted((Path(__file__).parents[2] / "corpus" / "notices").glob("*.txt"))
NARROW = str.maketrans("，；：！？（）", ",;:!?()")
KINDS = ("sections", "quantities", "assignments", "milestones", "citations")


def facts(text: str) -> set[str]:
    """All fields of all records, their words narrowed."""
    records = records_of(example_source(text))
    found = [records.document, *(item for kind in KINDS for item in getattr(records, kind))]
    return {str(item.model_dump(mode="json")).translate(NARROW) for item in found}


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_narrow_punctuation_changes_no_fact(path: Path) -> None:
    text = read(path).text
    assert len(facts(text)) > 10
    assert facts(text.translate(NARROW)) == facts(text)


def test_the_comma_of_a_number_stays() -> None:
    (amount,) = records_of(example_source("总投资达到1,200万元,按期建成.")).quantities
    assert str(amount.value) == "1200"
