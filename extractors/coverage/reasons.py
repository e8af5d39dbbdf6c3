"""Why a number or a name is no fact. The first reason that holds is given."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from extractors.amounts.digits import INCLUDED_RE
from extractors.coverage.candidates import Candidate
from extractors.dates import PERIOD, find_times
from extractors.front_matter.lines import is_prose
from extractors.marks import TITLE_RE
from extractors.numerals import parse_number
from extractors.outline import Outline, ParagraphKind
from extractors.tabular import Kind, Table, read_tables

_NUMBER_OF_PAPER_RE = re.compile(
    r"[〔\[（(【﹝]?(?:19|20)[0-9]{2}[〕\]）)】﹞]?(?:第)?[0-9]{1,5}号|[0-9]{1,5}号"
)
_QUOTED_RE = re.compile(r"[“\"][^“”\"\n]{1,24}[”\"]")
_DAY_RE = re.compile(
    r"[0-9]{1,2}[-—–~～至][0-9]{1,2}年|(?:19|20)[0-9]{2}(?:年|[-./][0-9]{1,2})|[0-9]{1,2}月|[0-9]{1,2}日|[0-9]{1,2}时|[0-9]{1,2}[:：][0-9]{2}"
    r"|(?:19|20)[0-9]{2}[-—–~～至][0-9]{4}年?|[0-9]{1,2}[-—–至][0-9]{1,2}月|[一二两三四五六七八九十0-9]{1,3}(?:个)?年(?:行动|规划|计划|内|来|间|以来|期)?"
    "|[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日|为期[0-9一二三四五六七八九十]{1,4}(?:天|周|个?月)"
)
_PERIOD_RE = re.compile(PERIOD)
_LABEL_RE = re.compile(
    r"^(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．﹒]|第[0-9一二三四五六七八九十百]{1,4}[章节条]|专栏[0-9]*|附件[0-9]*|附表[0-9]*|表[0-9]+|图[0-9]+|注[0-9]*)"
)
_LABEL_LENGTH = 40
_ORDINAL_RE = re.compile("第$|前$")
_RANK_RE = re.compile("强|名校|佳|号线|路|院")
_LATIN_RE = re.compile(r"[A-Za-z]")
_LATIN_UNIT_RE = re.compile(
    "(?:[kMGTm]?(?:Wh|VA|Ah|Hz|bps|Pa)|[kMGT][WVBJ]|[kcmμ]m|[mkμ]g|m[lL]|ha|min|rpm)(?![A-Za-z0-9])"
)
_SLOGAN_AFTER_RE = re.compile(r"[+＋\-—×xX/][A-Za-z0-9一-龥N]")
_POLICY_RE = re.compile(
    r"[0-9]{1,3}(?:大|方面|步|环节|清单|措施|任务|行动|工程|举措|链|核|带|区|体系|平台|领域|机制|试点|模式|要素|统一|融合|协同|窗口|层|本账|张网|图)"
)
_WORDS_POLICY_RE = re.compile(
    r"[一二两三四五六七八九十]{1,2}(?:[项条类个大种张]|方(?=面))(?:[^，。；、：\s]{0,4}"
    r"(?:意见|措施|方面|任务|原则|机制|试点|清单|关口|类型|工程|行动|体系|领域|环节|重点|目标|要求|标准(?!化)|制度|模式|举措|阶段|层面|关键|方向|抓手|平台|公式|口径|维度|空间|大局|市场|循环|文明)"
    r"|面|统一|坚持|确保|融合|结合|到位|转变|[“\"])"
)
_LIST_MARK_RE = re.compile("[、和及与]")
_FIXED_NAME_RE = re.compile(
    "三[农产权]|[三多两双各]方|两会|两位数|百度|百年|百分|[千百]兆|二次|[一二两三四五六七八九十]部[门委]"
)
_CLASS_WORDS_RE = re.compile("[届期级代版]$")
_ISSUERS_RE = re.compile("等[0-9一二三四五六七八九十]{1,3}个?(?:部门|部委|单位|委办局|厅局)")
_FORMULA_RE = re.compile(
    r"[/／][0-9]{1,5}(?=[。；，）\n]|$)|[=＝÷×*∑√+][（(]?[0-9.]+|[0-9.]+%?[）)]?[=＝÷×*]|[0-9](?:[：:∶][0-9.]{1,6})+"
)
_ITEM_RE = re.compile(r"(?:^|[\s：:；;。])[（(]?[0-9]{1,2}[）).．、](?![0-9])")
_PHONE_RE = re.compile(r"[0-9]{5,}")
_CLASS_RE = re.compile(
    "A级|级(?!次)|型|代|维|类|期工程|期项目|号楼|号文|条规定|款规定|人制|元化|甲医院|乙医院|小时制|版|届|次(?:[一-龥]{0,6}会议|全会|会(?!战))|中全会"
)
_HOURS_RE = re.compile(r"7[×xX*]24|24小时|全天候")
_INDEFINITE_RE = re.compile("^一(?:[一-龥])")
_PARTY_RE = re.compile(
    "(?:向|配合|会同|纳入|报|对|与|经|按|按照|根据|受|接受|联系|依托|送|给|加强|军|全|设在|设于|原由|原|在)$"
)
_SET_UP_RE = re.compile("(?:成立|组建|设立|调整)[^，。；]{0,40}$")
_NAME_AFTER_RE = re.compile(
    "内|的|负责人|主要负责|工作人员|之间|考核单位|牵头单位|牵头部门|审批|备案|印发|同意|批准|文件|自身"
)
_DUTY_RE = re.compile("牵头|负责(?!制|人)|配合|责任单位|会同")


class TableRoles:
    """Which cells of the tables hold no values: numbering, heads, dates, remarks."""

    _NO_VALUES = (Kind.INDEX, Kind.DEADLINE, Kind.UNIT, Kind.NATURE)

    def __init__(self, outline: Outline) -> None:
        self.cells: dict[int, str] = {}
        for table in read_tables(outline):
            self._note(table)

    def _note(self, table: Table) -> None:
        kinds = {column.index: column.kind for column in table.columns}
        for row in table.rows:
            for index, cell in row.cells.items():
                kind = kinds.get(index)
                if kind is not None and kind in self._NO_VALUES:
                    self.cells[cell.start] = kind.value

    def role(self, candidate: Candidate) -> str | None:
        """The role of the cell around a candidate, if it holds no values."""
        return self.cells.get(candidate.paragraph.start)


class Place:
    """A candidate with what the reasons ask about, worked out once."""

    def __init__(self, outline: Outline, candidate: Candidate, tables: TableRoles) -> None:
        self.outline = outline
        self.candidate = candidate
        self.tables = tables
        self.text = outline.view.text
        low = max(candidate.paragraph.start, candidate.start - 40)
        high = min(candidate.paragraph.end, candidate.end + 40)
        self.before = self.text[low : candidate.start]
        self.said = self.text[candidate.start : candidate.end]
        self.after = self.text[candidate.end : high]
        self.around = self.text[low:high]

    def inside(self, pattern: re.Pattern[str]) -> bool:
        """Whether the candidate lies in a match of `pattern` near it."""
        low, high = len(self.before), len(self.before) + len(self.said)
        for match in pattern.finditer(self.around):
            if match.end() > low:
                return match.start() < high
        return False


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason by its id, what it says in Chinese, and when it holds."""

    id: str
    says: str
    kinds: tuple[str, ...]
    holds: Callable[[Place], bool]


def _furniture(place: Place) -> bool:
    outside = not place.outline.body_start <= place.candidate.start < place.outline.body_end
    return outside or place.candidate.paragraph.kind is ParagraphKind.FURNITURE


def _front(place: Place) -> bool:
    sections = place.outline.sections
    if not sections or place.candidate.start >= sections[0].start:
        return False
    paragraph = place.candidate.paragraph
    return not is_prose(place.text[paragraph.start : paragraph.end])


def _label(place: Place) -> bool:
    first = place.candidate.paragraph.start
    match = _LABEL_RE.match(place.text[first : min(place.candidate.end + 6, first + _LABEL_LENGTH)])
    if match is not None and place.candidate.start < place.candidate.paragraph.start + match.end():
        return True
    section = place.outline.section_at(place.candidate.start)
    if section is not None and place.candidate.start < section.start + len(section.label):
        return True
    return place.inside(_ITEM_RE)


def _date(place: Place) -> bool:
    if place.inside(_DAY_RE) or place.inside(_PERIOD_RE):
        return True
    low, high = len(place.before), len(place.before) + len(place.said)
    return any(t.start < high and low < t.end for t in find_times(place.around, year=2000))


def _table_role(place: Place) -> bool:
    return place.tables.role(place.candidate) is not None


def _latin(place: Place) -> bool:
    if _LATIN_UNIT_RE.match(place.after):
        return False
    return bool(_LATIN_RE.match(place.after)) or bool(_LATIN_RE.search(place.before[-1:]))


def _class(place: Place) -> bool:
    if place.candidate.in_words and _CLASS_WORDS_RE.search(place.said):
        return True
    if place.candidate.in_words and place.after.startswith("级"):
        return True
    words = place.said[-1:] + place.after if place.candidate.in_words else place.after
    return bool(_CLASS_RE.match(words))


def _policy_count(place: Place) -> bool:
    """Numbers in words count policy items only before 项, 条, 类, 个 and a noun of policy."""
    if not place.candidate.in_words:
        return place.inside(_POLICY_RE)
    return bool(_WORDS_POLICY_RE.match(place.said + place.after))


def _sums_up(place: Place) -> bool:
    """甲、乙、丙三个: the count of what was just listed; 等11部门 of who signed; 以下四类 of what follows."""
    if place.inside(_ISSUERS_RE) or place.before.endswith(("以下", "下列", "如下")):
        return True
    number = parse_number(place.said[0]) if place.candidate.in_words else None
    clause = re.split("[，。；：]", place.before)[-1]
    return number is not None and number > 1 and len(_LIST_MARK_RE.split(clause)) == number


REASONS: tuple[Reason, ...] = (
    Reason("page-furniture", "页面菜单、页脚", ("number", "agency"), _furniture),
    Reason("paper-number", "发文字号", ("number",), lambda p: p.inside(_NUMBER_OF_PAPER_RE)),
    Reason("paper-title", "文件名称", ("number", "agency"), lambda p: p.inside(TITLE_RE)),
    Reason("numbering", "序号、章节编号", ("number",), _label),
    Reason("ordinal", "序数", ("number",), lambda p: bool(_ORDINAL_RE.search(p.before))),
    Reason("table-column", "表格的序号、时限、单位栏", ("number",), _table_role),
    Reason("date", "日期、期限", ("number",), _date),
    Reason("around-the-clock", "服务时间的说法", ("number",), lambda p: p.inside(_HOURS_RE)),
    Reason("class", "等级、型号、代次", ("number",), _class),
    Reason("latin-name", "含字母的名称", ("number",), _latin),
    Reason("formula", "算式", ("number",), lambda p: p.inside(_FORMULA_RE)),
    Reason(
        "slogan",
        "口号、名称",
        ("number",),
        lambda p: p.inside(_QUOTED_RE) or p.inside(_SLOGAN_AFTER_RE),
    ),
    Reason("rank", "排名、称号", ("number",), lambda p: bool(_RANK_RE.match(p.after))),
    Reason("code", "电话、代码", ("number",), lambda p: bool(_PHONE_RE.fullmatch(p.said))),
    Reason(
        "indefinite",
        "泛指的一",
        ("number",),
        lambda p: p.candidate.in_words and bool(_INDEFINITE_RE.match(p.said)),
    ),
    Reason(
        "fixed-words",
        "固定的说法",
        ("number",),
        lambda p: p.candidate.in_words and bool(_FIXED_NAME_RE.match(p.said + p.after)),
    ),
    Reason("policy-count", "政策事项的个数", ("number",), _policy_count),
    Reason(
        "per",
        "每百人等计数的基数",
        ("number",),
        lambda p: p.candidate.in_words and p.before.endswith("每"),
    ),
    Reason("included-bound", "（含本数）的说明", ("number",), lambda p: p.inside(INCLUDED_RE)),
    Reason("list-total", "前后所列的个数", ("number",), _sums_up),
    Reason("front-matter", "标题、主送机关、落款", ("number", "agency"), _front),
    Reason(
        "body-set-up",
        "新成立的机构，任务另句说明",
        ("agency",),
        lambda p: bool(_SET_UP_RE.search(p.before)),
    ),
    Reason(
        "other-party",
        "任务的对方，不是承担者",
        ("agency",),
        lambda p: bool(_PARTY_RE.search(p.before)),
    ),
    Reason(
        "part-of-name",
        "名称的一部分",
        ("agency",),
        lambda p: p.inside(_QUOTED_RE) or bool(_NAME_AFTER_RE.match(p.after)),
    ),
    Reason(
        "no-duty",
        "提到的机构，没有任务",
        ("agency",),
        lambda p: not _DUTY_RE.search(p.before[-12:] + p.after[:16]),
    ),
)

UNEXPLAINED = "unexplained"
_REASONS_OF = {
    kind: tuple(reason for reason in REASONS if kind in reason.kinds)
    for kind in ("number", "agency")
}


def reason_of(place: Place) -> str:
    """The id of the first reason that holds, else `unexplained`."""
    kind = place.candidate.kind
    return next((r.id for r in _REASONS_OF[kind] if r.holds(place)), UNEXPLAINED)
