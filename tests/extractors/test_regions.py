from __future__ import annotations

from datetime import date

import pytest

from extractors.regions import Level, ended, gazetteer, region_level, resolve_region, stem_of


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
        (["恩施州人民政府"], "湖北省/恩施土家族苗族自治州"),
        (["湘西自治州人民政府", "湘西经开区管委会"], "湖南省/湘西土家族苗族自治州"),
        (["昌吉州人民政府"], "新疆维吾尔自治区/昌吉回族自治州"),
        (["巴州人民政府"], "新疆维吾尔自治区/巴音郭楞蒙古自治州"),
        (["巴州区人民政府"], "四川省/巴中市/巴州区"),
        (["长阳县人民政府"], "湖北省/宜昌市/长阳土家族自治县"),
        (["鄂温克旗人民政府"], "内蒙古自治区/呼伦贝尔市/鄂温克族自治旗"),
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
    ("head", "day", "region"),
    [
        ("开县人民政府", date(2015, 5, 1), "重庆市/开县"),
        ("开县人民政府", date(2019, 5, 1), "重庆市/开州区"),
        ("开州区人民政府", date(2019, 5, 1), "重庆市/开州区"),
        ("梁平县人民政府", date(2016, 5, 1), "重庆市/梁平县"),
        ("武隆区人民政府", date(2018, 5, 1), "重庆市/武隆区"),
        ("巴县人民政府", date(1993, 5, 1), "重庆市/巴县"),
        ("巴县人民政府", None, "重庆市/巴县"),
        ("永川市人民政府", date(2005, 5, 1), "重庆市/永川市"),
        ("永川区人民政府", date(2023, 5, 1), "重庆市/永川区"),
        ("大同市城区人民政府", date(2015, 5, 1), "山西省/大同市/城区"),
        ("两江新区管理委员会", date(2023, 5, 1), "重庆市/两江新区"),
    ],
)
def test_a_region_is_read_at_the_notice_s_date(head: str, day: date | None, region: str) -> None:
    assert resolve_region([head], day=day) == region


@pytest.mark.parametrize(
    ("head", "region"),
    [
        ("云江市白鹭高新区管理委员会", "云江市/白鹭高新区"),
        ("重庆高新技术产业开发区管理委员会", "重庆市/重庆高新技术产业开发区"),
        ("重庆市永川高新区管委会", "重庆市/永川区/永川高新区"),
        ("四川天府新区管理委员会", "四川省/天府新区"),
        ("白鹭高新区管理委员会", None),
    ],
)
def test_a_zone_issues_too(head: str, region: str | None) -> None:
    assert resolve_region([head]) == region


@pytest.mark.parametrize(
    ("head", "body", "region"),
    [
        ("江北区人民政府", "按照重庆市委要求", "重庆市/江北区"),
        ("江北区人民政府", "宁波市金融机构", "浙江省/宁波市/江北区"),
        ("江北区人民政府", "全区各单位", None),
    ],
)
def test_a_common_name_is_settled_by_the_body(head: str, body: str, region: str | None) -> None:
    assert resolve_region([head], body=body) == region


def test_every_division_that_ended_has_a_successor_of_today() -> None:
    today = {path for paths in gazetteer().paths.values() for path in paths}
    gone = [path for path in today if ended(path)]
    assert len(gone) > 60
    for path in gone:
        end = ended(path)
        assert end
        assert end.successor in today
        assert ended(end.successor) is None
        assert end.source


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
