"""Names of rows and columns without what is not the name: numbering, units, times, foot-note marks."""

from __future__ import annotations

import re

from extractors.dates import PERIOD
from extractors.tabular.headers import strip_unit

_LEADING = re.compile(
    r"(?:[0-9]{1,3}[.．、](?![0-9])|[（(][0-9一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.．]|[①-⑳]|"
    r"其中：?|[#*▲△★☆—\-]{1,2})"
)
_TRAILING_MARK = re.compile(r"[*▲△★☆#①-⑳]{1,3}$")
_OF_WHICH = re.compile("其中：?")
_TIME = re.compile(
    rf"(?:到|至)?(?:(?:19|20)[0-9]{{2}}(?:年|[-—–~至])?(?:[0-9]{{1,2}}月)?|{PERIOD}规?)(?:年?[度末底初]|时期|期间|末)?"
)
_STATUS_WORD = re.compile(
    r"(?:预期|规划|发展|年度|计划)?(?:目标|任务)[值数]?|现状[值]?|基期[值]?|实际值|完成值"
)


def clean_name(printed: str, *, keep_unit: bool = False) -> str:
    """A name without numbering and marks, and without the bracket that holds its unit."""
    name = printed if keep_unit else strip_unit(printed)
    while match := _LEADING.match(name):
        name = name[match.end() :]
    return _TRAILING_MARK.sub("", name).strip("：: ")


_BARE_VERB = re.compile("建设|新建|改造|实施|完成|治理|种植|培训|下达|分解|新[一-龥]")
"""What 任务 must stay with: 建设任务, 新种任务."""


def without_time(head: str) -> str:
    """A column's head without unit, year, and 目标, 现状 and their kin: what it measures."""
    timeless = _OF_WHICH.sub("", _TIME.sub("", strip_unit(head))).strip("（）：: ")
    rest = _STATUS_WORD.sub("", timeless)
    name = timeless if _BARE_VERB.fullmatch(rest) else rest
    return name.strip("（）：: ").removesuffix("累计")
