"""Keywords of a notice by TF-IDF over jieba's words. The only module that imports jieba, and only when asked."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

_COMMON = frozenset(
    [
        "单位",
        "责任",
        "牵头",
        "配合",
        "负责",
        "给予",
        "政策措施",
        "办公室",
        "人民政府",
        "方案",
        "通知",
        "印发",
        "现印发",
        "意见",
        "工作",
        "措施",
        "要求",
        "任务",
        "目标",
        "实施",
        "推进",
        "加强",
        "推动",
        "完善",
        "建立",
        "健全",
        "鼓励",
        "支持",
        "有关",
        "部门",
        "组织",
        "落实",
        "开展",
        "提升",
        "力争",
        "达到",
        "万元",
        "亿元",
        "以上",
        "年底",
        "其中",
        "年度",
        "附件",
        "行动计划",
        "各镇",
        "街道",
        "年末",
    ]
)
"""Words that every notice uses and that say nothing of its subject."""
_WORD = re.compile("[一-龥A-Za-z·]{2,}")
_AGENCY_FREQUENCY = 10_000_000
"""So frequent that a name is never cut into its parts, which would then count as words."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word and its weight, comparable within one notice."""

    word: str
    weight: float


def find_keywords(text: str, names: Iterable[str] = (), *, limit: int = 10) -> list[Keyword]:
    """The words that tell this text from others, the weightiest first.

    `names` (of agencies, places) are kept whole and are no keywords themselves.
    """
    names = frozenset(names)
    tfidf = _tfidf()
    for name in names:
        tfidf.tokenizer.add_word(name, _AGENCY_FREQUENCY)
    try:
        weights = tfidf.extract_tags(text, topK=None, withWeight=True)
    finally:
        for name in names:
            tfidf.tokenizer.del_word(name)
    ranked = sorted(weights, key=lambda pair: (-pair[1], pair[0]))
    found = [Keyword(word, round(weight, 4)) for word, weight in ranked if _tells(word, names)]
    return found[:limit]


def _tells(word: str, names: frozenset[str]) -> bool:
    return bool(_WORD.fullmatch(word)) and word not in _COMMON and word not in names


@cache
def _tfidf() -> Any:  # noqa: ANN401 - jieba has no types
    """Jieba's TF-IDF on a tokenizer of our own: the common one keeps its dictionary in a file that anybody may write."""
    tokenizer = import_module("jieba").Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    with warnings.catch_warnings():
        # jieba leaves its files for the garbage collector to close.
        warnings.simplefilter("ignore", ResourceWarning)
        tfidf = import_module("jieba.analyse").TFIDF()
    tfidf.tokenizer = tokenizer
    return tfidf
