"""Places through all layers: reader's parts, look-up, ledger, outline and page."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from pipeline import stages
from pipeline.export.html import html_page
from pipeline.export.places import place_phrase
from pipeline.places import place_fields, place_of, with_places
from pipeline.queries import open_ledger, show
from pipeline.readers.assemble import CellText, ParagraphText, SourceWriter, TableText
from pipeline.readers.spots import remapped
from pipeline.store import Ledger
from schemas.source import Place, Source
from tests.pipeline.factories import qinghe

ON_PAGES = (
    Place(0, 4, page=1, box=(10, 20, 50, 30)),
    Place(4, 8, page=1, box=(5, 35, 45, 45)),
    Place(9, 12, page=2, box=(5, 20, 45, 30), table=1, row=2, col=3),
)
TABLE = """云江市青禾县人民政府关于印发行动计划的通知

| 指标 | 2025年 |
| --- | --- |
| 存款余额 | 90亿元 |
"""


def plain(text: str) -> Source:
    return Source(text=text, name="a.md", media_type="text/markdown", sha256="0" * 64)


@pytest.mark.parametrize(
    ("start", "end", "wanted"),
    [
        (1, 3, {"page": 1, "box": (10, 20, 50, 30)}),
        (1, 12, {"page": 1, "box": (5, 20, 50, 45)}),
        (8, 10, {"page": 2, "box": (5, 20, 45, 30), "table": 1, "row": 2, "col": 3}),
        (12, 14, {}),
    ],
)
def test_place_of_a_stretch(start: int, end: int, wanted: dict[str, object]) -> None:
    assert place_fields(place_of(ON_PAGES, start, end)) == wanted


def test_parts_keep_their_places_where_blanks_are_tidied() -> None:
    parts = (Place(0, 4, page=1), Place(4, 8, page=2), Place(8, 10, page=3))
    moved = remapped(parts, " 甲  乙\x07 丙 \t ", "甲 乙 丙")
    assert [(p.start, p.end, p.page) for p in moved] == [(0, 1, 1), (2, 5, 2)]


def test_row_is_that_of_the_file_where_a_caption_is_taken_out() -> None:
    cells = [
        CellText(0, 0, "表1 主要指标", col_span=2),
        CellText(1, 0, "指标"),
        CellText(1, 1, "目标"),
    ]
    writer = SourceWriter()
    writer.write([TableText([CellText(0, 0, "")]), TableText(cells)])
    found = {writer.text[p.start : p.end]: (p.table, p.row, p.col) for p in writer.places}
    assert found == {"表1 主要指标": (2, 1, 1), "指标": (2, 2, 1), "目标": (2, 2, 2)}


def test_rows_of_a_box_share_its_cell() -> None:
    text = "甲工作要点。\n乙工作要点。"
    cell = CellText(0, 0, text, places=(Place(0, 6, paragraph=7), Place(7, 13, paragraph=8)))
    writer = SourceWriter()
    writer.write([ParagraphText("题目"), TableText([cell])])
    assert [(c.row, writer.text[c.start : c.end]) for c in writer.tables[0].cells] == [
        (0, "甲工作要点。"),
        (1, "乙工作要点。"),
    ]
    assert [(p.row, p.col, p.paragraph) for p in writer.places] == [(1, 1, 7), (1, 1, 8)]


def test_cells_of_a_table_in_plain_text_have_line_row_and_column() -> None:
    source = with_places(stages.segment(plain(TABLE)))
    found = {source.text[p.start : p.end]: place_phrase(p) for p in source.places}
    assert found["90亿元"] == "表1第2行第2列 文本第5行"
    assert found["存款余额"] == "表1第2行第1列 文本第5行"
    assert found[TABLE.partition("\n")[0]] == "文本第1行"


def test_outline_tells_the_place_that_the_ledger_keeps(tmp_path: Path) -> None:
    notice = qinghe()
    start = notice.text.index("二、重点任务")
    place = Place(start, start + 6, page=2, box=(72.5, 90.0, 300.25, 104.0), path="/p[3]")
    source = dataclasses.replace(notice.source(), places=(place,))
    path = tmp_path / "ledger.db"
    with Ledger.open(path) as ledger:
        ledger.load(notice.records(), source, path="a.pdf")
    db = open_ledger(path)
    rows = {row.text: row for row in show(db, "青禾府办发〔2023〕1号")}
    db.close()
    row = rows["二、重点任务"]
    assert (row.page, row.box, row.path) == (2, (72.5, 90.0, 300.25, 104.0), "/p[3]")
    assert place_phrase(row) == "第2页（72,90,300,104） /p[3]"
    assert rows["一、总体目标"].page is None


def test_page_of_a_notice_tells_places() -> None:
    outline = stages.segment(plain(TABLE))
    page = html_page(
        dataclasses.replace(outline, source=with_places(outline)), stages.records_in(outline)
    )
    assert "<span>表1第2行第2列 文本第5行</span>" in page
    assert "｜表1第2行第2列 文本第5行（" in page
