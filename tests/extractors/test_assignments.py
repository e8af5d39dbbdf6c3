"""Assignments of running text: what a table of examples cannot say."""

from __future__ import annotations

import time

import pytest

from extractors.assignments import (
    check_assignments,
    find_assignments,
    read_roles,
    standing_rules,
)
from extractors.outline import Outline
from extractors.segmentation import segment
from schemas.records import Assignment
from schemas.source import Source


def outline_of(text: str) -> Outline:
    return segment(Source(text, "example", "text/plain", "0" * 64))


def assignments_of(text: str) -> list[Assignment]:
    return find_assignments(outline_of(text))


def roles_of(text: str) -> tuple[list[str], list[str], list[str]] | None:
    roles = read_roles(text, 0, len(text))
    if roles is None:
        return None
    lead, support, responsible = (
        [text[name.start : name.end] for name in names]
        for names in (roles.lead, roles.support, roles.responsible)
    )
    return lead, support, responsible


@pytest.mark.parametrize(
    ("text", "lead", "support", "responsible"),
    [
        ("市教委牵头，市财政局、市统计局按职责分工负责", ["市教委"], ["市财政局", "市统计局"], []),
        ("市教委、市财政局按职责分工负责", [], [], ["市教委", "市财政局"]),
        ("牵头单位：市教委；配合单位：市财政局", ["市教委"], ["市财政局"], []),
        ("主办：市教委；协办：市财政局", ["市教委"], ["市财政局"], []),
        ("市教委负责，各区县政府落实", [], ["各区县政府"], ["市教委"]),
        ("各区县政府落实", [], [], ["各区县政府"]),
        ("市教委会同市财政局负责", ["市教委"], ["市财政局"], []),
        ("市教委（牵头）、市财政局", ["市教委"], ["市财政局"], []),
        ("由市教委牵头组织实施", ["市教委"], [], []),
        ("市教委负总责，各区县政府具体落实", ["市教委"], ["各区县政府"], []),
    ],
)
def test_read_roles(text: str, lead: list[str], support: list[str], responsible: list[str]) -> None:
    assert roles_of(text) == (lead, support, responsible)


@pytest.mark.parametrize(
    "text", ["此件公开发布", "首席负责制", "含设备、软件", "2025年底前完成", ""]
)
def test_no_roles(text: str) -> None:
    assert roles_of(text) is None


def test_one_note_closes_its_section() -> None:
    text = "（一）建设路网。打通断头路。\n养护桥梁，每年一检。（责任单位：市交通局）"
    assert [a.task for a in assignments_of(text)] == ["建设路网"]


def test_several_notes_answer_for_their_passages() -> None:
    text = "一、建设路网\n打通断头路。增设路灯。（责任单位：市交通局）\n养护桥梁。每年一检。（责任单位：市水利局）"
    assert [a.task for a in assignments_of(text)] == ["打通断头路", "养护桥梁"]


def test_note_below_a_list_closes_the_list() -> None:
    text = "（一）建设平台\n1. 开发系统。\n2. 接入数据。\n（牵头单位：市数据局）\n（二）推广应用\n1. 办班。"
    assert [a.task for a in assignments_of(text)] == ["建设平台"]


def test_note_inside_a_heading() -> None:
    text = "（一）建设路网（市交通局、市财政局负责，2025年底前完成）"
    (record,) = assignments_of(text)
    assert (record.task, str(record.deadline)) == ("建设路网", "2025-12-31")


def test_two_brackets_make_one_note() -> None:
    text = "（一）建设路网。增设路灯。（牵头单位：市交通局）（配合单位：市财政局）"
    (record,) = assignments_of(text)
    assert (record.lead, record.support) == (("市交通局",), ("市财政局",))


@pytest.mark.parametrize(
    "note",
    ["（2025年底前完成）（责任单位：市教委）", "（责任单位：市教委）（完成时限：2025年12月）"],
)
def test_time_in_a_bracket_beside_the_note(note: str) -> None:
    (record,) = assignments_of(f"（一）开通热线。配齐人员。{note}")
    assert str(record.deadline) == "2025-12-31"


def test_names_are_as_printed() -> None:
    (record,) = assignments_of("（一）开通热线。配齐人员。(责任单位:市教委,各乡镇(街道))")
    assert record.responsible == ("市教委", "各乡镇(街道)")


def test_blanket_rule_is_in_no_other_record() -> None:
    outline = outline_of("（一）划设航线。（省交通运输厅牵头，以下均需各市人民政府配合，不再列出）")
    assert [a.support for a in find_assignments(outline)] == [()]
    assert [a.support for a in standing_rules(outline)] == [("各市人民政府",)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("（一）开通热线。配齐人员。（责任单位：双创项目）", ["A001"]),
        ("（一）开通热线。配齐人员。（按职责分工各自把关）", ["A002"]),
        ("（责任单位：市教委）", ["A003"]),
        ("（一）开通热线。（市教委、市财政局负责。列第一位者为牵头单位，下同）", ["A004"]),
        ("（一）开通热线。（责任单位：市教委）", []),
        ("（一）开通热线。（牵头单位：市教委；协力：市财政局）", ["A001"]),
        ("（一）开通热线。（责任单位：市教委；责任人：李四）", []),
    ],
)
def test_check_assignments(text: str, codes: list[str]) -> None:
    outline = outline_of(text)
    found = check_assignments(outline, find_assignments(outline))
    assert [diagnostic.code for diagnostic in found] == codes


@pytest.mark.parametrize(
    "unit",
    ["（", "市财政局牵头，", "（责任单位：", "由市教委牵头，", "（市教委负责）", "市教委要会同"],
)
def test_time_grows_with_the_length(unit: str) -> None:
    started = time.process_time()
    assignments_of(unit * 4_000)
    assert time.process_time() - started < 5
