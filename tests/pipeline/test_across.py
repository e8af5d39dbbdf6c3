"""Questions that lay notices and districts side by side, asked of small invented notices."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from sqlite3 import Connection

import pytest
from click.testing import CliRunner

from pipeline.cli import app
from pipeline.queries import agency, cites, compare, diff, open_ledger
from pipeline.store import Ledger
from schemas.errors import UsageError
from schemas.vocab import Comparator, Measure, Status
from tests.pipeline.factories import Notice, qinghe, shiqiao

QINGHE, SHIQIAO, NANPING = "云江市/青禾县", "云江市/石桥区", "云江市/南坪县"
END = date(2027, 12, 31)


def nanping() -> Notice:
    """A county that prints one indicator under two names, an amount twice, and a growth without an amount."""
    text = (
        "云江市南坪县人民政府关于印发南坪县金融规划的通知\n"
        "一、目标\n2024年末贷款余额为100亿元，绿色贷款占比为8%。到2027年，贷款余额达到133.1亿元，年均增长12%，占比达到11%。\n"
        "到2027年，各项贷款余额突破133.1亿元，再写一遍：贷款余额达到133.1 亿元。涉农贷款余额年均增长9%。\n"
        "二、任务\n支持企业。建成站点，到2026年新增企业7家。（责任单位：县财政局、县发改委）\n"
        "评估风险。（牵头单位：县发改委，配合单位：县财政局）\n"
    )
    notice = Notice(text, region=NANPING, doc_number=None, issued_on=date(2025, 3, 1))
    known = date(2024, 12, 31)
    return (
        notice.section("一、目标", "一、")
        .section("二、任务", "二、")
        .quantity("100亿元", "贷款余额", 100, "亿元", status=Status.ACTUAL, when=known)
        .quantity("8%", "绿色贷款占比", 8, "%", status=Status.ACTUAL, when=known)
        .quantity("133.1亿元", "贷款余额", "133.1", "亿元", when=END)
        .quantity("12%", "贷款余额", 12, "%", when=END, measure=Measure.ANNUAL_GROWTH)
        .quantity("11%", "绿色贷款占比", 11, "%", when=END)
        .quantity(
            "133.1亿元", "各项贷款余额", "133.1", "亿元", when=END, comparator=Comparator.GT, nth=2
        )
        .quantity("133.1 亿元", "贷款余额", "133.1", "亿元", when=END)
        .quantity("9%", "涉农贷款余额", 9, "%", when=END, measure=Measure.ANNUAL_GROWTH)
        .quantity("7家", "新增企业", 7, "家", section=["二、"], when=date(2026, 12, 31))
        .milestone("建成站点", date(2026, 6, 30), section=["二、"])
        .assignment(
            "（责任单位：县财政局、县发改委）",
            "支持企业",
            section=["二、"],
            responsible=["县财政局", "县发改委"],
        )
        .assignment(
            "（牵头单位：县发改委，配合单位：县财政局）",
            "评估风险",
            section=["二、"],
            lead=["县发改委"],
            support=["县财政局"],
            deadline="ongoing",
        )
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("across") / "ledger.db"
    with Ledger.open(file) as ledger:
        for notice in (qinghe(), shiqiao(), nanping()):
            ledger.load(notice.records(), notice.source(), path=f"{notice.document.region}.txt")
    return file


@pytest.fixture(scope="module")
def db(path: Path) -> Iterator[Connection]:
    with closing(open_ledger(path)) as opened:
        yield opened


def test_compare_lays_districts_side_by_side(db: Connection) -> None:
    found = [
        (r.region, r.baseline_base, r.value_base, r.year, r.stated_growth, r.implied_growth)
        for r in compare(db, "存款余额")
    ]
    assert found == [
        (SHIQIAO, None, 20_000_000_000, 2026, None, None),
        (QINGHE, 8_000_000_000, 9_000_000_000, 2025, None, 6.07),
    ]


def test_compare_counts_an_amount_once_and_keeps_the_variant_visible(db: Connection) -> None:
    found = [
        (
            r.indicator_canonical,
            r.indicator,
            r.comparator,
            r.times,
            r.stated_growth,
            r.implied_growth,
        )
        for r in compare(db, "贷款余额", region="南坪")
    ]
    assert found == [
        ("贷款余额", "贷款余额", "eq", 2, 12, 10.0),
        ("贷款余额", "各项贷款余额", "gt", 1, 12, 10.0),
        ("涉农贷款余额", "涉农贷款余额", None, 1, 9, None),
    ]


def test_compare_row_stands_in_its_notice(db: Connection) -> None:
    row = compare(db, "各项贷款余额")[1]
    assert (row.value, row.unit, row.quote) == (133.1, "亿元", "133.1亿元")
    assert nanping().text[row.start : row.end] == row.quote
    assert (row.baseline, row.baseline_date, row.stated_quote) == (100, "2024-12-31", "12%")


def test_a_share_does_not_compound(db: Connection) -> None:
    (row,) = compare(db, "绿色贷款占比")
    assert (row.baseline, row.value, row.implied_growth) == (8, 11, None)


def test_compare_one_year(db: Connection) -> None:
    assert [row.region for row in compare(db, "存款余额", year=2026)] == [SHIQIAO]
    assert compare(db, "存款余额", year=2031) == compare(db, "没有的指标") == []


def test_agency_does_what_notes_and_passages_say(db: Connection) -> None:
    found = [
        (r.agency, r.role, r.kind, r.what, r.deadline, r.partners)
        for r in agency(db, "财政局", region="南坪")
    ]
    name = "南坪县财政局"
    assert found == [
        (name, "responsible", "milestone", "建成站点", "2026-06-30", ("县发改委",)),
        (name, "responsible", "target", "新增企业", "2026-12-31", ("县发改委",)),
        (name, "responsible", "assignment", "支持企业", None, ("县发改委",)),
        (name, "support", "assignment", "评估风险", "ongoing", ("县发改委",)),
    ]


@pytest.mark.parametrize("name", ["青禾县金融服务中心", "县金融服务中心", "金融 服务中心"])
def test_agency_is_found_by_either_name(db: Connection, name: str) -> None:
    assert ("发展绿色金融", "2024-12-31") in [
        (r.what, r.deadline) for r in agency(db, name) if r.role == "lead"
    ]


def test_agency_is_found_by_function_across_districts(db: Connection) -> None:
    assert {row.region for row in agency(db, "财政")} == {QINGHE, SHIQIAO, NANPING}
    assert agency(db, "没有的机构") == []


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["compare", "贷款余额"], ["■ 贷款余额", "133.1亿元", "＞10%", "共 3 条"]),
        (["agency", "财政"], ["■ 南坪县财政局　责任", "新增企业：7家", "长期"]),
    ],
)
def test_commands_print_every_form(path: Path, arguments: list[str], shown: list[str]) -> None:
    def printed(form: str) -> str:
        result = CliRunner().invoke(app, [*arguments, "--db", str(path), "--format", form])
        assert result.exit_code == 0, result.output
        return result.output

    table = printed("table")
    assert [text for text in shown if text not in table] == []
    rows = json.loads(printed("json"))
    assert next(csv.reader(printed("csv").splitlines())) == [*rows[0]]


@pytest.mark.parametrize("arguments", [["compare", " "], ["agency", ""]])
def test_nothing_to_look_for_is_wrong_usage(path: Path, arguments: list[str]) -> None:
    assert CliRunner().invoke(app, [*arguments, "--db", str(path)]).exit_code == 2


def version(year: int, targets: str, tasks: dict[str, str]) -> Notice:
    """A plan of that year; `targets` such as 存款余额=80亿元@2027, `tasks` with who leads."""
    listed = [target.partition("=")[::2] for target in targets.split()]
    lines = [f"{name}达到{amount}。" for name, amount in listed]
    notes = [f"{task}。（牵头单位：{body}）" for task, body in tasks.items()]
    text = "\n".join((f"南坪县人民政府关于印发南坪县金融计划{year}的通知", *lines, *notes))
    notice = Notice(text, region=NANPING, doc_number=None, issued_on=date(year, 5, 1))
    for name, amount in listed:
        value, day = amount.split("亿元@")
        when = date(int(day), 12, 31) if day else None
        notice.quantity(amount, name, value, "亿元", when=when)
    for task, body in tasks.items():
        notice.assignment(f"（牵头单位：{body}）", task, lead=[body])
    return notice


OLD = version(
    2023,
    "存款余额=80亿元@2025 贷款余额=70亿元@2025 保费收入=5亿元@2024 保费收入=9亿元@2025 基金规模=3亿元@2025"
    " 担保余额=6亿元@2025 担保余额=4亿元@2023 增加值=2亿元@2025 增加值=2亿元@",
    {"加大信贷投放": "县财政局", "引育机构": "县教委", "强化保障": "县民政局"},
)
NEW = version(
    2025,
    "存款余额=90亿元@2025 各项贷款余额=65亿元@2027 保费收入=9亿元@2025 债券融资=1亿元@2026 增加值=2.0亿元@2025"
    " 担保余额=7亿元@2025",
    {"加大小微信贷投放": "县农业农村局", "普及知识": "县教委", "强化保障": "县民政局"},
)


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("plans") / "ledger.db"
    with Ledger.open(file) as ledger:
        for notice in (OLD, NEW):
            ledger.load(notice.records(), notice.source(), path=f"{notice.document.title}.txt")
    return file


def test_diff_tells_what_became_of_each_target(plans: Path) -> None:
    with closing(open_ledger(plans)) as db:
        found = [
            (r.change, r.what, r.old, r.old_date, r.new, r.new_date)
            for r in diff(db, "计划2023", "计划2025")
            if r.kind == "target"
        ]
    assert found == [
        ("raised", "存款余额", "80亿元", "2025-12-31", "90亿元", "2025-12-31"),
        ("raised", "担保余额", "6亿元", "2025-12-31", "7亿元", "2025-12-31"),
        ("lowered", "贷款余额", "70亿元", "2025-12-31", "65亿元", "2027-12-31"),
        ("dropped", "基金规模", "3亿元", "2025-12-31", None, None),
        ("expired", "保费收入", "5亿元", "2024-12-31", None, None),
        ("expired", "担保余额", "4亿元", "2023-12-31", None, None),
        ("new", "债券融资", None, None, "1亿元", "2026-12-31"),
    ]


def test_diff_tells_what_became_of_each_task(plans: Path) -> None:
    with closing(open_ledger(plans)) as db:
        rows = [row for row in diff(db, "计划2023", "计划2025") if row.kind == "task"]
    assert [(r.change, r.what, r.old, r.new) for r in rows] == [
        ("moved", "加大小微信贷投放", "南坪县财政局", "南坪县农业农村局"),
        ("dropped", "引育机构", "南坪县教育委员会", None),
        ("new", "普及知识", None, "南坪县教育委员会"),
    ]
    assert (
        OLD.text[rows[0].old_start : rows[0].old_end]
        == rows[0].old_quote
        == "（牵头单位：县财政局）"
    )
    assert NEW.text[rows[0].new_start : rows[0].new_end] == rows[0].new_quote


def test_diff_of_a_plan_with_itself_is_refused(plans: Path) -> None:
    with closing(open_ledger(plans)) as db, pytest.raises(UsageError):
        diff(db, "计划2023", "计划2023")


def test_diff_prints_both_sides(plans: Path) -> None:
    arguments = ["diff", "计划2023", "计划2025", "--db", str(plans)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    shown = ("■ 目标", "提高", "80亿元（2025-12-31）", "换单位", "已到期", "共 10 条")
    assert [text for text in shown if text not in result.output] == []
    rows = json.loads(CliRunner().invoke(app, [*arguments, "--format", "json"]).output)
    assert (rows[0]["change"], rows[0]["new"]) == ("raised", "90亿元")


def paper(region: str, plan: str, issued: date, number: str, *cited: str) -> Notice:
    """A notice of a plan that rests on the papers `cited`."""
    text = "\n".join((f"关于印发{plan}的通知", *(f"根据《{title}》制定。" for title in cited)))
    notice = Notice(text, region=region, doc_number=number, issued_on=issued)
    update = {"plan_title": plan, "period": None}
    notice.document = notice.document.model_copy(update=update)
    for at, title in enumerate(cited):
        notice.citation(f"《{title}》", nth=cited[:at].count(title) + 1)
    return notice


CITY = "云江市普惠金融实施方案"
FIRST, SECOND = "南坪县普惠金融行动方案（2023—2025年）", "南坪县普惠金融行动方案（2026—2028年）"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("papers") / "ledger.db"
    every = (
        paper("云江市", CITY, date(2022, 5, 1), "云府发〔2022〕1号", "没有入账的办法"),
        paper("云江市", "云江市低空经济实施方案", date(2022, 6, 1), "云府发〔2022〕2号"),
        paper(NANPING, FIRST, date(2023, 5, 1), "南坪府发〔2023〕1号", CITY, "某条例", CITY),
        paper(NANPING, SECOND, date(2026, 1, 5), "南坪府发〔2026〕1号", FIRST),
        paper(
            SHIQIAO,
            "石桥区普惠金融行动方案（2021—2022年）",
            date(2021, 1, 5),
            "石桥府发〔2021〕1号",
        ),
    )
    with Ledger.open(file) as ledger:
        for at, notice in enumerate(every):
            ledger.load(notice.records(), notice.source(), path=f"{at}.txt")
    return file


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (
            "南坪府发〔2023〕1号",
            [
                ("rests_on", CITY, 2, "云江市"),
                ("rests_on", "某条例", 1, None),
                ("cited_by", f"关于印发{SECOND}的通知", 1, NANPING),
                ("successor", f"关于印发{SECOND}的通知", 0, NANPING),
                ("parent", f"关于印发{CITY}的通知", 0, "云江市"),
            ],
        ),
        (
            "南坪府发〔2026〕1号",
            [
                ("rests_on", FIRST, 1, NANPING),
                ("predecessor", f"关于印发{FIRST}的通知", 0, NANPING),
                ("parent", f"关于印发{CITY}的通知", 0, "云江市"),
            ],
        ),
        (
            "云府发〔2022〕1号",
            [
                ("rests_on", "没有入账的办法", 1, None),
                ("cited_by", f"关于印发{FIRST}的通知", 2, NANPING),
            ],
        ),
        ("云府发〔2022〕2号", []),
        ("石桥府发〔2021〕1号", []),
    ],
)
def test_cites_tells_the_papers_around_a_notice(
    papers: Path, number: str, expected: list[tuple[str, str, int, str | None]]
) -> None:
    with closing(open_ledger(papers)) as db:
        rows = cites(db, number)
        texts = dict(db.execute("SELECT doc_number, text FROM notices"))
    assert [(r.relation, r.title, r.times, r.region) for r in rows] == expected
    for row in rows:
        if row.quote:
            text = texts[row.doc_number if row.relation == "cited_by" else number]
            assert text[row.start : row.end] == row.quote


def test_cites_prints_its_groups(papers: Path) -> None:
    result = CliRunner().invoke(app, ["cites", "南坪府发〔2023〕1号", "--db", str(papers)])
    assert result.exit_code == 0, result.output
    shown = ("■ 依据和引用", "■ 被引用于", "■ 后一版", "■ 上级规划", "共 5 条")
    assert [text for text in shown if text not in result.output] == []
