"""Deadlines of duties and of relative times beside the amounts of a notice."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.examples import example_source
from extractors.notice import records_of
from schemas.records import NoticeRecords

NOTICE = """关于印发《临川区小区改造行动方案》的通知

一、重点任务
{text}

临川区人民政府
2026年3月1日
"""


def _records(text: str) -> NoticeRecords:
    return records_of(example_source(NOTICE.format(text=text)))


def test_a_duty_dates_its_own_sentence_alone() -> None:
    duty = "区民政局要在9月30日前完成18个站点验收。"
    found = _records("改建26个站点。" + duty).quantities
    assert [(str(q.value), q.date) for q in found] == [("26", None), ("18", dt.date(2026, 9, 30))]


def test_a_note_dates_its_whole_passage() -> None:
    found = _records("改建26个站点。加强管理。（责任单位：区民政局，2026年9月30日前）").quantities
    assert [q.date for q in found] == [dt.date(2026, 9, 30)]


@pytest.mark.parametrize(
    "text",
    [
        "本方案印发之日起30日内，各镇要制定操作细则。",
        "自本方案印发之日起15个工作日内，各镇要制定操作细则。",
        "各镇要在本方案印发后二十天内制定操作细则。",
    ],
)
def test_a_time_after_the_issue_is_no_target(text: str) -> None:
    found = _records(text)
    assert not found.quantities
    assert [list(a.responsible) for a in found.assignments] == [["各镇"]]
