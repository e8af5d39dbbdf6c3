"""Pages that were recognised in their pictures, as `pipeline.ocr` writes them, and what is to be said of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pipeline.readers.page_content import Box, PageContent, Word
from pipeline.readers.quality import count_han

_MOST_CERTAIN = 0.99
"""No recognition is as certain as a text layer."""

_SHOWN_PAGES = 10
_DASH = "——"
_DASH_LENGTH = 1.2, 2.4
"""In heights of the line."""

_WIDE = str.maketrans("()", "（）")


def recognised_pages(data: bytes) -> dict[int, PageContent]:
    """The pages by their numbers."""
    plain: dict[str, Any] = json.loads(data)
    return {int(number): _page(int(number), page) for number, page in plain.items()}


def _page(number: int, plain: dict[str, Any]) -> PageContent:
    words = [
        Word(_mended(text), Box(*box), min(float(score), _MOST_CERTAIN))
        for text, *box, score in plain["words"]
        if text.strip()
    ]
    rules: list[Box] = []
    for rule in (Box(*corners) for corners in plain["rules"]):
        if any(word.box.holds(rule) for word in words):
            continue  # a stroke of a character
        at = next((at for at, word in enumerate(words) if _is_dash(rule, word)), None)
        if at is None:
            rules.append(rule)
        else:
            word = words[at]
            words[at] = Word(_DASH + word.text, word.box._replace(x0=rule.x0), word.confidence)
    return PageContent(number, plain["width"], plain["height"], words, rules, has_image=True)


def _is_dash(rule: Box, word: Word) -> bool:
    """Whether a stroke is the dash that opens a line, which recognisers take for a rule."""
    size = word.box.height
    is_as_long = _DASH_LENGTH[0] * size <= rule.width <= _DASH_LENGTH[1] * size
    is_before = abs(word.box.x0 - rule.x1) <= size / 2
    middle = (word.box.top + word.box.bottom) / 2
    return is_as_long and is_before and abs(rule.top - middle) <= size / 4


def _mended(text: str) -> str:
    """Brackets in a Chinese line are wide, whichever of the two shapes was recognised."""
    text = "".join(text.split())
    return text.translate(_WIDE) if count_han(text) else text


def ocr_warnings(pages: Mapping[int, PageContent]) -> tuple[str, ...]:
    """Which pages were recognised, and how certain that is."""
    scores = [word.confidence or 0.0 for page in pages.values() for word in page.words]
    if not scores:
        return ()
    named = "、".join(map(str, sorted(pages)[:_SHOWN_PAGES])) + " 等" * (len(pages) > _SHOWN_PAGES)
    mean, least = sum(scores) / len(scores), min(scores)
    return (
        f"第 {named} 页由文字识别（OCR）读出，平均可信度 {mean:.0%}，最低 {least:.0%}；请核对原件",
    )
