"""Task by district."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection

import pytest
from click.testing import CliRunner

from pipeline.cli import app
from pipeline.queries import matrix, open_ledger
from pipeline.store import Ledger
from schemas.errors import UsageError
from tests.pipeline.factories import Notice

REGIONS = "云江市/石桥区", "云江市/南坪县", "云江市/青禾县"


@pytest.fixture(scope="module")
def ledger_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("matrix") / "ledger.db"
    with Ledger.open(path) as ledger:
        for at, (region, task) in enumerate(
            zip(REGIONS, ("扩大绿色信贷投放", "扩大绿色信贷", "发展普惠保险"), strict=True)
        ):
            text = f"{region}金融方案\n一、任务\n{task}。（牵头单位：{at}财政局）\n"
            notice = (
                Notice(text, region=region)
                .section("一、任务", "一、")
                .assignment(
                    f"（牵头单位：{at}财政局）", task, section=["一、"], lead=[f"{at}财政局"]
                )
            )
            ledger.load(notice.records(), notice.source(), path=f"{at}.txt")
    return path


@pytest.fixture
def db(ledger_file: Path) -> Iterator[Connection]:
    with closing(open_ledger(ledger_file)) as opened:
        yield opened


def test_tasks_alike_are_one_and_a_blank_is_a_row(db: Connection) -> None:
    assert [(row.task, row.region, row.agencies, row.printed) for row in matrix(db, ["绿色"])] == [
        ("扩大绿色信贷", "云江市/南坪县", ("1财政局",), "扩大绿色信贷"),
        ("扩大绿色信贷", "云江市/石桥区", ("0财政局",), "扩大绿色信贷投放"),
        ("扩大绿色信贷", "云江市/青禾县", (), None),
    ]


def test_only_the_regions_asked_for(db: Connection) -> None:
    assert [row.region for row in matrix(db, ["绿色"], region="石桥区")] == ["云江市/石桥区"]
    assert matrix(db, ["海洋"]) == []


@pytest.mark.parametrize("words", [[], [""], ["绿色", " "]])
def test_no_word_is_refused(db: Connection, words: list[str]) -> None:
    with pytest.raises(UsageError):
        matrix(db, words)


def test_printed(ledger_file: Path) -> None:
    run = CliRunner().invoke
    table = run(app, ["matrix", "绿色", "--db", str(ledger_file)]).output
    assert "—" in table
    assert "共 1 项任务，3 个地区" in table
    rows = json.loads(
        run(app, ["matrix", "绿色", "--format", "json", "--db", str(ledger_file)]).output
    )
    assert [row["agencies"] for row in rows] == [["1财政局"], ["0财政局"], []]
    assert "没有符合条件" in run(app, ["matrix", "海洋", "--db", str(ledger_file)]).output
