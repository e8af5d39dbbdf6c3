from __future__ import annotations

import re

import pytest

from extractors.examples import example_outline
from extractors.mentions import extract
from extractors.quantities import find_quantities, status
from extractors.quantities.words import WordsRow

_NOTHING = re.compile("(?!)")


def _statuses(text: str) -> list[tuple[str, str]]:
    outline = example_outline(text)
    return [(found.quote, found.status) for found in find_quantities(outline, extract(outline))]


@pytest.mark.parametrize("row", status.STATUS_ROWS, ids=lambda row: row.id)
def test_without_the_row_its_example_reads_otherwise(
    row: WordsRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _statuses(row.example)
    monkeypatch.setattr(status, f"_{row.id.replace('-', '_').upper()}_RE", _NOTHING)
    assert _statuses(row.example) != before
