"""Word files as Word prints them; python-docx writes them, and is the oracle for plain text."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.readers import read_bytes
from schemas.errors import (
    CorruptInputError,
    EncryptedInputError,
    ForbiddenXmlError,
    LimitExceededError,
)
from tests.pipeline.word_files import (
    OPENING,
    add_numbered,
    blocks_of,
    cells_of,
    numbered_document,
    plain_document,
    rewritten,
    saved,
    source_of,
    with_body,
)


def test_text_stands_in_document_order_with_tables_in_place() -> None:
    document = plain_document()
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("指标", "2025年", "床位（张）", "8500"), strict=True):
        cell.text = text
    document.add_paragraph("附则")
    source = source_of(document)
    assert source.text == f"{OPENING}\n指标\t2025年\n床位（张）\t8500\n附则"
    assert blocks_of(source) == [OPENING, "附则"]
    assert cells_of(source)[3] == (1, 1, 1, 1, "8500")


def test_merged_cells_are_one_cell_with_spans() -> None:
    document = plain_document()
    table = document.add_table(3, 3)
    for cell in table._cells:
        cell.text = "值"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "横"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "竖"
    assert cells_of(source_of(document)) == [
        (0, 0, 1, 2, "横"),
        (0, 2, 1, 1, "值"),
        (1, 0, 1, 1, "值"),
        (1, 1, 1, 1, "值"),
        (1, 2, 2, 1, "竖"),
        (2, 0, 1, 1, "值"),
        (2, 1, 1, 1, "值"),
    ]


def test_nested_table_is_text_of_its_cell() -> None:
    document = plain_document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "外"
    inner = table.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "甲", "乙"
    assert [text for *_, text in cells_of(source_of(document))] == ["外", "甲 乙"]


def test_table_of_one_column_is_a_box_with_a_row_a_paragraph() -> None:
    document = plain_document()
    box = document.add_table(1, 1).cell(0, 0)
    box.text = "专栏1 重点项目"
    box.add_paragraph("建成助餐点90个。")
    assert cells_of(source_of(document)) == [
        (0, 0, 1, 1, "专栏1 重点项目"),
        (1, 0, 1, 1, "建成助餐点90个。"),
    ]


def test_caption_row_over_all_columns_is_a_paragraph() -> None:
    document = plain_document()
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "附件1\n重点任务分工表"
    table.cell(1, 0).text, table.cell(1, 1).text = "任务", "牵头单位"
    source = source_of(document)
    assert blocks_of(source) == [OPENING, "附件1", "重点任务分工表"]
    assert cells_of(source) == [(0, 0, 1, 1, "任务"), (0, 1, 1, 1, "牵头单位")]


def test_styles_give_heading_levels() -> None:
    document = plain_document()
    document.add_heading("一、总体要求", level=1)
    document.add_heading("（一）目标", level=2)
    assert [block.heading_level for block in source_of(document).blocks] == [None, 1, 2]


RUN = "<w:r><w:t>{}</w:t></w:r>"
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2025年</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (f"<w:ins>{RUN.format('新增')}</w:ins>", "新增"),
        ("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>" + RUN.format("留"), "留"),
        (f"<w:moveFrom>{RUN.format('旧')}</w:moveFrom>" + RUN.format("留"), "留"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r>" + RUN.format("明"), "明"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>明</w:t></w:r>', "明"),
        (FIELD, "2025年"),
        ('<w:fldSimple w:instr="DATE"><w:r><w:t>2025年</w:t></w:r></w:fldSimple>', "2025年"),
        ("<w:r><w:t>8</w:t><w:noBreakHyphen/><w:t>10个</w:t></w:r>", "8-10个"),
        ("<w:r><w:t>甲</w:t><w:softHyphen/><w:tab/><w:t>乙</w:t></w:r>", "甲 乙"),
        ('<w:r><w:t>甲</w:t><w:footnoteReference w:id="1"/></w:r>', "甲"),
        (f"<w:smartTag>{RUN.format('标')}</w:smartTag>", "标"),
        (f"<w:sdt><w:sdtContent>{RUN.format('控件')}</w:sdtContent></w:sdt>", "控件"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>zhang</w:t></w:r></w:rt><w:rubyBase>"
            + RUN.format("账")
            + "</w:rubyBase></w:ruby></w:r>",
            "账",
        ),
    ],
    ids=lambda value: value[:24],
)
def test_runs_read_as_printed(inside: str, expected: str) -> None:
    assert blocks_of(with_body(f"<w:p>{inside}</w:p>"))[1:] == [expected]


def test_line_break_parts_lines_but_not_a_sentence() -> None:
    long = "全市建立健全普惠养老服务体系并持续完善居家社区机构相协调的服务网络"
    body = (
        f"<w:p><w:r><w:t>甲。</w:t><w:br/><w:t>{long}</w:t><w:br/><w:t>和队伍。</w:t></w:r></w:p>"
    )
    assert blocks_of(with_body(body))[1:] == ["甲。", f"{long}和队伍。"]


def test_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    body = f"<w:p>{mark}{RUN.format('前半')}</w:p><w:p>{RUN.format('后半')}</w:p>"
    assert blocks_of(with_body(body))[1:] == ["前半后半"]


def test_contents_are_left_out() -> None:
    document = plain_document()
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("一、总体要求\t1", style="toc 1")
    document.add_paragraph("二、主要任务…………………3")
    assert blocks_of(source_of(document)) == [OPENING]


def test_text_box_is_read_once_after_its_paragraph() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>特急</w:t></w:r></w:p></w:txbxContent>"
    names = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    body = (
        f"<w:p><w:r><mc:AlternateContent {names}><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}"
        f"</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>红头</w:t></w:r></w:p>"
    )
    assert blocks_of(with_body(body))[1:] == ["红头", "特急"]


def test_headers_and_footers_are_left_out() -> None:
    document = plain_document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "第1页"
    assert source_of(document).text == OPENING


@pytest.mark.parametrize(("title", "kept"), [(OPENING, True), ("模板的旧标题", False)])
def test_title_property_counts_only_where_it_is_printed(title: str, kept: bool) -> None:
    document = plain_document()
    document.core_properties.title = title
    assert source_of(document).metadata == ({"title": title} if kept else {})


def test_plain_paragraphs_are_those_of_python_docx() -> None:
    document = plain_document()
    for number in range(50):
        document.add_paragraph(f"到2025年，新增床位{number}张。")
    assert blocks_of(source_of(document)) == [p.text for p in document.paragraphs]


# --- packages that are not sound --------------------------------------------------------------------


def test_cut_file_is_corrupt() -> None:
    data = saved(plain_document())
    with pytest.raises(CorruptInputError):
        read_bytes(data[: len(data) // 2], "a.docx")


def test_broken_xml_is_corrupt() -> None:
    data = rewritten(saved(plain_document()), "word/document.xml", {b"</w:body>": b""})
    with pytest.raises(CorruptInputError) as caught:
        read_bytes(data, "a.docx")
    assert caught.value.fault == "corrupt"


def test_broken_numbering_matters_only_where_something_is_numbered() -> None:
    part, broken = "word/numbering.xml", {b"</w:numbering>": b""}
    source = read_bytes(rewritten(saved(plain_document()), part, broken), "a.docx")
    assert source.text == OPENING
    document = numbered_document([("decimal", "%1.")])
    add_numbered(document, "新增床位80张。", 900, 0)
    with pytest.raises(CorruptInputError):
        read_bytes(rewritten(saved(document), part, broken), "a.docx")


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/numbering.xml", "_rels/.rels", "docProps/core.xml"]
)
def test_doctype_is_refused_in_every_part(part: str) -> None:
    data = saved(plain_document())
    bomb = b'?>\n<!DOCTYPE a [<!ENTITY b "c">]>'
    with pytest.raises(ForbiddenXmlError) as caught:
        read_bytes(rewritten(data, part, {b"?>": bomb}), "a.docx")
    assert caught.value.fault == "forbidden_xml"


def test_bomb_is_too_large() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b" " * (30 << 20))
    with pytest.raises(LimitExceededError):
        read_bytes(buffer.getvalue(), "a.docx")


def test_locked_member_is_encrypted() -> None:
    data = bytearray(saved(plain_document()))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(EncryptedInputError):
        read_bytes(bytes(data), "a.docx")


def test_huge_span_is_kept_symbolic() -> None:
    span = '<w:tcPr><w:gridSpan w:val="200000000"/></w:tcPr>'
    row = "<w:tr><w:tc>{}<w:p><w:r><w:t>宽</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
    source = with_body(f"<w:tbl>{row.format(span)}</w:tbl>")
    assert cells_of(source)[0] == (0, 0, 1, 63, "宽")


LEVELS = [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]


def test_numbering_is_restored_with_restarts_of_inner_levels() -> None:
    document = numbered_document(LEVELS)
    for level in (0, 1, 1, 2, 0, 1):
        add_numbered(document, "条", 900, level)
    assert blocks_of(source_of(document))[1:] == [
        "一、条",
        "（一）条",
        "（二）条",
        "1.条",
        "二、条",
        "（一）条",
    ]


def test_numbering_shows_outer_levels_and_parts_figures() -> None:
    document = numbered_document([("decimal", "%1."), ("decimal", "%1.%2")])
    for level in (0, 0, 1):
        add_numbered(document, "2025年", 900, level)
    assert blocks_of(source_of(document))[1:] == ["1. 2025年", "2. 2025年", "2.1 2025年"]


def test_start_override_restarts_the_list_once() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    document = numbered_document(LEVELS, override)
    for number in (900, 901, 901, 900):
        add_numbered(document, "条", number, 0)
    assert blocks_of(source_of(document))[1:] == ["一、条", "五、条", "六、条", "七、条"]


def test_style_carries_numbering_and_zero_takes_it_away() -> None:
    document = numbered_document(LEVELS)
    style = document.styles["Heading 1"].element.get_or_add_pPr()
    style.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="900"/></w:numPr>'))
    document.add_heading("总则", level=1)
    add_numbered(document, "附则", 0, 0).style = document.styles["Heading 1"]
    assert blocks_of(source_of(document))[1:] == ["一、总则", "附则"]


@pytest.mark.parametrize(("text", "label"), [("——", "——条"), ("\uf0b7", "条")])
def test_bullet_is_nothing_but_a_dash(text: str, label: str) -> None:
    document = numbered_document([("bullet", text)])
    add_numbered(document, "条", 900, 0)
    assert blocks_of(source_of(document))[1:] == [label]
