"""The authority list, and what a person decides about it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.queries import AgencyRow, agencies, leads, open_ledger
from pipeline.store import Ledger, dump
from tests.pipeline.factories import Notice, qinghe, shiqiao

QINGHE = "云江市/青禾县"


@dataclass
class File:
    """A ledger of two notices; a third one names bodies that are gone."""

    path: Path

    def load(self, notice: Notice, name: str) -> None:
        with Ledger.open(self.path) as ledger:
            ledger.load(notice.records(), notice.source(), path=name)

    def rows(
        self,
        agency: str | None = None,
        *,
        function: str | None = None,
        kind: str | None = None,
        region: str | None = None,
    ) -> list[AgencyRow]:
        with closing(open_ledger(self.path)) as db:
            return agencies(db, agency, function=function, kind=kind, region=region)

    def names(self, agency: str | None = None, **wanted: str) -> list[str]:
        return [row.name for row in self.rows(agency, **wanted)]

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(app, ["agencies", *arguments, "--db", str(self.path)])


@pytest.fixture
def ledger(tmp_path: Path) -> File:
    made = File(tmp_path / "ledger.db")
    made.load(qinghe(), "青禾.txt")
    made.load(shiqiao(), "石桥.txt")
    return made


def older() -> Notice:
    """A county's notice of 2019, which names bodies of its time."""
    text = "青禾县人民政府关于扶贫工作的通知\n一、开展帮扶。（牵头单位：县扶贫办，配合单位：青禾银保监分局）\n"
    return Notice(text, issued_on=date(2019, 3, 1)).assignment(
        "（牵头单位：县扶贫办，配合单位：青禾银保监分局）",
        "开展帮扶",
        lead=["县扶贫办"],
        support=["青禾银保监分局"],
    )


def test_a_row_says_everything(ledger: File) -> None:
    assert ledger.rows("人行") == [
        AgencyRow(
            name="中国人民银行青禾县支行",
            kind="vertical_body",
            kind_label="垂直管理机构",
            function="central_bank",
            function_label="中央银行",
            region=QINGHE,
            current_name="中国人民银行青禾县支行",
            changed_on=None,
            change_source=None,
            aliases=("人行青禾支行",),
            rules=("agency.peoples-bank",),
            leads=0,
            supports=1,
            responsible=0,
            notices=1,
        )
    ]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({"function": "金融"}, ["石桥区金融工作办公室", "青禾县金融服务中心"]),
        ({"function": "finance", "region": "青禾县"}, ["青禾县金融服务中心"]),
        ({"kind": "事业单位"}, ["青禾县金融服务中心"]),
        ({"kind": "vertical_body"}, ["中国人民银行青禾县支行"]),
    ],
)
def test_agencies_are_found_by_function_kind_and_region(
    ledger: File, wanted: dict[str, str], names: list[str]
) -> None:
    assert sorted(ledger.names(**wanted)) == sorted(names)


def test_a_body_that_is_gone_tells_what_it_became(ledger: File) -> None:
    ledger.load(older(), "旧.txt")
    (row,) = ledger.rows("县扶贫办")
    assert (row.name, row.current_name, row.changed_on) == (
        "青禾县扶贫开发办公室",
        "青禾县乡村振兴局",
        "2021-05-31",
    )
    assert row.change_source
    assert ledger.names("国家金融监督管理总局青禾监管分局") == [
        "中国银行保险监督管理委员会青禾监管分局"
    ]


def test_a_decision_merges_and_outlasts_a_new_reading(ledger: File) -> None:
    told = ledger.run(
        "--set", "青禾县发展和改革委员会", "name", "青禾县发展和改革局", "--by", "核对员"
    )
    assert (told.exit_code, told.output) == (
        0,
        "青禾县发展和改革委员会：名称 青禾县发展和改革委员会 → 青禾县发展和改革局\n",
    )
    assert ledger.names("发改") == ["青禾县发展和改革局"]
    with closing(sqlite3.connect(ledger.path)) as db, db:
        db.execute("UPDATE notices SET extractor_version = 'earlier'")
    ledger.load(qinghe(), "青禾.txt")
    (row,) = ledger.rows("县发改委")
    assert (row.name, row.function, row.rules) == (
        "青禾县发展和改革局",
        "development_reform",
        ("agency.correction",),
    )
    with closing(sqlite3.connect(ledger.path)) as db:
        stored = db.execute("SELECT key, field, value, made_by FROM corrections").fetchall()
    assert stored == [
        (f'["青禾县发展和改革委员会", "{QINGHE}"]', "name", "青禾县发展和改革局", "核对员")
    ]


def test_a_decided_function_is_what_leads_asks_by(ledger: File) -> None:
    assert ledger.run("--set", "青禾县金融服务中心", "function", "财政").exit_code == 0
    with closing(open_ledger(ledger.path)) as db:
        found = [row.canonical for row in leads(db, function="财政")]
    assert ("青禾县金融服务中心",) in found


def test_undoing_gives_back_what_the_rules_say(ledger: File) -> None:
    before = dump(ledger.path)
    ledger.run("--set", "青禾县发展和改革委员会", "name", "青禾县发展和改革局")
    assert dump(ledger.path) != before
    assert ledger.run("--undo", "青禾县发展和改革局").exit_code == 0
    assert dump(ledger.path) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--set", "没有的局", "name", "某局"], "账本里没有"),
        (["--set", "青禾县财政局", "function", "没有的职能"], "可用的有"),
        (["--undo", "青禾县财政局"], "没有关于"),
    ],
)
def test_a_decision_that_cannot_be_is_told_in_one_line(
    ledger: File, arguments: list[str], message: str
) -> None:
    before = dump(ledger.path)
    result = ledger.run(*arguments)
    assert result.exit_code == 2
    assert message in result.output
    assert result.output.count("\n") == 1
    assert dump(ledger.path) == before


def test_regions_know_their_level_their_parents_and_what_became_of_them(tmp_path: Path) -> None:
    ledger = File(tmp_path / "ledger.db")
    text = "开县人民政府关于某事的通知\n一、做好工作。（牵头单位：某某镇、白鹭工业园区）\n"
    notice = Notice(text, region="重庆市/开县", issued_on=date(2015, 3, 1)).assignment(
        "（牵头单位：某某镇、白鹭工业园区）", "做好工作", lead=["某某镇", "白鹭工业园区"]
    )
    ledger.load(notice, "旧.txt")
    with closing(open_ledger(ledger.path)) as db:
        regions = db.execute(
            "SELECT path, level, ended, successor FROM regions ORDER BY path"
        ).fetchall()
        above = db.execute(
            "SELECT above FROM regions_above WHERE path = '重庆市/开县/某某镇' ORDER BY depth"
        ).fetchall()
    assert regions == [
        ("重庆市", "province", None, None),
        ("重庆市/开县", "county", "2016-06-08", "重庆市/开州区"),
        ("重庆市/开县/某某镇", "township", None, None),
        ("重庆市/开县/白鹭工业园区", "zone", None, None),
    ]
    assert above == [("重庆市/开县/某某镇",), ("重庆市/开县",), ("重庆市",)]
