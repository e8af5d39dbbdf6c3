"""What the examples of sections cannot say: levels in long papers, ends, offsets, time."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from extractors.outline import Outline
from extractors.sections.labels import parse_number
from extractors.segmentation import segment
from schemas.source import Block, Cell, Source, Table


def outline_of(text: str) -> Outline:
    return segment(Source(text=text, name="notice", media_type="text/plain", sha256="0" * 64))


def tree(text: str) -> list[tuple[int, str, str]]:
    return [(node.level, node.label, node.heading) for node in outline_of(text).sections]


@pytest.mark.parametrize(
    ("digits", "kind", "number"),
    [
        ("二十一", "han", 21),
        ("十", "han", 10),
        ("一百零三", "counted", 103),
        ("12", "counted", 12),
        ("2.10", "decimal", 10),
        ("㉑", "circled", 21),
        ("⑴", "enclosed-arabic", 1),
        ("——", "dashes", None),
        ("", "optional", None),
        ("A", "optional", None),
    ],
)
def test_number_of_a_label(digits: str, kind: str, number: int | None) -> None:
    assert parse_number(digits, kind) == number  # type: ignore[arg-type]


def test_each_plan_of_a_notice_starts_again_at_the_same_level() -> None:
    text = "一、支持建网\n（一）补助。按比例给予。\n二、支持用网\n云江市节水计划\n一、总体要求\n（一）目标。完成改造。"
    assert [level for level, _, _ in tree(text)] == [1, 2, 1, 1, 2]


def test_box_items_stand_in_the_box_and_the_outer_numbering_goes_on() -> None:
    text = "（一）供水\n1.改造管网\n专栏1 管网工程\n1.更换主管。\n2.更换支管。\n3.安装水表。\n2.整治水源\n（二）排水"
    assert [level for level, _, _ in tree(text)] == [1, 2, 3, 4, 4, 4, 2, 1]


def test_framed_box_ends_with_its_frame() -> None:
    text = "一、目标\n专栏1 工程\n1.更换主管。\n1.改造管网"
    starts = [0, 5, 12, 19]
    ends = [4, 11, 18, len(text)]
    table = Table(
        starts[1], ends[2], tuple(Cell(row, 0, starts[row + 1], ends[row + 1]) for row in (0, 1))
    )
    blocks = (Block(starts[0], ends[0]), Block(starts[3], ends[3]))
    source = Source(
        text=text, name="x", media_type="x", sha256="0" * 64, blocks=blocks, tables=(table,)
    )
    assert [(n.level, n.is_box) for n in segment(source).sections] == [
        (1, False),
        (2, True),
        (3, False),
        (2, False),
    ]


def test_contents_page_is_left_out() -> None:
    text = (
        "目录\n一、总体要求\n二、重点任务\n一、总体要求\n坚持节水优先。\n二、重点任务\n改造灌区。"
    )
    assert [label for _, label, _ in tree(text)] == ["一、", "二、"]


def test_paper_on_one_line_is_cut_at_its_labels() -> None:
    filler = "各区县要压实责任，细化措施，确保各项任务按期完成，并按月报送工作进展情况。" * 6
    text = f"一、总体要求 {filler}二、重点任务 （一）改造灌区。{filler}（二）更新泵站。{filler}三、保障措施 {filler}"
    assert tree(text) == [
        (1, "一、", "总体要求"),
        (1, "二、", "重点任务"),
        (2, "（一）", "改造灌区"),
        (2, "（二）", "更新泵站"),
        (1, "三、", "保障措施"),
    ]


def test_sections_nest_without_overlap() -> None:
    nodes = outline_of("一、甲\n（一）乙\n文字。\n（二）丙\n二、丁\n附件\n清单\n一、戊").sections
    assert len(nodes) == 6
    for node, after in pairwise(nodes):
        assert node.start < node.heading_end <= node.end
        assert after.start == node.end if after.level <= node.level else after.start < node.end
        assert len(node.path) == node.level


def test_path_names_the_labels_from_the_outermost() -> None:
    nodes = outline_of("第一章 总则\n一、甲\n（一）乙\n第二章 附则\n一、丙").sections
    assert [node.path for node in nodes][2:] == [
        ("第一章", "一、", "（一）"),
        ("第二章",),
        ("第二章", "一、"),
    ]


def test_annex_announced_before_the_signature_is_none() -> None:
    text = "请按时报送。\n附件：任务清单\n云江市水利局\n2024年3月5日\n附件\n任务清单\n单位 任务"
    assert tree(text) == [(1, "附件", "任务清单")]


def test_title_of_an_annex_over_two_lines() -> None:
    text = "附件1\n云江市白鹭区河道整治\n重点项目清单\n（2024年版）\n一、河道"
    assert tree(text)[0] == (1, "附件1", "云江市白鹭区河道整治重点项目清单（2024年版）")


@pytest.mark.parametrize(
    "line", ["——", "（一）", "一、", "“" * 40, "1." * 40, "专栏", "附件", "第一章"]
)
def test_time_grows_with_the_length(line: str) -> None:
    started = time.process_time()
    outline_of((line + "\n") * 4000 + "完。")
    assert time.process_time() - started < 5
