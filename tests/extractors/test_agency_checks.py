"""Doubts about which body a name means."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.agencies.checks import check_agencies
from schemas.records import Assignment, Document, NoticeRecords

QUOTE = {"start": 0, "end": 1, "quote": "责", "rule_id": "test.by-hand"}


def codes(names: list[str], issued_on: date = date(2022, 5, 1)) -> list[str]:
    document = Document.model_validate(
        {**QUOTE, "title": "通知", "region": "云江市", "issued_on": issued_on}
    )
    assignment = Assignment.model_validate({**QUOTE, "task": "某事", "lead": names})
    records = NoticeRecords(document=document, assignments=(assignment,))
    return [diagnostic.code for diagnostic in check_agencies(records)]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["市文旅局", "市文旅广电局"], ["A005"]),
        (["市城管局", "市城管执法局"], ["A005"]),
        (["市文旅局", "市文化旅游局"], []),
        (["市财政局", "市商务局"], []),
        (["市金融办", "县金融办"], []),
        (["市金融服务中心", "市金融局"], []),
        (["各有关部门", "有关部门"], []),
    ],
)
def test_names_that_may_mean_one_body(names: list[str], found: list[str]) -> None:
    assert codes(names) == found


@pytest.mark.parametrize(
    ("name", "issued_on", "found"),
    [
        ("市工商局", date(2017, 5, 1), []),
        ("市工商局", date(2019, 9, 1), []),
        ("市工商局", date(2022, 5, 1), ["A006"]),
        ("市财政局", date(2022, 5, 1), []),
    ],
)
def test_a_body_that_was_no_more(name: str, issued_on: date, found: list[str]) -> None:
    assert codes([name], issued_on) == found
