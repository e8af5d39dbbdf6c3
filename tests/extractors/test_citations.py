"""What the examples of citations cannot say."""

from __future__ import annotations

import time

import pytest

from extractors.citations import find_citations
from extractors.citations.titles import titled_spans
from extractors.segmentation import segment
from schemas.records import Citation
from schemas.source import Source


def citations_of(text: str) -> list[Citation]:
    return find_citations(
        segment(Source(text=text, name="x", media_type="text/plain", sha256="0" * 64))
    )


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("按《甲法》和《乙法》", ["《甲法》", "《乙法》"]),
        ("《关于贯彻《甲法》的通知》", ["《关于贯彻《甲法》的通知》"]),
        ("《没有结束", []),
        ("《没有结束，见《甲法》", ["《甲法》"]),
        ("》《甲法》", ["《甲法》"]),
    ],
)
def test_titled_spans(text: str, spans: list[str]) -> None:
    assert [text[low:high] for low, high in titled_spans(text, 0, len(text))] == spans


@pytest.mark.parametrize(
    ("behind", "number"),
    [
        ("（云府发〔2023〕1号）", "云府发〔2023〕1号"),
        ("(云府发[2023]1号)", "云府发[2023]1号"),
        ("（云府发〔2023〕1号，以下简称《办法》）", "云府发〔2023〕1号"),
        ("（水利部令第47号）", "水利部令第47号"),
        ("（GB/T 22239-2019）", "GB/T 22239-2019"),
        ("（以下简称《办法》）", None),
        ("（征求意见稿）", None),
    ],
)
def test_number_behind_a_title(behind: str, number: str | None) -> None:
    (citation,) = citations_of(f"依据《云江市节水管理办法》{behind}执行。")
    assert citation.doc_number == number


def test_wrapped_title_is_mended() -> None:
    (citation,) = citations_of("依据《云江市节水\n管理办法》执行，依据《云江市节水管理办法》考核。")
    assert citation.title == "云江市节水管理办法"


def test_each_of_several_plans_issued_here_is_the_notice_s_own() -> None:
    text = (
        "关于印发支持节水若干政策和云江市节水计划的通知\n各区县水利局：\n"
        "《支持节水若干政策》《云江市节水计划》已经市政府同意，现印发给你们。"
    )
    assert citations_of(text) == []


def test_plan_of_a_higher_level_is_cited_though_its_name_contains_the_own_one() -> None:
    text = "石桥区水利局关于印发节水行动实施方案的通知\n各镇：\n根据《云江市节水行动实施方案》制定。现将《节水行动实施方案》印发给你们。"
    assert [citation.title for citation in citations_of(text)] == ["云江市节水行动实施方案"]


def test_quote_and_span_agree() -> None:
    text = "依据《甲县水库管理办法》（甲府发〔2023〕1号）。\n\n依据《乙县河道管理办法》。"
    citations = citations_of(text)
    assert len(citations) == 2
    for citation in citations:
        assert text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize("text", ["《" * 50_000, "《甲" * 20_000, "《甲法》（" * 10_000])
def test_time_grows_with_the_length(text: str) -> None:
    started = time.process_time()
    citations_of(text)
    assert time.process_time() - started < 5
