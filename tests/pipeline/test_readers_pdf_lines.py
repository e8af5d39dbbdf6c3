"""Lines of PDFs: characters as they stand on the line, lines of mixed type, notes over a line's end."""

from __future__ import annotations

import re

import pytest
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from pipeline.readers import read_bytes
from tests.pipeline.test_readers_pdf import (
    FONT,
    FULL,
    HEIGHT,
    LEFT,
    LONG,
    SIZE,
    Draw,
    blocks_of,
    both,
    cells_of,
    lines,
    pdf_of,
    source_of,
    table,
    wrapped,
)


def moved(*runs: tuple[str, float], top: float = 100) -> Draw:
    """Draws the runs of one line in the order given, each at its place in characters from the margin."""

    def draw(canvas: Canvas) -> None:
        for text, place in runs:
            canvas.drawString(LEFT + place * SIZE, HEIGHT - top, text)

    return draw


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([("政府与银行按", 0), ("7", 6), ("3", 7.5), ("∶", 6.5), ("分担。", 8)], "政府与银行按7∶3分担。"),
        ([("将好", 0), ("差评", 3), ("“", 2), ("”", 5)], "将好“差评”"),
        ([("建设", 0), ("禾", 3), ("“", 2), ("易融", 4), ("”平台", 6)], "建设“禾易融”平台"),
    ],
)  # fmt: skip
def test_characters_are_read_as_they_stand(runs: list[tuple[str, float]], expected: str) -> None:
    source = source_of(both(moved(*runs), lines(*wrapped(LONG), top=200)))
    assert blocks_of(source) == [expected, LONG]


def test_line_that_ends_in_lower_type_runs_on() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT + 2 * SIZE, HEIGHT - 100, "县" * (FULL - 4) + "，")
        canvas.setFont("Helvetica", 8)
        canvas.drawString(LEFT + (FULL - 1) * SIZE, HEIGHT - 100, "35")
        canvas.setFont(FONT, SIZE)
        canvas.drawString(LEFT, HEIGHT - 128, "个，力争到年末达到目标。")

    body = lines(*wrapped(LONG), top=200)
    assert blocks_of(source_of(both(draw, body))) == [
        "县" * (FULL - 4) + "，35个，力争到年末达到目标。",
        LONG,
    ]


NOTE = "培训飞手队伍。全年培训持证飞手。（牵头考核单位：县人力"


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        (f"　　{NOTE[:25]}", "社保局、县农业农村委）", 1),
        (f"　　{NOTE[:25]}", "　　社保局、县农业农村委）", 2),
        (f"　　{NOTE[:18]}", "社保局、县农业农村委）", 2),
        (NOTE[:26], "社保局、县农业农村委）", 2),
        (f"　　{NOTE[:15]}县人力资源和社会保", "障局、县农业农村委）", 2),
    ],
)
def test_note_in_brackets_goes_on_at_the_margin(first: str, second: str, count: int) -> None:
    source = source_of(lines(*wrapped(LONG), first, second, *wrapped(LONG)))
    assert len(blocks_of(source)) == count + 2


def test_full_line_with_an_indent_is_no_rest_of_a_heading() -> None:
    first = "　　" + "县" * (FULL - 4) + "）"
    second = ["　　" + "乡" * (FULL - 2), "镇。"]
    assert len(blocks_of(source_of(lines(*wrapped(LONG), first, *second)))) == 3


@pytest.mark.parametrize(
    ("last", "rest", "whole"),
    [
        (["", "9", "主管部"], ["", "", "门"], ["9", "主管部门"]),
        (["", "平均利率", "4.92"], ["", "（%）", ""], ["平均利率（%）", "4.92"]),
    ],
)
def test_row_below_a_merged_cell_is_cut_by_a_page_break(
    last: list[str], rest: list[str], whole: list[str]
) -> None:
    head, row = ["目标", "指标", "单位"], ["甲", "8", "乙"]
    widths = [100.0, 100.0, 100.0]
    first = both(
        lines(*wrapped(LONG)),
        table([head, row, last], 700, widths, ("SPAN", (0, 1), (0, 2))),
    )
    source = source_of(first, table([head, rest], 60, widths))
    texts = [text for *_, text in cells_of(source)]
    assert texts[6:] == whole


def test_merged_cell_reaches_on_below_a_row_cut_by_a_page_break() -> None:
    head, widths = ["序号", "目标", "单位"], [100.0, 100.0, 100.0]
    first = both(lines(*wrapped(LONG)), table([head, ["9", "丙", "主管部"]], 700, widths))
    rest = table([head, ["", "", "门"], ["10", "", "乙局"]], 60, widths, ("SPAN", (1, 1), (1, 2)))
    assert cells_of(source_of(first, rest))[3:] == [
        (1, 0, 1, 1, "9"),
        (1, 1, 2, 1, "丙"),
        (1, 2, 1, 1, "主管部门"),
        (2, 0, 1, 1, "10"),
        (2, 2, 1, 1, "乙局"),
    ]


@pytest.mark.parametrize(
    ("rest", "count"),
    [("元、500元。", 1), ('项"一网"改革。', 1), ("元和其他。", 2)],
)
def test_line_is_full_where_a_number_behind_a_pause_would_not_fit(rest: str, count: int) -> None:
    first = "　　" + "县" * (FULL - 5)
    assert len(blocks_of(source_of(lines(*wrapped(LONG), first, rest)))) == count + 1


def test_font_that_claims_no_height_stands_on_its_line() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, HEIGHT - 100, "投资超")
        canvas.setFont("Helvetica", SIZE)
        canvas.drawString(LEFT + 3.2 * SIZE, HEIGHT - 100, "60")
        canvas.setFont(FONT, SIZE)
        canvas.drawString(LEFT + 4.5 * SIZE, HEIGHT - 100, "亿元。")

    data = pdf_of(both(draw, lines(*wrapped(LONG), top=200)))
    flat = re.sub(rb"/Ascent \d+", b"/Ascent -9", data)
    flat = re.sub(rb"/Descent -\d+", b"/Descent -90", flat)
    assert flat != data
    assert blocks_of(read_bytes(flat, "a.pdf")) == ["投资超60亿元。", LONG]


@pytest.mark.parametrize(
    ("last", "rest", "count"),
    [
        (["个体户贷款利", "6.47", "5.75"], ["率水平", "", ""], 2),
        (["个体户", "6.47", "5.75"], ["率水平", "", ""], 3),
        (["个体户贷款利", "6.47", "5.75"], ["二、其他", "", ""], 3),
        (["", "县交通运输管", "县商务发展服"], ["", "理局", "务局"], 2),
        (["", "县交通运输管", "县商务局"], ["", "理局", "市局"], 3),
    ],
)
def test_row_whose_lines_were_full_is_cut_by_a_page_break(
    last: list[str], rest: list[str], count: int
) -> None:
    head, widths = ["指标", "上年", "本年"], [84.0, 84.0, 84.0]
    first = both(lines(*wrapped(LONG)), table([head, last], 700, widths))
    source = source_of(first, table([head, rest], 60, widths))
    assert len({cell.row for cell in source.tables[0].cells}) == count
