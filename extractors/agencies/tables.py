"""The words that names of agencies are made of, and patterns built from them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from extractors.engine import Row, alternation, load_table


class SuffixRow(Row):
    """Endings of names; `not_before` is a pattern of what must not follow."""

    id: str
    words: tuple[str, ...]
    use: Literal["plain", "levelled", "listed"]
    not_before: str


class WordsRow(Row):
    """Fields of work, or bodies with a name of their own."""

    id: str
    words: tuple[str, ...]


class Name(NamedTuple):
    """An agency's name at [start, end) of the text. `row` is the table row or the group that it was known by."""

    start: int
    end: int
    row: str = ""


SUFFIXES = load_table("extractors.agencies", "agencies.toml", "suffix", SuffixRow)
FIELDS = load_table("extractors.agencies", "agencies.toml", "field", WordsRow)
BODIES = load_table("extractors.agencies", "agencies.toml", "body", WordsRow)

ALL_ENDINGS = tuple(word for row in SUFFIXES for word in row.words)
BODY_NAMES = frozenset(word for row in BODIES for word in row.words)
FIELD_WORDS = tuple(word for row in FIELDS for word in row.words)

# What ends the stretch of words that a name can stand in: particles, prepositions, verbs.
BOUNDARIES = (
    *"由与和及商向对在将把被为等其该并请报经从至到按以可应须需要的了是各含让使给或未不拟做抓",
    *("会同", "牵头", "负责", "配合", "协同", "协助", "联合", "组织开展", "支持", "推动", "推进"),
    *("加强", "加快", "加大", "强化", "深化", "建立", "建设", "建成", "促成", "新设", "引进", "发展壮", "完善", "健全", "开展"),
    *("实施", "落实", "制定", "制订", "编制", "出台", "提升", "提高", "增强", "发挥", "充分"),
    *("积极", "切实", "进一步", "指导", "督促", "督导", "引导", "鼓励", "协调", "统筹", "参与"),
    *("通过", "根据", "按照", "结合", "围绕", "依托", "利用", "运用", "明确", "确定", "设立"),
    *("成立", "设在", "组建", "形成", "实现", "确保", "保障", "促进", "打造", "构建", "培育"),
    *("包括", "包含", "属于", "作为", "成为", "承担", "履行", "纳入", "提交", "提供", "接受"),
    *("邀请", "争取", "对接", "联系", "商请", "抄送", "抄报", "报送", "上报", "印发", "转发"),
    *("同意", "批准", "授权", "委托", "选派", "派驻", "驻", "以及", "因此", "所在", "以下"),
    *("抽调", "派员", "参加", "组成", "予以", "进行", "工作由", "主动", "共同", "分别", "具体", "严格", "认真", "全面"),
    *("持续", "稳步", "有序", "定期", "及时", "探索", "优化", "创新", "整合", "集中", "梳理"),
    *("公布", "发布", "开放", "共享", "承接", "推行", "推广", "完成", "采取", "调整", "调动", "突出", "聚焦", "立足", "坚持"),
    # Words that only look like an ending.
    *("布局", "格局", "大局", "全局", "结局", "时局", "当局", "僵局", "举办", "主办", "承办", "协办"),
    *("督办", "交办", "开办", "兴办", "联办", "合办", "通办", "即办", "代办", "帮办", "快办", "申办"),
    *("全部", "内部", "外部", "干部", "局部", "总部", "西部", "东部", "中部", "南部", "北部", "俱乐部"),
    *("部署", "签署", "大厅", "餐厅", "客厅", "原委", "秒办", "网办", "易办", "创办", "领办", "民办"),
    *("办理", "解决", "关于", "除", "若", "如", "均", "则", "即", "也", "都", "已", "曾"),
)  # fmt: skip
_NO_FIELD = ("组织", "研究", "规划", "改革", "信用", "数据", "事务")
"""Fields of work that are verbs or nouns of ordinary prose too: none opens a name by itself."""
WEAK_FIELDS = frozenset(
    (
        *_NO_FIELD,
        "经济",
        "长江",
        "工业",
        "人才",
        "就业",
        "文化",
        "旅游",
        "农业",
        "农村",
        "价格",
        "安全生产",
    )
)

LEVEL_RE = (
    "国家(?!级|和|重点|标准|战略)|兵团|中国(?!特色|式)|全国(?!性|各)|自治区|省(?![级内外际份去略])|市(?![域级值属直内区]|外(?![事办汇侨资经宣])|民(?!政|宗|族)|场(?!监|局)|政(?![府务法协数]))"
    "|县(?![域级城内外])|区(?![域块间别级内外位分]|县)|州(?![域级])|旗(?![下舰帜县])|盟(?![市友])|新区|高新区|经开区|综保区"
)
_BOUND = "|".join(sorted(map(re.escape, set(BOUNDARIES)), key=lambda word: (-len(word), word)))

_BLOCK = 24
"""About the root of the number of first characters: there the two looks together cost least."""


def _by_first(words: dict[str, str]) -> str:
    """An alternation of `words` (word -> pattern), the longest first among those that begin alike.

    Words are grouped by first character, and groups in blocks: a look at a character rules out a whole block.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        groups.setdefault(word[0], []).append(re.escape(word[1:]) + words[word])
    blocks: list[str] = []
    firsts = sorted(groups)
    for at in range(0, len(firsts), _BLOCK):
        block = firsts[at : at + _BLOCK]
        words_of_block = "|".join(f"{first}(?:{'|'.join(groups[first])})" for first in block)
        blocks.append(f"(?=[{''.join(block)}])(?:{words_of_block})")
    return "|".join(blocks)


FIELD_RE = _by_first(dict.fromkeys(FIELD_WORDS, ""))
_LISTED_BODY = "海关|共青团|团委|妇联|总?工会|工商联|残联|科协|法院|检察院|编办"
_BUILDING = "建设(?=行政|主管|部门)|(?<![一-龥])建设(?=、)|(?<=、)建设(?=[、和与等])"
"""建设 is a verb before anything else."""
_OF_DEPARTMENT = f"{FIELD_RE}|{_BUILDING}"
LISTED_FIELD_RE = f"(?:{_OF_DEPARTMENT}|{_LISTED_BODY})(?:（[一-龥]{{2,6}}）)?"
"""A field of a list; a body that shares its noun, 海关 or 妇联, is the ending of a name besides."""
SUFFIX_OF = {word: row for row in reversed(SUFFIXES) if row.use != "listed" for word in row.words}
FIELD_OF = {word: row.id for row in FIELDS for word in row.words}
BODY_OF = {word: row.id for row in BODIES for word in row.words}
BOUND_WORDS = frozenset(BOUNDARIES)


def _after(word: str) -> str:
    row = SUFFIX_OF.get(word)
    if row is not None:
        return f"(?!{row.not_before})" if row.not_before else ""
    if word == "市政":
        return "(?![府务法协数])"
    if word == "经":
        return "(?!开区)"
    if word == "建设":
        return "(?![局委厅交管银]|公用|(?:行政)?主管部门|行政部门|部门)"
    return "(?![门分属])" if word in BODY_OF and word.endswith("部") else ""


TOKEN_RE = re.compile(
    _by_first({word: _after(word) for word in {*SUFFIX_OF, *FIELD_OF, *BODY_OF, *BOUND_WORDS}})
    + f"|(?P<level>{LEVEL_RE})"
)
"""One pass over a text: endings, fields, bodies, boundaries, levels."""

_LEVELS = "[省市县区州旗盟乡镇街道苏木自治直辖地级管委会监党组、]{1,12}"
_BRACKET = f"（{_LEVELS}）|〔{_LEVELS}〕"
_SCOPE = (
    "(?:全?[省市县区州旗国盟]级?|[省市县区州旗盟]直|(?:中央)?驻[一-龥][省市县区]?|军队|国务院|中央和国家机关|中央|地方|自治区"
    "|[省市县区](?:人民)?政府|本[省市县区州盟旗]|任务|同级|本级)"
)
_NOUN = (
    "人民政府（办事处）|人民政府（街道办事处）|政府（办事处）|部门（单位）|部门和单位|部门、单位|部门及单位|部门|成员单位|单位|党委和人民政府|党委和政府|党委、政府|党委政府|人民政府|政府（管委会）|政府|管委会|党委（党组）"
    "|党委|党组|行政机关|公立医院|医疗(?:卫生)?机构|人民法院|人民检察院|(?:妇联|工会|残联|团|党)组织|工会|妇联|残联|高等学校|高校|院校|学校"
)
_PLACE = (
    "旗县市（区）|旗县市区|县（市）区|市（区）县|区（市）县|苏木乡镇|苏木镇|乡镇（街道）|镇（街道）|盟市|师市|州市|地级以上市|设区的?市|地市|市地|区县|县区|旗县区|县市区|市县|区市县|乡镇|镇街|街镇|镇乡|街道|苏木|园区|开发区|地区|县级市|功能区|村（社区）|村(?![庄民寨屯])|社区"
    "|自治州|自治县|自治区|直辖市|省区市|省市区|省份|省区|省市|省|市|县|区|州|旗|盟|镇|乡|地"
)
_LAW_LEVEL = "县级以上|县级市|县（市、区）|县（市）|县（区）|区（县）|区县|市辖区|旗县以上|区县以上|设区的?市|地级以上市|[省市县区]级|地方|各级|上级|本级|同级|国务院|自治区|省|市|县|区|州"
_MORE_LEVELS = f"(?:、(?:{_LAW_LEVEL}|乡|镇|[一-龥]{{2,4}}[区县旗](?=人民政府)))"
LAW_LEVELS_RE = f"(?:{_LAW_LEVEL}){_MORE_LEVELS}{{0,4}}"
"""The levels that a law speaks of: 市、县（市、区）, 设区的市、县级."""
_TWO_LEVELS = f"(?<![全本各我该])(?:{_LAW_LEVEL}|乡){_MORE_LEVELS}{{1,4}}"
_BODY = (
    f"(?:{FIELD_RE}|{_BRACKET}|(?<=[省市县区州旗盟镇])、(?=[市县区州旗镇乡街自])"
    f"|(?!部门|单位|{_BOUND})[一-龥])"
)
GROUP = (
    # 各行业主管部门, 市级有关部门, 各市、县、区政府, 有关县（市、区）人民政府
    f"{_SCOPE}?(?:各有关|各相关|有关|相关|各级各类|各级|各类|各项?|其他)(?!项|种|自|方面|环节|领域|界|式|地区?组织(?!部)){_BODY}{{0,12}}(?:{_NOUN})(?:{_BRACKET})?"
    # 各区县水利局, 各地区管理局, 各镇街道办
    f"|{_SCOPE}?(?:各有关|各相关|有关|相关|各)(?:{_PLACE}|[省市县]级)(?:（[^（）]{{1,8}}）)?(?:{_OF_DEPARTMENT}){{1,2}}"
    "(?:管理|监督管理|服务)?(?:局|厅|委员会|委(?![员托派])|(?:行政主管|行政管理|行政|主管)?部门|中心)(?:（[教科经]?[局厅委办]）)?"
    "|各(?:地区|地方|直属|派出)(?:管理局|监管局|海关)|各(?:镇)?街道办(?:事处)?|各村（?居?）?委会"
    # 各地市, 各乡镇（街道）, 各区县
    f"|{_SCOPE}?(?:各有关|各相关|有关|相关|各)(?>{_PLACE})(?:{_BRACKET})?(?:、(?>{_PLACE})(?![直属])(?:{_BRACKET})?)*(?:人民政府|政府|党委|管委会)?(?![一-龥]{{0,2}}(?:局|委|办|厅)(?!面))"
    # 市、区县两级财政部门
    f"|(?:省|市|区县|区|县|旗县)(?:、(?:市|区县|区|县|乡镇)){{0,2}}[两三四]级{_BODY}{{0,6}}(?:{_NOUN})"
    "|各?盟行政公署、市人民政府"
    # 市、区水务部门
    f"|{_TWO_LEVELS}(?:{_OF_DEPARTMENT}){{1,2}}(?:行政|主管|行政主管|行政管理|监管)?(?:部门|局|机关)"
    # 乡镇人民政府, 镇（街道）
    "|(?:苏木乡镇|乡镇|镇街|街镇|乡（镇）|(?<![一-龥])镇|(?<![一-龥])乡)(?:（街道）)?(?:人民政府|政府)(?:（街道办事处）|（街道办）)?|乡镇（街道）|(?<![一-龥])镇（街道）"
    # 乡镇农业服务中心, 村（居）民委员会
    f"|各?(?:乡（镇）|乡镇（街道）|镇（街道）|乡镇|镇街|街镇)(?:{FIELD_RE}){{1,2}}(?:综合)?(?:管理|服务)?(?:中心|站|所|办)(?!点)"
    "|各?(?:村民（居民）|村（居）民|村民|居民|村（社区）)委员会|各?村（[居社区]{1,2}）(?:民)?委会"
    # 县级以上地方人民政府水行政主管部门, 设区的市、县级人民政府财政部门
    f"|{LAW_LEVELS_RE}(?:以上)?(?:地方)?(?:各级)?(?:人民政府|政府)(?:{_OF_DEPARTMENT}){{1,2}}(?:行政主管|行政管理|主管|监管|行政|管理)?部门"
    # 市、县（市）、临川区人民政府; 乡、镇人民政府
    f"|{_TWO_LEVELS}(?:人民政府|政府)"
    # 县（市、区）政府, 共青团组织
    "|(?<![一-龥])(?:县（市、区）|县（市）|县（区）|区（县）|市（州）|区县|县区|市县|县市区|旗县区)(?:人民政府|政府|党委和政府)"
    "|(?<![一-龥])(?:共青团|妇联|工会|残联)组织"
    # 县级以上地方人民政府, 省级人民政府
    "|(?:县级以上|旗县以上|区县以上|设区的?市|[省市县区乡]级|地方|各省级)(?:地方)?(?:各级)?(?:党委(?:和|、)?(?:人民政府|政府)|党委（党组）|人民政府|政府)"
    # 街道办事处、镇人民政府
    "|(?<![一-龥])街道办事处"
    # 属地镇街政府
    "|(?:属地|所在地|当地|辖区|事发地|案发地|发生地|居住地|户籍地)(?:乡镇（街道）|镇（街道）|乡镇|镇街|街道|镇|乡)(?:人民政府|政府|办事处)(?:（街道办事处）)?"
    # 教育、财政等部门
    f"|(?:各级|{LAW_LEVELS_RE})?(?:{LISTED_FIELD_RE})(?:[、和](?:{LISTED_FIELD_RE})){{1,24}}等(?:有关|相关|主管)?(?:行政)?(?:管理|主管)?部门"
    # 各级财政要…
    "|(?:各级|[省市县区]级)财政(?=要|应|须|统筹|安排|加大|给予|按|承担|负担|对)"
    # 教育行政部门, 行业主（监）管部门, 国务院财政部门
    f"|(?:国务院|县级以上|旗县以上|区县以上|地方|各级|同级|本级|上级|当地|属地|所在地|区县|旗县|市县|[省市县区州旗盟]级?)?(?:行业|业务|(?:{_OF_DEPARTMENT}){{1,2}})(?:[、和与](?:{_OF_DEPARTMENT})){{0,9}}"
    "(?:(?:行政主管|行政管理|主管|主（监）管|监管|行政|管理|执法)?部门|(?:综合)?(?:行政)?执法机构|机关(?!事务|党|干部|作风|单位))"
    # 试点省份
    "|各?试点(?:省份|省区市|地区|城市|区县|市县|县（市、区）)"
    # 三级公立医院
    "|(?:各级|[一二三]级|[省市县区]级)?公立(?:中医)?医院"
    # 牵头考核单位, 各项工作任务牵头部门
    "|(?:各项?|相关|有关)(?:工作|任务|工作任务|具体任务)?(?:牵头|主管|成员|考核)(?:考核|责任|实施)?(?:单位|部门)"
    "|牵头考核(?:单位|部门)"
)
_GROUP_FIRST = "".join(
    sorted(
        {
            *"一三上中二任全公共其军区建苏县各同国地妇居属州市当所旗有本村残业相盟省街设试自行街镇乡驻牵辖事案发居户旗"
        }
        | {word[0] for word in FIELD_WORDS}
    )
)
GROUP_RE = re.compile(f"(?=[{_GROUP_FIRST}])(?:{GROUP})")
"""GROUP, looked for only where one of its branches can begin."""
GROUP_CUE_RE = re.compile(
    "执法机构|各|有关|相关|试点|部门|单位|政府|公署|管委会|街道|党[委组]|机关|组织|法院|检察院|工会|妇联|残联|医院|学校|院校|高校|委员会|委会|乡（?镇|镇街|街镇|、[市州区县旗乡]"
)
"""Every branch of GROUP_RE holds one of these, which are far cheaper to look for."""


def _shortest(words: Iterable[str]) -> list[str]:
    """The words that hold none of the others."""
    words = sorted(set(words))
    return [word for word in words if not any(w != word and w in word for w in words)]


NAME_CUE_RE = re.compile(alternation(_shortest((*SUFFIX_OF, *BODY_OF))))
"""No name ends without one of these."""
