"""What the examples of front matter cannot say: dates, periods, names, page furniture."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.front_matter.lines import are_agencies, is_addressee
from extractors.front_matter.plans import period_of, plan_in_title
from extractors.front_matter.signature import parse_date
from extractors.outline import Outline
from extractors.segmentation import segment
from schemas.source import Source


def outline_of(text: str, **metadata: str) -> Outline:
    return segment(
        Source(
            text=text, name="notice", media_type="text/plain", sha256="0" * 64, metadata=metadata
        )
    )


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024年3月5日", dt.date(2024, 3, 5)),
        ("二〇二四年三月五日", dt.date(2024, 3, 5)),
        ("二○二三年十二月二十一日", dt.date(2023, 12, 21)),
        ("二零一九年十月三十日", dt.date(2019, 10, 30)),
        ("2024-03-05 10:20", dt.date(2024, 3, 5)),
        ("2024年2月31日", None),
        ("2024年", None),
    ],
)
def test_parse_date(text: str, date: dt.date | None) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("云江市节水计划（2023—2025年）", (2023, 2025)),
        ("云江市节水计划（2021-25年）", (2021, 2025)),
        ("云江市“十四五”水利规划", (2021, 2025)),
        ("云江市第十三个五年规划纲要", (2016, 2020)),
        ("云江市2024年节水工作要点", (2024, 2024)),
        ("云江市2030年前碳达峰方案", None),
        ("云江市到2035年建成水网的意见", None),
        ("云江市节水办法", None),
    ],
)
def test_period_of(title: str, period: tuple[int, int] | None) -> None:
    assert period_of(title) == period


@pytest.mark.parametrize(
    ("title", "plan"),
    [
        ("云江市政府关于印发《节水方案》的通知", "节水方案"),
        ("云江市政府关于印发节水方案的通知", "节水方案"),
        ("关于修订印发节水方案的通知", "节水方案"),
        ("关于印发《贯彻〈水网纲要〉的方案》的通知", "贯彻〈水网纲要〉的方案"),
        ("云江市政府办转发市水利局关于节水工作意见的通知", "关于节水工作意见"),
        ("关于贯彻《关于印发〈节水方案〉的通知》的意见", None),
        ("云江市政府关于做好春灌工作的通知", None),
        ("云江市政府关于加强节水工作的意见", None),
    ],
)
def test_plan_in_title(title: str, plan: str | None) -> None:
    assert plan_in_title(title) == plan


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云江市人民政府办公室", True),
        ("中共青禾县委办公室", True),
        ("水利部", True),
        ("政府信息公开", False),
        ("各区县人民政府负责", False),
        ("首页", False),
    ],
)
def test_is_agency(text: str, expected: bool) -> None:
    assert are_agencies(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各区县（自治县）人民政府，市政府各部门：", True),
        ("临川区水利局、青禾县水利局：", True),
        ("发布机构：", False),
        ("现将有关事项通知如下：", False),
    ],
)
def test_is_addressee(text: str, expected: bool) -> None:
    assert is_addressee(text) is expected


def test_last_of_two_printings_is_the_title() -> None:
    outline = outline_of(
        "关于做好春灌工作的通知\n字号：大\n关于做好春灌工作的通知\n各区县水利局：\n请抓好落实。"
    )
    assert outline.document.start == outline.source.text.rindex("关于做好")


def test_date_of_the_imprint_is_not_that_of_the_notice() -> None:
    text = "关于做好春灌工作的通知\n各区县水利局：\n请抓好落实。\n云江市水利局\n2024年3月5日\n云江市水利局办公室 2024年3月9日印发"
    assert outline_of(text).document.issued_on == dt.date(2024, 3, 5)


def test_cited_number_is_not_that_of_the_notice() -> None:
    text = "关于做好春灌工作的通知\n各区县水利局：\n根据《灌溉办法》（云府发〔2020〕1号）要求，请抓好落实。"
    assert outline_of(text).document.doc_number is None


def test_facts_of_the_container_serve_where_the_text_says_nothing() -> None:
    record = outline_of(
        "关于做好春灌工作的通知\n请抓好落实。",
        issuers="云江市水利局",
        issued_on="2024-03-05",
        doc_number="云水〔2024〕3号",
    ).document
    assert (record.issuers, record.issued_on, record.doc_number) == (
        ("云江市水利局",),
        dt.date(2024, 3, 5),
        "云水〔2024〕3号",
    )


def test_letter_issues_the_plan_where_the_title_is_the_plan_itself() -> None:
    text = "云江市节水实施意见\n各区县水利局：\n我局编制了《云江市节水实施意见》。现印发给你们，请执行。"
    assert outline_of(text).document.plan_title == "云江市节水实施意见"


def test_body_lies_between_the_menus() -> None:
    head, foot = "首页\n政务公开\n", "\n分享到：\n打印\n主办：云江市水利局"
    middle = "关于做好春灌工作的通知\n各区县水利局：\n为做好本年度春灌工作，请各单位抓好落实，按时报送进展情况，确保不误农时。"
    outline = outline_of(head + middle + foot)
    assert outline.view.text[outline.body_start : outline.body_end].strip() == middle


@pytest.mark.parametrize("text", ["字", "2024年3月5日", "：", "《》", "附件", "关于", "的通知"])
def test_every_text_has_a_document(text: str) -> None:
    outline = outline_of(text)
    record = outline.document
    assert outline.source.text[record.start : record.end] == record.quote


@pytest.mark.parametrize(
    "text",
    [
        "云江市水利局印发《春灌办法》的通知(云水〔2017〕2号)\n各区县水利局：\n请抓好落实。",
        "公文时效： | 有效 |\n根据《云江市稳增长政策措施（2016年版）》，结合我区实际，制定如下政策措施。",
    ],
)
def test_years_of_numbers_and_of_other_papers_are_no_period(text: str) -> None:
    assert outline_of(text).document.period is None


def test_one_fact_without_a_colon_is_a_line_of_the_text() -> None:
    text = "发文日期2024年3月5日\n关于春灌的通知\n各区县水利局：\n请抓好落实。"
    assert outline_of(text).document.issued_on is None


@pytest.mark.parametrize(
    ("text", "whether"),
    [
        ("厅直各单位，局机关各科室：", True),
        ("甲江、乙河、丙山市人民政府，有关公司：", True),
        ("部分企业反映：", False),
        ("重点任务分工如下：", False),
    ],
)
def test_is_addressee_of_those_named_one_by_one(text: str, *, whether: bool) -> None:
    assert is_addressee(text) is whether


def test_a_page_put_up_years_later_gives_no_day_of_issue() -> None:
    head = "时间:2024-07-22\n关于推广节水灌溉的通知\n云水〔{}〕644号\n各区县水利局：\n请抓好落实。"
    assert outline_of(head.format(2013)).document.issued_on is None
    assert outline_of(head.format(2024)).document.issued_on == dt.date(2024, 7, 22)


def test_a_time_below_the_head_is_no_day_of_issue() -> None:
    text = "关于开展节水周的通知\n各区县水利局：\n请抓好落实。\n时间：2024年7月22日\n地点：云江"
    assert outline_of(text).document.issued_on is None
