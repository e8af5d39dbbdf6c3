"""Amounts to quantities: each gets its indicator, measure, status and date from the sentence and its frames."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extractors.amounts import Amount
from extractors.comparators import comparator_of_verb, mirrored
from extractors.dates import TimeKind
from extractors.frames import Sentence
from extractors.mentions import Mentions, SentenceMentions
from extractors.outline import Outline
from extractors.quantities.bases import base_fields
from extractors.quantities.bounds import left_bound
from extractors.quantities.drafts import Draft, drafts_of
from extractors.quantities.relatives import find_relatives
from extractors.quantities.status import Circumstances, date_of, recurrence_of, status_of
from extractors.units import kind_of
from schemas.records import Quantity
from schemas.vocab import Comparator, Measure, Recurrence, Status

_RATE_BASE_RE = re.compile("按(?:年度|年化|每年|当年)?[^，]{0,16}(?<!每年)(?<!每月)的?$")
_GRANTING_RE = re.compile(
    "给予|予以奖|予以补|(?:奖励|补助|补贴|资助|贴息|奖补)(?!性)(?:[^，；。]{0,14}(?:元|%)|[，；。）]|$)"
)
_YEARLY_RE = re.compile("每年")
_COUNTED = ("count", "times")
_VERB_RE = re.compile(
    "力争|争取|确保|新增|新建|建设|建成|达|提高|提升|实现|培育|打造|完成|引进|增加|扩大|开展|组织|支持|降|减|不低于|不少于|控制|力求|目标|推动|推进"
)
_GROWTHS = (Measure.ANNUAL_GROWTH, Measure.GROWTH)


def find_quantities(outline: Outline, mentions: Mentions) -> list[Quantity]:
    """The quantities of sentences, boxes and prose cells included; value cells of tables are read elsewhere."""
    return [
        quantity
        for said in mentions.sentences
        for quantity in (*_read_sentence(outline, said), *find_relatives(outline, said))
    ]


def _read_sentence(outline: Outline, said: SentenceMentions) -> Iterator[Quantity]:
    previous: Quantity | None = None
    for draft in drafts_of(outline, said):
        quantity = _quantity(outline, said.sentence, draft)
        if previous is not None and _caps(quantity, previous):
            quantity = quantity.model_copy(update={"status": Status.PARAMETER, "date": None})
        elif previous is not None and _reports_on(said.sentence, draft, quantity, previous):
            quantity = quantity.model_copy(update={"status": Status.ACTUAL})
        came_from = draft.from_value and quantity.status is Status.ACTUAL
        previous = None if came_from else quantity
        if quantity.date is None and quantity.status is Status.TARGET and said.deadline:
            quantity = quantity.model_copy(update={"date": said.deadline})
        yield quantity


def _caps(quantity: Quantity, previous: Quantity) -> bool:
    """补助10%，最高500万元: what speaks of a rule's own amount is one too."""
    if quantity.status is not Status.TARGET or previous.status is not Status.PARAMETER:
        return False
    return quantity.indicator == previous.indicator


def _reports_on(sentence: Sentence, draft: Draft, quantity: Quantity, previous: Quantity) -> bool:
    """现有学校120所，其中小学70所: without a time and a verb of its own, what follows a report is reported too."""
    if quantity.status is not Status.TARGET or previous.status is not Status.ACTUAL:
        return False
    timed = draft.from_value or sentence.time_at(draft.amount.number) is not None
    return not timed and _VERB_RE.search(draft.left) is None


def _quantity(outline: Outline, sentence: Sentence, draft: Draft) -> Quantity:
    amount, measure = draft.amount, draft.measure.measure
    said = _circumstances(outline, sentence, draft)
    status = status_of(said)
    recurrence = _recurrence(said, draft, status)
    date = date_of(said, status, recurs=recurrence is not None)
    if draft.qualifies and not draft.from_value and status is Status.TARGET:
        status, date = Status.PARAMETER, None
    if draft.from_value and status is not Status.PARAMETER:
        status, date = Status.ACTUAL, _own_date(sentence, draft)
    low, high, comparator = _signed(_bounded(amount, draft.left), falls=draft.measure.falls)
    return Quantity(
        **outline.place(amount.start, amount.end),
        rule_id=amount.rule_id,
        indicator=(draft.indicator or "").strip() or _fallback(amount, sentence),
        measure=measure,
        comparator=comparator,
        value=low,
        value_max=high,
        unit=amount.unit,
        **base_fields(low, high, amount.unit),
        status=status,
        date=date,
        recurrence=recurrence,
        cumulative="累计" in draft.left,
        relative_to=draft.measure.relative_to,
    )


def _circumstances(outline: Outline, sentence: Sentence, draft: Draft) -> Circumstances:
    text, amount = outline.view.text, draft.amount
    return Circumstances(
        outline,
        sentence,
        clause=draft.left + text[amount.start : amount.end] + draft.right,
        head=text[left_bound(text, sentence.start, amount.start) : amount.end],
        unit=amount.unit,
        time=draft.time or sentence.time_at(amount.number),
        rewarded=draft.rewarded,
        granting=_GRANTING_RE.search(text, amount.end, sentence.end) is not None,
    )


def _recurrence(said: Circumstances, draft: Draft, status: Status) -> Recurrence | None:
    """A growth a year is a measure, and a rate of a year's sum is no amount a year.

    每年 holds for the counts of the later clauses of its sentence too, as long as no time comes between.
    """
    if draft.measure.measure in _GROWTHS or draft.from_value or _RATE_BASE_RE.search(draft.left):
        return None
    own = recurrence_of(said.head)
    if own or status is not Status.TARGET or kind_of(draft.amount.unit) not in _COUNTED:
        return own
    times = [time.end for time in said.sentence.times if time.end <= draft.amount.start]
    start = max([said.sentence.start, *times])
    opened = _YEARLY_RE.search(said.outline.view.text, start, draft.amount.start)
    total = (
        draft.left.endswith("达到") or "；" in said.outline.view.text[start : draft.amount.start]
    )
    return Recurrence.YEARLY if opened and not total else None


def _own_date(sentence: Sentence, draft: Draft) -> dt.date | None:
    """The time in front of the value that something comes from: 由2020年的46家."""
    if draft.time is not None:
        return draft.time.date
    low, high = draft.amount.start - len(draft.left), draft.amount.start
    starts = (time for time in sentence.times if time.kind is TimeKind.START)
    return next((time.date for time in starts if low <= time.start < high), None)


def _bounded(amount: Amount, left: str) -> Amount:
    """至少布设1个: the bounding word stands before the verb."""
    if amount.comparator is not Comparator.EQ:
        return amount
    bound = comparator_of_verb(left)
    return replace(amount, comparator=bound[0]) if bound else amount


def _fallback(amount: Amount, sentence: Sentence) -> str:
    """A name for an amount whose sentence gives none: its section, else its unit."""
    if amount.unit == "分":
        return "分值"
    return (sentence.section.heading if sentence.section else "") or amount.unit


def _signed(amount: Amount, *, falls: bool) -> tuple[Decimal, Decimal | None, Comparator]:
    """A fall is negative, and its comparator is mathematical."""
    if not falls:
        return amount.value, amount.value_max, amount.comparator
    if amount.value_max is not None:
        return -amount.value_max, -amount.value, amount.comparator
    return -amount.value, None, mirrored(amount.comparator)
