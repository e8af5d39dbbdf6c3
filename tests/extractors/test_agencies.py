"""Names of agencies: what a table of examples cannot say."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.agencies import find_agencies, is_agency, split_agency_list, split_names
from extractors.agencies.tables import BODY_OF, BOUND_WORDS, FIELD_OF, SUFFIX_OF

NAMES = (
    "市财政局",
    "省经济和信息化厅",
    "区文化和旅游局",
    "人力资源和社会保障局",
    "有关县（市、区）人民政府",
    "各乡镇（街道）",
    "各市、县、区政府",
    "市、区县两级财政部门",
    "各行业主管部门",
    "云江发展有限公司（云江服务中心）",
    "人行青禾支行",
    "白鹭工业园区",
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县水利局，沿河乡镇（街道）", ["县水利局", "沿河乡镇（街道）"]),
        ("市财政局、市教委等", ["市财政局", "市教委"]),
        ("教育部、财政部等部门", ["教育部", "财政部"]),
        ("水利局等和各地方人民政府", ["水利局", "各地方人民政府"]),
        ("市财政局和市教委", ["市财政局", "市教委"]),
        ("省住房和城乡建设厅、省林业和草原局", ["省住房和城乡建设厅", "省林业和草原局"]),
        ("各省、自治区、直辖市人民政府", ["各省、自治区、直辖市人民政府"]),
        ("各区县（自治县）人民政府，市政府各部门", ["各区县（自治县）人民政府", "市政府各部门"]),
        ("县财政局县发展改革委县教育局", ["县财政局", "县发展改革委", "县教育局"]),
        ("市委、市政府", ["市委", "市政府"]),
        ("审批服务等部门", ["审批服务等部门"]),
        ("等部门", []),
        ("", []),
    ],
)
def test_split_agency_list(text: str, names: list[str]) -> None:
    assert split_agency_list(text) == names


def test_split_names_gives_places_in_the_text() -> None:
    text = "责任单位：市财政局、市教委）"
    assert [text[n.start : n.end] for n in split_names(text, 5, 13)] == ["市财政局", "市教委"]


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=8, unique=True))
def test_joined_names_are_split_again(names: list[str]) -> None:
    assert split_agency_list("、".join(names)) == names


@pytest.mark.parametrize("name", NAMES)
def test_is_agency(name: str) -> None:
    assert is_agency(name)


@pytest.mark.parametrize(
    "text", ["持续推进", "加强资金监管", "6月底完成", "以下简称县金融办", "公司", ""]
)
def test_is_no_agency(text: str) -> None:
    assert not is_agency(text)


def test_a_body_named_after_its_task_is_one() -> None:
    assert is_agency("市推进职能转变协调小组办公室")


@given(st.text(alphabet="市县区各财政教育局委部门、，。（）《》推动由和等的中心云江", max_size=60))
def test_names_are_in_order_and_apart(text: str) -> None:
    names = find_agencies(text)
    assert all(0 <= n.start < n.end <= len(text) for n in names)
    assert all(a.end <= b.start for a, b in pairwise(names))


@pytest.mark.parametrize("unit", ["市", "各有关", "市财政", "（", "各市、", "市发展改革和"])
def test_time_grows_with_the_length(unit: str) -> None:
    started = time.process_time()
    assert find_agencies(unit * 20_000 + "。市财政局")
    assert time.process_time() - started < 5


def test_tables_do_not_contradict_each_other() -> None:
    assert not set(FIELD_OF) & set(SUFFIX_OF)
    assert not set(BODY_OF) & set(SUFFIX_OF)
    assert not BOUND_WORDS & (set(FIELD_OF) | set(SUFFIX_OF) | set(BODY_OF))
    assert all(re.fullmatch("[一-龥]+", word) for word in {*FIELD_OF, *SUFFIX_OF, *BODY_OF})
