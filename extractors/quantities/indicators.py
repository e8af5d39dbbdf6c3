"""What an amount measures: the noun phrase before it, the noun after it, or the subject of the clause before."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.quantities.context import Context
from extractors.quantities.nouns import after_bounds, noun_after, noun_before, strip_trailing
from extractors.quantities.words import SCOPE, TAKING_RE, TRAILING_RE

_COUNT_LIKE = frozenset({"count", "times"})
_QUALIFYING = frozenset({"age", "years"})
SPAN_NAMES = ("年限", "年龄")
"""Names of a span of life that its clause does not name."""
_SPAN_NAME_RE = re.compile(
    "寿命|年限|年龄|期限|学制|周期|任期|工龄|[一-龥]期(?:$|最长|一般|为|不|达)"
)
_WHO_RE = re.compile(
    "老年人|老人|人群|婴幼儿|幼儿|儿童|妇女|女性|居民|人口|人员|青少年|公民|劳动者|群众|学生"
)
_SECOND_VERB_RE = re.compile("并|且|或者?|，|、|（|可|应|须")
_ON_RE = re.compile("^(?:在|到|赴)[一-龥、]{3,20}$")
_PLACED_RE = re.compile("(?<![量数积模额率比值定持制])(?:在|面向)(?:不少于|至少)?$")
_SHARE_OF_RE = re.compile(
    "(?:以上|以下|左右)?的(?!目标|水平|比例|比重|速度|标准|要求|增|份额|基础)"
)
_RATE_END_RE = re.compile("(?:率|比|比例|占比|比重|水平|度|收入|额|量|费|数)$")
_SIZE_RE = re.compile(
    r"(?:设立|组建|成立|建立|建设|打造|新建|筹建|发起|推出|引进)(?P<size>[一-龥]{0,4}(?:规模|投资|面积|金额|额度|容量|产能|里程))(?:达到?|为|约)?$"
)
_PER_HEAD_ONLY_RE = re.compile("每(?:千|万|百|十万|百万)(?:常住|户籍)?(?:人口?|名[一-龥]{2,4}|户)")
_BARE_PLACE_RE = re.compile(
    "(?![一-龥]*(?:[亿元级强]|(?:示范|度假|开发|试验|实验|保护|集聚|聚集|功能|先行|服务|[园景社小街片灌校库矿])区$))"
    "[一-龥]{2,7}(?:省|市|区|县|自治州|地区|平原|流域)"
)
_NOTE_RE = re.compile(
    "[（(][^（）()]{0,8}(?:责任|牵头|配合)(?:领导|单位|部门|人|处室|科室)?[：:][^（）()]*[）)]"
)
_PRONOUN_RE = re.compile("(?:这一|这个|该|此)(?:比例|比率|占比|比重|指标|数字|数值|数量)")
_DROPPED_VERBS = re.compile(
    r"(?:建立|建立了|建成|除|与|仅|拥有|开展|提供|有|含|已|涵盖|涉及|成立|包括|现有|共有|设有)了?$"
)


def indicator_of(context: Context, kind: str) -> str | None:
    """The indicator of an amount: from the words before, after, both, or the clause before."""
    left = _NOTE_RE.sub("", context.left).replace("分别占", "占")
    if kind in _COUNT_LIKE and left.endswith("等"):
        left = _verb_of(left)
    named = _named(replace(context, left=left), kind)
    return _paired(named, left + context.right) if named else named


def _verb_of(left: str) -> str:
    """Of 建成甲、乙等 in front of 8个 the verb: the names are only some of what is counted."""
    first = left.lstrip("，、 ").partition("、")[0]
    ends = (
        end for end in range(len(first) - 1, 1, -1) if TAKING_RE.fullmatch(first[end - 2 : end])
    )
    return first[: next(ends, 0)]


def _paired(noun: str, said: str) -> str:
    """Without half a pair of quotation marks: the lost mark in front comes back where `said` has it."""
    if noun.count("“") == noun.count("”"):
        return noun
    closed = noun.find("”")
    for at in range(closed):
        if "“" + noun[at : closed + 1] in said and "“" not in noun[at:]:
            return noun[:at] + "“" + noun[at:]
    return noun.replace("“", "").replace("”", "")


def _named(context: Context, kind: str) -> str | None:
    after = noun_after(context.right)
    for read in _READERS:
        indicator = read(context, kind, after)
        if indicator is not None:
            return indicator
    before = noun_before(context.left, context.places)
    if not before:
        moved = context.subject if context.moves and context.right.startswith("的") else None
        return moved or after or context.subject
    if context.right.startswith("的") and not TAKING_RE.search(before) and kind in _COUNT_LIKE:
        return before
    if after and TAKING_RE.search(before):
        return after if _DROPPED_VERBS.fullmatch(before) else before + after
    if after and kind in _COUNT_LIKE and _noun_follows(context.right):
        return before + after
    return _with_subject(before, context.subject)


def _qualified(context: Context, kind: str, after: str) -> str | None:
    """Whom a span of life qualifies: 65岁以上老年人 speaks of 老年人, 3年以上工作经历 of 工作经历."""
    if kind not in _QUALIFYING or _SPAN_NAME_RE.search(context.left):
        return None
    text = after_bounds(context.right)
    noun = text.partition("的")[0] if kind == "years" else (_WHO_RE.search(text) or [""])[0]
    noun = _SECOND_VERB_RE.split(noun, maxsplit=1)[0]
    return noun[:16] or ("年龄" if kind == "age" else after or "年限")


def _spent_on(context: Context, kind: str, _after: str) -> str | None:
    """80%用于一线人员, 1个月在企业实训: what the amount is spent on names it."""
    spent = kind == "ratio" and context.right.startswith("用于")
    if not spent and not (kind == "duration" and _ON_RE.match(context.right)):
        return None
    return noun_before(context.left.removesuffix("的"), context.places) + context.right


def _counted(context: Context, kind: str, after: str) -> str | None:
    """在10个街道, 甲、20家企业: nothing before the amount names what it counts."""
    if not after:
        return None
    placed = kind in (*_COUNT_LIKE, "ratio") and _PLACED_RE.search(context.left)
    return after if placed or context.left.endswith(("的", "、", "和")) else None


def _share_of(context: Context, kind: str, after: str) -> str | None:
    """预留30%的号源: the share is one of what follows; 费率不高于1%的机构 speaks of the rate."""
    if kind != "ratio" or context.moves or not after or not _SHARE_OF_RE.match(context.right):
        return None
    if TRAILING_RE.search(context.left) or _RATE_END_RE.search(strip_trailing(context.left)):
        return None
    return noun_before(context.left, context.places) + after


def _sized(context: Context, _kind: str, after: str) -> str | None:
    """设立规模10亿元的基金 measures 基金规模."""
    sized = _SIZE_RE.search(context.left)
    return after + sized["size"] if sized and after and context.right.startswith("的") else None


_READERS = (_qualified, _spent_on, _counted, _share_of, _sized)
"""Readings of an amount by how it stands in its clause; the first that holds names it."""


def _noun_follows(right: str) -> bool:
    text = after_bounds(right)
    return bool(re.match(r"[一-龥A-Za-z0-9“\"]", text)) and not re.match(
        r"(?:和|及|或|与|以及|、)", text
    )


def _with_subject(noun: str, subject: str | None) -> str:
    """占GDP比重 and 与GDP之比 say whose share only with the subject before; 每万人口 says of what only there."""
    if noun.endswith("新增") and len(noun) > 2:
        return "新增" + strip_trailing(noun.removesuffix("新增"))
    if not subject:
        return noun
    if (
        noun in ("累计", "新增", "净增")
        or _PRONOUN_RE.fullmatch(noun)
        or _BARE_PLACE_RE.fullmatch(noun)
    ):
        return subject
    if _PER_HEAD_ONLY_RE.fullmatch(noun):
        return subject if subject.startswith(noun) else noun + subject
    if re.match(r"(?:占|与[^，]{1,14}比|同比|人均$|其中)", noun):
        return re.sub(rf"(?:{SCOPE})", "", subject) + noun
    return noun
