"""Web pages: the article without the site, tables kept, the portal's head in the metadata."""

from __future__ import annotations

import pytest

from pipeline.readers import limits, read_bytes
from schemas.errors import LimitExceededError, NotANoticeError
from schemas.source import Source

TITLE = "云江市人民政府关于印发养老服务实施方案的通知"
PARAGRAPHS = [
    "各区县政府，市政府各部门：",
    "现将《云江市养老服务实施方案》印发给你们，请认真贯彻执行，并按季度报送进展情况。",
    "一、总体要求",
    "到2025年，全市建成助餐点90个以上，养老床位总数不少于8500张，护理型床位占比达到60%。",
    "市民政局要会同市财政局、市卫生健康委统筹推进，各区县政府要抓好落实。",
]
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
MENU = "<div class='nav-menu'><ul>" + "<li><a href='#'>政务公开首页</a></li>" * 30 + "</ul></div>"
FOOT = "<div class='footer'>主办单位：云江市人民政府办公室　网站标识码：0000000000</div>"


def source_of(inside: str, head: str = "") -> Source:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{inside}</body></html>"
    return read_bytes(page.encode(), "a.html")


def blocks_of(source: Source) -> list[str]:
    return [source.text[block.start : block.end] for block in source.blocks]


def cells_of(source: Source) -> list[tuple[int, int, int, int, str]]:
    return [
        (c.row, c.col, c.row_span, c.col_span, source.text[c.start : c.end])
        for c in source.tables[0].cells
    ]


@pytest.mark.parametrize(
    "article",
    [
        f"<div class='TRS_Editor'>{BODY}</div>",
        f"<div><div class='x1'><div id='x2'>{BODY}</div></div></div>",
        f"<table><tr><td><table><tr><td id='UCAP-CONTENT'>{BODY}</td></tr></table></td></tr></table>",
        f"<table width='930'><tr><td>{BODY}</td><td><a>推荐阅读</a></td></tr></table>",
        (
            f"<div class='wp_articlecontent'><script>var a='。。。';</script>{BODY}"
            "<p class='share'>分享到：</p><p style='display: none'>副本</p></div>"
        ),
    ],
    ids=["named", "unnamed", "layout-tables", "two-columns", "furniture"],
)
def test_article_is_found_without_the_site(article: str) -> None:
    assert blocks_of(source_of(MENU + article + FOOT)) == PARAGRAPHS


def test_charset_is_told_by_the_bytes() -> None:
    page = f"<html><head><meta charset='utf-8'></head><body>{BODY}</body></html>"
    source = read_bytes(page.encode("gb18030"), "a.html")
    assert (blocks_of(source), source.encoding) == (PARAGRAPHS, "gb18030")


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<p>甲&nbsp;&nbsp;乙</p>", ["甲 乙"]),
        ("<p>推进发展\n    规划</p>", ["推进发展规划"]),
        ("<p>　　一、目标。<br>　　二、任务。</p>", ["一、目标。", "二、任务。"]),
        ("<div>甲<p>乙</p>丙</div>", ["甲", "乙", "丙"]),
        ("<p>甲<b>乙</b><span>丙</span></p>", ["甲乙丙"]),
    ],
)
def test_blanks_and_breaks_read_as_shown(inside: str, expected: list[str]) -> None:
    source = source_of(f"<div class='TRS_Editor'>{BODY}{inside}</div>")
    assert blocks_of(source)[len(PARAGRAPHS) :] == expected


def test_headings_have_levels() -> None:
    source = source_of(f"<div class='TRS_Editor'><h2>第一章 总则</h2>{BODY}</div>")
    assert [block.heading_level for block in source.blocks[:2]] == [2, None]


def test_table_keeps_its_spans() -> None:
    table = (
        "<table><thead><tr><th rowspan='2'>指标</th><th colspan='2'>目标</th></tr></thead>"
        "<tbody><tr><td>2023年</td><td>2025年</td></tr>"
        "<tr><td>床位</td><td>8000</td><td><p>8500</p><p>以上</p></td></tr></tbody></table>"
    )
    source = source_of(f"<div class='TRS_Editor'>{BODY}{table}</div>")
    assert cells_of(source) == [
        (0, 0, 2, 1, "指标"),
        (0, 1, 1, 2, "目标"),
        (1, 1, 1, 1, "2023年"),
        (1, 2, 1, 1, "2025年"),
        (2, 0, 1, 1, "床位"),
        (2, 1, 1, 1, "8000"),
        (2, 2, 1, 1, "8500\n以上"),
    ]


@pytest.mark.parametrize("span", ["99999999999", "0", "-1", "甲", ""])
def test_wild_spans_are_bounded(span: str) -> None:
    table = f"<table><tr><td rowspan='{span}' colspan='{span}'>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>"
    first = source_of(f"<div class='TRS_Editor'>{BODY}{table}</div>").tables[0].cells[0]
    assert 1 <= first.col_span <= 63
    assert 1 <= first.row_span <= 2


def test_columns_of_a_table_are_bounded() -> None:
    row = f"<tr>{'<td rowspan=2>1</td>' * limits.MAX_TABLE_COLUMNS}</tr>"
    page = f"<div class='TRS_Editor'>{BODY}<table>{row}<tr>{{}}</tr></table></div>"
    assert len(cells_of(source_of(page.format("")))) == limits.MAX_TABLE_COLUMNS
    with pytest.raises(LimitExceededError, match=f"{limits.MAX_TABLE_COLUMNS} 列"):
        source_of(page.format("<td>1</td>"))


def test_columns_are_counted_by_row() -> None:
    row = f"<tr><td colspan='{limits.MAX_COLUMNS}'>1</td><td rowspan='2'>2</td></tr><tr></tr>"
    table = f"<table>{row * limits.MAX_TABLE_COLUMNS}</table>"
    cells = cells_of(source_of(f"<div class='TRS_Editor'>{BODY}{table}</div>"))
    assert len(cells) == 2 * limits.MAX_TABLE_COLUMNS


HEAD_TABLE = (
    "<table><tr><td>索 引 号：</td><td>0001/2023-1</td><td>主题分类：</td><td>民政</td></tr>"
    "<tr><td>发文机关：</td><td>云江市人民政府</td><td>成文日期：</td><td>2023年3月1日</td></tr>"
    f"<tr><td>标　　题：</td><td colspan='3'>{TITLE}</td></tr>"
    "<tr><td>发文字号：</td><td>云府发〔2023〕8号</td><td>发布日期：</td><td>2023-03-09</td></tr></table>"
)
HEAD = {
    "issuers": "云江市人民政府",
    "issued_on": "2023-03-01",
    "title": TITLE,
    "doc_number": "云府发〔2023〕8号",
    "published_on": "2023-03-09",
}


@pytest.mark.parametrize("inside", [True, False])
def test_head_table_goes_into_the_metadata(inside: bool) -> None:
    article = f"{HEAD_TABLE}{BODY}" if inside else BODY
    source = source_of(
        f"{'' if inside else HEAD_TABLE}<div class='TRS_Editor'><p>{TITLE}</p>{article}</div>"
    )
    assert source.metadata == HEAD
    assert source.tables == ()
    assert blocks_of(source) == [TITLE, *PARAGRAPHS]


def test_head_of_list_items_is_read() -> None:
    items = "<ul><li>文号：<span>云府发〔2023〕8号</span></li><li>成文日期：2023年3月1日 浏览：9</li></ul>"
    source = source_of(f"{items}<div class='TRS_Editor'>{BODY}</div>")
    assert source.metadata == {"doc_number": "云府发〔2023〕8号", "issued_on": "2023-03-01"}


def test_meta_tags_are_read_and_publishing_is_not_issuing() -> None:
    meta = (
        f"<meta name='ArticleTitle' content='{TITLE}'><meta name='PubDate' content='2023-03-09 10:00'>"
        "<meta name='ContentSource' content='云江市人民政府办公室'>"
    )
    source = source_of(f"<div class='TRS_Editor'>{BODY}</div>", meta)
    assert source.metadata == {
        "title": TITLE,
        "published_on": "2023-03-09",
        "issuers": "云江市人民政府办公室",
    }


def test_title_outside_the_article_is_put_first() -> None:
    meta = f"<meta name='ArticleTitle' content='{TITLE}'>"
    assert blocks_of(source_of(f"<div class='TRS_Editor'>{BODY}</div>", meta))[0] == TITLE


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><script>location.reload()</script></body></html>",
        "<html><body><p>访问验证：请完成安全验证后继续访问，请开启JavaScript和Cookie。</p></body></html>",
        "<html><body><h3>请完成下列验证后继续访问</h3><p>请拖动滑块完成拼图，随后将自动进入您要看的页面。</p></body></html>",
        "<html><body>系统繁忙，请稍后再试。如有疑问请与本网站的管理人员联系，谢谢您的理解。</body></html>",
        "<html><body><p>您即将离开云江市人民政府门户网站，是否继续打开这个外部的链接？</p></body></html>",
        "<html><body><h1>统一身份认证</h1><p>请登录后查看本内容。用户名、密码、忘记密码、注册新的账号。</p></body></html>",
        "<html><body><p>网站正在维护升级中，暂停服务，给您带来的不便敬请谅解，请您稍后再来。</p></body></html>",
        f"<html><body>{MENU}{FOOT}</body></html>",
        "<html></html>",
    ],
)
def test_page_without_an_article_is_no_notice(page: str) -> None:
    with pytest.raises(NotANoticeError):
        read_bytes(page.encode(), "a.html")


def test_notice_on_the_upkeep_of_a_site_is_a_notice() -> None:
    text = "云江市人民政府办公室关于政务网站维护升级的通知：定于3月1日升级，请各单位提前做好准备，及时报送情况。"
    assert source_of(f"<p>{text}</p>").text == text


@pytest.mark.parametrize("tag", ["<div>", "<span>云", "<table><tr><td>"])
def test_deep_nesting_is_refused_and_not_cut_in_silence(tag: str) -> None:
    with pytest.raises(LimitExceededError):
        read_bytes(f"<html><body>{BODY}{tag * 20_000}{BODY}".encode(), "a.html")
