"""PDFs: paragraphs by geometry, ruled tables, what is printed around the text left out."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.lib import colors  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from reportlab.platypus import Table  # type: ignore[import-untyped]

from pipeline.readers import pdf, read_bytes
from pipeline.readers.quality import require_readable
from schemas.errors import (
    CorruptInputError,
    EncryptedInputError,
    NoTextLayerError,
    UnreadableTextError,
)
from schemas.source import Source
from tests.hostile import sound

WIDTH, HEIGHT = A4
FONT = "STSong-Light"
SIZE = 14
LEFT = 85
FULL = 30
"""Characters of a full line."""

TITLE = "云江市养老服务实施方案"
SENTENCE = "全市要健全居家社区机构相协调、医养康养相结合的养老服务体系，推动资源向基层和农村延伸，"

Draw = Callable[[Canvas], None]


def pdf_of(*pages: Draw, **options: object) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, **options)
    for draw in pages:
        canvas.setFont(FONT, SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def source_of(*pages: Draw) -> Source:
    return read_bytes(pdf_of(*pages), "a.pdf")


def blocks_of(source: Source) -> list[str]:
    return [source.text[block.start : block.end] for block in source.blocks]


def cells_of(source: Source, table: int = 0) -> list[tuple[int, int, int, int, str]]:
    return [
        (c.row, c.col, c.row_span, c.col_span, source.text[c.start : c.end])
        for c in source.tables[table].cells
    ]


def wrapped(paragraph: str) -> list[str]:
    """The lines of a paragraph as a word processor sets them, its first one indented by two characters."""
    first, rest = paragraph[: FULL - 2], paragraph[FULL - 2 :]
    return [f"　　{first}", *(rest[at : at + FULL] for at in range(0, len(rest), FULL))]


def lines(*texts: str, top: float = 100, pitch: float = 28) -> Draw:
    """Draws lines at the left margin; ideographic blanks at their head become an indent."""

    def draw(canvas: Canvas) -> None:
        for number, text in enumerate(texts):
            indent = SIZE * (len(text) - len(text.lstrip("　")))
            canvas.drawString(LEFT + indent, HEIGHT - top - number * pitch, text.lstrip("　"))

    return draw


def table(
    rows: list[list[str]], top: float, widths: list[float], *style: tuple[object, ...]
) -> Draw:
    def draw(canvas: Canvas) -> None:
        drawn = Table(rows, colWidths=widths, rowHeights=[26] * len(rows))
        drawn.setStyle(
            [
                ("FONT", (0, 0), (-1, -1), FONT, 12),
                ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
                *style,
            ]
        )
        drawn.wrapOn(canvas, WIDTH, HEIGHT)
        drawn.drawOn(canvas, LEFT, HEIGHT - top - 26 * len(rows))

    return draw


def both(*parts: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        for part in parts:
            part(canvas)

    return draw


LONG = SENTENCE * 3 + "到2025年建成助餐点90个。"


def test_wrapped_lines_become_paragraphs() -> None:
    source = source_of(lines(*wrapped(LONG), "　　一、总体要求", *wrapped(LONG)))
    assert blocks_of(source) == [LONG, "一、总体要求", LONG]


def test_sentence_goes_on_over_a_page_break_without_page_numbers() -> None:
    whole = wrapped(LONG)
    first = both(lines(*wrapped(LONG), *whole[:2]), lines("— 1 —", top=800))
    second = both(lines(*whole[2:], *wrapped(LONG)), lines("— 2 —", top=800))
    source = source_of(first, second)
    assert blocks_of(source) == [LONG, LONG, LONG]
    pages = [
        {place.page for place in source.places if block.start <= place.start < block.end}
        for block in source.blocks
    ]
    assert pages == [{1}, {1, 2}, {2}]


def test_running_heads_are_left_out() -> None:
    pages = [both(lines("云江市人民政府文件", top=40), lines(*wrapped(LONG))) for _ in range(4)]
    assert blocks_of(source_of(*pages)) == [LONG] * 4


def test_same_line_at_another_height_is_no_running_head() -> None:
    pages = [
        lines(*wrapped(LONG), f"　　（一）要求{n}", "　　附件", top=60 + 40 * n) for n in range(4)
    ]
    assert blocks_of(source_of(*pages)).count("附件") == 4


def test_contents_page_is_left_out() -> None:
    contents = lines(
        "目 录", "一、总体要求........................1", "二、主要任务........................3"
    )
    assert blocks_of(source_of(contents, lines(*wrapped(LONG)))) == [LONG]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("到 2025 年建成 90 个", "到2025年建成90个"),
        ("支持 open source 社区", "支持open source社区"),
        ("不低于 6.5 %", "不低于6.5%"),
        ("增长 8 — 10 个", "增长8—10个"),
    ],
)
def test_blanks_of_the_typesetter_are_taken_out(printed: str, expected: str) -> None:
    assert blocks_of(source_of(lines(TITLE, "", f"　　{printed}")))[-1] == expected


ROWS = [["序号", "任务", "牵头单位"], ["1", "助餐点", "市民政局"], ["2", "床位", "市财政局"]]
WIDTHS = [50.0, 200.0, 150.0]


def test_ruled_table_stands_in_its_place() -> None:
    source = source_of(
        both(lines(TITLE), table(ROWS, 140, WIDTHS), lines("附则如下所示。", top=300))
    )
    assert blocks_of(source) == [TITLE, "附则如下所示。"]
    assert (
        source.text
        == f"{TITLE}\n序号\t任务\t牵头单位\n1\t助餐点\t市民政局\n2\t床位\t市财政局\n附则如下所示。"
    )
    assert {place.page for place in source.places if place.table} == {1}


def test_merged_cells_have_spans() -> None:
    style = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0))]
    rows = [["指标", "目标", ""], ["", "2023年", "2025年"], ["床位", "8000", "8500"]]
    source = source_of(both(lines(TITLE), table(rows, 140, WIDTHS, *style)))
    assert cells_of(source)[:4] == [
        (0, 0, 2, 1, "指标"),
        (0, 1, 1, 2, "目标"),
        (1, 1, 1, 1, "2023年"),
        (1, 2, 1, 1, "2025年"),
    ]


def test_lines_of_a_cell_are_joined_and_a_list_is_not() -> None:
    rows = [["任务", "单位"], ["健全居家社区机构相协调\n的服务体系。", "市民政局\n市财政局"]]
    style = ("VALIGN", (0, 0), (-1, -1), "TOP")

    def draw(canvas: Canvas) -> None:
        drawn = Table(rows, colWidths=[12 * 12 + 6, 200], rowHeights=[26, 50])
        drawn.setStyle(
            [
                ("FONT", (0, 0), (-1, -1), FONT, 12),
                ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
                style,
            ]
        )
        drawn.wrapOn(canvas, WIDTH, HEIGHT)
        drawn.drawOn(canvas, LEFT, 500)

    cells = cells_of(source_of(both(lines(TITLE), draw)))
    assert [text for *_, text in cells[2:]] == [
        "健全居家社区机构相协调的服务体系。",
        "市民政局\n市财政局",
    ]


def test_table_goes_on_over_a_page_break() -> None:
    more = [ROWS[0], ["3", "护理员", "市人力社保局"]]
    first = both(lines(TITLE), table(ROWS, 700, WIDTHS))
    source = source_of(first, table(more, 60, WIDTHS))
    assert len(source.tables) == 1
    assert cells_of(source)[-3:] == [
        (3, 0, 1, 1, "3"),
        (3, 1, 1, 1, "护理员"),
        (3, 2, 1, 1, "市人力社保局"),
    ]


def test_row_cut_by_a_page_break_is_one_row() -> None:
    first = both(lines(TITLE), table([*ROWS, ["3", "护理", "市人力"]], 690, WIDTHS))
    source = source_of(
        first, table([["", "员培训", "社保局"], ["4", "平台", "市大数据局"]], 60, WIDTHS)
    )
    assert [text for row, *_, text in cells_of(source) if row == 3] == [
        "3",
        "护理员培训",
        "市人力社保局",
    ]
    assert cells_of(source)[-1] == (4, 2, 1, 1, "市大数据局")


def test_box_is_a_row_a_paragraph() -> None:
    box = table([["专栏1 重点项目"], ["建成助餐点90个。"]], 140, [400.0])
    assert cells_of(source_of(both(lines(TITLE), box))) == [
        (0, 0, 1, 1, "专栏1重点项目"),
        (1, 0, 1, 1, "建成助餐点90个。"),
    ]


def test_table_open_at_its_sides_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        drawn = Table(ROWS, colWidths=WIDTHS, rowHeights=[26] * 3)
        rule = (0.5, colors.black)
        drawn.setStyle(
            [
                ("FONT", (0, 0), (-1, -1), FONT, 12),
                ("INNERGRID", (0, 0), (-1, -1), *rule),
                ("LINEABOVE", (0, 0), (-1, 0), *rule),
                ("LINEBELOW", (0, -1), (-1, -1), *rule),
            ]
        )
        drawn.wrapOn(canvas, WIDTH, HEIGHT)
        drawn.drawOn(canvas, LEFT, 500)

    assert len(cells_of(source_of(both(lines(TITLE), draw)))) == 9


def test_rotated_page_reads_upright() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.rotate(90)
        canvas.translate(0, -WIDTH)
        both(lines(TITLE, top=HEIGHT - WIDTH + 100), table(ROWS, HEIGHT - WIDTH + 140, WIDTHS))(
            canvas
        )

    source = source_of(draw)
    assert blocks_of(source) == [TITLE]
    assert cells_of(source)[3:6] == [
        (1, 0, 1, 1, "1"),
        (1, 1, 1, 1, "助餐点"),
        (1, 2, 1, 1, "市民政局"),
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    def draw(canvas: Canvas) -> None:
        lines(TITLE, top=80)(canvas)
        for number in range(12):
            canvas.drawString(
                60, HEIGHT - 120 - number * 24, f"左栏第{number:02d}行文字内容齐全完整"
            )
            canvas.drawString(
                320, HEIGHT - 120 - number * 24, f"右栏第{number:02d}行文字内容齐全完整"
            )

    text = source_of(draw).text
    assert text.index("左栏第11行") < text.index("右栏第00行")


def test_watermark_is_left_out() -> None:
    def draw(canvas: Canvas) -> None:
        lines(*wrapped(LONG))(canvas)
        canvas.rotate(45)
        canvas.drawString(400, 200, "征求意见稿")

    assert blocks_of(source_of(draw)) == [LONG]


# --- PDFs that give no text --------------------------------------------------------------------------


def test_password_is_named() -> None:
    data = pdf_of(lines(*wrapped(LONG)), encrypt=StandardEncryption("secret"))
    with pytest.raises(EncryptedInputError):
        read_bytes(data, "a.pdf")


def test_file_behind_a_locked_one_is_not_taken_for_locked() -> None:
    with pytest.raises(EncryptedInputError):
        read_bytes(pdf_of(lines(TITLE), encrypt="secret"), "a.pdf")
    with pytest.raises(CorruptInputError):
        read_bytes(sound.pdf(o2=b"<< /Type /Pages /Kids [] /Count 0 >>"), "b.pdf")


def test_cut_file_is_corrupt() -> None:
    with pytest.raises(CorruptInputError):
        read_bytes(b"%PDF-1.7\n" + bytes(400), "a.pdf")


def test_page_of_drawings_has_no_text_layer() -> None:
    with pytest.raises(NoTextLayerError, match="--ocr") as caught:
        read_bytes(pdf_of(lambda canvas: canvas.rect(50, 50, 200, 200)), "a.pdf")
    assert caught.value.fault == "no_text_layer"


def test_private_use_glyphs_are_unreadable() -> None:
    with pytest.raises(UnreadableTextError):
        require_readable("\ue001\ue002\ue003\ue004\ue005" * 20 + "云江市")


def test_pages_beyond_the_cap_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    source = source_of(lines(*wrapped(LONG)), lines("第二页"))
    assert blocks_of(source) == [LONG]
    assert source.warnings == ("共 2 页，只读取了前 1 页",)
