"""Lists of agencies: where one name ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.agencies.tables import ALL_ENDINGS, BODY_NAMES, FIELD_RE, GROUP_RE, SUFFIXES, Name

_OPEN = "（〔【［[{｛("
_CLOSE = "）〕】］]}｝)"
_SEPARATORS = "、，,；;\n|/"
_NAME_LENGTH = range(2, 41)
_SHORTEST_GLUED = 4

_ENDINGS = frozenset(ALL_ENDINGS)
_LONGEST_ENDING = max(map(len, _ENDINGS))
_BARE_NOUNS = ("管委会", "政府", "人民政府", "办事处")
"""高新区党工委和管委会 is one name: the place stands before both."""
_ROW_OF = {word: row.id for row in reversed(SUFFIXES) for word in row.words}
_TAIL_BRACKET_RE = re.compile(r"[（〔][^（）〔〕]{1,24}[）〕]$")
_FOREIGN_RE = re.compile(
    r"[。！？：%《》]|[的了为将把被此]|其(?!他)|会同|由|以下|简称|加强|推动|推进(?![办组局委中专领工])|完善|提升|提高|加快|实施|落实|促进(?![局会中办])|打造|开展|持续|确保|做好|包括|不含|例如"
)
_TASK_FORCE_RE = re.compile(
    "(?:国家|国务院|全国|[一-龥]{0,6}[省市县区州旗])[一-龥“”]{2,30}(?:小组|工作组|专班|指挥部|联席会议)(?:办公室|成员单位)?"
)
"""Bodies that are named after what they do: 市推进某事工作领导小组."""
_ETC_RE = re.compile(
    r"等(?:其他)?(?:[0-9一二三四五六七八九十]{0,3}个?(?:国务院|中央|国家|[省市县区州旗](?:级|直|委|政府)?)?(?:有关|相关|各有关|各相关|各|主管|职能|行业|成员)?"
    r"(?:部门和单位|部门（单位）|部门、单位|部门单位|成员单位|部门|单位|机构))?$"
)
_LEAD_IN_RE = re.compile(r"^(?:主要)?(?:由|请|：)")
_AND_RE = re.compile("以及|及其|[和及与暨]")
_JOINT_RE = re.compile("[和及与暨省市县区]")
"""Without one of these two names are not joined."""
_GLUED_RE = re.compile(
    r"(?<=[局厅办部行心队会])(?=[省市县区](?![委直域级属]))|(?<=[革康设村资息务融]委)(?=[省市县区])"
)

_WHOLE_RE = re.compile(
    "(?:[省市县区州]直|直属)机关工委|管委会|(?:街道)?办事处|街道|总?工会|妇联|法院|检察院|团委|纪委|监委|政协|[省市县区州旗]委|(?:工作)?专班|领导小组|指挥部|联席会议"
)
"""Endings that are names by themselves."""

_LEVEL_WORD = "省|市|县|区|州|旗|盟|乡|镇|街道|区县|旗县|旗县区|乡镇|地市|市州|市县|自治县|自治州|自治区|直辖市"
_BARE_LEVEL_RE = re.compile(
    f"(?:全[省市县区])?(?:各有关|各相关|有关|相关|各)?(?:{_LEVEL_WORD})(?:[（〔][^（）〔〕]{{1,12}}[）〕]|(?<=盟)行政公署)?"
)
_RANK_RE = re.compile(
    "(?P<r0>省|自治区|直辖市)|(?P<r1>市|州|盟|自治州)|(?P<r2>区|县|旗|自治县)|(?P<r3>乡|镇|街道)"
)
_GROUP_TAIL_RE = re.compile(
    f"(?:{_LEVEL_WORD})(?:[（〔][^（）〔〕]{{1,12}}[）〕])?(?:[两三四]级.{{0,8}}|各?有关部门|人民政府|政府（管委会）|政府|管委会|党委|办事处|街道|(?:{FIELD_RE}){{1,2}}(?:行政|主管|行政主管|监管)?(?:部门|局))?(?:[（〔][^（）〔〕]{{1,12}}[）〕])?"
)
_AND_UNITS_RE = re.compile("(?:有关|相关|各|其他|其它|直属|[省市县区]直|[省市县区]级)部门")
"""有关部门、单位 is one group."""


@lru_cache(maxsize=8192)
def is_agency(name: str) -> bool:
    """Whether a stretch between separators looks like the name of a body or a group of bodies."""
    if len(name) not in _NAME_LENGTH:
        return False
    if _FOREIGN_RE.search(name) and not _TASK_FORCE_RE.fullmatch(name):
        return False
    if name in BODY_NAMES or GROUP_RE.fullmatch(name):
        return True
    core = _TAIL_BRACKET_RE.sub("", name)
    ending = _ending_of(core)
    if ending is None or ending != core:
        return ending is not None
    return _ROW_OF[ending] == "committee" or _WHOLE_RE.fullmatch(core) is not None


def ending_row(name: str) -> str | None:
    """The table row of the longest ending that a name has."""
    ending = _ending_of(_TAIL_BRACKET_RE.sub("", name))
    return _ROW_OF.get(ending) if ending else None


def _ending_of(name: str) -> str | None:
    """The longest of the table's endings that a name has."""
    for length in range(min(_LONGEST_ENDING, len(name)), 0, -1):
        if name[-length:] in _ENDINGS:
            return name[-length:]
    return None


def split_names(text: str, start: int, end: int) -> list[Name]:
    """The names of a list of agencies at [start, end), in order.

    Brackets stay with their name, a group of levels (各市、县、区政府) stays whole, a trailing 等 or 等部门 is left out.
    """
    names: list[Name] = []
    for low, high in _join_levels(text, list(_parts(text, start, end))):
        spans = (_trim(text, *span) for span in _split_joined(text, low, high))
        names += [Name(left, right) for left, right in spans if left < right]
    return names


def split_agency_list(text: str) -> list[str]:
    """The names in a list of agencies, white space removed."""
    squeezed = re.sub(r"[ \t\r\u3000\xa0]+", "", text)
    return [squeezed[name.start : name.end] for name in split_names(squeezed, 0, len(squeezed))]


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between separators outside brackets."""
    depth, low = 0, start
    for at in range(start, end):
        char = text[at]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and char in _SEPARATORS:
            yield low, at
            low = at + 1
    yield low, end


def _join_levels(text: str, parts: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Levels that share one noun are one group: 各市、县、区政府."""
    at = 0
    while at < len(parts):
        low, high = parts[at]
        while at + 1 < len(parts) and _is_level_pair(text, parts[at], parts[at + 1]):
            at += 1
            high = parts[at][1]
        yield low, high
        at += 1


def _is_level_pair(text: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    if text[left[1] : right[0]] == "、" and text[slice(*right)] == "单位":
        return _AND_UNITS_RE.search(text, *left) is not None
    return bool(
        text[left[1] : right[0]] == "、"
        and _BARE_LEVEL_RE.fullmatch(text, *left)
        and _GROUP_TAIL_RE.fullmatch(text, *right)
        and _rank(text, left) <= _rank(text, right)
    )


def _rank(text: str, span: tuple[int, int]) -> int:
    """How far down the first level of a span stands; a group names its levels from above."""
    match = _RANK_RE.search(text, *span)
    return int((match.lastgroup or "r0")[1:]) if match else 0


def _split_joined(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split at 和 and the like, or where two names touch, if both sides are names."""
    if not _JOINT_RE.search(text, start + 1, end):
        yield start, end
        return
    low = start
    joints = [
        match
        for match in (*_AND_RE.finditer(text, start, end), *_GLUED_RE.finditer(text, start, end))
        if not _depth(text, start, match.start())
    ]
    for number, match in enumerate(joints):
        if match.start() <= low:
            continue
        left = text[slice(*_trim(text, low, match.start()))]
        right = text[slice(*_trim(text, match.end(), end))]
        glued = match.start() == match.end()
        if glued and min(len(left), len(right)) < _SHORTEST_GLUED:
            continue
        stop = joints[number + 1].start() if number + 1 < len(joints) else end
        near = text[slice(*_trim(text, match.end(), stop))]
        if near in _BARE_NOUNS:
            continue
        if is_agency(left) and (is_agency(right) or is_agency(near)):
            yield low, match.start()
            low = match.end()
    yield low, end


def _depth(text: str, start: int, end: int) -> int:
    return sum((char in _OPEN) - (char in _CLOSE) for char in text[start:end])


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without blanks, full stops, a leading 由, and a trailing 等 behind a name."""
    while start < end and (text[start].isspace() or text[start] in "。．.：:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "。．.：:"):
        end -= 1
    lead_in = _LEAD_IN_RE.match(text[start:end])
    if lead_in:
        start += lead_in.end()
    etc = _ETC_RE.search(text, start, end)
    if etc and (etc.start() == start or etc[0] == "等" or is_agency(text[start : etc.start()])):
        end = etc.start()
    return start, end
