from __future__ import annotations

import pytest

from extractors.regions import Level, gazetteer, region_level, resolve_region, stem_of


@pytest.mark.parametrize(
    ("texts", "region"),
    [
        (["重庆市永川区河长制办公室"], "重庆市/永川区"),
        (["上海市农业农村委员会"], "上海市"),
        (["青浦区人民政府办公室"], "上海市/青浦区"),
        (["国务院办公厅"], "中国"),
        (["工业和信息化部"], "中国"),
        (["国家发展改革委"], "中国"),
        (["教育部等三部门"], "中国"),
        (["国家税务总局重庆市税务局"], "重庆市"),
        (["人民银行永川中心支行"], "重庆市/永川区"),
        (["重庆证监局"], "重庆市"),
        (["奉节县人民政府办公室", "关于印发奉节县某某计划的通知"], "重庆市/奉节县"),
        (["包头市人民政府办公室"], "内蒙古自治区/包头市"),
        (["广州市天河区人民政府"], "广东省/广州市/天河区"),
        (["广东省天河区"], "广东省/广州市/天河区"),
        (["忠县人民政府"], "重庆市/忠县"),
        (["开县人民政府"], "重庆市/开县"),
        (["仙桃市人民政府"], "湖北省/仙桃市"),
        (["国务院关于同意重庆市某某方案的批复"], "中国"),
        (["永川府办发〔2099〕1号"], "重庆市/永川区"),
    ],
)
def test_region_of_the_head(texts: list[str], region: str) -> None:
    assert resolve_region(texts) == region


@pytest.mark.parametrize(
    ("texts", "region"),
    [
        (["鼓楼区人民政府", "福州市鼓楼区人民政府文件"], "福建省/福州市/鼓楼区"),
        (["鼓楼区人民政府", "江苏省文件", "关于印发南京市某某方案的通知"], "江苏省/南京市/鼓楼区"),
        (["鼓楼区人民政府"], None),
    ],
)
def test_a_common_name_is_settled_by_the_other_texts(texts: list[str], region: str | None) -> None:
    assert resolve_region(texts) == region


@pytest.mark.parametrize(
    ("texts", "region"),
    [
        (["云江市人民政府办公厅"], "云江市"),
        (["云江市临川区人民政府办公室"], "云江市/临川区"),
        (["临川区人民政府办公室", "云江市临川区人民政府文件"], "云江市/临川区"),
        (["青禾县人民政府办公室", "云江市青禾县人民政府文件"], "云江市/青禾县"),
        (["云江市人民政府办公厅关于学习重庆市某某办法的通知"], "云江市"),
    ],
)
def test_a_municipality_without_an_entry_is_taken_as_printed(texts: list[str], region: str) -> None:
    assert resolve_region(texts) == region


@pytest.mark.parametrize(
    "text", ["各市和县人民政府", "全市中小企业名单", "创新县域经济", "有关单位", ""]
)
def test_words_are_no_places(text: str) -> None:
    assert resolve_region([text]) is None


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("永川区", "永川"),
        ("内蒙古自治区", "内蒙古"),
        ("恩施土家族苗族自治州", "恩施"),
        ("浦东新区", "浦东"),
        ("鄂伦春自治旗", "鄂伦春"),
    ],
)
def test_stem(name: str, stem: str) -> None:
    assert stem_of(name) == stem


@pytest.mark.parametrize(
    ("path", "level"),
    [
        ("中国", Level.COUNTRY),
        ("重庆市", Level.PROVINCE),
        ("广东省/东莞市", Level.PREFECTURE),
        ("重庆市/永川区", Level.COUNTY),
        ("湖北省/仙桃市", Level.COUNTY),
        ("云江市/青禾县", Level.COUNTY),
        ("云江市/青禾县/柳溪镇", Level.TOWNSHIP),
        ("重庆市/永川区/某某街道", Level.TOWNSHIP),
    ],
)
def test_level(path: str, level: Level) -> None:
    assert region_level(path) == level


def test_the_table_has_every_province_and_prefecture() -> None:
    provinces = {path for paths in gazetteer().paths.values() for path in paths if "/" not in path}
    assert len(provinces) == 34
    assert len(gazetteer().prefectures) == 333
