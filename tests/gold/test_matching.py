"""When does the program's reading count as gold's?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeAlias

import pytest

from pipeline.evaluation.claims import AnyClaim, GoldError, fold, read_claims
from pipeline.evaluation.matching import Count, NoticeScore, score_crash, score_notice

Row: TypeAlias = Mapping[str, object]

TEXT = "到2025年，全县贷款余额达到90亿元以上，不良率控制在2%以内。（牵头单位：县金融办；配合单位：县财政局）"
QUANTITY: Row = {
    "type": "quantity",
    "indicator": ["贷款余额", "全县贷款余额"],
    "measure": "level",
    "comparator": "ge",
    "value": 90,
    "unit": "亿元",
    "status": "target",
    "date": "2025-12-31",
    "quote": "90亿元以上",
}
NOTE: Row = {
    "type": "assignment",
    "task": ["扩大信贷"],
    "lead": ["县金融办"],
    "support": ["县财政局"],
    "responsible": [],
    "deadline": None,
    "quote": "牵头单位：县金融办；配合单位：县财政局",
}
SECTION: Row = {
    "type": "section",
    "label": "到",
    "heading": ["2025年", "2025"],
    "level": 1,
    "quote": "到2025年",
}
MILESTONE: Row = {
    "type": "milestone",
    "what": ["完成改制"],
    "deadline": "2025-12-31",
    "quote": "到2025年",
}
CITATION: Row = {"type": "citation", "title": "云江市金融规划", "doc_number": None}
DOCUMENT: Row = {
    "type": "document",
    "title": "关于印发规划的通知",
    "doc_number": None,
    "issuers": ["青禾县人民政府", "青禾县财政局"],
    "period": [2021, 2025],
}


def claims(*rows: Row) -> tuple[AnyClaim, ...]:
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return read_claims(lines, TEXT, name="test")


def score(gold: Row | list[Row], out: Row | list[Row]) -> NoticeScore:
    wanted, said = (rows if isinstance(rows, list) else [rows] for rows in (gold, out))
    return score_notice("test", claims(*wanted), claims(*said))


def figures(count: Count) -> tuple[int, int, int, int]:
    return count.gold, count.out, count.found, count.strict


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＡＢ１２", "AB12"),
        ("云政〔2021〕8号", "云政(2021)8号"),
        ("2021—2025年", "2021－2025 年"),
        ("《“十四五”规划》", "《十四五规划》"),
        ("完成改制。", "完成改制"),
        (None, ""),
    ],
)
def test_fold_drops_what_is_no_fact(one: object, other: object) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("12", "1.2"), ("县金融办", "区金融办"), ("A(B)", "AB")]
)
def test_fold_keeps_what_is(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("row", [DOCUMENT, SECTION, QUANTITY, NOTE, MILESTONE, CITATION])
def test_gold_against_itself_is_right(row: Row) -> None:
    count = score(row, row).counts[str(row["type"])]
    assert figures(count) == (count.gold,) * 4
    assert count.gold > 0


@pytest.mark.parametrize(
    ("row", "change", "wrong"),
    [
        (QUANTITY, {"indicator": "存款余额"}, "indicator"),
        (QUANTITY, {"measure": "growth"}, "measure"),
        (QUANTITY, {"comparator": "gt"}, "comparator"),
        (QUANTITY, {"value_max": 95}, "value_max"),
        (QUANTITY, {"status": "actual"}, "status"),
        (QUANTITY, {"date": None}, "date"),
        (QUANTITY, {"recurrence": "yearly"}, "recurrence"),
        (NOTE, {"support": []}, "support"),
        (NOTE, {"task": "别的"}, "task"),
        (NOTE, {"deadline": "ongoing"}, "deadline"),
        (SECTION, {"level": 2}, "level"),
        (MILESTONE, {"what": "开工"}, "what"),
    ],
)
def test_wrong_detail_is_found_but_not_strict(row: Row, change: Row, wrong: str) -> None:
    count = score(row, {**row, **change}).counts[str(row["type"])]
    assert figures(count) == (1, 1, 1, 0)
    assert count.wrong == {wrong: 1}


@pytest.mark.parametrize(
    ("row", "change"),
    [
        (QUANTITY, {"value": 91}),
        (QUANTITY, {"unit": "万元"}),
        (QUANTITY, {"quote": "2%"}),
        (NOTE, {"lead": ["县发改委"], "support": []}),
        (SECTION, {"label": "一、"}),
        (SECTION, {"heading": "别的"}),
        (MILESTONE, {"deadline": "2024-12-31"}),
        (CITATION, {"title": "别的规划"}),
    ],
)
def test_another_thing_is_missed_and_invented(row: Row, change: Row) -> None:
    result = score(row, {**row, **change})
    assert figures(result.counts[str(row["type"])]) == (1, 1, 0, 0)
    assert sorted(miss.what for miss in result.misses) == ["invented", "missed"]


def test_any_accepted_form_will_do() -> None:
    count = score(QUANTITY, {**QUANTITY, "indicator": "全县贷款余额"}).counts["quantity"]
    assert figures(count) == (1, 1, 1, 1)


def test_milestone_may_say_more_than_gold() -> None:
    count = score(MILESTONE, {**MILESTONE, "what": "基本完成改制"}).counts["milestone"]
    assert figures(count) == (1, 1, 1, 1)


@pytest.mark.parametrize("out", [[], [QUANTITY], [{**QUANTITY, "value": 7}]])
def test_optional_claim_is_neither_missed_nor_invented(out: list[Row]) -> None:
    result = score([{**QUANTITY, "optional": True}], out)
    assert figures(result.counts["quantity"]) == (0, 0, 0, 0)
    assert result.misses == ()


def test_the_better_of_two_candidates_is_paired() -> None:
    worse = {**QUANTITY, "status": "actual"}
    assert figures(score(QUANTITY, [worse, QUANTITY]).counts["quantity"]) == (1, 2, 1, 1)


def test_one_reading_answers_one_claim() -> None:
    assert figures(score([QUANTITY, QUANTITY], QUANTITY).counts["quantity"]) == (2, 1, 1, 1)


@pytest.mark.parametrize(
    ("out", "expected"),
    [
        ([NOTE], (2, 2, 2, 2)),
        ([{**NOTE, "support": []}], (2, 1, 1, 1)),
        ([{**NOTE, "lead": [], "responsible": ["县金融办"]}], (2, 2, 1, 1)),
        ([NOTE, NOTE], (2, 2, 2, 2)),
        ([NOTE, NOTE, NOTE], (2, 4, 2, 2)),
    ],
)
def test_optional_names_forgive_surplus_only(
    out: list[Row], expected: tuple[int, int, int, int]
) -> None:
    gold = [NOTE, {**NOTE, "optional": True}]
    assert figures(score(gold, out).counts["agency"]) == expected


def test_citation_number_is_a_detail() -> None:
    count = score(CITATION, {**CITATION, "doc_number": "云政〔2021〕8号"}).counts["citation"]
    assert figures(count) == (1, 1, 1, 0)


def test_only_stated_document_fields_count() -> None:
    result = score(DOCUMENT, {**DOCUMENT, "region": "云江市", "issuers": ["青禾县财政局"]})
    assert figures(result.counts["document"]) == (4, 4, 3, 3)
    assert result.counts["document"].wrong == {"issuers": 1}


def test_crash_misses_everything() -> None:
    result = score_crash("test", claims(DOCUMENT, QUANTITY), "RuntimeError: no")
    assert figures(result.counts["document"]) == (4, 4, 0, 0)
    assert figures(result.counts["quantity"]) == (1, 0, 0, 0)
    assert str(result.misses[0]) == "test notice crashed: RuntimeError: no"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"type": "quantity"', "delimiter"),
        ('{"type": "quantum"}', "quantum"),
        ('{"type": "section", "label": "一、", "level": 1, "quote": "到"}', "heading"),
        ('{"type": "milestone", "what": "a", "deadline": "b", "quote": "无此句"}', "occurrence 1"),
        (
            '{"type": "milestone", "what": "a", "deadline": "b", "quote": "到", "nth": 9}',
            "occurrence 9",
        ),
    ],
)
def test_bad_gold_is_named_by_line(line: str, why: str) -> None:
    with pytest.raises(GoldError, match=rf"(?s)^x\.jsonl:2: .*{why}"):
        read_claims(f"\n{line}\n", TEXT, name="x.jsonl")


def test_nth_occurrence_is_placed() -> None:
    (claim,) = claims({**MILESTONE, "quote": "县", "nth": 2})
    assert (claim.start, claim.end) == (TEXT.index("县金融办"), TEXT.index("县金融办") + 1)
