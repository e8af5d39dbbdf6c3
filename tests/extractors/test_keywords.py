"""Keywords by jieba."""

from __future__ import annotations

import subprocess
import sys

import pytest

from extractors.keywords import find_keywords

TEXT = (
    "扩大绿色信贷投放，绿色信贷余额逐年增长。石桥区财政局牵头落实贴息，石桥区财政局负责兑付贴息。"
    * 3
)


def words(text: str, *names: str) -> list[str]:
    return [keyword.word for keyword in find_keywords(text, names)]


def test_weightiest_first() -> None:
    weights = [keyword.weight for keyword in find_keywords(TEXT)]
    assert weights == sorted(weights, reverse=True)
    assert len(weights) > 3


def test_subject_is_found() -> None:
    assert "绿色" in words(TEXT)
    assert "贴息" in words(TEXT)


def test_name_is_kept_whole_and_is_no_keyword() -> None:
    assert "财政局" in words(TEXT)
    assert not {"财政局", "石桥", "石桥区财政局"} & set(words(TEXT, "石桥区财政局"))


def test_names_of_one_notice_do_not_touch_the_next() -> None:
    before = find_keywords(TEXT)
    find_keywords(TEXT, ["石桥区财政局"])
    assert find_keywords(TEXT) == before


@pytest.mark.parametrize("text", ["", "2025年", "牵头单位"])
def test_common_words_and_numbers_are_none(text: str) -> None:
    assert words(text) == []


def test_limit() -> None:
    assert len(find_keywords(TEXT, limit=2)) == 2


def test_module_imports_no_jieba() -> None:
    probe = "import extractors.keywords, sys; print('jieba' in sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True
    )
    assert result.stdout == "False\n"
