"""Paragraphs of a file that names its own blocks."""

from __future__ import annotations

import pytest

from extractors.layout import build_layout
from schemas.source import Block, Cell, Source, Table

LONG = "重点围绕主要绿叶菜品种加快生产关键环节机械化技术的集成应用并选育一批新品种"


def source_of(*blocks: tuple[str, int | None], tables: tuple[Table, ...] = ()) -> Source:
    """A source of one block a line, each with its heading level."""
    text = "\n".join(line for line, _ in blocks)
    placed: list[Block] = []
    start = 0
    for line, level in blocks:
        placed.append(Block(start, start + len(line), level))
        start += len(line) + 1
    inside = [block for block in placed if not any(t.start <= block.start < t.end for t in tables)]
    return Source(
        text=text,
        name="a.docx",
        media_type="application/x-test",
        sha256="0" * 64,
        blocks=tuple(inside),
        tables=tables,
    )


def paragraphs_of(source: Source) -> list[str]:
    layout = build_layout(source)
    return [layout.view.text[p.start : p.end] for p in layout.paragraphs]


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        (f"{LONG}2-3", "个适宜的品种。", True),
        (f"{LONG}品种，", "完善技术规程。", True),
        (f"{LONG}品种，", "一、总则", False),
        (f"{LONG}品种", "完善技术规程。", False),
        (f"{LONG}，电话12345678", "个人所得", False),
        (f"{LONG}2023", "云江市人民政府", False),
        ("新增2", "个品种。", False),
    ],
)
def test_paragraph_cut_in_mid_sentence_is_one(first: str, second: str, is_one: bool) -> None:
    wanted = [first + second] if is_one else [first, second]
    assert paragraphs_of(source_of((first, None), (second, None))) == wanted


def test_heading_ends_a_paragraph() -> None:
    blocks = ((f"{LONG}，", None), ("总则", 1), (f"{LONG}，", 2), ("完善。", None))
    assert paragraphs_of(source_of(*blocks)) == [line for line, _ in blocks]


def test_table_ends_a_paragraph() -> None:
    start = len(LONG) + 2
    cells = (
        Cell(0, 0, start, start + 2),
        Cell(1, 0, start + 3, start + 5),
        Cell(1, 1, start + 5, start + 5),
    )
    table = Table(start, start + 5, cells)
    blocks = ((f"{LONG}，", None), ("指标", None), ("目标", None), ("完善。", None))
    found = paragraphs_of(source_of(*blocks, tables=(table,)))
    assert [text for text in found if text] == [line for line, _ in blocks]
