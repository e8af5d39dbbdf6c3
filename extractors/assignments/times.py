"""Times that stand beside the agents of a duty."""

from __future__ import annotations

import re

TIME_RE = re.compile(
    "(?:到|在|于|力争)?每?[“”0-9一二三四五六七八九十年月日底末前起内第季度上下半]{2,14}(?:前|底|末|内|起|后|年|月|日)"
)
"""A time that stands alone: 2026年底前, 每年2月底前."""
_YEARLY_RE = re.compile(
    "(?:要|应|应当|须)?[在于]?(?P<time>每年[0-9]{1,2}月[0-9]{0,2}[日底末]?之?前)"
)
_START_RE = re.compile("(20[0-9]{2})年(?:开始|起)")
_YEAR_RE = re.compile("[0-9]{4}年|[今明本次]年")


def time_beside(text: str, low: int, agents: tuple[int, int], left: int, high: int) -> str:
    """The time of [left, agents), or the yearly one behind them; `low` and `high` are the sentence's ends.

    It gets the year that the sentence starts in where it names none itself. What is due every year has no date
    without such a year.
    """
    words = text[left : agents[0]]
    if not TIME_RE.fullmatch(words):
        yearly = _YEARLY_RE.match(text, agents[1], high)
        words = yearly["time"] if yearly else ""
    starts = _START_RE.findall(text, low, agents[0])
    once = words.replace("每年", "")
    if words and starts and not _YEAR_RE.search(once):
        return f"{starts[-1]}年{once}"
    return words if words == once else ""
