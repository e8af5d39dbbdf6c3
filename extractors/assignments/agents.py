"""Agencies of a sentence, gathered into the lists that act together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.agencies import Name, find_agencies
from extractors.agencies.tables import LAW_LEVELS_RE, LISTED_FIELD_RE

_FIELD = f"(?:各级|{LAW_LEVELS_RE})?(?>{LISTED_FIELD_RE})"
_NOUN = "(?:行政主管|行政管理|行政|主管|监管)?部门"
_FIELDS_RE = re.compile(
    f"{_FIELD}(?:[、和](?>{LISTED_FIELD_RE}))+(?:等(?:有关|相关|主管)?(?:行政)?(?:管理|主管)?部门|{_NOUN})"
)
"""教育、财政等部门, 教育和财政部门: fields of work that share one noun, listed one by one as elsewhere."""
_FIELD_RE = re.compile(f"{_FIELD}(?:{_NOUN})?")
_ALIAS = "(?:（(?:以下|下)[简统]?称[^（）]{1,30}）|（含[^（）]{1,40}）)?"
_LINK_RE = re.compile(f"{_ALIAS}(?:、?|，(?=各)|和|与|及|以及|等和)")
_ALIAS_RE = re.compile(_ALIAS)
_CALLED_RE = re.compile('(?:以下|下)[简统]?称[“"]?$')
"""What stands before a short name: 市水行政主管部门（以下简称市水务部门）."""
_MORE_RE = re.compile(
    "(?:[、和及]|以及)(?P<name>(?:各|有关|相关|[省市区县]属|国有|中央|[在驻][一-龥])[一-龥]{0,8}?(?:机构|企业|协会|商会|银行|高校|学校|医院|园区|地市|部门|单位)|地市|街道办事处|街道办|管委会|街道"
    "|[一-龥]{2,12}?(?:集团公司|有限公司|分公司|集团|公司|协会|商会))"
)
_ETC_RE = re.compile(
    "等(?:[0-9一二三四五六七八九十]{0,3}个?)?(?:其他)?(?:有关|相关|市级|省级|区级|县级)?(?:部门（单位）|部门和单位|(?:行政)?(?:管理|主管)?部门|单位|机构)?"
)
_COMMERCIAL_RE = re.compile("(?<!人民)银行|[工农建中交招]行|公司|集团|企业|协会|商会|金融机构|联盟")
_VAGUE_RE = re.compile(
    "(?:全?[省市县区]级?|国务院)?(?:各有关|各相关|有关|相关|各|其他|其他有关|其他相关|各责任|各成员)(?:(?:行政)?(?:主管|管理)?部门|单位|方面|地方|地区|机构)"
    "(?:（单位）|和单位|、单位)?|成员单位|责任单位|牵头单位"
)
_LONGEST_CALL = 6


@dataclass(frozen=True, slots=True)
class Agents:
    """Names that stand in one list; [start, end) covers them and a trailing 等部门."""

    names: tuple[Name, ...]
    start: int
    end: int

    def are_public(self, text: str) -> bool:
        """Whether one of them at least is a public body."""
        return any(not _COMMERCIAL_RE.search(text, n.start, n.end) for n in self.names)

    def are_vague(self, text: str) -> bool:
        """Whether none of them is more than 有关部门."""
        return all(_VAGUE_RE.fullmatch(text, n.start, n.end) for n in self.names)


def find_agents(text: str, start: int, end: int) -> list[Agents]:
    """The lists of agencies in [start, end), in order."""
    names = find_agencies(text[start:end])
    return gathered(text, [Name(n.start + start, n.end + start, n.row) for n in names], end)


def gathered(text: str, names: Iterable[Name], end: int) -> list[Agents]:
    """The lists that names before `end` stand in, in order."""
    apart: list[Name] = []
    for name in names:
        if _CALLED_RE.search(text, max(0, name.start - _LONGEST_CALL), name.start):
            continue
        apart += _fields(text, name) if _FIELDS_RE.fullmatch(text, name.start, name.end) else [name]
    return [_closed(text, group, end) for group in _groups(text, apart)]


def _fields(text: str, name: Name) -> Iterator[Name]:
    """The fields of a list, without 等部门; a bare 部门 stays with the last."""
    for match in _FIELD_RE.finditer(text, name.start, name.end):
        yield Name(*match.span(), "field")


def _groups(text: str, names: list[Name]) -> Iterator[list[Name]]:
    group: list[Name] = []
    for name in names:
        if group and not _LINK_RE.fullmatch(text, group[-1].end, name.start):
            yield group
            group = []
        group.append(name)
    if group:
        yield group


def _closed(text: str, group: list[Name], end: int) -> Agents:
    """The list with the members that are no agencies (各金融机构) and a trailing 等部门."""
    names, at = list(group), group[-1].end
    alias = _ALIAS_RE.match(text, at, end)
    at = alias.end() if alias else at
    while more := _MORE_RE.match(text, at, end):
        names.append(Name(more.start("name"), more.end(), "more"))
        at = more.end()
    etc = _ETC_RE.match(text, at, end)
    return Agents(tuple(names), group[0].start, etc.end() if etc else at)
