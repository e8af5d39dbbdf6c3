"""Parallel lists: A、B分别达到x、y gives x to A and y to B."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from extractors.amounts import Amount
from extractors.dates import Time
from extractors.quantities.bounds import left_bound
from extractors.quantities.nouns import noun_before

_BRACKET_RE = re.compile("（[^（）]*）")
_BETWEEN_RE = re.compile(r"^(?:的?[^，；。：、]{0,12})?(?:、|和|及|以及|与|，)(?:同比)?$")
_SPLIT_RE = re.compile(
    "、|以及|(?<![共总饱调温缓])和(?![谐睦平美解])|(?<![普涉触危顾波以])及(?![时格其])|(?<!参)与(?!会)"
)
_COMMA_RE = re.compile("、")
_VERB_RE = re.compile(
    "(?:较|比)(?=[0-9上去同前])[^，；。]{1,16}$|(?:达到?|增长|增加|提高|下降|降低|减少|为|给予|突破|超过|不低于|不少于|提升|新增|建设|建成|培育|至|到|按|奖励|补助|控制在)*$"
)


def distribute(
    text: str, floor: int, amounts: Sequence[Amount], known: Sequence[str | None]
) -> dict[int, str]:
    """Indicators by index of the amounts that 分别 hands out; `known` are the indicators of the amounts so far.

    Subjects are the list in front of 分别; where the clause has none, the amounts just before give theirs.
    """
    result: dict[int, str] = {}
    for mark in re.finditer("分别", text[floor : amounts[-1].end] if amounts else ""):
        at = floor + mark.start()
        run = _run_after(text, at, amounts)
        if len(run) < 2:
            continue
        subjects = _subjects(text, floor, at, len(run))
        if len(subjects) < len(run):
            subjects = _subjects_before(text, floor, at) or subjects
        if len(subjects) == len(run):
            share = _SHARE_RE.match(text, at)
            named = [name + share[1] if share else name for name in subjects]
            result.update(zip(run, named, strict=True))
        elif len(subjects) <= 1:
            result.update(_from_before(run, {**dict(enumerate(known)), **result}))
    return result


_SHARE_RE = re.compile("分别(占比|占[^，；。0-9]{1,10}?(?:比重|比例))")
_ONE_TIME_RE = re.compile("[、和及]|以及")


def dates_of(
    text: str, floor: int, amounts: Sequence[Amount], times: Sequence[Time]
) -> dict[int, Time]:
    """Times by index of the amounts that 分别 hands out to them: 到2025年、2030年分别达到45%、50%."""
    result: dict[int, Time] = {}
    for mark in re.finditer("分别", text[floor : amounts[-1].end] if amounts else ""):
        at = floor + mark.start()
        run = _run_after(text, at, amounts)
        listed = _listed_times(text, [time for time in times if time.end <= at])
        if len(run) > 1 and len(listed) == len(run):
            result.update(zip(run, listed, strict=True))
    return result


def _listed_times(text: str, times: Sequence[Time]) -> list[Time]:
    """The last times that stand in one list."""
    listed = list(times[-1:])
    for time in reversed(times[:-1]):
        if not _ONE_TIME_RE.fullmatch(text, time.end, listed[0].start):
            break
        listed.insert(0, time)
    return listed


def _run_after(text: str, at: int, amounts: Sequence[Amount]) -> list[int]:
    """Indexes of the amounts that follow 分别 one on the other."""
    run: list[int] = []
    for index, amount in enumerate(amounts):
        if amount.number < at or in_bracket(text[at : amount.number]):
            continue
        if not run:
            if amount.number - at > 30 or re.search("[，；。]", text[at : amount.number]):
                return []
        else:
            between = _BRACKET_RE.sub("", text[amounts[run[-1]].end : amount.start])
            if "，" in between or not _BETWEEN_RE.match(between):
                break
        run.append(index)
    return run


def in_bracket(words: str) -> bool:
    """Whether a bracket is open at the end of the words."""
    return words.rfind("（") > words.rfind("）")


def _subjects(text: str, floor: int, at: int, wanted: int) -> list[str]:
    low = left_bound(text, floor, at)
    head = _VERB_RE.sub("", text[low:at], count=1)
    if not head or _BASES_RE.match(head):
        return []
    names = _full_names(head)
    if len(names) > wanted:
        names = _full_names(head, _COMMA_RE)
    return names if len(names) > 1 else [name for name in [noun_before(head)] if name]


def _full_names(words: str, mark: re.Pattern[str] = _SPLIT_RE) -> list[str]:
    """The names of a list, each with the words that it shares with the first or the last; of one alone as it stands."""
    names = [noun_before(name) or name for name in _names(words, mark)]
    return _with_tail(_with_head(names)) if len(names) > 1 else names


_BASES_RE = re.compile("(?:较|比)[0-9]{4}年[末底]?的?[0-9]")
"""比2010年的30万吨、20万吨分别下降 has no subjects of its own."""


def _names(words: str, mark: re.Pattern[str]) -> list[str]:
    """The names of a list; marks within brackets part nothing, and a bracket at the end says how all are counted."""
    shown = _BRACKET_RE.sub(lambda bracket: "□" * len(bracket[0]), words).rstrip("□")
    ends = [(0, 0), *(found.span() for found in mark.finditer(shown)), (len(shown), 0)]
    names = [words[end:start] for (_, end), (start, _) in itertools.pairwise(ends)]
    return [name for name in names if name]


_ATTRIBUTE_RE = re.compile(
    "(?:余额|规模|总额|数量|收入|占比|增速|增幅|总量|产值|面积|密度|深度|比重|人数|户数|金额)$"
)


def _with_head(parts: list[str]) -> list[str]:
    """贷款余额、占比 are 贷款余额 and 贷款占比."""
    attribute = _ATTRIBUTE_RE.search(parts[0])
    if attribute is None:
        return parts
    head = parts[0][: attribute.start()]
    return [
        parts[0],
        *(head + part if _ATTRIBUTE_RE.fullmatch(part) else part for part in parts[1:]),
    ]


_TAIL_RE = re.compile(
    "(?:增加值|余额|规模|总额|数量|收入|占比|总量|产值|面积|比重|人数|户数|金额|产量|减排量|[用售供输客货发运]电?[水煤运]?量|[一-龥]率|床位|经费)$"
)


_OF_ALL_RE = re.compile("等(?=[一-龥]{2,})(?!级)")
_CLASS_RE = re.compile(
    "(?<=[一-龥]{2})(?:常住人口|居民|人口|机构|企业|学校|专任教师|流域|地区|园区|断面|灾害|类别|行业|产业|河流|海域)"
)
_MEASURE_RE = re.compile(
    "(?<=[一-龥]{2})(?:(?:排放|消费|消耗|生产|使用|利用|处理|出口|进口|交易)总?[量额]|[总年]产[量值])$"
)
_SUBSTANCE_RE = re.compile("需氧量$")
"""What ends like a measure and is a substance."""


def _with_tail(parts: list[str]) -> list[str]:
    """制造业、服务业、农业增加值 are all measured by 增加值: what stands behind the last name holds for all."""
    *heads, last = parts
    at = _name_end(heads[-1], last)
    tail = last[at:].removeprefix("等")
    if not 1 < at < len(last) - 1:
        return parts
    return [part if _is_measured(part) else part + tail for part in (*heads, last[:at])]


def _name_end(head: str, last: str) -> int:
    """Where the last name of a list ends: before 等, behind the word that the names share, or before what is measured."""
    summed = _OF_ALL_RE.search(last)
    shared = last.rfind(head[-1], 0, -1) + 1
    if summed:
        return summed.start()
    if shared and abs(shared - len(head)) < 3:
        return shared
    behind = _CLASS_RE.search(last) or _MEASURE_RE.search(last)
    return behind.start() if behind else 0


def _is_measured(name: str) -> bool:
    return bool(_TAIL_RE.search(name)) and not _SUBSTANCE_RE.search(name)


_ALL_RE = re.compile("均|都|分别|全部")


def _subjects_before(text: str, floor: int, at: int) -> list[str]:
    """The list that the clause before ends in 均: 甲、乙均达到领先水平，分别达…."""
    mark = left_bound(text, floor, at) - 1
    if mark <= floor or text[mark] != "，":
        return []
    clause = text[left_bound(text, floor, mark) : mark]
    every = _ALL_RE.search(clause)
    if every is None:
        return []
    return _full_names(clause[: every.start()])


def _from_before(run: Sequence[int], known: dict[int, str | None]) -> dict[int, str]:
    """The last amounts before the run, one for one; amounts that share a subject count once."""
    earlier: list[str] = []
    for index in range(run[0] - 1, -1, -1):
        name = known.get(index)
        if name and name not in earlier:
            earlier.append(name)
        if len(earlier) == len(run):
            return dict(zip(run, reversed(earlier), strict=True))
    return {}


_COUNTED_RE = re.compile(r"(?:[一二两三四五六七八九十]个|均|都|分别|全部|各|[“\"]?双)[“\"]*$")


def doubled(text: str, floor: int, amount: Amount) -> list[str]:
    """The subjects that one amount speaks of: 甲、乙两个“翻一番” is said of both; one or none: empty."""
    low = left_bound(text, floor, amount.start)
    head = text[low : amount.start]
    counted = _COUNTED_RE.search(head)
    if counted is None or "、" not in head:
        return []
    parts = [noun_before(part) or part for part in _SPLIT_RE.split(head[: counted.start()]) if part]
    return parts if len(parts) > 1 else []
