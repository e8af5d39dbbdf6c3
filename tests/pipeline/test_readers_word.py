"""What Word keeps outside of plain runs: notes, fields, changes, hidden text, symbols, foreign parts."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.readers import read_bytes
from schemas.source import Source
from tests.pipeline.word_files import (
    OPENING,
    add_body,
    add_numbered,
    add_part,
    blocks_of,
    cells_of,
    numbered_document,
    plain_document,
    rewritten,
    saved,
    source_of,
    with_body,
)

RUN = "<w:r><w:t>{}</w:t></w:r>"
MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CODE = "<w:r><w:instrText>{}</w:instrText></w:r>"


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{RUN.format(text)}</w:p>"


def texts(xml: str) -> list[str]:
    """The blocks of a document with these elements, the opening left out."""
    return blocks_of(with_body(xml))[1:]


# --- notes ------------------------------------------------------------------------------------------


def note(key: int, text: str) -> str:
    return f'<w:footnote w:id="{key}"><w:p><w:r><w:footnoteRef/></w:r>{RUN.format(text)}</w:p></w:footnote>'


def referring(text: str, key: int) -> str:
    return f'{RUN.format(text)}<w:r><w:footnoteReference w:id="{key}"/></w:r>'


def noted_source(xml: str) -> Source:
    document = plain_document()
    add_part(
        document, "footnotes", note(0, "分隔线") + note(2, "按户籍人口计。") + note(3, "含乡镇。")
    )
    add_body(document, xml)
    return source_of(document)


def test_footnote_follows_the_paragraph_that_refers_to_it() -> None:
    source = noted_source(
        f"<w:p>{referring('床位8500张', 2)}{RUN.format('。')}</w:p>" + paragraph("附则")
    )
    assert blocks_of(source)[1:] == ["床位8500张。", "按户籍人口计。", "附则"]
    found = {source.text[p.start : p.end]: (p.paragraph, p.path) for p in source.places}
    assert found["按户籍人口计。"] == (None, "word/footnotes.xml#2")
    assert found["附则"] == (3, None)


def test_footnotes_of_a_table_follow_the_table() -> None:
    cells = "".join(
        f"<w:tc><w:p>{referring(text, key)}</w:p></w:tc>" for text, key in (("甲", 3), ("乙", 2))
    )
    source = noted_source(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>{paragraph('附则')}")
    assert [text for *_, text in cells_of(source)] == ["甲", "乙"]
    assert source.text.endswith("甲\t乙\n含乡镇。\n按户籍人口计。\n附则")


def test_paragraph_with_a_deleted_end_goes_on_behind_its_note_and_box() -> None:
    box = f'<w:r><w:pict xmlns:v="urn:v"><v:textbox><w:txbxContent>{paragraph("框内")}</w:txbxContent></v:textbox></w:pict></w:r>'
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    source = noted_source(
        f"<w:p>{mark}{referring('前半', 2)}{box}</w:p>{paragraph('后半')}{paragraph('附则')}"
    )
    assert blocks_of(source)[1:] == ["框内", "前半后半", "按户籍人口计。", "附则"]


def test_endnotes_are_read_and_a_missing_note_is_nothing() -> None:
    document = plain_document()
    add_part(
        document, "endnotes", f'<w:endnote w:id="1"><w:p>{RUN.format("见附件。")}</w:p></w:endnote>'
    )
    add_body(
        document,
        f'<w:p>{RUN.format("甲")}<w:r><w:endnoteReference w:id="1"/><w:footnoteReference w:id="9"/></w:r></w:p>',
    )
    assert blocks_of(source_of(document))[1:] == ["甲", "见附件。"]


# --- fields -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        (r"eq \o\ac(○,1)", "1"),
        (r"EQ \o\ad(联合,　　　　)", "联合"),
        (r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(zhang),账)', "账"),
        ("XE 索引", ""),
    ],
)
def test_field_without_result_prints_what_its_code_overlays(code: str, printed: str) -> None:
    xml = f"<w:p>{RUN.format('前')}{MARK.format('begin')}{CODE.format(code)}{MARK.format('end')}{RUN.format('后')}</w:p>"
    assert texts(xml) == [f"前{printed}后"]


def test_field_inside_the_code_of_another_is_not_printed() -> None:
    inner = f"{MARK.format('begin')}{CODE.format('PAGE')}{MARK.format('separate')}{RUN.format('7')}{MARK.format('end')}"
    xml = (
        f"<w:p>{MARK.format('begin')}{CODE.format('IF ')}{inner}{MARK.format('separate')}"
        f"{RUN.format('结果')}{MARK.format('end')}</w:p>"
    )
    assert texts(xml) == ["结果"]


def test_contents_are_left_out_by_their_field_where_no_style_tells() -> None:
    xml = (
        f"<w:p>{MARK.format('begin')}{CODE.format(' TOC ')}{CODE.format('o 1-3')}{MARK.format('separate')}"
        f"{RUN.format('一、总则 1')}</w:p>{paragraph('二、任务 3')}<w:p>{MARK.format('end')}</w:p>{paragraph('一、总则')}"
    )
    assert texts(xml) == ["一、总则"]


def test_field_whose_marks_are_damaged_hides_only_its_paragraph() -> None:
    xml = f"<w:p>{RUN.format('甲')}{MARK.format('begin')}{CODE.format('REF a')}{RUN.format('乙')}</w:p>"
    assert texts(xml + paragraph("丙")) == ["甲", "丙"]


# --- tracked changes and hidden text ----------------------------------------------------------------


def test_moved_paragraph_counts_once_in_its_list() -> None:
    document = numbered_document([("decimal", "%1.")])
    numbering = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="900"/></w:numPr>'
    gone = f"<w:p><w:pPr>{numbering}<w:rPr><w:moveFrom/></w:rPr></w:pPr><w:moveFrom>{RUN.format('乙')}</w:moveFrom></w:p>"
    here = f"<w:p><w:pPr>{numbering}<w:rPr><w:moveTo/></w:rPr></w:pPr><w:moveTo>{RUN.format('乙')}</w:moveTo></w:p>"
    add_body(document, gone + paragraph("甲", numbering) + here)
    assert blocks_of(source_of(document))[1:] == ["1.甲", "2.乙"]


def test_deleted_insertion_is_gone() -> None:
    xml = f"<w:p><w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>{RUN.format('新')}</w:ins></w:p>"
    assert texts(xml) == ["新"]


def test_deleted_cell_and_row_are_gone() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{RUN.format(text)}</w:p></w:tc>"

    rows = (
        f"<w:tr>{cell('旧', '<w:cellDel/>')}{cell('甲')}{cell('乙')}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('旧')}{cell('旧')}</w:tr>"
    )
    assert [text for *_, text in cells_of(with_body(f"<w:tbl>{rows}</w:tbl>"))] == ["甲", "乙"]


def test_paragraph_with_a_deleted_end_is_kept_before_a_table() -> None:
    mark = "<w:rPr><w:del/></w:rPr>"
    table = (
        f"<w:tbl><w:tr><w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph('乙')}</w:tc></w:tr></w:tbl>"
    )
    source = with_body(paragraph("表前", mark) + table + paragraph("末", mark))
    assert blocks_of(source)[1:] == ["表前", "末"]
    assert [text for *_, text in cells_of(source)] == ["甲", "乙"]


def test_style_hides_what_does_not_say_otherwise() -> None:
    document = plain_document()
    style = document.styles.add_style("暗", 1).element
    style.append(parse_xml(f"<w:rPr {nsdecls('w')}><w:vanish/></w:rPr>"))
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>明</w:t></w:r>'
    add_body(
        document,
        f'<w:p><w:pPr><w:pStyle w:val="{style.styleId}"/></w:pPr>{RUN.format("暗")}{shown}</w:p>',
    )
    add_body(document, paragraph("暗", f'<w:pStyle w:val="{style.styleId}"/>'))
    assert blocks_of(source_of(document))[1:] == ["明"]


def test_character_style_hides_its_runs() -> None:
    document = plain_document()
    style = document.styles.add_style("暗字", 2).element
    style.append(parse_xml(f"<w:rPr {nsdecls('w')}><w:vanish/></w:rPr>"))
    hidden = f'<w:r><w:rPr><w:rStyle w:val="{style.styleId}"/></w:rPr><w:t>暗</w:t></w:r>'
    add_body(document, f"<w:p>{hidden}{RUN.format('明')}</w:p>")
    assert blocks_of(source_of(document))[1:] == ["明"]


def test_number_of_a_paragraph_hidden_with_its_end_is_not_counted() -> None:
    document = numbered_document([("chineseCounting", "%1、")])
    numbering = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="900"/></w:numPr>'
    hidden = (
        f"<w:p><w:pPr>{numbering}<w:rPr><w:vanish/></w:rPr></w:pPr>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r></w:p>"
    )
    add_body(document, paragraph("甲", numbering) + hidden + paragraph("乙", numbering))
    assert blocks_of(source_of(document))[1:] == ["一、甲", "二、乙"]


# --- numbers ----------------------------------------------------------------------------------------


def test_blank_behind_a_number_is_kept_where_the_list_asks_for_one() -> None:
    document = numbered_document([("chineseCountingThousand", "第%1条")])
    (level,) = document.part.numbering_part.element[0]
    level.append(parse_xml(f'<w:suff {nsdecls("w")} w:val="space"/>'))
    add_numbered(document, "为落实方案", 900, 0)
    assert blocks_of(source_of(document))[1:] == ["第一条 为落实方案"]


def test_legal_numbering_writes_outer_levels_in_figures() -> None:
    document = numbered_document([("chineseCounting", "第%1章"), ("decimal", "%1.%2")])
    _, inner = document.part.numbering_part.element[0]
    inner.append(parse_xml(f"<w:isLgl {nsdecls('w')}/>"))
    for level in (0, 0, 1):
        add_numbered(document, "条", 900, level)
    assert blocks_of(source_of(document))[1:] == ["第一章条", "第二章条", "2.1条"]


def test_level_that_never_restarts_goes_on() -> None:
    document = numbered_document([("chineseCounting", "第%1章"), ("chineseCounting", "第%2条")])
    _, inner = document.part.numbering_part.element[0]
    inner.append(parse_xml(f'<w:lvlRestart {nsdecls("w")} w:val="0"/>'))
    for level in (0, 1, 1, 0, 1):
        add_numbered(document, "文", 900, level)
    assert blocks_of(source_of(document))[1:] == [
        "第一章文",
        "第一条文",
        "第二条文",
        "第二章文",
        "第三条文",
    ]


def test_level_that_is_skipped_counts_as_used() -> None:
    document = numbered_document([("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3")])
    for level in (1, 0, 2, 1):
        add_numbered(document, "条", 900, level)
    assert blocks_of(source_of(document))[1:] == ["1.1条", "2条", "2.1.1条", "2.2条"]


def test_lists_of_one_definition_count_on() -> None:
    document = numbered_document([("chineseCounting", "%1、")])
    for number in (900, 901, 900):
        add_numbered(document, "条", number, 0)
    assert blocks_of(source_of(document))[1:] == ["一、条", "二、条", "三、条"]


def test_override_of_a_level_brings_its_own_format() -> None:
    override = (
        '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:lvlOverride>'
    )
    document = numbered_document([("chineseCounting", "%1、")], override)
    add_numbered(document, "条", 901, 0)
    assert blocks_of(source_of(document))[1:] == ["III.条"]


def test_level_is_found_by_the_style_that_it_names() -> None:
    document = numbered_document([("chineseCounting", "%1、"), ("chineseCounting", "（%2）")])
    for level, name in zip(
        document.part.numbering_part.element[0], ("Heading 1", "Heading 2"), strict=True
    ):
        style = document.styles[name].element
        level.insert(2, parse_xml(f'<w:pStyle {nsdecls("w")} w:val="{style.styleId}"/>'))
        style.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="900"/></w:numPr>')
        )
    for text, level in (("总则", 1), ("目标", 2), ("任务", 2), ("附则", 1)):
        document.add_heading(text, level=level)
    assert blocks_of(source_of(document))[1:] == [
        "一、总则",
        "（一）目标",
        "（二）任务",
        "二、附则",
    ]


def test_number_alone_in_a_cell_is_its_text() -> None:
    document = numbered_document([("decimal", "%1")])
    numbering = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="900"/></w:numPr></w:pPr>'
    row = f"<w:tr><w:tc><w:p>{numbering}</w:p></w:tc><w:tc>{paragraph('任务')}</w:tc></w:tr>"
    add_body(document, f"<w:tbl>{row}{row}</w:tbl><w:p>{numbering}</w:p>{paragraph('末')}")
    source = source_of(document)
    assert [text for *_, text in cells_of(source)] == ["1", "任务", "2", "任务"]
    assert blocks_of(source)[1:] == ["末"]


# --- symbols, boxes, frames -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("font", "char", "printed"),
    [
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "00A3", "≤"),
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "F04A", ""),
        ("宋体", "2460", "①"),
        ("宋体", "F0B3", ""),
        ("宋体", "zz", ""),
    ],
)
def test_symbol_is_what_its_font_prints(font: str, char: str, printed: str) -> None:
    xml = (
        f'<w:p><w:r><w:t>率</w:t><w:sym w:font="{font}" w:char="{char}"/><w:t>95</w:t></w:r></w:p>'
    )
    assert texts(xml) == [f"率{printed}95"]


def test_vml_text_box_in_a_table_cell_is_text_of_the_cell() -> None:
    box = f'<w:r><w:pict xmlns:v="urn:v"><v:textbox><w:txbxContent>{paragraph("框内")}</w:txbxContent></v:textbox></w:pict></w:r>'
    row = f"<w:tr><w:tc><w:p>{RUN.format('格')}{box}</w:p></w:tc><w:tc>{paragraph('乙')}</w:tc></w:tr>"
    assert [text for *_, text in cells_of(with_body(f"<w:tbl>{row}</w:tbl>"))] == ["格\n框内", "乙"]


def test_block_alternatives_are_taken_once() -> None:
    names = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    xml = (
        f"<mc:AlternateContent {names}><mc:Choice Requires='a'>{paragraph('新')}</mc:Choice>"
        f"<mc:Fallback>{paragraph('旧')}</mc:Fallback></mc:AlternateContent>{paragraph('末')}"
    )
    source = with_body(xml)
    assert blocks_of(source)[1:] == ["新", "末"]
    assert [place.paragraph for place in source.places] == [1, 2, 4]


def test_frame_around_tables_is_taken_off() -> None:
    cells = f"<w:tc>{paragraph('指标')}</w:tc><w:tc>{paragraph('目标')}</w:tc>"
    inner = f"{paragraph('专栏1 重点工程')}<w:tbl><w:tr>{cells}</w:tr></w:tbl>{paragraph('注')}"
    source = with_body(f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>")
    assert blocks_of(source)[1:] == ["专栏1 重点工程", "注"]
    assert [text for *_, text in cells_of(source)] == ["指标", "目标"]


def test_content_controls_wrap_paragraphs_rows_and_cells() -> None:
    def control(xml: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{xml}</w:sdtContent></w:sdt>"

    cell = f"<w:tc>{paragraph('甲')}</w:tc>"
    row = control(f"<w:tr>{cell}{control(cell)}</w:tr>")
    source = with_body(control(paragraph("控件")) + f"<w:tbl>{row}</w:tbl>")
    assert blocks_of(source)[1:] == ["控件"]
    assert cells_of(source) == [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "甲")]


def test_drop_cap_belongs_to_its_paragraph() -> None:
    first = paragraph("为", '<w:framePr w:dropCap="drop" w:lines="2"/>')
    assert texts(first + paragraph("落实方案")) == ["为落实方案"]


# --- what is not read, and other kinds of packages --------------------------------------------------


def drawn(kind: str) -> str:
    uri = f"http://schemas.openxmlformats.org/drawingml/2006/{kind}"
    return f'<w:p><w:r><w:drawing><a:graphicData xmlns:a="{DRAWING}" uri="{uri}"/></w:drawing></w:r></w:p>'


DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
OBJECT = (
    '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="{}"/>'
    "</w:object></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("xml", "warnings"),
    [
        (drawn("chart") + drawn("chart"), ("有 2 个图表没有读取",)),
        (drawn("diagram"), ("有 1 个SmartArt 图示没有读取",)),
        (drawn("picture"), ()),
        (OBJECT.format("Excel.Sheet.12"), ("有 1 个嵌入对象没有读取",)),
        (OBJECT.format("Equation.3"), ()),
        ("<w:altChunk/>", ("有 1 个嵌入的其他文件没有读取",)),
        (paragraph("文中说到 altChunk"), ()),
    ],
)
def test_what_is_not_text_is_told(xml: str, warnings: tuple[str, ...]) -> None:
    assert with_body(xml).warnings == warnings


STRICT = {
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/math": b"http://purl.oclc.org/ooxml/officeDocument/math",
    b"http://schemas.openxmlformats.org/drawingml/2006/main": b"http://purl.oclc.org/ooxml/drawingml/main",
}


def test_strict_form_reads_as_the_transitional_one() -> None:
    document = numbered_document([("chineseCounting", "%1、")])
    add_numbered(document, "总则", 900, 0)
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    add_body(
        document,
        f'<w:p><m:oMath xmlns:m="{math}"><m:r><m:t>x=5%</m:t></m:r></m:oMath></w:p>{drawn("chart")}',
    )
    data = saved(document)
    for part in ("word/document.xml", "word/numbering.xml", "word/styles.xml"):
        content = zipfile.ZipFile(io.BytesIO(data)).read(part)
        data = rewritten(data, part, {old: new for old, new in STRICT.items() if old in content})
    source = read_bytes(data, "a.docx")
    assert blocks_of(source) == [OPENING, "一、总则", "x=5%"]
    assert source.warnings == ("有 1 个图表没有读取",)


@pytest.mark.parametrize(
    "kind",
    ["document.macroEnabled.main", "template.macroEnabledTemplate.main"],
)
@pytest.mark.parametrize("name", ["a.docm", "a.dotx", "a.doc"])
def test_macro_files_and_templates_are_read(kind: str, name: str) -> None:
    old = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    new = f"application/vnd.ms-word.{kind}+xml".encode()
    data = rewritten(saved(plain_document()), "[Content_Types].xml", {old: new})
    assert read_bytes(data, name).text == OPENING
