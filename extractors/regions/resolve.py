"""The region of a notice, from the texts of its head in order of trust."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from extractors.regions.gazetteer import NATIONAL, Gazetteer, gazetteer, region_at, stem_of
from extractors.regions.zones import zone_in

_OPENERS = ("印发", "发布", "下达", "批转", "转发", "中共", "《")
"""After these words a name may begin that elsewhere is only part of a word."""
_WORDLIKE = frozenset(
    {
        "市中区",
        "市南区",
        "市北区",
        "城中区",
        "城东区",
        "城西区",
        "城北区",
        "新市区",
        "老城区",
        "西市区",
    }
)
"""Names that running text also makes by chance (全市中小…): taken at the head of a text or below their city."""
_SHORT_NAME = 2

_NATIONAL_RE = re.compile(
    "(?:国务院|中共中央|中央|国家(?!级)|全国|最高人民|中国(?!（)|中华人民共和国|海关总署|审计署"
    "|[\u4e00-\u9fff]{2,8}(?:总局|总署)"
    "|(?:外交|国防|教育|科技|科学技术|工信|工业和信息化|公安|民政|司法|财政|人社|人力资源和?社会保障|自然资源"
    "|生态环境|环境保护|住建|住房和?城乡建设|交通|交通运输|水利|农业|农业农村|商务|文化|文化和旅游|卫生|应急|应急管理"
    "|退役军人|退役军人事务)部(?!门)|(?:银保监|证监|保监|银监)会)"
)
_BRANCH_RE = re.compile(
    "(?:中心)?支行|分行|营业?管理?部|银?保?监管|分局|税务局|海关|证监|银保监|府|政办|委办"
)
_BRANCH_REACH = 4

_UNLISTED_RE = re.compile(
    "(?:^|印发|发布|转发|中共|《)"
    "(?P<city>(?![全我本各该])[\u4e00-\u9fff]{2,3}市)?"
    "(?P<county>(?![全我本各该]|自治)[\u4e00-\u9fff]{2,3}[区县市旗])?"
    "(?P<body>人民政府|政府|委员会|委|人大|政协|办公|金融|发展|财政)?"
)


_SIGNS = {
    "冀": "河北", "晋": "山西", "蒙": "内蒙古", "内": "内蒙古", "辽": "辽宁", "吉": "吉林", "黑": "黑龙江", "苏": "江苏", "浙": "浙江",
    "皖": "安徽", "闽": "福建", "赣": "江西", "鲁": "山东", "豫": "河南", "鄂": "湖北", "湘": "湖南", "粤": "广东", "桂": "广西",
    "琼": "海南", "川": "四川", "黔": "贵州", "贵": "贵州", "滇": "云南", "云": "云南", "藏": "西藏", "陕": "陕西", "甘": "甘肃",
    "青": "青海", "宁": "宁夏", "新": "新疆",
}  # fmt: skip
"""What a province's numbers begin with: 鄂政发〔2018〕26号."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """Names that follow one another, `云江市` `临川区`, as written."""

    start: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Context:
    """What speaks for one of several regions of a name: names in the other texts, and the body."""

    table: Gazetteer
    named: set[str]
    body: str

    def named_above(self, path: str) -> int:
        """How many of the regions above are named."""
        return len(self.named.intersection(path.split("/")[:-1]))

    def told_above(self, path: str) -> int:
        """How often the body speaks of the regions above."""
        return sum(self.body.count(stem_of(name)) for name in path.split("/")[:-1])


def resolve_region(
    texts: Sequence[str], *, day: dt.date | None = None, body: str = ""
) -> str | None:
    """Province first, parts joined by a slash: `云江市/临川区`; `中国` for the organs of the state.

    `texts` are issuer, title and further texts of the head, the most trusted first. A county's name that occurs
    in several places is settled by what the other texts name, or else by what `body` speaks of; a municipality that
    the table does not have is taken as printed. A division that was no more on `day` is its successor. None where no
    text names a region, or only doubtful ones.
    """
    table = gazetteer(day)
    clean = ["".join(text.split()) for text in texts]
    named = {
        name
        for text in clean
        for mention in _mentions(table, text)
        for name in _parts(table, mention)
    }
    context = _Context(table, named, body)
    deeper = {
        path.rpartition("/")[2]: path
        for text in clean
        for _, path in _unlisted(table, text)
        if "/" in path
    }
    for text in clean:
        for part, issues in _issuer_and_subject(text):
            found = _region_of(part, context, issues=issues)
            if found:
                return region_at(deeper.get(found.rpartition("/")[2], found), day)
    return None


def province_of_number(number: str) -> str | None:
    """The province whose sign a number begins with; cities use the same signs."""
    return gazetteer().provinces.get(_SIGNS.get(number[:1], ""))


def _issuer_and_subject(text: str) -> Iterator[tuple[str, bool]]:
    """What stands before 关于 names the issuer, what follows it the subject."""
    head, _, subject = text.partition("关于")
    yield head, True
    yield subject, False


def _region_of(part: str, context: _Context, *, issues: bool) -> str | None:
    """The first region that the part names without doubt."""
    table = context.table
    zone = zone_in(table, part, lambda paths: _only(paths, context)) if issues else None
    if zone:
        return zone
    found = list(_unlisted(table, part))
    for mention in _mentions(table, part):
        path = _only(_paths(table, mention.names), context)
        if path:
            found.append((mention.start, path))
            break
    if found:
        return min(found)[1]
    if issues:
        return _branch(part, context) or (NATIONAL if _NATIONAL_RE.match(part) else None)
    return None


def _mentions(table: Gazetteer, text: str) -> Iterator[_Mention]:
    """Every chain of names in the text, from left to right."""
    at = 0
    while at < len(text):
        name = table.name_at(text, at)
        if name is None or not _stands_alone(table, text, at, name):
            at += 1
            continue
        chain = [name]
        end = at + len(name)
        while (below := table.name_at(text, end)) and _paths(table, (*chain, below)):
            chain.append(below)
            end += len(below)
        yield _Mention(at, tuple(chain))
        at = end


def _stands_alone(table: Gazetteer, text: str, start: int, name: str) -> bool:
    """False for a name that may be a piece of other words: 和县 in 市和县, 市中区 in 全市中区."""
    if len(name) > _SHORT_NAME and name not in _WORDLIKE:
        return True
    return name in table.provinces or start == 0 or text[:start].endswith(_OPENERS)


def _paths(table: Gazetteer, names: tuple[str, ...]) -> tuple[str, ...]:
    """The regions of the last name that lie in all the others."""
    above = [{parent.rpartition("/")[2] for parent in table.paths_of(name)} for name in names[:-1]]
    return tuple(
        path
        for path in table.paths_of(names[-1])
        if all(parents & set(path.split("/")[:-1]) for parents in above)
    )


def _parts(table: Gazetteer, mention: _Mention) -> tuple[str, ...]:
    """Names of every region that the mention speaks of, those above it included, if there is no doubt."""
    paths = _paths(table, mention.names)
    return tuple(paths[0].split("/")) if len(paths) == 1 else mention.names


def _only(paths: tuple[str, ...], context: _Context) -> str | None:
    """The one region, or the one of several that most of what the other texts name, or else the body, speaks for."""
    if len(paths) > 1:
        paths = _most(paths, context.named_above) or _most(paths, context.told_above)
    return paths[0] if len(paths) == 1 else None


def _most(paths: tuple[str, ...], weigh: Callable[[str], int]) -> tuple[str, ...]:
    """Those with the most weight, if any has weight."""
    weights = {path: weigh(path) for path in paths}
    most = max(weights.values())
    return tuple(path for path in paths if weights[path] == most > 0)


def _branch(part: str, context: _Context) -> str | None:
    """The place in short, before the word of a branch or an office: 临川 in 人民银行临川中心支行."""
    stems = context.table.stems
    for start in range(len(part)):
        for length in (4, 3, 2):
            end = start + length
            if part[start:end] in stems and _BRANCH_RE.search(part[end : end + _BRANCH_REACH]):
                found = _only(stems[part[start:end]], context)
                if found:
                    return found
    return None


def _unlisted(table: Gazetteer, text: str) -> Iterator[tuple[int, str]]:
    """Regions in no table that an organ of government follows, or a county's name right below such a city."""
    listed = table.paths
    for match in _UNLISTED_RE.finditer(text):
        city, county, body = match.group("city", "county", "body")
        name = city or county
        if name and name not in listed and (body or (city and county in listed)):
            yield (
                match.start("city" if city else "county"),
                f"{city}/{county}" if city and county else name,
            )
