"""Amounts to quantities: each gets its indicator, measure, status and date from the sentence and its frames."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.comparators import mirrored
from extractors.dates import TimeKind
from extractors.frames import Sentence
from extractors.mentions import Mentions, SentenceMentions
from extractors.outline import Outline
from extractors.amounts import Amount
from extractors.quantities.indicators import Context, indicator_of, left_bound, reward_of, right_bound
from extractors.quantities.lists import distribute, doubled
from extractors.quantities.measures import MeasureReading, read_measure
from extractors.quantities.status import date_of, looks_back, recurrence_of, status_of
from extractors.units import base_of, parse_unit, unit_row
from schemas.records import Quantity
from schemas.vocab import Comparator, Measure, Status

_FROM_TO_RE = re.compile(r"(?:从|由)(?:[^，；。]{0,12}的)?(?:约|近)?$")
_TO_RE = re.compile(
    r"^(?:左右|以上)?(?:的)?(?:增长|提高|提升|增加|上升|扩大|下降|降低|减少|压缩|缩短|压减|发展|升|降|增|缩减|扩展|攀升|拓展|调整|优化|逐步|稳步|进一步|大幅|再)*(?:到|至)(?:不低于|了|约)?$"
)
_LIST_MARKS = frozenset({"、", "和", "及", "与", "以及", "或", "/"})
_AT_LEAST_RE = re.compile("(?:至少|最少|不少于|不低于)[一-龥]{1,6}$")
_AT_MOST_RE = re.compile("(?:最多|最高|不超过|至多)[一-龥]{1,6}$")
_CUMULATIVE_RE = re.compile("累计")


@dataclass(slots=True)
class _Draft:
    """An amount with the words around it, on its way to a record."""

    amount: Amount
    left: str
    right: str
    measure: MeasureReading
    indicator: str | None = None
    from_value: bool = False
    rewarded: bool = False


def find_quantities(outline: Outline, mentions: Mentions) -> list[Quantity]:
    """The quantities of sentences, boxes and prose cells included; value cells of tables are read elsewhere."""
    return [
        quantity
        for said in mentions.sentences
        if said.amounts
        for quantity in _read_sentence(outline, said)
    ]


def _read_sentence(outline: Outline, said: SentenceMentions) -> Iterator[Quantity]:
    drafts = _drafts(outline, said)
    previous: Quantity | None = None
    for draft in _unfolded(outline.view.text, said.sentence, drafts):
        quantity = _quantity(outline, said.sentence, draft)
        if _caps(quantity, previous):
            quantity = quantity.model_copy(update={"status": Status.PARAMETER, "date": None})
        previous = quantity
        if quantity.date is None and quantity.status is Status.TARGET and said.deadline:
            yield quantity.model_copy(update={"date": said.deadline})
        else:
            yield quantity


def _caps(quantity: Quantity, previous: Quantity | None) -> bool:
    """补助10%，最高500万元: what speaks of a rule's own amount is one too."""
    return (
        previous is not None
        and previous.status is Status.PARAMETER
        and quantity.status is Status.TARGET
        and quantity.indicator == previous.indicator
    )


def _unfolded(text: str, sentence: Sentence, drafts: list[_Draft]) -> Iterator[_Draft]:
    """One draft for each subject that a shared amount speaks of."""
    for draft in drafts:
        names = doubled(text, sentence.start, draft.amount) if draft.measure.measure is Measure.MULTIPLE else []
        for name in names or [draft.indicator]:
            yield replace(draft, indicator=name)


def _in_time(amount: Amount, sentence: Sentence) -> bool:
    return any(time.start < amount.end and amount.number < time.end for time in sentence.times)


def _in_title(text: str, sentence: Sentence, amount: Amount) -> bool:
    if "《" not in text[sentence.start : amount.start]:
        return False
    return any(
        title.start() < amount.number < title.end()
        for title in _TITLE_RE.finditer(text, sentence.start, sentence.end)
    )


def _drafts(outline: Outline, said: SentenceMentions) -> list[_Draft]:
    sentence, amounts = said.sentence, said.amounts
    drafts: list[_Draft] = []
    subject = said.subject
    places = tuple(reversed((outline.document.region or "").split("/"))) if outline.document.region else ()
    for index, amount in enumerate(amounts):
        draft = _draft(outline, sentence, amounts, index)
        previous = drafts[-1] if drafts else None
        if previous is not None and _continues_from(outline, previous, draft):
            previous.from_value = True
            draft.indicator, draft.measure = previous.indicator, MeasureReading(Measure.LEVEL)
            draft.left = previous.left + draft.left
        elif previous is not None and _goes_on(outline, previous, draft):
            draft.indicator, draft.measure = previous.indicator, previous.measure
            draft.rewarded = previous.rewarded
            draft.left = previous.left
            reward = reward_of(Context("", draft.right, None), _kind_of(amount.unit))
            if reward:
                draft.rewarded, draft.indicator = True, reward
        else:
            left = _without_times(outline, sentence, amount, draft)
            _name(draft, Context(left, draft.right, subject, places))
        drafts.append(draft)
        subject = draft.indicator or subject
    _reward_lists(outline, drafts)
    shared = distribute(outline.view.text, sentence.start, amounts, [draft.indicator for draft in drafts])
    for index, name in shared.items():
        if not drafts[index].rewarded:
            drafts[index].indicator = name
    _share_measures(drafts, shared)
    return drafts


def _name(draft: _Draft, context: Context) -> None:
    kind = _kind_of(draft.amount.unit)
    reward = reward_of(context, kind)
    draft.rewarded = reward is not None
    draft.indicator = reward or indicator_of(context, kind)


def _goes_on(outline: Outline, previous: _Draft, draft: _Draft) -> bool:
    """The next amount of a list: only a list mark lies between, and nothing says that it is of another thing."""
    between = outline.view.text[previous.amount.end : draft.amount.start]
    if between not in _LIST_MARKS:
        return False
    if _kind_of(draft.amount.unit) != _kind_of(previous.amount.unit):
        return False
    return _kind_of(draft.amount.unit) in ("money", "ratio", "points") or previous.amount.unit == draft.amount.unit


def _reward_lists(outline: Outline, drafts: list[_Draft]) -> None:
    """分别给予40%、20%的贴息 names the reward only behind the last amount."""
    for index in range(len(drafts) - 2, -1, -1):
        draft, following = drafts[index], drafts[index + 1]
        if following.rewarded and not draft.rewarded and _goes_on(outline, draft, following):
            draft.rewarded, draft.indicator = True, following.indicator


def _draft(outline: Outline, sentence: Sentence, amounts: Sequence[Amount], index: int) -> _Draft:
    text = outline.view.text
    amount = amounts[index]
    floor = amounts[index - 1].end if index else sentence.start
    low = max(left_bound(text, sentence.start, amount.start), floor)
    ceiling = amounts[index + 1].start if index + 1 < len(amounts) else sentence.end
    left, right = text[low : amount.start], _right(text, sentence, amount, ceiling)
    if low == floor and index:
        left = left.lstrip("、和及与，；")
    if low > sentence.start and text[low - 1] in "（：" and not left.strip("约近共"):
        left = _before_mark(text, sentence, low - 1) + left
    measure = read_measure(_bare(left), right, amount.unit)
    return _Draft(amount, left, right, measure)


def _right(text: str, sentence: Sentence, amount: Amount, ceiling: int) -> str:
    """The words after an amount; a bracket that follows it at once is passed over, one around it is left."""
    at = amount.end
    if text.startswith("（", at):
        closed = text.find("）", at, sentence.end)
        if closed >= 0 and closed - at < _BRACKET:
            ceiling = sentence.end if ceiling < closed else ceiling
            return text[closed + 1 : right_bound(text, closed + 1, ceiling)]
    if text.startswith("）", at) and "（" in text[max(sentence.start, amount.start - _BRACKET) : amount.start]:
        at += 1
    return text[at : right_bound(text, at, ceiling)]


_BRACKET = 30


def _before_mark(text: str, sentence: Sentence, mark: int) -> str:
    """The clause in front of an opening bracket or a colon."""
    return text[left_bound(text, sentence.start, mark) : mark]


def _bare(left: str) -> str:
    return left.rstrip("约近“\" ")


def _without_times(outline: Outline, sentence: Sentence, amount: Amount, draft: _Draft) -> str:
    """The words before an amount without time expressions and without what the measure has taken."""
    text = outline.view.text
    left = _bare(draft.left)
    if draft.measure.taken:
        left = left[: len(left) - draft.measure.taken]
    for time in sentence.times:
        printed = text[time.start : time.end]
        if time.end <= amount.number and printed in left:
            left = left.replace(printed + "的" if left.endswith(printed + "的") else printed, "", 1)
    return left


def _continues_from(outline: Outline, previous: _Draft, draft: _Draft) -> bool:
    """从28%增长到40%: the first amount is where the second comes from."""
    between = outline.view.text[previous.amount.end : draft.amount.start]
    return bool(_FROM_TO_RE.search(previous.left) and _TO_RE.match(between) and draft.amount.unit == previous.amount.unit)


def _share_measures(drafts: list[_Draft], shared: dict[int, str]) -> None:
    """The verb in front of a list of amounts holds for the whole list."""
    for index in sorted(shared):
        draft = drafts[index]
        if index - 1 in shared and not draft.left.strip("、和及与，"):
            draft.measure = drafts[index - 1].measure


def _kind_of(unit: str) -> str:
    parts = parse_unit(unit)
    row = unit_row(parts[1]) if parts else None
    return row.kind if row else "count"


def _quantity(outline: Outline, sentence: Sentence, draft: _Draft) -> Quantity:
    amount, measure = draft.amount, draft.measure
    text = outline.view.text
    clause = draft.left + text[amount.start : amount.end] + draft.right
    recurrence = recurrence_of(_clause_head(text, sentence, amount))
    time = sentence.time_at(amount.number)
    back = looks_back(outline, sentence.section)
    status = status_of(
        outline, sentence, clause, time, amount.unit, back=back, rewarded=draft.rewarded, granting=_grants_later(text, sentence, amount)
    )
    date = date_of(
        outline, sentence, amount.end, time, status, _clause_head(text, sentence, amount), recurs=recurrence is not None
    )
    if draft.from_value and status is not Status.PARAMETER:
        status, date = Status.ACTUAL, _own_date(sentence, draft)
    if measure.measure in (Measure.ANNUAL_GROWTH, Measure.GROWTH) or _RATE_BASE_RE.search(draft.left):
        recurrence = None
    low, high, comparator = _signed(_with_remote_bound(amount, draft.left), falls=measure.falls)
    return Quantity(
        **outline.place(amount.start, amount.end),
        rule_id=amount.rule_id,
        indicator=draft.indicator or _fallback(amount, sentence),
        measure=measure.measure,
        comparator=comparator,
        value=low,
        value_max=high,
        unit=amount.unit,
        **_bases(low, high, amount.unit),
        status=status,
        date=date,
        recurrence=recurrence,
        cumulative=bool(_CUMULATIVE_RE.search(draft.left)),
        relative_to=measure.relative_to,
    )


_RATE_BASE_RE = re.compile("按(?:年度|年化|每年|当年)?[^，]{0,16}的?$")


_GRANTING_RE = re.compile("给予|予以奖|予以补|奖励|补助|补贴|资助|贴息|奖补")


def _grants_later(text: str, sentence: Sentence, amount: Amount) -> bool:
    """Whether the amount is a condition of what the rest of its sentence grants."""
    return _GRANTING_RE.search(text, amount.end, sentence.end) is not None


def _own_date(sentence: Sentence, draft: _Draft) -> dt.date | None:
    """The time in front of the value that something comes from: 由2020年的46家."""
    low = draft.amount.start - len(draft.left)
    return next((t.date for t in sentence.times if t.kind is TimeKind.START and low <= t.start < draft.amount.start), None)


def _with_remote_bound(amount: Amount, left: str) -> Amount:
    """至少布设1个: the bounding word stands before the verb."""
    if amount.comparator is not Comparator.EQ:
        return amount
    if _AT_LEAST_RE.search(left):
        return replace(amount, comparator=Comparator.GE)
    return replace(amount, comparator=Comparator.LE) if _AT_MOST_RE.search(left) else amount


def _fallback(amount: Amount, sentence: Sentence) -> str:
    """A name for an amount whose sentence gives none: its section, else its unit."""
    if amount.unit == "分":
        return "分值"
    return sentence.section.heading if sentence.section else amount.unit


def _clause_head(text: str, sentence: Sentence, amount: Amount) -> str:
    """The words from the last hard mark to the amount, other amounts of the clause included."""
    return text[left_bound(text, sentence.start, amount.start) : amount.end]


def _signed(amount: Amount, *, falls: bool) -> tuple[Decimal, Decimal | None, Comparator]:
    """A fall is negative, and its comparator is mathematical."""
    if not falls:
        return amount.value, amount.value_max, amount.comparator
    if amount.value_max is not None:
        return -amount.value_max, -amount.value, amount.comparator
    return -amount.value, None, mirrored(amount.comparator)


def _bases(low: Decimal, high: Decimal | None, unit: str) -> dict[str, Decimal | str | None]:
    based = base_of(low, unit)
    top = base_of(high, unit) if high is not None else None
    return {
        "value_base": based[0] if based else None,
        "value_max_base": top[0] if top else None,
        "unit_base": based[1] or None if based else None,
    }


def base_fields(low: Decimal | None, high: Decimal | None, unit: str | None) -> dict[str, Decimal | str | None]:
    """The base-unit fields of a quantity; all None without a value or a unit."""
    if low is None or unit is None:
        return {"value_base": None, "value_max_base": None, "unit_base": None}
    return _bases(low, high, unit)


def with_section_deadlines(
    quantities: Iterable[Quantity], passages: Sequence[tuple[int, int, dt.date]]
) -> list[Quantity]:
    """Targets without a date take the deadline of the note that closes their passage.

    `passages` are (start, end, deadline) in the source, in order and apart from each other.
    """
    starts = [start for start, _, _ in passages]
    result = []
    for quantity in quantities:
        index = bisect_right(starts, quantity.start) - 1
        inside = index >= 0 and quantity.start < passages[index][1]
        if inside and quantity.date is None and quantity.status is Status.TARGET:
            quantity = quantity.model_copy(update={"date": passages[index][2]})
        result.append(quantity)
    return result
