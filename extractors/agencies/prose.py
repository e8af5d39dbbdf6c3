"""Names of agencies in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.agencies.tables import (
    BODY_OF,
    BOUND_WORDS,
    FIELD_OF,
    FIELD_RE,
    GROUP_CUE_RE,
    GROUP_RE,
    NAME_CUE_RE,
    SUFFIX_OF,
    TOKEN_RE,
    WEAK_FIELDS,
    Name,
)
from extractors.marks import TITLE_RE

_REACH = 26
"""A name is not longer than this before its ending."""
_CHILD_REACH = 10
_ZONE_REACH = 14
_PLACE_LENGTH = range(2, 5)
_TOWN_LENGTH = range(2, 7)
_TOWNS = ("镇", "乡", "街道", "苏木")
_BRANCH_LENGTH = range(2, 9)
_PLAIN_BUREAU = ("局", "分局")
"""Behind these a word of ordinary prose is a field of work: 规划分局, 农业局."""
_MARKS = "·、（）〔〕"
_MARK_RE = re.compile("[、（）〔〕]")
_CLAUSE_RE = re.compile(f"[一-龥{_MARKS}]{{2,}}")
"""All that names and lists of levels are written in: where it ends, they end."""
_CUE_RE = re.compile(f"{GROUP_CUE_RE.pattern}|{NAME_CUE_RE.pattern}")
_TIME_WORD_RE = re.compile(
    "(?:[今明本]年)?(?:[年月日]|季度)[底末初]?(?:之前|以前|前|内|起|后)?|第[一二三四五六七八九十百]{1,3}[条章节款项]"
)
"""What a date or a label leaves of itself before a name: 2026年6月底前市财政局, 第三条市财政局."""
_OFFICER_RE = re.compile(
    "(?:主要|分管|有关|相关)?(?:负责人|负责同志|领导(?!小组)|同志)|局长|主任|书记|厅长|部长|处长|会长|行长|秘书长|网站|干部"
)
_SECOND_FIELD_RE = re.compile(f"和(?:{FIELD_RE})(?:管理|监督管理|服务)?(?:局|厅|委)")
_MEMBERS_RE = re.compile("(?:牵头|成员|责任|配合)单位")
"""What makes another body of a task force: 数字政府专班牵头单位."""
_TAIL_RE = re.compile(
    r"（(?:[省市县区州旗乡镇街道、]{1,8}|[教科经]?[局厅委办]|[^（）]{2,16}(?:局|委|办|中心))）"
)
_DIVIDED = ("bureau", "department", "commission")
_DIVISION_RE = re.compile(
    "(?:(?![由与和及商向对在将把被为等其并请报经从可应须需要的了是各含]|会同|牵头|负责|承担|配合)[一-龥]){2,10}(?:处|科|股|司)(?=负责|牵头|承担|具体|会同|[，。；、]|$)"
)
"""An office of a body: 县农业农村局种植业管理股."""
_PARENTS = (
    "银行", "中心", "总局", "政府", "政协", "委", "委员会", "人大常委会", "办公室", "专班", "领导小组", "局", "国务院", "中央",
    "省人大", "市人大", "县人大", "区人大",
)  # fmt: skip
"""What may stand before another ending and form one name with it: 市政府办公室, 人行某某支行."""
_CHILDREN = frozenset(
    (
        "bureau",
        "department",
        "ministry",
        "commission",
        "office",
        "committee",
        "branch",
        "task-force",
        "party",
        "squad",
        "centre",
        "park-board",
    )
)
_KIND_OF = {
    **dict.fromkeys(FIELD_OF, "field"),
    **dict.fromkeys(SUFFIX_OF, "suffix"),
    **dict.fromkeys(BODY_OF, "body"),
    **dict.fromkeys(BOUND_WORDS, "bound"),
}


@dataclass(slots=True)
class _Token:
    kind: str
    start: int
    end: int


def find_agencies(text: str) -> list[Name]:
    """Names of public bodies in prose, in order, without overlap; none inside 《》."""
    names: list[Name] = []
    low = 0
    for title in TITLE_RE.finditer(text) if "《" in text else ():
        names += _find_between(text, low, title.start())
        low = title.end()
    names += _find_between(text, low, len(text))
    return names


def _find_between(text: str, start: int, end: int) -> list[Name]:
    names: list[Name] = []
    for clause in _CLAUSE_RE.finditer(text, start, end):
        low, high = clause.span()
        if not _CUE_RE.search(text, low, high):
            continue
        if GROUP_CUE_RE.search(text, low, high):
            for match in GROUP_RE.finditer(text, low, high):
                _find_named(text, low, match.start(), names)
                names.append(Name(match.start(), match.end(), "group"))
                low = match.end()
        _find_named(text, low, high, names)
    return names


def _find_named(text: str, start: int, end: int, names: list[Name]) -> None:
    """Add the names that end in one of the table's endings, or that the table holds whole."""
    if not NAME_CUE_RE.search(text, start, end):
        return
    run: list[_Token] = []
    for token in _tokens(text, start, end):
        if token.kind == "bound":
            if not _joins_fields(text, run, token):
                run = []
            continue
        if token.kind in ("suffix", "body"):
            last = names[-1] if names and names[-1].row != "group" else None
            name = _name(text, run, token, last)
            if name is not None:
                if last is not None and name.start <= last.start:
                    names.pop()
                names.append(name)
                run = []
                continue
        run.append(token)


def _joins_fields(text: str, run: list[_Token], token: _Token) -> bool:
    """Whether 和 stands between two fields of one body: 市数据和政务服务局."""
    return (
        len(run) > 1
        and run[-1].kind == "field"
        and run[-2].kind == "level"
        and _SECOND_FIELD_RE.match(text, token.start) is not None
    )


def _tokens(text: str, start: int, end: int) -> Iterator[_Token]:
    at = start
    # Beyond `end` too: what must not follow an ending may begin there.
    for match in TOKEN_RE.finditer(text, start):
        low, high = match.span()
        if low >= end:
            break
        if at < low:
            yield from _other(text, at, low)
        yield _Token("level" if match.lastgroup else _KIND_OF[match[0]], low, high)
        at = high
    if at < end:
        yield from _other(text, at, end)


def _other(text: str, start: int, end: int) -> Iterator[_Token]:
    """Words between the known ones; a mark that is no word ends a name."""
    if _MARK_RE.search(text, start, end):
        yield _Token("bound", start, end)
        start = max(text.rfind(mark, start, end) + 1 for mark in _MARKS) or start
    if start < end:
        yield _Token("other", start, end)


def _name(text: str, run: list[_Token], token: _Token, last: Name | None) -> Name | None:
    """The name that ends with `token`, or None."""
    if _OFFICER_RE.match(text, token.end):
        return None
    word = text[token.start : token.end]
    row = BODY_OF.get(word) if token.kind == "body" else SUFFIX_OF[word].id
    start = _start(text, run, token, row or "")
    tail = _TAIL_RE.match(text, token.end)
    if row == "task-force":
        tail = _MEMBERS_RE.match(text, token.end) or tail
    elif row in _DIVIDED:
        tail = _DIVISION_RE.match(text, token.end) or tail
    end = tail.end() if tail else token.end
    touching = last is not None and last.end == (run[0].start if run else token.start)
    if touching and last and row in _CHILDREN and _is_child(text, run, token, last):
        return Name(last.start, end, row or "")
    return None if start is None else Name(start, end, row or "")


def _is_child(text: str, run: list[_Token], token: _Token, last: Name) -> bool:
    levels = [item for item in run if item.kind == "level"]
    branch = SUFFIX_OF.get(text[token.start : token.end])
    divided = branch is not None and branch.id in ("branch", "squad")
    if levels and (levels[0] is run[0] or not divided):
        return False
    if token.start - last.end > _CHILD_REACH:
        return False
    return text[last.start : last.end].endswith(_PARENTS)


def _start(text: str, run: list[_Token], token: _Token, row: str) -> int | None:
    """Where the name begins: at its place, level or field; None where none of them stands before the ending."""
    if token.kind == "body":
        return token.start
    run = [item for item in run if token.start - item.start <= _REACH]
    if not _fits(text, run, row):
        return None
    word = text[token.start : token.end]
    if row == "government" and all(item.kind == "other" for item in run):
        return run[-1].start
    plain = SUFFIX_OF[word].use == "plain"
    zone = row == "park-board" and run and _is_zone(text, run, token)
    for index, item in enumerate(run):
        place = run[0] if zone or (index == 1 and _is_place(text, run[0])) else None
        if item.kind == "level":
            return (place or item).start
        if item.kind == "field" and plain and _opens(text, item, row):
            return place.start if place and row == "branch" else item.start
    return _lone_start(text, run, token, row)


def _lone_start(text: str, run: list[_Token], token: _Token, row: str) -> int | None:
    """Where a name begins that needs neither level nor field."""
    word = text[token.start : token.end]
    if row == "party" and word[0] in "省市县区州旗":
        return run[0].start if len(run) == 1 and _is_place(text, run[0]) else token.start
    if row == "task-force":
        near = run and token.start - run[0].start <= _CHILD_REACH
        return run[0].start if near else token.start
    if row == "branch" and len(run) == 1 and run[0].end - run[0].start in _BRANCH_LENGTH:
        return run[0].start
    return token.start if row == "committee" else None


def _fits(text: str, run: list[_Token], row: str) -> bool:
    """A government stands right behind its level, a ministry behind its field."""
    if row == "government":
        return bool(run) and (run[-1].kind == "level" or _is_town(text, run[-1]))
    if row == "ministry":
        return bool(run) and run[-1].kind == "field"
    return row != "branch" or any(item.kind in ("other", "level") for item in run)


def _is_town(text: str, item: _Token) -> bool:
    """柳溪镇 before 人民政府, 北桥 before 街道办事处."""
    named = text[item.start : item.end]
    if item.kind != "other" or len(named) not in _TOWN_LENGTH:
        return False
    return named.endswith(_TOWNS) or text.startswith("街道", item.end)


def _is_zone(text: str, run: list[_Token], token: _Token) -> bool:
    """Whether a zone's own name stands before its board: 临川经济技术开发区管委会."""
    return text[token.start - 1] == "区" and token.start - run[0].start <= _ZONE_REACH


def _is_place(text: str, item: _Token) -> bool:
    return (
        item.kind == "other"
        and item.end - item.start in _PLACE_LENGTH
        and not _TIME_WORD_RE.fullmatch(text, item.start, item.end)
    )


def _opens(text: str, field: _Token, row: str) -> bool:
    """Whether a field of work can open a name by itself."""
    if row in ("task-force", "branch") or text.startswith(_PLAIN_BUREAU, field.end):
        return True
    return text[field.start : field.end] not in WEAK_FIELDS
