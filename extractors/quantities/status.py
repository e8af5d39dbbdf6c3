"""Whether an amount is promised, reported, or a rule's own; when it is due or was true; how often it recurs."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from extractors.dates import Time, TimeKind
from extractors.engine import alternation, load_table
from extractors.frames import Sentence, is_past
from extractors.outline import Outline
from extractors.quantities.words import WordsRow
from extractors.sections.look_back import looks_back
from extractors.units import kind_of
from schemas.vocab import Recurrence, Status

STATUS_ROWS = load_table("extractors.quantities", "status.toml", "words", WordsRow)
_ANY = {row.id: alternation(row.list) for row in STATUS_ROWS}

_GRANT_RE = re.compile(_ANY["grant"])
_HARD_GRANT_RE = re.compile(_ANY["hard-grant"])
_DONE_RE = re.compile(_ANY["done"])
_DEFINITION_RE = re.compile(_ANY["definition"])
_WILL_RE = re.compile(_ANY["will"])
_RULE_PAPER_RE = re.compile(_ANY["rule-paper"])
_RULES_RE = re.compile("(?<!考评)(?<!考核)(?<!评价)(?:办法|细则|规定|条例|指南)(?:（[^（）]*）)?$")
"""Papers that promise nothing: what has no time in them is a rule's own."""
_PLAN_PAPER_RE = re.compile(_ANY["plan-paper"])
_POOL_RE = re.compile(rf"(?:{_ANY['pool']})(?:总|首期)?(?:规模)?(?:由|从|为|达|约)?[0-9]")
_FUND_RE = re.compile(
    r"(?:设立|统筹|安排|筹集|组建|现有)[^，]{0,12}元[^，]{0,10}(?:基金|资金|补偿金|周转金)|政策$"
)
_CONDITION_RE = re.compile(
    r"(?<![年月日末底期])的$|(?:低于|不足|未达到|未完成|超过|高于|以上|以下|以内)[0-9.]{0,12}[%家户亿万元人个]{0,3}(?:（含）)?(?:以上|以下)?"
    r"的(?!目标|水平|比例|增速|速度|要求|规模|速率|幅度)[一-龥]{2,12}$"
)
_ORDER_RE = re.compile(
    "(?:应当?|必须)每(?:年|半年|季度|月|周)|可[^，；。]{0,16}(?:最长|最高|最多)|%(?:以上|以内)?用于"
)
_GRANTED_KINDS = ("money", "ratio", "points", "multiple", "duration", "years")
_GIVEN_RE = re.compile("给予|予以|奖励|限额|扣[减除分]|单户|单笔|单个项目|每户每")
_RATE_AIM_RE = re.compile(
    "(?:支付|报销)比例[^，；。]{0,6}(?:达到|提高到|提高至|稳定在|保持在|不低于)"
)
_SINCE_RE = re.compile("以来$")
_SPAN_AIM_RE = re.compile("(?:寿命|年限|年龄)[^，；。]{0,8}[0-9]")
_AFTERWARDS_RE = re.compile("以后|此后|今后每|之后每")
_RECURRENCES = (
    (re.compile("每两年|两年一"), Recurrence.BIENNIAL),
    (re.compile("每半年|半年一"), Recurrence.HALF_YEARLY),
    (re.compile("每季度|每个季度|按季度|每季"), Recurrence.QUARTERLY),
    (re.compile("每月|每个月|按月"), Recurrence.MONTHLY),
    (
        re.compile(
            "每年|年均(?!增长|增速|递增|增幅|复合|[一-龥]{0,6}(?:率|浓度|[数比]值|水平|温度|气温))|每一年|年年|逐年|每个?年度|按年度|年度(?=培训|新增|完成|开展)"
            "|年(?:推广|覆盖|处理|供给|服务|接待|培训|交易)(?:面积|规模|人次|人数|总?量|额)"
            "|(?:^|[，；。、])年(?:受理|培训|接待|服务|新增|产(?![值量能业出])|处理|加工|完成|引进|供|培养|开展|举办|吞吐|发电|投放)"
        ),
        Recurrence.YEARLY,
    ),
)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that decides on status and date.

    `clause` is the clause around the amount, `head` the words from the last hard mark to its end, `time` the time
    that governs it. `rewarded`: a reward is measured; `granting`: the rest of the sentence grants something.
    """

    outline: Outline
    sentence: Sentence
    clause: str
    head: str
    unit: str
    time: Time | None
    rewarded: bool
    granting: bool

    @property
    def own_time(self) -> bool:
        """Whether the sentence itself names the time."""
        return self.time is not None and self.time.start >= self.sentence.start

    @property
    def past(self) -> bool:
        """Whether the time lies before the notice; a deadline never does."""
        if self.time is None or self.time.kind is TimeKind.DEADLINE:
            return False
        if self.time.kind is TimeKind.AS_OF or is_past(self.outline, self.time.date):
            return True
        document = self.outline.document
        is_undated = document.issued_on is None and document.period is None
        return is_undated and looks_back(self.outline, self.sentence.section)


def recurrence_of(words: str) -> Recurrence | None:
    """How often the amount of a clause recurs; 年均增长 is a measure, no recurrence."""
    return next((meaning for pattern, meaning in _RECURRENCES if pattern.search(words)), None)


def _is_rule(said: Circumstances) -> bool:
    """A score, a condition, or the size of a fund on offer."""
    condition = _CONDITION_RE.search(said.clause) and not (said.unit == "%" and said.own_time)
    if said.unit == "分" or condition or _is_qualification(said):
        return True
    return not said.own_time and _POOL_RE.search(said.clause) is not None


def _is_defined(said: Circumstances) -> bool:
    """日间照料是指停留不超过10小时的服务: the bounds of a term."""
    text, sentence = said.outline.view.text, said.sentence
    return not said.own_time and bool(_DEFINITION_RE.search(text, sentence.start, sentence.end))


def _is_ordered(said: Circumstances) -> bool:
    """应每季度至少联系1次, 最长可放宽至3个月: an order or a permission without a time."""
    return not said.own_time and _ORDER_RE.search(said.clause) is not None


def _is_qualification(said: Circumstances) -> bool:
    """65岁以上的老年人, 3年以上工作经历: who is meant, unless the span itself is what grows."""
    kind = kind_of(said.unit)
    return kind in ("age", "years") and _SPAN_AIM_RE.search(said.clause) is None


def _is_granted(said: Circumstances) -> bool:
    """A reward or a rule's word, unless a deadline of the sentence makes the word part of an aim."""
    if said.rewarded:
        return True
    if _RATE_AIM_RE.search(said.clause):
        return False
    if kind_of(said.unit) not in _GRANTED_KINDS:
        return _GIVEN_RE.search(said.clause) is not None
    if not _GRANT_RE.search(said.clause):
        return False
    return not said.own_time or _HARD_GRANT_RE.search(said.clause) is not None


def _is_reported(said: Circumstances) -> bool:
    """Words of what is done, or a section that looks back, with no time ahead."""
    if looks_back(said.outline, said.sentence.section) or _since(said):
        return True
    return (
        said.time is None
        and bool(_DONE_RE.search(said.clause))
        and not _WILL_RE.search(said.clause)
    )


def _since(said: Circumstances) -> bool:
    """2018年以来: nothing but a start that reaches to this day."""
    text = said.outline.view.text
    starts = [t for t in said.sentence.times if t.kind is TimeKind.START]
    return said.time is None and any(_SINCE_RE.search(text[t.start : t.end]) for t in starts)


def _is_set(said: Circumstances) -> bool:
    """Without any time: a fund set up, or money in a paper of rules."""
    if said.time is not None:
        return False
    return bool(_FUND_RE.search(said.clause)) or ("元" in said.unit and is_rule_paper(said.outline))


def _is_ruled(said: Circumstances) -> bool:
    """Without any time in a paper of rules: all that it does not look back on."""
    if said.time is not None or looks_back(said.outline, said.sentence.section):
        return False
    return _RULES_RE.search(_title(said.outline)) is not None


def _is_past(said: Circumstances) -> bool:
    """A time before the notice, or what an aim builds on: 在达到12000元的基础上."""
    return said.past or (said.clause.endswith("的基础上") and not said.own_time)


def _is_recent(said: Circumstances) -> bool:
    """近3年: a span that ends today."""
    return said.time is not None and said.time.rule_id == "dates.recent"


def _is_timed(said: Circumstances) -> bool:
    return said.own_time


def _is_condition(said: Circumstances) -> bool:
    """The rest of the sentence grants something to what reaches the amount."""
    return said.granting


_DECISIONS = (
    (_is_rule, Status.PARAMETER),
    (_is_past, Status.ACTUAL),
    (_is_granted, Status.PARAMETER),
    (_is_recent, Status.ACTUAL),
    (_is_ordered, Status.PARAMETER),
    (_is_defined, Status.PARAMETER),
    (_is_timed, Status.TARGET),
    (_is_condition, Status.PARAMETER),
    (_is_ruled, Status.PARAMETER),
    (_is_reported, Status.ACTUAL),
    (_is_set, Status.PARAMETER),
)
"""The first that holds decides; where none does the notice promises."""


def status_of(said: Circumstances) -> Status:
    """Target, actual or parameter."""
    return next((status for holds, status in _DECISIONS if holds(said)), Status.TARGET)


def date_of(said: Circumstances, status: Status, *, recurs: bool) -> dt.date | None:
    """The last day of the deadline, or of the time that an actual speaks of; None for a rule's own amount.

    What recurs takes the deadline of its own sentence alone, a later one too: 每年引入1家，到2025年末达到35家.
    """
    time = said.time
    if status is Status.PARAMETER:
        return None
    if status is Status.ACTUAL:
        return time.date if time is not None and said.past else None
    if _AFTERWARDS_RE.search(said.head):
        return None
    if time is not None and time.kind is TimeKind.SPAN:
        return None
    inherited = recurs and not said.own_time
    if time is not None and not inherited and (time.kind is TimeKind.DEADLINE or not said.past):
        return time.date
    later = said.sentence.later_deadline(said.sentence.start) if recurs else None
    return later.date if later else None


def _title(outline: Outline) -> str:
    return outline.document.plan_title or outline.document.title


def is_rule_paper(outline: Outline) -> bool:
    """Whether the notice issues rules rather than a plan."""
    title = _title(outline)
    return bool(_RULE_PAPER_RE.search(title)) and not _PLAN_PAPER_RE.search(title)
