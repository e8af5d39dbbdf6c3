from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from extractors.agencies.authority import (
    Change,
    Function,
    Kind,
    changes,
    endings,
    field_names,
    forms,
    functions,
    kinds,
    state_bodies,
)
from extractors.agencies.canonical import canonical_agency
from extractors.agencies.successors import successors

if TYPE_CHECKING:
    from extractors.agencies.authority import Ending, FieldName, Form, StateBody

    AnyRow = Form | StateBody | FieldName | Ending

ROWS: list[AnyRow] = [
    *(row for key in ("form", "party", "branch") for row in forms(key)),
    *state_bodies(),
    *field_names(),
    *endings(),
]
DISTRICT = "云江市/石桥区"
COUNTY = "云江市/青禾县"


def region_of(example: str) -> str:
    return COUNTY if example.startswith("青禾县") else "云江市"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_row_is_fired_by_its_example(row: AnyRow) -> None:
    found = canonical_agency(row.example.printed, row.example.region, row.example.day)
    assert (found.name, found.rule) == (row.example.name, f"agency.{row.id}")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_full_name_stays_what_it_is(row: AnyRow) -> None:
    unfolded = canonical_agency(row.example.printed, row.example.region, row.example.day)
    again = canonical_agency(unfolded.name, row.example.region, row.example.day)
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
    fields = [
        (short, ending)
        for row in field_names()
        for short in row.short
        for ending in row.before or ("",)
    ]
    assert len(fields) == len(set(fields))


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
        (
            "人行奉节支行",
            "重庆市/奉节县",
            "中国人民银行奉节县支行",
            "重庆市/奉节县",
            "central_bank",
        ),
        (
            "人民银行奉节县支行",
            "重庆市",
            "中国人民银行奉节县支行",
            "重庆市/奉节县",
            "central_bank",
        ),
        ("区卫健委", DISTRICT, "石桥区卫生健康委员会", DISTRICT, "health"),
        ("能源局", "中国", "国家能源局", "中国", "energy"),
        ("能源局", "云江市", "云江市能源局", "云江市", "energy"),
        ("国资委", "中国", "国务院国有资产监督管理委员会", "中国", "state_assets"),
        ("公安部", "云江市", "公安部", "中国", "public_security"),
        ("教育", "中国", "教育部门", "中国", "education"),
        ("市级有关部门", DISTRICT, "云江市级有关部门", "云江市", "group"),
        ("市属企业", DISTRICT, "云江市属企业", "云江市", "enterprise"),
        ("全市各监管部门", "云江市", "云江市各监管部门", "云江市", "group"),
        ("石桥区", "云江市/石桥区", "石桥区人民政府", DISTRICT, "government"),
        ("柳溪镇政府", COUNTY, "青禾县柳溪镇人民政府", f"{COUNTY}/柳溪镇", "township"),
        (
            "白鹭高新区管委会",
            DISTRICT,
            "石桥区白鹭高新区管理委员会",
            f"{DISTRICT}/白鹭高新区",
            "park",
        ),
        ("石桥工业园区", DISTRICT, "石桥工业园区管理委员会", f"{DISTRICT}/石桥工业园区", "park"),
        ("区文旅公司", DISTRICT, "石桥区文旅公司", DISTRICT, "enterprise"),
        ("省人大常委会法工委", "广东省", "广东省人大常委会法工委", "广东省", "legislature"),
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
        ("临江街道", DISTRICT, "石桥区临江街道办事处", f"{DISTRICT}/临江街道", "township"),
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


def test_a_row_of_one_region_names_its_source() -> None:
    rows = [row for key in ("form", "party", "branch") for row in forms(key) if row.regions]
    assert rows
    assert [row.id for row in rows if not row.source] == []


def test_a_row_of_one_region_is_not_used_elsewhere() -> None:
    assert canonical_agency("区文化旅游委", DISTRICT).name == "石桥区文化和旅游委员会"
    assert canonical_agency("区文化旅游委", "重庆市/永川区").name == "永川区文化和旅游发展委员会"


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("石桥工业园区", "park"),
        ("市属企业", "group"),
        ("市级有关部门", "group"),
        ("人民银行", "vertical_body"),
        ("市委金融办", "party_body"),
        ("云江科技学院", "school"),
        ("区人民医院", "hospital"),
        ("区法院", "judiciary"),
        ("柳溪镇", "township"),
        ("区政府", "government"),
        ("区金融服务中心", "institution"),
        ("云江市银行业协会", "association"),
        ("区妇联", "mass_organization"),
        ("区金融工作领导小组办公室", "leading_group"),
        ("区财政局", "government_department"),
    ],
)
def test_kind(printed: str, kind: str) -> None:
    assert canonical_agency(printed, DISTRICT).kind == kind


def test_white_space_and_brackets_do_not_matter() -> None:
    assert canonical_agency("县 财政局\n(国资办)", COUNTY) == canonical_agency(
        "县财政局（国资办）", COUNTY
    )


@pytest.mark.parametrize("row", changes(), ids=lambda row: row.id)
def test_every_change_is_made_by_its_example(row: Change) -> None:
    old = canonical_agency(row.example.printed, row.example.region)
    steps = successors(old.name, old.region)
    assert (row.example.name, f"agency.{row.id}") in [(step.name, step.rule) for step in steps]


@pytest.mark.parametrize(
    ("printed", "region", "name", "since"),
    [
        ("银监会", "中国", "国家金融监督管理总局", date(2023, 3, 10)),
        ("青禾银保监分局", COUNTY, "国家金融监督管理总局青禾监管分局", date(2023, 3, 10)),
        ("银保监青禾监管组", COUNTY, "国家金融监督管理总局青禾监管支局", date(2023, 3, 10)),
        ("县扶贫办", COUNTY, "青禾县乡村振兴局", date(2021, 5, 31)),
        ("国务院扶贫办", "中国", "农业农村部", date(2023, 3, 10)),
        ("市工商局", "云江市", "云江市市场监督管理局", date(2019, 3, 31)),
    ],
)
def test_what_an_agency_became(printed: str, region: str, name: str, since: date) -> None:
    agency = canonical_agency(printed, region)
    last = successors(agency.name, agency.region)[-1]
    assert (last.name, last.since) == (name, since)


@pytest.mark.parametrize("printed", ["市财政局", "各区县政府", "人民银行", "市委网信办"])
def test_a_body_that_never_changed_has_no_successor(printed: str) -> None:
    agency = canonical_agency(printed, "云江市")
    assert successors(agency.name, agency.region) == []
