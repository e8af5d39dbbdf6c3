"""What a rule grants: 给予50万元奖励, 按1%给予补助, 单个项目最高80万元."""

from __future__ import annotations

import re

from extractors.quantities.context import Context
from extractors.quantities.nouns import strip_trailing
from extractors.quantities.words import REWARD_RE, REWARDS

_GRANT_LEFT_RE = re.compile(
    r"(?:给予|予以|享受|发放|奖励|补助|补贴|资助|奖补|兑现|补偿)(?:每[家户人个年]{1,2}|一次性|各|最高|不超过|累计|合计|标准|资金|金额|奖励|补助|补贴|资助|为)*$"
)
_GRANT_RIGHT_RE = re.compile(
    r"^(?:以内|以上|以下|左右)?(?:的)?(?:比例|标准|额度)?(?:由[一-龥]{2,12}?)?(?:给予|予以|进行)?(?:一次性|最高|适当|相应|一定)*(?P<what>[一-龥]{0,8}?(?:奖励|奖补|补助|补贴|资助|贴息|补偿(?!资金)|扶持(?![一-龥]{2})|奖金|配套|资金支持|支持(?![一-龥]{2})|减免))(?!基金|资金池|金池|机制|政策|贷款|体系|性)"
)
_GIVING_RE = re.compile("(?:给予|予以|发放|享受)[^，；。]{2,20}$")
_OWN_RE = re.compile("[一-龥]{0,4}?(?P<what>[一-龥]{2,8}(?:补贴|补助|奖励|资助|津贴))(?:标准)?按")
"""运营补贴按每张床位200元的标准补贴: the first word names it."""
_AT_RATE_RE = re.compile("按(?:照)?(?:每[一-龥]{1,4})?$")
_PAID_RE = re.compile("的标准[^，；。]{0,8}(?:兑付|兑现|发放|拨付|支付|给付|计发|执行)")
_SIZED_REWARD_RE = re.compile("(?:奖励|补助|补贴|资助|奖补|补偿)(?:资金|标准|金额)")
_SINGLE_RE = re.compile(r"^(?:单|每)(?:个|家|户|项|人|名|笔|亩)[一-龥]{0,6}$")


def reward_of(context: Context, kind: str) -> str | None:
    """给予50万元奖励, 按1%给予补助, 单个项目最高80万元: the reward is what is measured; None where there is none."""
    if kind not in ("money", "ratio"):
        return None
    given = _GRANT_LEFT_RE.search(context.left)
    follows = _GRANT_RIGHT_RE.match(context.right)
    own = _OWN_RE.match(context.left)
    if follows and own:
        return own["what"]
    if _PAID_RE.match(context.right) and _AT_RATE_RE.search(context.left):
        return context.reward or "标准"
    if follows and (
        given
        or _GIVING_RE.search(context.left)
        or follows["what"] in REWARDS
        or re.search("给予|予以|比例|标准|进行|补偿|贴息", follows[0])
    ):
        return follows["what"]
    if given:
        sized = _SIZED_REWARD_RE.match(given[0])
        if sized:
            return sized[0]
        verb = REWARD_RE.search(given[0])
        named = REWARD_RE.search(context.right[:12])
        return named[0] if named else verb[0] if verb else None
    return _granted_around(context)


_EVERY_RE = re.compile("^(?:同一)?(?:每年度?|每个?月|全年|年度|累计|合计|总额|总计)")
_BASIS_RE = re.compile(r"按(?:照)?[^，；。]{0,40}$")
_GRANT_CLAUSE_RE = re.compile(
    r"(?:给予|予以|享受|实施|进行)[一-龥]{0,6}?(?:(?:最高不超过|最高|不超过)?[0-9.]{1,8}[万亿]?元(?:以内|以下)?的?)?(?:一次性|适当|相应|一定|省级|市级|区级|县级|财政|资金(?!支持))*(?P<what>[一-龥]{0,4}?(?:奖励|奖补|补助|补贴|资助|贴息|补偿(?!基金|资金|金|机制)|[支扶]持(?![一-龥])))"
)


def _granted_around(context: Context) -> str | None:
    """A cap or a rate whose reward stands in another clause of the sentence."""
    if context.right.startswith("的"):
        return None
    single = _EVERY_RE.sub("", strip_trailing(context.left))
    if context.left and _BASIS_RE.search(context.left):
        named = _GRANT_CLAUSE_RE.search(context.later)
        return named["what"] if named else None
    if single and not _SINGLE_RE.match(single):
        return None
    earlier = [match["what"] for match in _GRANT_CLAUSE_RE.finditer(context.earlier)]
    reward = earlier[-1] if earlier else None
    if reward is None and (context.reward or context.subject):
        said = REWARD_RE.search(context.reward or context.subject or "")
        reward = said[0] if said and (single or context.reward) else None
    return single + reward if reward else None
