"""The questions, asked of two small notices on the same subjects."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from sqlite3 import Connection

import pytest
from click.testing import CliRunner

from pipeline.cli import app
from pipeline.queries import (
    audit,
    catalogue,
    due,
    find_notice,
    leads,
    notices,
    open_ledger,
    search,
    show,
    targets,
)
from pipeline.runner import ingest
from pipeline.store import Ledger
from schemas.errors import UsageError
from schemas.vocab import Measure, Recurrence, Status
from tests.pipeline.factories import Notice, qinghe, shiqiao

QINGHE, SHIQIAO = "云江市/青禾县", "云江市/石桥区"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    path = tmp_path_factory.mktemp("queries") / "ledger.db"
    with Ledger.open(path) as ledger:
        for notice, name in ((qinghe(), "青禾.txt"), (shiqiao(), "石桥.docx")):
            ledger.load(notice.records(), notice.source(), path=name)
    with closing(open_ledger(path)) as opened:
        yield opened


def test_leads_finds_words_in_task_and_text_and_ranks_them(db: Connection) -> None:
    found = [
        (row.region, row.task, row.role, row.agencies, row.match) for row in leads(db, ["绿色金融"])
    ]
    assert found == [
        (QINGHE, "发展绿色金融", "lead", ("县金融服务中心",), "task"),
        (SHIQIAO, "保障措施", "responsible", ("区金融办", "区发展改革委"), "text"),
    ]


def test_targets_of_variants_are_one_indicator(tmp_path: Path) -> None:
    text = "青禾县人民政府关于金融工作的通知\n2024年各项存款余额为70亿元。到2025年，银行业金融机构存款余额达到90亿元。\n"
    notice = (
        Notice(text)
        .quantity(
            "70亿元", "各项存款余额", 70, "亿元", status=Status.ACTUAL, when=date(2024, 12, 31)
        )
        .quantity("90亿元", "银行业金融机构存款余额", 90, "亿元", when=date(2025, 12, 31))
    )
    with Ledger.open(tmp_path / "l.db") as ledger:
        ledger.load(notice.records(), notice.source(), path="a.txt")
    with closing(open_ledger(tmp_path / "l.db")) as db:
        (row,) = targets(db, "存款余额")
        view = db.execute(
            "SELECT DISTINCT indicator_canonical, region, unit_family FROM quantities_canonical"
        ).fetchall()
        years = db.execute("SELECT year, status FROM quantities_canonical ORDER BY year").fetchall()
    assert (row.indicator, row.indicator_canonical, row.baseline) == (
        "银行业金融机构存款余额",
        "存款余额",
        70,
    )
    assert view == [("存款余额", QINGHE, "money")]
    assert years == [(2024, "actual"), (2025, "target")]


def test_leads_row_says_everything(db: Connection) -> None:
    row = leads(db, ["绿色金融"])[0]
    assert row.canonical == ("青禾县金融服务中心",)
    assert row.support == ("县财政局", "人行青禾支行")
    assert row.deadline == "2024-12-31"
    assert row.headings == "二、重点任务 / （一）发展绿色金融"
    assert row.section == ("二、", "（一）")
    assert qinghe().text[row.start : row.end] == row.quote


@pytest.mark.parametrize(
    ("words", "matches"),
    [
        (["重点任务"], ["heading", "heading"]),
        (["绿色信贷"], ["text"]),
        (["绿色", "平台"], ["text"]),
        (["ai企业"], ["text"]),
        (["支持小微"], ["task"]),
        (["没有的词"], []),
    ],
)
def test_leads_says_where_the_words_stand(
    db: Connection, words: list[str], matches: list[str]
) -> None:
    assert [row.match for row in leads(db, words)] == matches


@pytest.mark.parametrize(
    ("options", "tasks"),
    [
        ({}, ["保障措施", "支持小微", "发展绿色金融", "普惠小微"]),
        ({"role": "support"}, ["发展绿色金融"]),
        ({"role": "all", "agency": "财政局"}, ["支持小微", "发展绿色金融"]),
        ({"agency": "中国人民银行", "role": "all"}, ["发展绿色金融"]),
        ({"agency": "发改委"}, ["普惠小微"]),
        ({"agency": "发展和改革委员会"}, ["保障措施", "普惠小微"]),
        ({"function": "finance"}, ["保障措施", "发展绿色金融"]),
        ({"function": "发展改革"}, ["保障措施", "普惠小微"]),
        ({"region": "青禾"}, ["发展绿色金融", "普惠小微"]),
        ({"region": "云江市", "agency": "金融办"}, ["保障措施"]),
        ({"region": "云江市/石桥区", "role": "lead"}, ["支持小微"]),
    ],
)
def test_leads_filters(db: Connection, options: dict[str, str], tasks: list[str]) -> None:
    assert [row.task for row in leads(db, **options)] == tasks  # type: ignore[arg-type]


def test_targets_compare_across_units_and_carry_their_baseline(db: Connection) -> None:
    found = [
        (
            r.region,
            r.comparator,
            r.value,
            r.unit,
            r.value_base,
            r.unit_base,
            r.date,
            r.baseline,
            r.baseline_date,
        )
        for r in targets(db, "存款余额")
    ]
    assert found == [
        (SHIQIAO, "eq", 2_000_000, "万元", 20_000_000_000, "元", "2026-12-31", None, None),
        (QINGHE, "ge", 90, "亿元", 9_000_000_000, "元", "2025-12-31", 80, "2023-12-31"),
    ]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"indicator": "存贷款余额"}, ["存款余额", "存款余额"]),
        ({"indicator": "银行业金融机构各项存款余额"}, ["存款余额", "存款余额"]),
        ({"indicator": "余额", "by": date(2025, 12, 31)}, ["存款余额"]),
        ({"by": date(2025, 12, 30)}, []),
        ({"region": "石桥"}, ["存款余额", "新增企业"]),
        ({"status": "parameter"}, []),
    ],
)
def test_targets_filters(db: Connection, options: dict[str, str], found: list[str]) -> None:
    assert [row.indicator for row in targets(db, **options)] == found  # type: ignore[arg-type]


def test_actual_amounts_alone(db: Connection) -> None:
    rows = targets(db, status="actual")
    assert [(row.indicator, row.value, row.baseline) for row in rows] == [("存款余额", 80, None)]


def test_due_is_sorted_marked_and_ends_with_what_goes_on(db: Connection) -> None:
    found = [
        (r.deadline, r.overdue, r.kind, r.what, r.agencies) for r in due(db, today=date(2025, 4, 1))
    ]
    assert found == [
        ("2024-12-31", True, "assignment", "发展绿色金融", ("县金融服务中心",)),
        ("2025-03-31", True, "assignment", "支持小微", ("区财政局",)),
        ("2025-06-30", False, "milestone", "完成平台建设", ("县金融服务中心",)),
        ("2025-12-31", False, "target", "存款余额", ()),
        ("2026-12-31", False, "target", "存款余额", ()),
        ("2026-12-31", False, "target", "新增企业", ()),
        ("ongoing", False, "assignment", "普惠小微", ("县发改委",)),
    ]


@pytest.mark.parametrize(
    ("options", "deadlines"),
    [
        ({"before": date(2025, 3, 31)}, ["2024-12-31", "2025-03-31"]),
        ({"before": date(2025, 3, 30)}, ["2024-12-31"]),
        ({"agency": "青禾县金融服务中心"}, ["2024-12-31", "2025-06-30"]),
        ({"agency": "人行"}, ["2024-12-31", "2025-06-30"]),
        ({"region": "石桥", "before": date(2025, 12, 31)}, ["2025-03-31"]),
    ],
)
def test_due_filters(db: Connection, options: dict[str, str], deadlines: list[str]) -> None:
    assert [row.deadline for row in due(db, **options)] == deadlines  # type: ignore[arg-type]


GROWTH = "青禾县通知\n专栏1指标\n到2025年末贷款年均增长13%以上，每年引入机构1家。\n"


@pytest.fixture
def growth(tmp_path: Path) -> Path:
    """A growth, and a number of every year, in a box, in a ledger."""
    end, box = date(2025, 12, 31), ("专栏1",)
    notice = Notice(GROWTH).section("专栏1指标", "专栏1")
    notice.quantity(
        "13%以上", "贷款", 13, "%", section=box, when=end, measure=Measure.ANNUAL_GROWTH
    )
    notice.quantity("1家", "引入机构", 1, "家", section=box, when=end, recurrence=Recurrence.YEARLY)
    path = tmp_path / "growth.db"
    with Ledger.open(path) as ledger:
        ledger.load(notice.records(), notice.source(), path="a.txt")
    return path


def test_growth_and_recurrence_are_told_wherever_a_target_is(growth: Path) -> None:
    with closing(open_ledger(growth)) as db:
        found = [(row.what, row.measure, row.value, row.unit, row.recurrence) for row in due(db)]
        assert found == [
            ("贷款", "annual_growth", 13, "%", None),
            ("引入机构", "level", 1, "家", "yearly"),
        ]
        assert [row.place for row in targets(db)] == ["box", "box"]
        texts = [row.text for row in show(db, "青禾") if row.kind == "quantity"]
    assert texts == [
        "贷款（年均增长）：13%（目标，2025-12-31）",
        "引入机构：1家（目标，每年，2025-12-31）",
    ]
    shown = CliRunner().invoke(app, ["due", "--db", str(growth)]).stdout
    assert "贷款（年均增长）：13%" in shown
    assert "引入机构：1家（每年）" in shown


def test_support_is_shown_with_who_leads(db: Connection) -> None:
    (row,) = leads(db, role="support")
    assert (row.agencies, row.lead) == (("县财政局", "人行青禾支行"), ("县金融服务中心",))
    assert {row.support for row in due(db, agency="人行")} == {row.agencies}


def test_audit_quotes_both_places_and_filters(tmp_path: Path) -> None:
    text = (
        "云江区人民政府办公室关于印发养老服务实施方案的通知\n\n云府办发〔2023〕8号\n\n一、现状\n"
        "截至2022年末，共有托育机构55家，其中公办机构40家，民办机构38家。\n\n"
        "二、目标\n到2025年，托育机构20家以上。\n\n云江区人民政府办公室\n2023年2月6日\n"
    )
    (tmp_path / "a.txt").write_text(text, "utf-8")
    ingest([tmp_path], db=tmp_path / "ledger.db", workers=1)
    with closing(open_ledger(tmp_path / "ledger.db")) as opened:
        found = audit(opened)
        assert [(f.rule, f.quote, f.other_quote) for f in found] == [
            ("audit.parts", "55家", "40家"),
            ("audit.below-baseline", "20家以上", "55家"),
        ]
        for row in found:
            assert text[row.start : row.end] == row.quote
            assert text[row.other_start : row.other_end] == row.other_quote
        assert [f.rule for f in audit(opened, "养老服务", rule="parts")] == ["audit.parts"]
        assert audit(opened, severity="info") == []
        with pytest.raises(UsageError):
            audit(opened, "别的文件")
        assert audit(opened, region="没有的县") == []


def test_targets_of_a_plan_that_had_ended_are_not_due(tmp_path: Path) -> None:
    notice = Notice(
        "一、回顾\n目标16家，现有17家，明年建成8家。\n", region=QINGHE, issued_on=date(2024, 3, 1)
    )
    notice.section("一、回顾", "一、")
    notice.quantity("16家", "机构", 16, "家", when=date(2020, 12, 31))
    notice.quantity("8家", "站点", 8, "家", when=date(2024, 1, 31))
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        ledger.load(notice.records(), notice.source(), path="a.txt")
    with closing(open_ledger(tmp_path / "ledger.db")) as opened:
        assert [row.what for row in due(opened)] == ["站点"]
        assert len(targets(opened)) == 2


def test_search_row(db: Connection) -> None:
    (row,) = search(db, "绿色信贷")
    assert row.sentence == "推广绿色信贷，完成平台建设。"
    assert (row.region, row.headings) == (QINGHE, "二、重点任务 / （一）发展绿色金融")
    assert qinghe().text[row.start : row.end] == row.sentence


@pytest.mark.parametrize(
    "words",
    [
        "绿色",
        "普惠小微",
        "金融 青禾",
        "余额",
        "亿元。",
        "，完",
        "：",
        "县",
        "AI企业",
        "ai",
        "2025",
        "%",
        '"',
        "绿 色 金",
        "*",
    ],
)
def test_search_finds_exactly_what_a_scan_finds(db: Connection, words: str) -> None:
    every = [str(text) for (text,) in db.execute("SELECT text FROM sentences")]
    scan = [text for text in every if all(word.lower() in text.lower() for word in words.split())]
    assert len(every) > 10
    assert sorted(row.sentence for row in search(db, words)) == sorted(scan)


def test_search_in_a_region(db: Connection) -> None:
    assert {row.region for row in search(db, "绿色金融")} == {QINGHE, SHIQIAO}
    assert {row.region for row in search(db, "绿色金融", region="石桥")} == {SHIQIAO}


@pytest.mark.parametrize("words", ["", "  ", [], ["绿色", ""]])
def test_search_for_nothing_is_refused(db: Connection, words: str | list[str]) -> None:
    with pytest.raises(UsageError):
        search(db, words)


def test_cells_of_a_table_are_sentences_of_their_own(tmp_path: Path) -> None:
    notice = Notice("通知\n单位 任务甲 任务乙\n完。")
    with Ledger.open(tmp_path / "cells.db") as ledger:
        source = notice.source(cells=["单位", "任务甲", "任务乙"])
        ledger.load(notice.records(), source, path="a.docx")
    with closing(open_ledger(tmp_path / "cells.db")) as db:
        assert [row.sentence for row in search(db, "任务")] == ["任务甲", "任务乙"]


def test_search_forgets_what_was_replaced(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        for notice in (qinghe(), shiqiao()):
            ledger.load(notice.records(), notice.source(), path="one.txt")
    with closing(open_ledger(tmp_path / "ledger.db")) as db:
        assert {row.region for row in search(db, "绿色金融")} == {SHIQIAO}
        assert search(db, "绿色信贷") == []


def test_notices(db: Connection) -> None:
    found = [
        (r.region, r.doc_number, r.status, r.quantities, r.unexplained, r.sources)
        for r in notices(db)
    ]
    assert found == [
        (SHIQIAO, "石桥府发〔2024〕2号", "ok", 2, 0, ("石桥.docx",)),
        (QINGHE, "青禾府办发〔2023〕1号", "partial", 2, 1, ("青禾.txt",)),
    ]
    assert [row.region for row in notices(db, region="青禾")] == [QINGHE]


@pytest.mark.parametrize(
    "name", ["石桥府发〔2024〕2号", "石桥府发(2024)2号", "石桥区 支持方案", "支持方案"]
)
def test_a_notice_is_found_by_number_or_title(db: Connection, name: str) -> None:
    assert find_notice(db, name) == notices(db, region="石桥")[0].notice_id


def test_a_notice_is_found_by_the_beginning_of_its_id(db: Connection) -> None:
    notice_id = notices(db)[0].notice_id
    assert find_notice(db, notice_id[:6].upper()) == notice_id


@pytest.mark.parametrize("name", ["通知", "没有的文件", "zzzz", ""])
def test_no_notice_or_several_is_wrong_usage(db: Connection, name: str) -> None:
    with pytest.raises(UsageError):
        find_notice(db, name)


def test_show_is_an_outline_in_reading_order(db: Connection) -> None:
    rows = [(row.kind, row.level, row.text) for row in show(db, "青禾府办发〔2023〕1号")]
    assert rows == [
        ("diagnostic", 1, "存疑 T001：看不准"),
        ("section", 1, "一、总体目标"),
        ("quantity", 2, "存款余额：80亿元（现状，2023-12-31）"),
        ("quantity", 2, "存款余额：≥90亿元（目标，2025-12-31）"),
        ("section", 1, "二、重点任务"),
        ("section", 2, "（一）发展绿色金融"),
        ("milestone", 3, "完成平台建设（2025-06-30）"),
        (
            "assignment",
            3,
            "发展绿色金融：牵头 县金融服务中心；配合 县财政局、人行青禾支行；时限 2024-12-31",
        ),
        ("section", 2, "（二）普惠小微"),
        ("citation", 3, "《云江市普惠办法》"),
        ("assignment", 3, "普惠小微：牵头 县发改委；时限 长期"),
    ]


def test_rows_are_plain_json(db: Connection) -> None:
    answers = [
        [row._asdict() for row in leads(db)],
        [row._asdict() for row in targets(db)],
        [row._asdict() for row in due(db)],
        [row._asdict() for row in search(db, "金融")],
        [row._asdict() for row in notices(db)],
        [row._asdict() for row in show(db, "石桥")],
    ]
    assert all(json.loads(json.dumps(rows)) for rows in answers)


def test_a_notice_is_meant_by_words_of_its_title_or_number(db: Connection) -> None:
    (row,) = notices(db, "青禾县人民政府办公室 行动计划")
    assert [notice.notice_id for notice in notices(db, "青禾府办发〔2023〕")] == [row.notice_id]
    assert [notice.notice_id for notice in notices(db, row.notice_id[:6].upper())] == [
        row.notice_id
    ]
    assert find_notice(db, "〔2023〕1号") == row.notice_id


def test_a_region_may_be_written_in_one_word(db: Connection) -> None:
    assert notices(db, region="云江市青禾县") == notices(db, region=QINGHE) != []


def test_words_in_quotes_are_words(db: Connection) -> None:
    assert search(db, ["存款 余额"]) == search(db, ["存款", "余额"]) != []
    assert leads(db, ["绿色 金融"]) == leads(db, ["绿色", "金融"]) != []


def test_every_query_is_documented() -> None:
    docs = catalogue()
    assert {"leads", "targets", "due", "search", "notices", "show"} <= {doc.name for doc in docs}
    for doc in docs:
        named = {name for name, _ in doc.parameters}
        assert doc.summary.endswith(".")
        assert named == {word for word in named if f":{word}" in doc.sql}
        assert not [word for word in _parameters(doc.sql) if word not in named]


def _parameters(sql: str) -> set[str]:
    return {piece.split()[0].strip("(),") for piece in sql.split(" :")[1:]} - {""}
