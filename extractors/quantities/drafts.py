"""Amounts with the words around them, named one after the other along a sentence."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.amounts import Amount
from extractors.dates import Time, TimeKind
from extractors.frames import Sentence
from extractors.mentions import SentenceMentions
from extractors.outline import Outline
from extractors.quantities.bounds import left_bound, right_bound
from extractors.quantities.context import Context
from extractors.quantities.indicators import SPAN_NAMES, indicator_of
from extractors.quantities.lists import dates_of, distribute, doubled, in_bracket
from extractors.quantities.measures import MeasureReading, read_measure
from extractors.quantities.nouns import noun_after, strip_leading
from extractors.quantities.rewards import reward_of
from extractors.units import kind_of
from schemas.vocab import Comparator, Measure

_FROM_RE = re.compile(
    r"(?:从|由)(?:[^，；。]{0,12}的|现在|目前|当前|现有|原来|过去|上年|去年)?(?:约|近)?$"
)
_TO_RE = re.compile(
    r"^(?:左右|以上)?的?(?:增长|提高|提升|增加|上升|扩大|下降|降低|减少|压缩|缩短|压减|发展|升|降|增|缩减|扩展"
    r"|攀升|拓展|整合|合并|精简|调整|优化|逐步|稳步|进一步|大幅|快速|迅速|跃升|跃|翻|再){0,4}(?:到|至|为)"
    r"(?:[^，；。、]{0,12}[年末底期]的?)?(?:不低于|了|约)?$"
)
_BOUND_BEHIND_RE = re.compile("^及?以[上下内](?=的)")
_OF_AGE_RE = re.compile(r"^(?:以上|以下|及以上)?的?[^，；。：、]{2,24}$")
_OF_SIZE_RE = re.compile(
    r"^(?:级|规模)?的(?!基础|同时|目标|速度|水平|比例|标准|前提|情况)[^，；。：、]{2,24}$"
)
_SIZE_NAME_RE = re.compile("(?:以上)?[一-龥]{1,11}[值额量入收积模资税产能力程数口苗殖]")
_SIZED_RE = re.compile(
    "^(?:以上)?的?[一-龥]{0,10}(?:企业|项目|单位|公司|园区|集群|市场|镇|村)(?:总?数量?)?(?:达到?|增加到|突破|超过)?$"
)
_LABEL_RE = re.compile("([^，。；：\n]{2,24}?)(?<!目标)(?<!指标)(?<!任务)(?<!阶段)：")
_LIST_MARKS = frozenset({"、", "和", "及", "与", "以及", "或", "/"})
_SHARED_KINDS = ("money", "ratio", "points")
_LONGEST_BRACKET = 30
_LONGEST_NOUN = 30
_GRANTS = ("补助", "给予")
"""What a bounding word may end in that says what is measured: 最高补助."""


@dataclass(slots=True)
class Draft:
    """An amount on its way to a record: `left` and `right` are its clause without the amount itself.

    `from_value`: the value that something comes from. `qualifies`: it is part of what the next one measures. `rewarded`: a reward is what is measured. `time`: the one of
    several times that 分别 gives it. `is_base`: what others are compared with, true at `time`. `counted`: what follows,
    where another amount stands inside its name.
    """

    amount: Amount
    left: str
    right: str
    measure: MeasureReading
    indicator: str | None = None
    from_value: bool = False
    qualifies: bool = False
    rewarded: bool = False
    time: Time | None = None
    is_base: bool = False
    counted: str = ""


def drafts_of(outline: Outline, said: SentenceMentions) -> list[Draft]:
    """The drafts of a sentence, each named; an amount that speaks of several subjects gives one for each."""
    if not said.amounts:
        return []
    drafts: list[Draft] = []
    subject, reward = _label_of(outline, said.sentence) or said.subject, None
    region = outline.document.region
    places = tuple(reversed(region.split("/"))) if region else ()
    for index in range(len(said.amounts)):
        draft = _draft(outline, said.sentence, said.amounts, index)
        around = Around(drafts[-1] if drafts else None, subject, reward, places)
        _name(outline, said.sentence, draft, around)
        drafts.append(draft)
        if draft.rewarded:
            reward = draft.indicator
        elif draft.indicator not in SPAN_NAMES:
            subject = draft.indicator or subject
    _reward_lists(outline, drafts)
    _shared_heads(drafts)
    _parallel_lists(outline, said, drafts)
    return list(_unfolded(outline.view.text, said.sentence, drafts))


def _label_of(outline: Outline, sentence: Sentence) -> str | None:
    """养老床位：到2027年达到150张 speaks of what stands before the colon, where a time follows it."""
    label = _LABEL_RE.match(outline.view.text, sentence.start, sentence.end)
    if label is None or not any(time.start == label.end() for time in sentence.times):
        return None
    return strip_leading(label[1]) or None


def _draft(outline: Outline, sentence: Sentence, amounts: Sequence[Amount], index: int) -> Draft:
    text = outline.view.text
    amount = amounts[index]
    floor = amounts[index - 1].end if index else sentence.start
    if index and _qualifies(text, amounts[index - 1], amount):
        floor = amounts[index - 2].end if index > 1 else sentence.start
    low = max(left_bound(text, sentence.start, amount.start), floor)
    following = amounts[index + 1] if index + 1 < len(amounts) else None
    ceiling = following.start if following else sentence.end
    left, right = text[low : amount.start], _right(text, sentence, amount, ceiling)
    if low == floor and index:
        left = left.lstrip("、和及与，；）")
    if low > sentence.start and text[low - 1] in "（：" and not left.strip("约近共"):
        # What stands in brackets or behind a colon speaks of what stands in front of it.
        left = text[left_bound(text, sentence.start, low - 1) : low - 1] + left
    if amount.bound.endswith(_GRANTS):
        left += amount.bound[-2:]
    draft = Draft(amount, left, right, read_measure(_bare(left), right, amount.unit))
    draft.qualifies = following is not None and _qualifies(text, amount, following)
    if following is not None and _counts_aged(amount, following):
        beyond = amounts[index + 2].start if index + 2 < len(amounts) else sentence.end
        aged = text[following.number : following.end]
        draft.right = draft.counted = aged + noun_after(_right(text, sentence, following, beyond))
    elif following is not None and _counts_sized(text, amount, following):
        beyond = amounts[index + 2].start if index + 2 < len(amounts) else sentence.end
        draft.counted = _right(text, sentence, amount, beyond)
    elif index and _counts_sized(text, amounts[index - 1], amount):
        draft.qualifies = True
    return draft


def _counts_aged(amount: Amount, age: Amount) -> bool:
    """培训5万名18—40周岁村民: what is counted begins with its age."""
    return (
        amount.end == age.start and kind_of(amount.unit) == "count" and kind_of(age.unit) == "age"
    )


def _counts_sized(text: str, amount: Amount, size: Amount) -> bool:
    """打造5个产值超100亿元的集群: the second amount is inside the name of what the first counts."""
    if kind_of(amount.unit) != "count" or kind_of(size.unit) == "age":
        return False
    between = text[amount.end : size.start]
    noun = text[size.end : right_bound(text, size.end, min(len(text), size.end + _LONGEST_NOUN))]
    return bool(_SIZE_NAME_RE.fullmatch(between) and _OF_SIZE_RE.match(noun))


def _qualifies(text: str, amount: Amount, following: Amount) -> bool:
    """收入超百亿元的企业达10家, 65岁以上老年人签约率80%: an amount inside the name of what the next one measures."""
    between = text[amount.end : following.start]
    if kind_of(amount.unit) == "age":
        return _OF_AGE_RE.match(between) is not None
    if following.unit == amount.unit:
        return False
    sized = kind_of(amount.unit) == "money" and amount.comparator is not Comparator.EQ
    return bool(_OF_SIZE_RE.match(between) or (sized and _SIZED_RE.match(between)))


def _right(text: str, sentence: Sentence, amount: Amount, ceiling: int) -> str:
    """The words after an amount; a bracket that follows at once is passed over, one around it is left."""
    at = amount.end
    if text.startswith("（", at):
        closed = text.find("）", at, sentence.end)
        if closed >= 0 and closed - at < _LONGEST_BRACKET:
            ceiling = sentence.end if ceiling < closed else ceiling
            after = text[closed + 1 : right_bound(text, closed + 1, ceiling)]
            return _BOUND_BEHIND_RE.sub("", after)
    opened = text.rfind("（", max(sentence.start, amount.start - _LONGEST_BRACKET), amount.start)
    if text.startswith("）", at) and opened >= 0:
        at += 1
    return text[at : right_bound(text, at, ceiling)]


def _bare(left: str) -> str:
    return left.rstrip('约近“" ')


@dataclass(frozen=True, slots=True)
class Around:
    """What may name an amount that does not name itself: the one before, the last subject, the last reward."""

    previous: Draft | None
    subject: str | None
    reward: str | None
    places: tuple[str, ...]


def _name(outline: Outline, sentence: Sentence, draft: Draft, around: Around) -> None:
    """Give a draft its indicator: from the amount before in a list or a way from–to, else from its own words."""
    previous = around.previous
    base = _base_time(outline, sentence, draft) or _shared_base(outline, draft, previous)
    if base is not None:
        draft.is_base = draft.from_value = True
        draft.time, draft.measure = base, MeasureReading(Measure.LEVEL)
        draft.indicator = around.subject
        return
    if previous is not None and _comes_from(outline, previous, draft):
        previous.from_value, previous.measure = True, MeasureReading(Measure.LEVEL)
        draft.indicator, draft.measure = previous.indicator, MeasureReading(Measure.LEVEL)
        draft.left = previous.left + draft.left
        return
    if previous is not None and _goes_on(outline, previous, draft):
        draft.indicator, draft.measure = previous.indicator, previous.measure
        draft.rewarded, draft.left = previous.rewarded, previous.left
        if draft.amount.comparator is Comparator.EQ and previous.amount.bound:
            comparator, bound = previous.amount.comparator, previous.amount.bound
            draft.amount = replace(draft.amount, comparator=comparator, bound=bound)
        context = Context(previous.left, draft.right, None, None)
    else:
        left = _without_times(outline, sentence, draft)
        text = outline.view.text
        earlier = text[sentence.start : draft.amount.start]
        later = text[draft.amount.end : sentence.end]
        subject, reward = around.subject, around.reward
        right = draft.counted or draft.right
        moves = draft.measure.measure is not Measure.LEVEL
        context = Context(left, right, subject, reward, around.places, earlier, later, moves)
        draft.indicator = indicator_of(context, kind_of(draft.amount.unit))
    moves = draft.measure.measure is not Measure.LEVEL
    reward = None if moves else reward_of(context, kind_of(draft.amount.unit))
    if reward:
        draft.rewarded, draft.indicator = True, reward


def _base_time(outline: Outline, sentence: Sentence, draft: Draft) -> Time | None:
    """The time of a value that others are compared with: 比2010年的30万吨."""
    text = outline.view.text
    if draft.measure.measure is Measure.MULTIPLE:
        return None
    bases = (time for time in sentence.times if time.kind is TimeKind.BASE)
    at = draft.amount.start
    return next((time for time in bases if text[time.end : at] in ("的", "的约")), None)


def _shared_base(outline: Outline, draft: Draft, previous: Draft | None) -> Time | None:
    """比2010年的30万吨、20万吨: the time holds for the list."""
    if previous is None or not previous.is_base or not _goes_on(outline, previous, draft):
        return None
    return previous.time


def _comes_from(outline: Outline, previous: Draft, draft: Draft) -> bool:
    """从28%增长到40%: the first amount is where the second comes from."""
    between = outline.view.text[previous.amount.end : draft.amount.start]
    units = (draft.amount.unit, previous.amount.unit)
    same = units[0] == units[1] or all(kind_of(unit) == "count" for unit in units)
    return same and bool(_FROM_RE.search(previous.left) and _TO_RE.match(between))


def _goes_on(outline: Outline, previous: Draft, draft: Draft) -> bool:
    """The next amount of a list: only a list mark lies between, and both are of one kind."""
    if outline.view.text[previous.amount.end : draft.amount.start] not in _LIST_MARKS:
        return False
    kind = kind_of(draft.amount.unit)
    if kind != kind_of(previous.amount.unit):
        return False
    alike = kind in _SHARED_KINDS or previous.amount.unit == draft.amount.unit
    return alike or (not draft.left and draft.right.startswith("的"))


def _without_times(outline: Outline, sentence: Sentence, draft: Draft) -> str:
    """The words before an amount without time expressions and without what the measure has taken."""
    text = outline.view.text
    left = _bare(draft.left)
    left = left[draft.measure.leads : len(left) - draft.measure.taken]
    for time in sentence.times:
        printed = text[time.start : time.end]
        if time.end <= draft.amount.number and printed in left:
            joined = printed + "的" if left.endswith(printed + "的") else printed
            left = left.replace(joined, "", 1)
    return left


def _reward_lists(outline: Outline, drafts: list[Draft]) -> None:
    """分别给予40%、20%的贴息 names the reward only behind the last amount."""
    for index in range(len(drafts) - 2, -1, -1):
        draft, following = drafts[index], drafts[index + 1]
        if following.rewarded and not draft.rewarded and _goes_on(outline, draft, following):
            draft.rewarded, draft.indicator = True, following.indicator


def _shared_heads(drafts: list[Draft]) -> None:
    """2个千亿级、5个百亿级产业集群: what is counted stands behind the last class."""
    for draft, following in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        head = following.right.partition("级")[2]
        if draft.indicator and draft.right.rstrip("、和及").endswith("级") and head:
            noun = noun_after(head)
            draft.indicator = draft.indicator.removesuffix(noun) + noun


def _parallel_lists(outline: Outline, said: SentenceMentions, drafts: list[Draft]) -> None:
    """分别 hands a list of amounts out to a list of subjects; the verb in front holds for all of them."""
    text, floor = outline.view.text, said.sentence.start
    known = [
        None if draft.is_base or in_bracket(text[floor : draft.amount.number]) else draft.indicator
        for draft in drafts
    ]
    dated = dates_of(outline.view.text, said.sentence.start, said.amounts, said.sentence.times)
    for index, time in dated.items():
        drafts[index].time = time
    shared = distribute(outline.view.text, said.sentence.start, said.amounts, known)
    previous: Draft | None = None
    for index in sorted(shared):
        draft = drafts[index]
        if not draft.rewarded:
            draft.indicator = shared[index]
        if previous is not None and not draft.left.strip("、和及与，）"):
            draft.measure = previous.measure
        previous = draft
    _name_bases(drafts)


def _name_bases(drafts: list[Draft]) -> None:
    """分别控制在3万吨、2万吨，比2010年的5万吨、4万吨: as many values as before are those of the same subjects."""
    for _, group in itertools.groupby(enumerate(drafts), key=lambda item: item[1].is_base):
        run = list(group)
        start, size = run[0][0], len(run)
        if size > 1 and run[0][1].is_base and start >= size:
            for (_, base), named in zip(run, drafts[start - size : start], strict=True):
                base.indicator = named.indicator


def _unfolded(text: str, sentence: Sentence, drafts: list[Draft]) -> Iterator[Draft]:
    """One draft for each subject that a shared amount speaks of."""
    for draft in drafts:
        is_multiple = draft.measure.measure is Measure.MULTIPLE
        names = doubled(text, sentence.start, draft.amount) if is_multiple else []
        if names:
            yield from (replace(draft, indicator=name) for name in names)
        else:
            yield draft
