from __future__ import annotations

from datetime import date

import pytest

from extractors.agencies.canonical import (
    Form,
    Function,
    Kind,
    canonical_agency,
    forms,
    functions,
    kinds,
)

ROWS = [row for key in ("form", "party", "branch") for row in forms(key)]
DISTRICT = "云江市/石桥区"
COUNTY = "云江市/青禾县"


def region_of(example: str) -> str:
    return COUNTY if example.startswith("青禾县") else "云江市"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_row_is_fired_by_its_example(row: Form) -> None:
    found = canonical_agency(row.example.printed, row.example.region)
    assert (found.name, found.rule) == (row.example.name, f"agency.{row.id}")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_full_name_stays_what_it_is(row: Form) -> None:
    unfolded = canonical_agency(row.example.printed, row.example.region)
    again = canonical_agency(unfolded.name, row.example.region)
    assert (again.name, again.region, again.function, again.kind) == (
        unfolded.name,
        unfolded.region,
        unfolded.function,
        unfolded.kind,
    )


@pytest.mark.parametrize("row", functions(), ids=lambda row: row.id)
def test_every_function_is_found_by_its_example(row: Function) -> None:
    assert canonical_agency(row.example, region_of(row.example)).function == row.id


@pytest.mark.parametrize("row", kinds(), ids=lambda row: row.id)
def test_every_kind_is_found_by_its_example(row: Kind) -> None:
    assert canonical_agency(row.example, region_of(row.example)).kind == row.id


def test_ids_are_unique() -> None:
    ids = [row.id for row in ROWS]
    assert len(ids) == len(set(ids))


def test_no_short_form_has_two_readings() -> None:
    for key in ("form", "party"):
        shorts = [short for row in forms(key) for short in row.short]
        assert len(shorts) == len(set(shorts))


@pytest.mark.parametrize(
    ("printed", "region", "name", "place", "function"),
    [
        ("县金融服务中心", "重庆市/奉节县", "奉节县金融服务中心", "重庆市/奉节县", "finance"),
        (
            "区发改委",
            "重庆市/永川区",
            "永川区发展和改革委员会",
            "重庆市/永川区",
            "development_reform",
        ),
        ("市委金融办", "重庆市/永川区", "中共重庆市委金融委员会办公室", "重庆市", "finance"),
        ("省发展改革委", "广东省", "广东省发展和改革委员会", "广东省", "development_reform"),
        ("市财政局", "广东省/广州市/天河区", "广州市财政局", "广东省/广州市", "treasury"),
        ("人行奉节支行", "重庆市/奉节县", "中国人民银行奉节支行", "重庆市/奉节县", "central_bank"),
        ("石桥区金融办", DISTRICT, "石桥区金融工作办公室", DISTRICT, "finance"),
        ("云江市石桥区财政局", DISTRICT, "石桥区财政局", DISTRICT, "treasury"),
        ("市场监管局", "云江市", "云江市市场监督管理局", "云江市", "market_regulation"),
        ("各乡镇〔街道〕", COUNTY, "青禾县各乡镇（街道）", COUNTY, "township"),
        ("各区县政府", "云江市", "云江市各区县政府", "云江市", "government"),
        ("各行业主管部门", COUNTY, "青禾县各行业主管部门", COUNTY, "group"),
        ("财政部", "中国", "财政部", "中国", "treasury"),
        ("发展改革委", "中国", "国家发展和改革委员会", "中国", "development_reform"),
        ("民航云江监管局", DISTRICT, "民航云江监管局", "云江市", "civil_aviation"),
        ("南屏县人民政府", "云江市", "南屏县人民政府", "云江市/南屏县", "government"),
        ("国家发展改革委", DISTRICT, "国家发展和改革委员会", "中国", "development_reform"),
        ("临江街道", DISTRICT, "石桥区临江街道", DISTRICT, "township"),
        ("重庆某某集团", "重庆市/永川区", "重庆某某集团", "重庆市", "enterprise"),
        ("区某某中心", "云江市", "区某某中心", "云江市", "other"),
        ("金融服务中心", None, "金融服务中心", None, "finance"),
    ],
)
def test_place_and_function(
    printed: str, region: str | None, name: str, place: str | None, function: str
) -> None:
    found = canonical_agency(printed, region)
    assert (found.name, found.region, found.function) == (name, place, function)


@pytest.mark.parametrize(
    ("issued_on", "name"),
    [
        (date(2022, 5, 1), "云江市地方金融监督管理局"),
        (date(2024, 5, 1), "国家金融监督管理总局云江监管局"),
        (None, "国家金融监督管理总局云江监管局"),
    ],
)
def test_a_row_holds_from_its_day_on(issued_on: date | None, name: str) -> None:
    assert canonical_agency("云江金融监管局", "云江市", issued_on).name == name


def test_a_row_of_one_region_is_not_used_elsewhere() -> None:
    assert canonical_agency("区文化旅游委", DISTRICT).name == "石桥区文化旅游委"


def test_white_space_and_brackets_do_not_matter() -> None:
    assert canonical_agency("县 财政局\n(国资办)", COUNTY) == canonical_agency(
        "县财政局（国资办）", COUNTY
    )
