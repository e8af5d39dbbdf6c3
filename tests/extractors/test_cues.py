"""The cheap looks that spare a text the dear ones may never miss anything."""

from __future__ import annotations

import re
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from extractors.agencies.tables import (
    BODY_OF,
    GROUP,
    GROUP_CUE_RE,
    GROUP_RE,
    NAME_CUE_RE,
    SUFFIX_OF,
)

_SCOPES = ("", "全市", "市直", "市级", "国务院", "县级以上", "省、市", "乡镇")
_HEADS = ("", "各", "有关", "相关", "各级", "其他", "地方", "等", "两级", "牵头", "公立", "水务")
_NOUNS = (
    "部门",
    "单位",
    "人民政府",
    "管委会",
    "党组",
    "行政机关",
    "医院",
    "学校",
    "高校",
    "镇",
    "街道",
    "局",
    "（街道）",
)
_UNGATED_RE = re.compile(GROUP)
_GROUPS = [
    match[0]
    for words in product(_SCOPES, _HEADS, _NOUNS)
    for match in _UNGATED_RE.finditer("".join(words))
]


def test_every_group_holds_a_cue() -> None:
    assert len(_GROUPS) > 200
    assert [group for group in _GROUPS if not GROUP_CUE_RE.search(group)] == []


@given(
    st.text(
        "各有关相市县区乡镇、（）街道部门单位政府机关医院学校局财政水务等级地方两牵头", max_size=14
    )
)
def test_no_group_without_a_cue(text: str) -> None:
    assert all(GROUP_CUE_RE.search(match[0]) for match in _UNGATED_RE.finditer(text))


def test_every_group_begins_where_one_is_looked_for() -> None:
    assert [group for group in _GROUPS if not GROUP_RE.fullmatch(group)] == []


@given(
    st.text(
        "各有关相市县区乡镇、（）村居民委员会部门单位学校公立试点牵头考核级财政水务", max_size=14
    )
)
def test_gated_groups_are_the_groups(text: str) -> None:
    found = [match.span() for match in GROUP_RE.finditer(text)]
    assert found == [match.span() for match in _UNGATED_RE.finditer(text)]


def test_every_ending_holds_a_cue() -> None:
    assert [word for word in (*SUFFIX_OF, *BODY_OF) if not NAME_CUE_RE.search(word)] == []
