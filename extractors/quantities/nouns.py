"""The noun phrase before an amount, and the noun after it."""

from __future__ import annotations

import re

from extractors.quantities.words import (
    AFTER_NOUN_RE,
    CUT_RE,
    GENERIC,
    KEPT_RE,
    LEADING_RE,
    TAIL_KEPT,
    TAKING_RE,
    TRAILING_RE,
)

_BASE_PHRASE_RE = re.compile(
    r"(?:较|比|与)[^，；。]{1,16}?(?:相比|同期|年末|年底|年初|末|初|年|时期|期间|以前|前)(?=分别|增|减|提|下|上|升|降|扩|压|缩|翻|$)"
)
_BOUND_OF_RE = re.compile(
    r"([^，；。]{2,30}?)(?:不低于|不少于|不超过|不高于|达到)[^，；。、0-9]{2,14}(?:的|(?<=总[数额量])|(?<=人数))$"
)
_COMPARED_RE = re.compile(
    r"(?:(?<=[一-龥])(?:较|比)(?:法定|国家|全省|全市|原|规定|目前|现行|现有|既有)[^，；。]{0,8}|以[一-龥]{2,6}为(?:单位|基数|标准))$"
)
_PREPOSITION_RE = re.compile(
    r"^(?:在|于|针对|面向|通过|根据|按照|依托|以)[^，、]{1,20}?(?:方面|领域|地区|范围内|基础上|期间|过程中|上|内|中)(?=[一-龥])"
)
_RECUR_RE = re.compile(
    r"^(?:第[一二三四五]年起|连续[一二三四五六七八九十0-9]{1,2}年|每(?:[个家户亩座只台名人项场])[一-龥]{0,6}(?=(?:补助|补贴|奖励|资助)[一-龥])|每两年|每半年|每年度?|每季度|每个?月|每周|按年|年度|年均|平均每年)(?=[一-龥]|$)"
)
_AFTER_LIST_RE = re.compile(r"等(?=[一-龥A-Za-z]{2,})(?!级|次|值)")
_SUFFIX_AFTER = re.compile(
    r"^(?:以上|以下|以内|左右|内|的|以上的|左右的|额度内|额度|规模的|[“\"‘]|（[^（）]{0,30}）)+"
)
_TAIL_AFTER = re.compile(
    r"(?:以上|左右|(?<![中境国海室户])外|以内|之内|大力|积极|全面|广泛|先行|率先|优先|深入|加快|了|[的“”\"、，]|(?<=.)(?<![共温调饱总])和|(?<=.)[与及])+$"
)
_ENUMERATED_RE = re.compile(
    r"^(?:第[一二三四五六七八九十百0-9]{1,4}条|[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．﹒]|——|--|[①-⑳])\s*"
)


_PLACE_HAS_RE = re.compile("^[一-龥]{1,7}[省市区县镇乡州](?:共|现|已|拥)?有(?=[一-龥]{2,})")
_HAVING_RE = re.compile("有[^，、]{2,10}的[一-龥]{2}")


def strip_leading(text: str, places: tuple[str, ...] = ()) -> str:
    """Without numbering, connectives, scope, modal words and the notice's own region in front."""
    while True:
        before = text
        if not text.startswith("“"):
            text = _ENUMERATED_RE.sub("", text.lstrip('，、 "‘”；）'), count=1)
        text = _RECUR_RE.sub("", text, count=1)
        match = LEADING_RE.match(text)
        if match and KEPT_RE.match(text) is None and _HAVING_RE.match(text) is None:
            text = text[match.end() :]
        place = next((name for name in places if text.startswith(name) and text != name), "")
        text = text[len(place) :]
        if text == before:
            return text


_EVERY_END_RE = re.compile(
    "(?<=.)(?:每两年|每半年|每年度?|每季度|每个?月|每周|每天|每日|年均|[月年]人均|每(?:人|户|家|名|亩|张|吨|台|辆|头|只|床|生|次)|按每[一-龥]{1,6})$"
)


def strip_trailing(text: str) -> str:
    """Without verbs of reaching, adverbs and quotation marks at the end."""
    while True:
        before = text
        text = _EVERY_END_RE.sub("", text.rstrip('，、：:（“"‘ '))
        match = None if text.endswith(TAIL_KEPT) else TRAILING_RE.search(text)
        if match and len(text) > len(match[0]):
            text = text[: match.start()]
        elif match:
            return text if TAKING_RE.fullmatch(text) else ""
        if text == before:
            return text


def noun_before(left: str, places: tuple[str, ...] = ()) -> str:
    """The noun phrase that the clause gives before the amount; may end in a verb that takes the noun after."""
    bounded = _BOUND_OF_RE.match(left)
    left = bounded[1] if bounded else left
    text = strip_trailing(_FROM_NOW_RE.sub("", _last_coordinate(_BASE_PHRASE_RE.sub("", left))))
    text = _after_list(_after_cut(strip_trailing(_COMPARED_RE.sub("", text))))
    every = list(_EVERY_RE.finditer(text))
    text = text[every[-1].end() :] if every else text
    text = _MAY_RE.sub("", _AGENT_RE.sub("", text, count=1), count=1)
    facing = _FACING_RE.search(text)
    text = facing[0] if facing else text
    text = _WITHIN_RE.sub("", _AT_LEAST_RE.sub("", text), count=1)
    text = _OBJECT_RE.sub("", text, count=1)
    each = _EACH_PLACE_RE.match(text)
    text = text[each.end() :] if each and TAKING_RE.fullmatch(text[each.end() :]) else text
    text = _PLACE_HAS_RE.sub("", _PREPOSITION_RE.sub("", text, count=1), count=1)
    text = _PREPOSITION_RE.sub("", strip_leading(text, places), count=1)
    return strip_leading(strip_trailing(text), places)


def _after_cut(text: str) -> str:
    """金融业实现增加值 is 金融业增加值; after other agents only what they reach is kept."""
    if _PER_HEAD_RE.match(text):
        return text
    cuts = [
        match
        for match in CUT_RE.finditer(text)
        if not _WORD_TAIL.match(text, match.end()) and not KEPT_RE.match(text, match.start())
    ]
    if cuts:
        agent, rest = strip_leading(text[: cuts[-1].start()]), text[cuts[-1].end() :]
        owned = _SECTOR_RE.fullmatch(agent) or (_SIZE_ALONE_RE.fullmatch(rest) and len(agent) <= 6)
        text = (agent if owned else "") + rest
    total = text.find("累计", 1)
    return text[total:] if 0 < total < len(text) - 3 else text


_SIZE_ALONE_RE = re.compile(
    "(?:新增|净增|总|年)?(?:种植|播种)?(?:面积|产量|规模|产值|投资|营收|数量|余额)"
)
_PER_HEAD_RE = re.compile(
    "[，、]?(?:全[国省市区县州])?(?:平均)?每(?:千|万|百|十万|百万|亿)|[，、]?[千万]人(?:口|拥有)"
)
_OWNER_RE = re.compile(
    "(?:企业|公司|单位|机构|学校|医院|项目|家庭|居民|群众|人员|农户|乡镇|街道|村)$"
)
_COUNTABLE_RE = re.compile(
    "(?:社区|平台|基地|园区|中心|企业|机构|学校|医院|院|园|场|站|点|馆|品牌|产品|项目|集群|团队|人才|实验室|工厂|车间|公司|大学|学院|标准|示范区|街区|村|镇|县|专业|课程|场景|案例|模式|服务商|龙头|组织|联盟|协会|景区|线路|市场|小镇|基金|载体|联合体|共同体|合作社|农场|牧场|渔场|茶园|果园|器|站房|[品树作良]种)(?:[（(]|$)"
)
_WORD_TAIL = re.compile("$|率|度|量|额|情况|投资|程度|水平")
_EVERY_RE = re.compile("(?:每两年|每半年|每年度?|每季度|每个?月|每周|平均每年)(?=[一-龥])")
_FACING_RE = re.compile("(?:面向|针对|服务|惠及)$")
_WITHIN_RE = re.compile("^[^，]{0,24}?[0-9一二两三四五]年[之以]?内(?=[一-龥]{3,})(?!累计)")
_AGENT_RE = re.compile("^[^，]{2,30}?对(?=单|每|同一|符合|新)")
_MAY_RE = re.compile(
    "^[^，]{2,24}?(?:可以?|应当?|必须|须)(?=(?:申请|享受|获得|领取|提供|建立|配备|建设|设立|组织|开展|安排)$)"
)
_SECTOR_RE = re.compile("[一-龥]{1,5}(?<!企)业")


def _after_list(text: str) -> str:
    """甲、乙等丙 is 丙."""
    listed = list(_AFTER_LIST_RE.finditer(text))
    if listed and "、" in text[: listed[-1].start()]:
        return text[listed[-1].end() :]
    return text


_FROM_NOW_RE = re.compile(
    "(?:提高|增长|扩大|提升|增加|发展|上升|达)(?:到|至)?(?:目前|现在|现有|当前|原来|基期|上年|去年)的?$"
)
_AT_LEAST_RE = re.compile("至少|最少|不少于|不低于|(?<!“)最多|原则上|(?<=.)一般(?=占|为|在|不|应)")
_EACH_PLACE_RE = re.compile(
    "^(?:为|对|在|由|支持|推动|指导|重点支持)?.{0,10}?(?:每个?|各)(?:设区的?|地级)?(?:区县|县|市|区|乡镇|镇|街道|社区|村|行政村|园区|学校|机构|州|盟|地|校|所|单位|部门)"
    "(?:（[^（）]{1,12}）)?(?:要|应|须)?(?=[一-龥]{1,5}$)"
)
_OBJECT_RE = re.compile("^[^，]{0,30}?(?<![即必还仍])(?:将|把)(?=[一-龥A-Za-z“]{2,})(?!要|军|基本)")
_VERB_START = re.compile(
    r"^(?:新增|培育|引进|建设|建成|打造|新建|设立|完成|实现|开展|组建|发展|壮大|累计|认定)"
)


def _last_coordinate(text: str) -> str:
    """Of several predicates joined by 、 the last one."""
    before, mark, last = text.rpartition("、")
    if _RATE_OF_NEW_RE.search(last) and _VERB_START.match(before):
        return text
    is_last = mark and (_VERB_START.match(last) or _PREDICATE_END.search(before))
    return last if is_last else text


_RATE_OF_NEW_RE = re.compile(
    "^新建.*(?:率|比例|比重|占比)(?:力争)?(?:达到?|为|提升[至到]|提高[至到])?$"
)
"""新建学校、新建厂房光伏覆盖率 is a rate of both."""
_PREDICATE_END = re.compile("(?:[以之][上下内]|登记|规范|优质|明显|健全|完善|齐全|良好|合格|达标)$")
"""依法登记、运转一年以上、社员数: of conditions in a row the last one alone is measured."""
_VAGUE_TAIL = re.compile(
    "(?:多项|各类|各项|重点|具体|系列)?(?:工作|任务|内容|事项|环节|方面|领域|举措)"
)


def _of_list(text: str) -> str:
    """甲、乙等丙 counts 丙, unless 丙 only sums up: then 甲 stands for the list."""
    head, mark, tail = text.partition("等")
    if not mark or "、" not in head:
        return text
    return head.partition("、")[0] if _VAGUE_TAIL.match(tail) or not tail else tail


_NO_NOUN_RE = re.compile(
    "(?:整合|合并|精简|调整|压缩|优化)[为至到]|增至|增加|增长|提高|提升|降至|降低|下降|减少|扩大|扩展|上升|升至|压缩|缩短|达到|以及|左右|并|且|，|、"
    "|在(?![建册园校线职岗营读研]|[^，]{1,24}的)|位于|来自|属于|台阶|大关|关口|门槛"
)


_OF_WHICH_RE = re.compile("（(?=其中|含|不含|包括|包含|不包括)|(?<=[一-龥]{2})(?:以上|以下|以内)的")
_SIZED_NOUN_RE = re.compile("[一-龥]{2,14}[0-9.]+[^，；。、的]{1,12}的(?=[一-龥]{2})")
_CONJUNCTIONS = frozenset({"和", "及", "与", "或", "以及"})
_REACHING_RE = re.compile("达到[^，；。]{2,16}的[一-龥]{2}")


def after_bounds(right: str) -> str:
    """The words after an amount without 以上, 左右, 的 and a bracket that follow it at once."""
    return _SUFFIX_AFTER.sub("", right, count=1)


def noun_after(right: str) -> str:
    """The noun that an amount counts: 20家以上新型金融机构 gives 新型金融机构."""
    text = after_bounds(right)
    sized = _SIZED_NOUN_RE.match(text)
    if sized:
        return sized[0] + noun_after(text[sized.end() :])
    text = _OF_WHICH_RE.split(text, maxsplit=1)[0]
    if text in _CONJUNCTIONS or (_NO_NOUN_RE.match(text) and not _REACHING_RE.match(text)):
        return ""
    if "的" in text and _modifies(text):
        text = text.rpartition("的")[2]
        return _TAIL_AFTER.sub("", text)
    text = _of_list(text)
    text = _head_noun(text)
    head = max(text.rfind("的") + 1, 2)
    verb = next((m for m in AFTER_NOUN_RE.finditer(text) if _ends_noun(text, m, head)), None)
    noun = text[: verb.start()] if verb else text
    if noun in GENERIC:
        noun = text
    if "（" in noun and "）" not in noun:
        noun = noun.partition("（")[0]
    return _TAIL_AFTER.sub("", noun)


def _ends_noun(text: str, verb: re.Match[str], head: int) -> bool:
    """在 of 所在地 and 在校生 is no verb."""
    at = verb.start()
    return at >= head and not text.startswith("所", at - 1) and not KEPT_RE.match(text, at)


def _head_noun(text: str) -> str:
    """Of 有影响力的开源社区 the last noun counts, with its attribute; of 企业的技术改造 the owner counts."""
    owner, of, owned = text.partition("的")
    if not of or len(owner) < 2 or _TAIL_AFTER.sub("", owned) in GENERIC:
        return text
    return owner if _OWNER_RE.search(owner) or not _COUNTABLE_RE.search(owned) else text


def _modifies(text: str) -> bool:
    """Whether the words before the last 的 only describe the noun after it."""
    head, _, tail = text.rpartition("的")
    if not tail or tail.startswith(
        ("基础", "同时", "要求", "目标", "水平", "速度", "比例", "规模")
    ):
        return False
    return (
        bool(
            re.match(
                r"(?:分别|在|具有|具备|面向|服务|支持|以|由|能够|可|拥有|从事|符合|年|达到|国内|国际)",
                head,
            )
        )
        or "、" in head
    )
