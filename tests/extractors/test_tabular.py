from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.outline import Outline
from extractors.segmentation import segment
from extractors.tabular import (
    align,
    find_table_assignments,
    prose_cells,
    read_indicator_cells,
    read_prose_cells,
    read_tables,
    row_deadlines,
)
from extractors.tabular.align import assign
from extractors.tabular.headers import parse_head_date, read_head, unit_in_brackets
from extractors.tabular.model import Kind
from extractors.tabular.names import clean_name, without_time
from extractors.tabular.shapes import Shape, shape_of
from extractors.text_tables import find_text_tables
from schemas.source import Block, Cell, Source, Table


def _outline(text: str) -> Outline:
    return segment(Source(text, "example", "text/plain", "0" * 64))


def _table(*rows: str) -> str:
    """A Markdown table from rows of cells between blanks."""
    head, *body = ["| " + " | ".join(row.split(" ")) + " |" for row in rows]
    return "\n".join([head, "| --- " * len(rows[0].split(" ")) + "|", *body])


def _placed(rows: list[list[tuple[str, int, int]]], *, break_after: int | None = None) -> Source:
    """A Source with a table of (text, row span, column span); a new table begins after `break_after` rows."""
    text = "关于办好图书室的通知\n"
    cells: list[Cell] = []
    tables: list[Table] = []
    blocks = [Block(0, len(text) - 1)]
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        if number == break_after:
            tables.append(Table(cells[0].start, cells[-1].end, tuple(cells)))
            cells, taken = [], set()
        at = number - (break_after or 0) if break_after and number >= break_after else number
        col = 0
        for words, height, width in row:
            while (at, col) in taken:
                col += 1
            cells.append(Cell(at, col, len(text), len(text) + len(words), height, width))
            taken |= {(at + down, col + right) for down in range(height) for right in range(width)}
            text += words + "\n"
    tables.append(Table(cells[0].start, cells[-1].end, tuple(cells)))
    return Source(text, "example", "docx", "0" * 64, tuple(blocks), tuple(tables))


def _plain(*words: str) -> list[tuple[str, int, int]]:
    return [(word, 1, 1) for word in words]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("责任单位", Kind.RESPONSIBLE),
        ("牵头（责任）单位", Kind.LEAD),
        ("市级配合部门", Kind.SUPPORT),
        ("市某委牵头处室", Kind.OFFICE),
        ("任务完成时限", Kind.DEADLINE),
        ("指标属性", Kind.NATURE),
        ("2025年目标值", Kind.TARGET),
        ("2025年目标", Kind.TARGET),
        ("年均增速（%）", Kind.GROWTH),
        ("主要指标名称", Kind.INDICATOR),
        ("2025年", None),
        ("责任单位：", None),
        ("延长开放时间", None),
    ],
)
def test_head_kind(head: str, kind: Kind | None) -> None:
    assert read_head(head).kind is kind


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("2025年", dt.date(2025, 12, 31)),
        ("2021—2025年累计", dt.date(2025, 12, 31)),
        ("2024年6月底", dt.date(2024, 6, 30)),
        ("2024年上半年", dt.date(2024, 6, 30)),
        ("“十四五”末", dt.date(2025, 12, 31)),
        ("年均增速", None),
    ],
)
def test_head_date(head: str, date: dt.date | None) -> None:
    assert parse_head_date(head) == date


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("图书投入（亿元）", "亿元"),
        ("开放时长（小时/周）", "小时/周"),
        ("单位（单位：万册）", "万册"),
        ("图书室（含分馆）", None),
        ("读者（含老年人）数量（万人）", "万人"),
    ],
)
def test_unit_in_brackets(text: str, unit: str | None) -> None:
    assert unit_in_brackets(text) == unit


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("1.图书室数量（个）", "图书室数量"),
        ("（一）其中：分馆数量▲", "分馆数量"),
        ("图书室（含分馆）数量", "图书室（含分馆）数量"),
    ],
)
def test_clean_name(printed: str, name: str) -> None:
    assert clean_name(printed) == name


def test_without_time() -> None:
    assert without_time("2026年藏书目标（万册）") == "藏书"


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("", Shape.EMPTY),
        ("——", Shape.DASH),
        ("/", Shape.DASH),
        ("12", Shape.INDEX),
        ("≥95.5%", Shape.NUMBER),
        ("【21】", Shape.NUMBER),
        ("8—10", Shape.NUMBER),
        ("0.5个百分点", Shape.AMOUNT),
        ("2025年底", Shape.DATE),
        ("长期坚持", Shape.DATE),
        ("县教委、各镇（街道）", Shape.AGENCY),
        ("县教委牵头，县财政局配合", Shape.AGENCY),
        ("约束性", Shape.NATURE),
        ("万册", Shape.UNIT),
        ("延长开放时间", Shape.SHORT),
        ("延长开放时间。新添图书。", Shape.PROSE),
    ],
)
def test_shape(text: str, shape: Shape) -> None:
    assert shape_of(text) is shape


_LEDGER = (Kind.INDEX, Kind.GOAL, Kind.TASK, Kind.CONTENT, Kind.LEAD, Kind.SUPPORT, Kind.DEADLINE)


@pytest.mark.parametrize(
    ("shapes", "columns"),
    [
        ([Shape.SHORT, Shape.PROSE, Shape.AGENCY, Shape.AGENCY, Shape.DATE], [2, 3, 4, 5, 6]),
        ([Shape.SHORT, Shape.PROSE, Shape.AGENCY, Shape.DATE], [2, 3, 4, 6]),
        ([Shape.INDEX, Shape.SHORT, Shape.PROSE, Shape.AGENCY, Shape.DATE], [0, 2, 3, 4, 6]),
        ([Shape.SHORT, Shape.SHORT, Shape.PROSE, Shape.AGENCY, Shape.EMPTY, Shape.DATE], [1, 2, 3, 4, 5, 6]),
    ],
)  # fmt: skip
def test_lost_cells_find_their_columns(shapes: list[Shape], columns: list[int]) -> None:
    assert assign(shapes, _LEDGER, [{}] * len(_LEDGER)) == columns


def test_merged_task_gives_a_record_a_row() -> None:
    source = _placed(
        [
            _plain("序号", "工作任务", "具体内容", "责任单位"),
            [("1", 2, 1), ("办好图书室", 2, 1), ("延长开放时间。", 1, 1), ("县教委", 1, 1)],
            _plain("新添少儿图书。", "县财政局"),
        ]
    )
    found = [(r.task, r.responsible) for r in find_table_assignments(segment(source))]
    assert found == [("办好图书室", ("县教委",)), ("办好图书室", ("县财政局",))]


def test_row_cut_by_a_page_is_one_row() -> None:
    source = _placed(
        [
            _plain("序号", "重点任务", "负责单位"),
            _plain("1", "延长乡村图书室的", "县文化旅游委牵头，县教"),
            _plain("", "开放时间", "委、县财政局配合"),
            _plain("2", "新添图书", "县财政局"),
        ],
        break_after=2,
    )
    found = [(r.task, r.lead, r.support) for r in find_table_assignments(segment(source))]
    assert found[0] == ("延长乡村图书室的开放时间", ("县文化旅游委",), ("县教委", "县财政局"))
    assert len(found) == 2


def test_double_head_with_spans() -> None:
    source = _placed(
        [
            [("指标", 2, 1), ("规划目标", 1, 2), ("实现情况", 1, 2)],
            _plain("2020年", "年均增长（%）", "2020年", "年均增长（%）"),
            _plain("藏书（万册）", "12", "5", "13", "6"),
        ]
    )
    found = read_indicator_cells(segment(source))
    assert [(str(c.status), c.unit) for c in found] == [
        ("target", "万册"), ("target", "%"), ("actual", "万册"), ("actual", "%"),
    ]  # fmt: skip
    assert {c.date for c in found} == {dt.date(2020, 12, 31)}


def test_levels_of_indicators_leave_the_deepest_as_name() -> None:
    text = _table(
        "一级指标 二级指标 2026年", "服务 1.开放时长（小时） 60", "服务 2.借阅量（万册） 9"
    )
    found = [(c.indicator, c.unit, c.group) for c in read_indicator_cells(_outline(text))]
    assert found == [("开放时长", "小时", "服务"), ("借阅量", "万册", "服务")]


def test_years_as_rows_date_their_values() -> None:
    text = _table("年份 藏书数量（万册）", "2023年 8", "2026年 12")
    found = [(c.indicator, c.date) for c in read_indicator_cells(_outline(text))]
    assert found == [("藏书数量", dt.date(2023, 12, 31)), ("藏书数量", dt.date(2026, 12, 31))]


@pytest.mark.parametrize(
    ("period", "issued", "statuses"),
    [
        ((2021, 2025), dt.date(2021, 6, 1), ["actual", "target"]),
        ((2020, 2025), dt.date(2020, 3, 1), ["target", "target"]),
        (None, dt.date(2020, 11, 1), ["actual", "target"]),
        (None, dt.date(2026, 1, 1), ["actual", "actual"]),
    ],
)
def test_status_of_plain_years(
    period: tuple[int, int] | None, issued: dt.date, statuses: list[str]
) -> None:
    outline = _outline(_table("指标 2020年 2025年", "藏书（万册） 8 12"))
    document = outline.document.model_copy(update={"period": period, "issued_on": issued})
    cells = read_indicator_cells(replace(outline, document=document))
    assert [str(cell.status) for cell in cells] == statuses


def test_names_a_line_each_are_parted() -> None:
    source = _placed(
        [
            _plain("工作任务", "责任单位", "完成时限"),
            _plain("延长开放时间", "教育部\n财政部", "2026年底"),
            _plain("新添图书", "国家发展\n改革委", "2026年底"),
        ]
    )
    found = [record.responsible for record in find_table_assignments(segment(source))]
    assert found == [("教育部", "财政部"), ("国家发展改革委",)]


def test_prose_cells_have_the_deadline_of_their_row() -> None:
    outline = _outline(
        _table("工作任务 具体内容 责任单位 完成时限", "办好图书室 新添图书3000册。 县教委 2026年底")
    )
    words = [outline.view.text[low:high] for low, high in prose_cells(outline)]
    assert words == ["办好图书室", "新添图书3000册。"]
    assert set(row_deadlines(outline).values()) == {dt.date(2026, 12, 31)}


def test_sentences_of_a_value_column_are_prose_with_a_subject() -> None:
    outline = _outline(
        _table("指标 评价标准", "开放率 较上一年提高，2026年达到90%。", "完好率 ≥95%")
    )
    assert [(c.subject, outline.view.text[c.start : c.end]) for c in read_prose_cells(outline)] == [
        ("开放率", "较上一年提高，2026年达到90%。")
    ]
    assert [c.indicator for c in read_indicator_cells(outline)] == ["完好率"]


def test_caption_gives_the_unit() -> None:
    text = "表1 藏书情况\n单位：万册\n\n" + _table("区县 2026年目标", "临川区 12.5", "青禾县 8")
    table = read_tables(_outline(text))[0]
    assert (table.caption, table.units) == ("表1藏书情况", ("万册",))


@pytest.mark.parametrize(
    ("text", "widths"),
    [
        ("指标\n2023年\n2026年\n藏书\n8\n12\n读者\n3\n5\n后面是正文。\n", [3, 3, 3]),
        ("指标　　2023年　　2026年\n藏书　　8　　12\n\n后面是正文。\n", [3, 3]),
        ("序号\t任务\t单位\n（一）服务\n1\t开放\t县教委\n2\t借阅\t县教委\n", [3, 1, 3, 3]),
        ("工作目标\n重点任务\n保障措施\n后面是正文。\n", []),
        ("正文说明。\n后面还有正文。\n", []),
        ("正文说明。\n |\n |\n\n", []),
        ("| 指标 | 单位 | 目标 |\n| 藏书 | 册 | 8 |\n|\n后面是正文。\n", [3, 3]),
    ],
)
def test_tables_in_plain_text(text: str, widths: list[int]) -> None:
    tables = find_text_tables(text)
    assert [len(row) for table in tables for row in table.rows] == widths


def test_a_wide_table_is_not_aligned_cell_by_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    fits: list[Kind] = []

    def counted(_shape: Shape, kind: Kind, _profile: align.Profile) -> float:
        fits.append(kind)
        return 0.0

    monkeypatch.setattr(align, "fit", counted)
    row = "\t".join(["甲"] * 3000)
    text = "指标\t2023年\t2026年\n" + "\n".join([row] * 20) + "\n"
    read_indicator_cells(_outline(text))
    assert not fits


@pytest.mark.parametrize(("stem", "assignments", "cells"), [("000_", 23, 17), ("002_", 0, 77)])
def test_real_tables(real_notices: Path, stem: str, assignments: int, cells: int) -> None:
    path = next(real_notices.glob(f"{stem}*.txt"))
    outline = _outline(path.read_text("utf-8-sig"))
    assert len(find_table_assignments(outline)) == assignments
    assert len(read_indicator_cells(outline)) == cells


def test_a_bracket_in_the_sentence_above_a_table_is_not_its_unit() -> None:
    text = (
        "2027年计划新建驿站600个（处），任务如下：\n\n"
        "| 重点任务 | 里程 |\n| --- | --- |\n| 新建步道 | 12.5 |\n| 改造绿道 | 8.5 |\n"
    )
    assert [cell.unit for cell in read_indicator_cells(_outline(text))] == [None, None]
