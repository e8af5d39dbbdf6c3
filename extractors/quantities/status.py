"""Whether an amount is promised, reported, or a rule's own; and when it is due or was true."""

from __future__ import annotations

import datetime as dt
import re

from extractors.dates import Time, TimeKind
from extractors.frames import Sentence, is_past
from extractors.outline import Outline, SectionNode
from schemas.vocab import Recurrence, Status

_GRANT_RE = re.compile(
    "给予|予以|奖励|奖补|补助|补贴|资助|贴息|罚款|处以|收费|减免|免收|返还|补偿金额|兑现|奖金|单户|单笔|单个项目|每户每|费率|贴补|拨付|发放标准|补助标准|缴纳|缴存|扣减|扣除|计分|加分|扣分|得分|权重|满分|分值|支持资金|额度|授信额|注册资本|实缴|税率|利率不|以奖代补|一次性|封顶|配套资金|报销|支付比例|起付|限额|保额|承担|分担|负担"
)
_POOL_RE = re.compile("(?:资金池|补偿资金|补偿金|补偿基金|专项资金|引导基金|产业基金|周转金|子基金|母基金|投资基金|担保基金|发展基金)(?:总|首期)?(?:规模)?(?:由|从|为|达|约)?[0-9]")
_FUND_RE = re.compile("(?:设立|统筹|安排|筹集|组建|现有)[^，]{0,12}元[^，]{0,10}(?:基金|资金|补偿金|周转金)|政策$")
_CONDITION_RE = re.compile(
    "的$|(?:低于|不足|未达到|未完成|超过|高于|以上|以下|以内)[0-9.]*[%家户亿万元人个]*(?:（含）)?(?:以上|以下)?的(?!目标|水平|比例|增速|速度|要求|规模|速率|幅度)[一-龥]{2,12}$"
)
_RULE_TITLE_RE = re.compile("若干(?:政策|措施|意见)|办法|细则|规定|条例|补贴|奖励|申报|指南|标准|考评|考核|评价|评分|支持.{0,20}政策")
_LOOK_BACK_RE = re.compile("发展基础|发展现状|现状|回顾|成效|成就|基础条件|取得.{0,8}进展|形势|存在问题|主要问题|发展环境|发展背景|现实基础|工作基础|背景|进展情况|完成情况|执行情况|现有基础|基本情况|产业基础|开设情况")
_DONE_RE = re.compile("已|目前|现有|共有|累计实现|仅有?|达成了|位居|位列|居全|排名|实现了|取得|完成了|建成了|新增了|建立了|率先|成功|荣获|获评|被评|连续|突破了|增长了|提高了|下降了|不足|尚未|还未|仅为|仅占|只有")
_AIM_RE = re.compile("力争|争取|确保|目标|到20[0-9]{2}年|努力|预期|将|要|不低于|不少于|推动|加快|建设|打造|培育|新增|引进|实施|推进|完成|开展")
_AFTERWARDS_RE = re.compile("以后每|此后每|今后每|之后每|以后|此后")
_RECURRENCE = (
    (re.compile("每两年|两年一"), Recurrence.BIENNIAL),
    (re.compile("每半年|半年一"), Recurrence.HALF_YEARLY),
    (re.compile("每季度|每个季度|按季度|每季"), Recurrence.QUARTERLY),
    (re.compile("每月|每个月|按月"), Recurrence.MONTHLY),
    (re.compile("每年|每一年|年年|逐年|每个?年度|按年度|年度(?=培训|新增|完成|开展)|(?:^|[，；。、])年(?:受理|培训|接待|服务|新增|产|处理|加工|完成|引进|供|培养|开展|举办|吞吐|发电|投放)"), Recurrence.YEARLY),
)


def recurrence_of(clause: str) -> Recurrence | None:
    """How often the amount of a clause recurs; 年均增长 is a measure, no recurrence."""
    return next((meaning for pattern, meaning in _RECURRENCE if pattern.search(clause)), None)


def looks_back(outline: Outline, section: SectionNode | None) -> bool:
    """Whether a section or one around it reports what was."""
    while section is not None:
        if _LOOK_BACK_RE.search(section.heading):
            return True
        section = outline.parent_of(section)
    return False


def is_rule_paper(outline: Outline) -> bool:
    """Whether the notice issues rules rather than a plan."""
    title = outline.document.plan_title or outline.document.title
    return bool(_RULE_TITLE_RE.search(title)) and not re.search("行动计划|行动方案|规划|实施方案|工作方案", title)


def status_of(outline: Outline, sentence: Sentence, clause: str, time: Time | None, unit: str, *, back: bool, rewarded: bool, granting: bool) -> Status:
    """Target, actual or parameter. `clause` is the words around the amount, `time` the time that governs it."""
    if unit == "分" or _CONDITION_RE.search(clause):
        return Status.PARAMETER
    granted = _GRANT_RE.search(clause) is not None or rewarded
    own_time = time is not None and time.start >= sentence.start
    if _POOL_RE.search(clause) and not own_time:
        return Status.PARAMETER
    past = time is not None and (time.kind is TimeKind.AS_OF or is_past(outline, time.date))
    if past and time is not None and time.kind is not TimeKind.DEADLINE:
        return Status.ACTUAL
    if granted and (rewarded or not own_time or _hard_grant(clause)):
        return Status.PARAMETER
    if own_time:
        return Status.TARGET
    if granting:
        return Status.PARAMETER
    if back:
        return Status.ACTUAL
    if _DONE_RE.search(clause) and not re.search("力争|争取|确保|到20[0-9]{2}年", clause) and time is None:
        return Status.ACTUAL
    if time is not None:
        return Status.TARGET
    if _FUND_RE.search(clause) or (is_rule_paper(outline) and "元" in unit):
        return Status.PARAMETER
    return Status.TARGET


def _hard_grant(clause: str) -> bool:
    return bool(re.search("给予|奖励|补助|补贴|奖补|资助|贴息", clause))


def date_of(
    outline: Outline,
    sentence: Sentence,
    position: int,
    time: Time | None,
    status: Status,
    clause: str,
    *,
    recurs: bool,
) -> dt.date | None:
    """The last day of the deadline, or of the time that an actual speaks of."""
    if status is Status.PARAMETER:
        return None
    if status is Status.ACTUAL:
        past = time is not None and (time.kind is TimeKind.AS_OF or is_past(outline, time.date))
        return time.date if time is not None and past else None
    if _AFTERWARDS_RE.search(clause):
        return None
    if time is not None and (time.kind is TimeKind.DEADLINE or not is_past(outline, time.date)):
        return time.date
    if recurs:
        later = sentence.later_deadline(position)
        return later.date if later else None
    return None
