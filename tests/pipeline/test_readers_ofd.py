"""Fixed-layout files (.ofd): text by its coordinates, tables by their rules, and hostile containers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from pipeline.readers import read_bytes
from schemas.errors import (
    CorruptInputError,
    EncryptedInputError,
    ForbiddenXmlError,
    InputError,
    LimitExceededError,
    NoTextError,
    NoTextLayerError,
)
from schemas.source import Source

TITLE = "云江市人民政府关于印发养老服务实施方案的通知"
LINES = (
    TITLE,
    "各区县政府，市政府各部门：",
    "到2025年，全市建成助餐点90个以上，护理型床位占比达到60%。",
)
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def element(name: str, inside: str) -> str:
    return f"<ofd:{name} {SPACE}>{inside}</ofd:{name}>"


def text_object(text: str, x: float, y: float, *, more: str = "", code: str = "") -> str:
    """A line of 5 mm type; `code` are the attributes of its TextCode, by default equal steps."""
    steps = code or f'X="0" Y="4.3" DeltaX="g {len(text)} 5"'
    return (
        f'<ofd:TextObject ID="9" Boundary="{x} {y} 150 5" Font="1" Size="5" {more}>'
        f"<ofd:TextCode {steps}>{text}</ofd:TextCode></ofd:TextObject>"
    )


def path_object(x0: float, y0: float, x1: float, y1: float) -> str:
    data = f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData>"
    return (
        f'<ofd:PathObject ID="8" Boundary="{x0} {y0} {x1 - x0} {y1 - y0}">{data}</ofd:PathObject>'
    )


def page(*objects: str, head: str = "") -> str:
    layer = f'<ofd:Layer ID="2">{"".join(objects)}</ofd:Layer>'
    return element("Page", f"{head}<ofd:Content>{layer}</ofd:Content>")


def plain_page(lines: tuple[str, ...] = LINES, *, head: str = "") -> str:
    objects = [text_object(line, 25, 30 + 10 * at) for at, line in enumerate(lines)]
    return page(*objects, head=head)


def document(count: int, *, common: str = "", refs: str | None = None) -> str:
    pages = "".join(f'<ofd:Page ID="{n}" BaseLoc="P/{n}.xml"/>' for n in range(count))
    box = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    return element(
        "Document",
        f"<ofd:CommonData>{box}{common}</ofd:CommonData><ofd:Pages>{pages if refs is None else refs}</ofd:Pages>",
    )


def body(root: str = "Doc_0/Document.xml") -> str:
    return f"<ofd:DocBody><ofd:DocInfo><ofd:Title>{TITLE}</ofd:Title></ofd:DocInfo><ofd:DocRoot>{root}</ofd:DocRoot></ofd:DocBody>"


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return buffer.getvalue()


def container(*pages: str, **other: str) -> bytes:
    """A file of one document; `other` replaces or adds parts, `__` in a name stands for a slash, `_xml` for .xml."""
    parts = {"OFD.xml": element("OFD", body()), "Doc_0/Document.xml": document(len(pages))}
    parts |= {f"Doc_0/P/{number}.xml": data for number, data in enumerate(pages)}
    named = {
        key.replace("__", "/").removesuffix("_xml") + ".xml": data for key, data in other.items()
    }
    return packed(parts | named)


def source_of(data: bytes) -> Source:
    return read_bytes(data, "a.ofd")


def blocks_of(source: Source) -> list[str]:
    return [source.text[block.start : block.end] for block in source.blocks]


def test_lines_are_read_from_top_to_bottom() -> None:
    objects = [text_object(line, 25, 30 + 10 * at) for at, line in enumerate(LINES)]
    source = source_of(container(page(*reversed(objects))))
    assert blocks_of(source) == list(LINES)
    assert (source.reader, source.metadata) == ("ofd", {"title": TITLE})


@pytest.mark.parametrize(
    "code",
    [
        'X="0" Y="4.3" DeltaX="5 5 5 5 5"',
        'X="0" Y="4.3" DeltaX="g 6 5"',
        'X="0" Y="4.3" DeltaX="5 g 3 5 5"',
        'X="0" Y="4.3" DeltaX="5"',
        'X="0" Y="4.3"',
    ],
)
def test_deltas_place_each_character(code: str) -> None:
    objects = [text_object("一、助餐点九", 25, 60, code=code), text_object("十个以上。", 55, 60)]
    source = source_of(container(plain_page(), page(*objects)))
    assert blocks_of(source)[-1] == "一、助餐点九十个以上。"


def test_blanks_of_the_typesetter_are_out() -> None:
    code = 'X="0" Y="4.3" DeltaX="5 5 5 3 2.5 2.5 3 5"'
    source = source_of(
        container(plain_page(), page(text_object("一、建 90 个点。", 25, 60, code=code)))
    )
    assert blocks_of(source)[-1] == "一、建90个点。"


@pytest.mark.parametrize(
    "more", ['CTM="2 0 0 2 0 0"', 'HScale="1" Visible="true"', 'CTM="1 0 0 1 10 -2"']
)
def test_matrix_of_an_object_moves_its_text(more: str) -> None:
    source = source_of(container(plain_page(), page(text_object("一、附则。", 25, 60, more=more))))
    assert blocks_of(source)[-1] == "一、附则。"


@pytest.mark.parametrize("more", ['CTM="0.7 0.7 -0.7 0.7 0 0"', 'Visible="false"'])
def test_watermark_and_hidden_text_are_out(more: str) -> None:
    source = source_of(
        container(
            plain_page((*LINES, "以上各项请抓好落实。")),
            page(text_object("内部资料", 25, 90, more=more)),
        )
    )
    assert "内部资料" not in source.text


@pytest.mark.parametrize(
    ("matrix", "x", "step"),
    [("0 1 -1 0 0 0", 180.0, -10), ("0 -1 1 0 0 0", 30.0, 10)],
    ids=["clockwise", "anticlockwise"],
)
def test_page_set_sideways_is_read_upright(matrix: str, x: float, step: int) -> None:
    y = 20 if step < 0 else 280
    objects = [
        text_object(line, x + step * at, y, more=f'CTM="{matrix}"') for at, line in enumerate(LINES)
    ]
    assert blocks_of(source_of(container(page(*objects)))) == list(LINES)


def test_place_is_page_and_box_in_points() -> None:
    source = source_of(container(plain_page(), page(text_object("一、附则。", 25.4, 50.8))))
    (place,) = (place for place in source.places if place.page == 2)
    assert source.text[place.start : place.end] == "一、附则。"
    assert place.box == (72.0, 144.0, 142.9, 158.2)


def test_ruled_table_keeps_its_cells() -> None:
    across = [path_object(25, y, 185, y) for y in (80, 90, 100)]
    down = [path_object(x, 80, x, 100) for x in (25, 105, 185)]
    texts = [("指标", 30, 82), ("目标", 110, 82), ("助餐点", 30, 92), ("90个", 110, 92)]
    cells = [text_object(text, x, y) for text, x, y in texts]
    source = source_of(container(plain_page(), page(*across, *down, *cells)))
    (table,) = source.tables
    found = [(c.row, c.col, source.text[c.start : c.end]) for c in table.cells]
    assert found == [(0, 0, "指标"), (0, 1, "目标"), (1, 0, "助餐点"), (1, 1, "90个")]


@pytest.mark.parametrize(("pages", "is_kept"), [(1, True), (3, False)])
def test_template_below_several_pages_is_furniture(pages: int, is_kept: bool) -> None:
    below = '<ofd:Template TemplateID="7"/>'
    common = '<ofd:TemplatePage ID="7" BaseLoc="T/0.xml"/>'
    data = container(
        *[plain_page((TITLE, f"{n}、{LINES[2]}"), head=below) for n in range(pages)],
        Doc_0__Document_xml=document(pages, common=common),
        Doc_0__T__0_xml=page(text_object("云江市人民政府文件", 60, 15)),
    )
    assert ("云江市人民政府文件" in source_of(data).text) is is_kept


def test_all_documents_of_a_container_are_read() -> None:
    second = {
        "Doc_1__Document_xml": document(1),
        "Doc_1__P__0_xml": plain_page(("附件另行印发。",)),
    }
    bodies = body() + body("/Doc_1/Document.xml")
    source = source_of(container(plain_page(), OFD_xml=element("OFD", bodies), **second))
    assert blocks_of(source) == [*LINES, "附件另行印发。"]


def test_page_named_again_and_again_is_one_page() -> None:
    loop = '<ofd:Page ID="1" BaseLoc="P/0.xml"/><ofd:Page ID="2" BaseLoc="../Doc_0/P/0.xml"/>'
    data = container(plain_page(), Doc_0__Document_xml=document(1, refs=loop * 5_000))
    assert blocks_of(source_of(data)) == list(LINES)


@pytest.mark.parametrize("number", ["1e99", "nan", "99999999999999999999", "-", ""])
def test_absurd_coordinates_harm_nothing(number: str) -> None:
    odd = [
        text_object("远处", 25, 60, code=f'X="{number}" Y="4" DeltaX="g {number} {number}"'),
        text_object("远处", 25, 60, more=f'CTM="{number} 0 0 {number} 0 0"'),
        f'<ofd:PathObject Boundary="0 0 {number} 1"><ofd:AbbreviatedData>M {number} 0 L {number}</ofd:AbbreviatedData></ofd:PathObject>',
    ]
    text = source_of(container(plain_page(), page(*odd))).text
    assert text.startswith("\n".join(LINES))


IMAGE = page('<ofd:ImageObject ID="5" Boundary="0 0 210 297" ResourceID="6"/>')
BOMB = element("Page", " " * (80 << 20))
DOCTYPE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (container(IMAGE), NoTextLayerError),
        (container(page()), NoTextError),
        (container(plain_page(), Doc_0__P__0_xml=DOCTYPE + plain_page()), ForbiddenXmlError),
        (
            container(plain_page(), OFD_xml=element("OFD", body("../../etc/passwd"))),
            CorruptInputError,
        ),
        (container(plain_page(), OFD_xml=element("OFD", "<ofd:DocBody/>")), CorruptInputError),
        (container(plain_page(), Doc_0__Document_xml="<a"), CorruptInputError),
        (container(plain_page())[:-60], CorruptInputError),
        (container(plain_page(), Encryptions_xml=element("Encryptions", "")), EncryptedInputError),
        (container(plain_page(), Doc_0__P__0_xml=BOMB), LimitExceededError),
        (container(plain_page(), Doc_0__P__0_xml="<a>" * 5_000), CorruptInputError),
    ],
    ids=[
        "scan",
        "blank",
        "entity",
        "outside",
        "no root",
        "broken",
        "cut",
        "locked",
        "bomb",
        "deep",
    ],
)
def test_bad_container_is_told_by_its_class(data: bytes, error: type[InputError]) -> None:
    with pytest.raises(error):
        source_of(data)
