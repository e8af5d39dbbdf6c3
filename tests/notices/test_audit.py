"""What the audit says of the real notices; each line was held against the notice itself."""

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import Path

import pytest

import pipeline
from pipeline.queries import AuditRow


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory, real_notices: Path) -> list[AuditRow]:
    db = tmp_path_factory.mktemp("audit") / "real.db"
    pipeline.ingest([real_notices], db=db, workers=2)
    ledger: sqlite3.Connection = pipeline.open_ledger(db)
    return pipeline.audit(ledger)


@pytest.mark.parametrize(
    ("rule", "quote", "other"),
    [
        ("text-against-table", "34.80亿元", "34.76"),
        ("text-against-table", "3.44%", "3.5"),
        ("text-against-table", "22.5亿元", "【21】"),
        ("two-values", "30家以上", "35家以上"),
        ("below-baseline", "20家以上", "55家"),
        ("table-sum", "16250", "1137"),
        ("implied-growth", "10%左右", "10亿元"),
        ("implied-growth", "13%", "突破1200亿元"),
        ("two-bounds", "突破1200亿元", "1200"),
        ("imprint", "2023年3月1日印发", None),
    ],
)
def test_a_careful_reader_finds(
    findings: list[AuditRow], rule: str, quote: str, other: str | None
) -> None:
    assert (f"audit.{rule}", quote, other) in {(f.rule, f.quote, f.other_quote) for f in findings}


def test_a_row_without_a_deadline_and_rows_that_run_on(findings: list[AuditRow]) -> None:
    rules = Counter(f.rule for f in findings)
    assert rules["audit.no-deadline"] == 1
    assert rules["audit.deadline-against-ledger"] == 2


def test_most_notices_agree_with_themselves(findings: list[AuditRow]) -> None:
    """A check that cries at every notice is not read: the two plans with tables hold nearly all there is."""
    by_notice = Counter(f.notice_id for f in findings)
    assert len(by_notice) <= 7
    assert sum(sorted(by_notice.values())[:-2]) <= 8


def test_every_place_is_quoted(findings: list[AuditRow]) -> None:
    for row in findings:
        assert row.end - row.start == len(row.quote)
        assert (row.other_start is None) == (row.other_quote is None)
        if row.other_quote is not None and row.other_start is not None:
            assert row.other_end == row.other_start + len(row.other_quote)
