"""Questions to the ledger of the real notices, with answers that were read in the notices themselves."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

import pipeline
from pipeline.readers import read

FENGJIE, YONGCHUAN, CHONGQING = "重庆市/奉节县", "重庆市/永川区", "重庆市"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, real_notices: Path) -> sqlite3.Connection:
    db = tmp_path_factory.mktemp("ledger") / "real.db"
    report = pipeline.ingest([real_notices], db=db, workers=2)
    assert report.failures == ()
    return pipeline.open_ledger(db)


def test_who_leads_green_finance(ledger: sqlite3.Connection) -> None:
    rows = [row for row in pipeline.leads(ledger, ["绿色金融"]) if row.match == "task"]
    assert [(row.region, row.role, row.agencies, row.deadline) for row in rows] == [
        (FENGJIE, "lead", ("人行奉节支行", "县金融服务中心"), None),
        (FENGJIE, "lead", ("人行奉节支行", "县金融服务中心"), "2025-12-31"),
    ]


def test_green_finance_in_the_body_of_tasks(ledger: sqlite3.Connection) -> None:
    rows = [row for row in pipeline.leads(ledger, ["绿色金融"]) if row.match != "task"]
    assert Counter(row.region for row in rows) == {FENGJIE: 2, CHONGQING: 3}
    assert {row.role for row in rows if row.region == CHONGQING} == {"responsible"}


@pytest.mark.parametrize(
    ("indicator", "region", "value", "unit", "comparator", "baseline"),
    [
        ("存贷款余额", FENGJIE, 1200, "亿元", "gt", 704.19),
        ("存款余额", YONGCHUAN, 1600, "亿元", "eq", 795.94),
        ("贷款余额", YONGCHUAN, 1400, "亿元", "eq", 718.5),
        ("绿色贷款余额", CHONGQING, 1.2, "万亿元", "gt", None),
        ("科技贷款余额", CHONGQING, 1, "万亿元", "approx", None),
    ],
)
def test_targets_for_deposits_and_loans(  # noqa: PLR0917 - one row of the table
    ledger: sqlite3.Connection,
    indicator: str,
    region: str,
    value: float,
    unit: str,
    comparator: str,
    baseline: float | None,
) -> None:
    rows = pipeline.targets(ledger, indicator, region=region, status="target")
    levels = [row for row in rows if row.indicator == indicator and row.measure == "level"]
    found = [(r.value, r.unit, r.comparator, r.baseline) for r in levels]
    assert (value, unit, comparator, baseline) in found


def test_amounts_compare_in_one_base_unit(ledger: sqlite3.Connection) -> None:
    rows = pipeline.targets(ledger, "绿色贷款余额", region=CHONGQING)
    found = {(row.region, row.indicator_canonical, row.value_base, row.unit_base) for row in rows}
    assert found == {
        (CHONGQING, "绿色贷款余额", 1_200_000_000_000, "元"),
        (FENGJIE, "绿色贷款余额", 5_000_000_000, "元"),
    }


def test_finance_offices_share_a_function(ledger: sqlite3.Connection) -> None:
    rows = pipeline.leads(ledger, function="finance")
    leading = Counter(row.region for row in rows if row.role == "lead")
    assert leading[FENGJIE] == 28
    assert {FENGJIE, YONGCHUAN, CHONGQING} <= set(leading)


def test_what_fell_due(ledger: sqlite3.Connection) -> None:
    rows = pipeline.due(ledger, before=dt.date(2025, 12, 31), region=FENGJIE)
    done = {(row.deadline, row.what) for row in rows if row.kind == "milestone"}
    assert ("2023-12-31", "完成股改") in done
    assert ("2025-12-31", "进入申报流程") in done
    assert all(row.deadline <= "2025-12-31" for row in rows)


@pytest.mark.parametrize("word", ["普惠", "绿色金融", "科"])
def test_search_finds_what_a_scan_finds(
    ledger: sqlite3.Connection, real_notices: Path, word: str
) -> None:
    paths = [p for p in real_notices.iterdir() if p.name != "README.md"]
    scanned = sum(read(path).text.count(word) for path in paths)
    rows = pipeline.search(ledger, [word])
    assert sum(row.sentence.count(word) for row in rows) == scanned > 0
