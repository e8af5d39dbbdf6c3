"""Names of indicators, under which districts compare."""

from __future__ import annotations

import pytest

from extractors.indicators import canonical_indicator, unit_family
from extractors.indicators.tables import pieces, prefixes, synonyms


@pytest.mark.parametrize(
    ("variants", "unit", "name"),
    [
        (
            ("贷款余额", "各项贷款余额", "银行业金融机构贷款余额", "全县本外币各项贷款余额"),
            "亿元",
            "贷款余额",
        ),
        (
            (
                "金融业增加值占GDP比重",
                "金融业增加值占地区生产总值比重",
                "金融业增加值占地区GDP的比例",
                "金融业GDP占比",
            ),
            "%",
            "金融业增加值占GDP比重",
        ),
        (("普惠小微贷款余额", "银行业金融机构普惠型小微企业贷款余额"), "亿元", "普惠小微贷款余额"),
        (("金融机构", "各类金融机构数量", "金融机构家数"), "家", "金融机构"),
        (("每万人家庭医生数", "每万人家庭医生人数"), "名", "每万人家庭医生"),
        (
            ("双师型教师占专业课教师的比例", "双师型教师占专业课教师总数"),
            "%",
            "双师型教师占专业课教师比重",
        ),
    ],
)
def test_variants_are_one_indicator(variants: tuple[str, ...], unit: str, name: str) -> None:
    assert {canonical_indicator(variant, unit).name for variant in variants} == {name}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("贷款余额", "小微企业贷款余额"),
        ("社会融资规模", "新增社会融资规模"),
        ("地区生产总值", "工业生产总值"),
        ("小微企业贷款余额", "普惠小微贷款余额"),
        ("存款余额", "存贷款余额"),
    ],
)
def test_what_differs_stays_apart(one: str, other: str) -> None:
    assert canonical_indicator(one).name != canonical_indicator(other).name


@pytest.mark.parametrize("row", [*prefixes(), *pieces(), *synonyms()], ids=lambda row: row.id)
def test_a_canonical_name_is_its_own(row: object) -> None:
    name = canonical_indicator(str(getattr(row, "example", ""))).name
    assert canonical_indicator(name).name == name


def test_only_the_notice_s_own_place_falls_away() -> None:
    assert canonical_indicator("石桥区保费收入", "万元", "云江市/石桥区").name == "保费收入"
    assert canonical_indicator("云江市保费收入", "万元", "云江市/石桥区").name == "云江市保费收入"


@pytest.mark.parametrize(
    ("unit", "family"),
    [
        ("亿元", "money"),
        ("元/人", "money/人"),
        ("%", "ratio"),
        ("个百分点", "ratio"),
        ("家", "count"),
        ("万人", "persons"),
        ("Mbps", "technical"),
        (None, None),
    ],
)
def test_unit_family(unit: str | None, family: str | None) -> None:
    assert unit_family(unit) == family


def test_a_sentence_is_no_name() -> None:
    sentence = "各项" + "很长的话" * 20
    assert canonical_indicator(sentence).name == sentence
