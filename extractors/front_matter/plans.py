"""The plan that a notice issues, and the years that its title names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.front_matter.lines import Line
from extractors.front_matter.titles import Title
from extractors.view import View

_ISSUES = re.compile(
    r"(?:(?:修订|重新)?印发|(?<!公开)发布|公布|颁布|颁发|下发|转发)(?:修订后的|新修订的)?(.{2,200}?)(?:的(?:通知|公告|通告|决定|函|令|命令)|$)"
)
_FORWARDED = re.compile("转发[^《]{2,60}?(关于.{4,120}?(?:意见|方案|计划|规划|办法|措施))的通知")
_DRAWN_UP_BY = re.compile("^[^《》]{2,60}?(?:拟定|拟订|制定|制订|编制|起草|提出)的(?=《|.{6})")
"""转发甲局乙局拟定的X: who drew it up is no part of its name."""
_LETTER_KIND = re.compile("(?:通知|函|批复|通报)(?:（[^（）]{1,24}）)?$")
"""现将乙局《关于…的通知》印发给你们: a letter that is passed on is no plan."""
_NOT_NOTICE = re.compile(
    "(?:通知|意见|决定|决议|公告|通告|通报|函|批复|命令|令|报告)(?:（[^（）]{1,24}）)?$"
)
_PAPERS = re.compile("(?:和|与|及|、)?《([^《》]*(?:《[^《》]*》[^《》]*)*)》(?:等[^《》]{0,12})?")
_SHAPES = re.compile(r"[\s—–―－\-~～《》〈〉<>“”\"'‘’（）()\[\]〔〕·,，、：]+")
_YEARS = re.compile(
    r"(20[0-9]{2}|19[0-9]{2})年?\s*[—–―－\-~～至到]{1,3}\s*(20[0-9]{2}|[0-9]{2}(?![0-9]))"
)
_FIVE_YEARS = re.compile(r"[“\"]?十([一二三四五六七])五[”\"]?|第十([一二三四五六七])个五年")
_ONE_YEAR = re.compile("(?<![0-9到至])(20[0-9]{2})(?!年?[0-9前底末远])")
_FIRST_FIVE_YEARS = 2001
"""The tenth plan began in 2001; 十一五 in 2006, and so on by fives."""
_PAPER = r"《((?:[^《》。]|《[^《》]{1,80}》){2,120})》"
_PART_OF = "中|确定|提出|明确|的|[0-9]|所|涉及|重点|任务|目标|有关"
"""现将《X》确定的任务分解印发: what is issued is not X."""
_SAID = "(?:印发|公布|发布|转发|颁布)"
_PAPER_ISSUED = re.compile(
    f"(?<![^。：\n])(?:现(?:将|把)?)?{_PAPER}(?!{_PART_OF})[^。]{{0,120}}?(?:(?:现予?以?|予以){_SAID}|{_SAID}给)"
    f"|现(?:予以?)?(?:公布|发布|颁布){_PAPER}"
    f"|现(?:将|把){_PAPER}(?!{_PART_OF})(?=[^。]{{0,60}}?{_SAID})"
    f"|{_PAPER}[^《》]{{0,60}}?"
    "(?:印发(?:给你们|实施|执行|你们)|现(?:予(?:以)?|将其)?(?:公布|发布)|予以(?:公布|发布))"
)
_LETTER_LINES = 12
_MOST_LINES = 5
_LONGEST_LINE = 120
_LONGEST_EXCESS = 6


def plan_in_title(title: str) -> str | None:
    """The plan that a title issues: `关于印发《X》的通知` and its kin; None where nothing is issued."""
    forwarded = _FORWARDED.search(title)
    if forwarded:
        return forwarded[1]
    for match in _ISSUES.finditer(title):
        before = title[: match.start()]
        if before.count("《") == before.count("》"):
            return _without_marks(_DRAWN_UP_BY.sub("", match[1]))
    return None


def plan_in_letter(view: View, lines: Sequence[Line], title: Title) -> str | None:
    """The plan that the letter below a title issues (`现将《X》印发给你们`) where the title itself does not say so."""
    low = title.last + 1
    for line in lines[low : low + _LETTER_LINES]:
        match = _PAPER_ISSUED.search(view.text, line.start, line.end)
        if match and match.lastindex:
            paper = "".join(view.printed[slice(*match.span(match.lastindex))].split())
            return None if _LETTER_KIND.search(paper) else paper
    return None


def _without_marks(named: str) -> str:
    papers = _PAPERS.findall(named)
    if papers and _PAPERS.match(named):
        return "、".join(papers)
    inner = named.startswith("〈") and named.endswith("〉") and named.count("〈") == 1
    return named[1:-1] if inner else named


def own_title(view: View, lines: Sequence[Line], title: Title, plan: str) -> str:
    """`plan` as it is printed above its own text, else as the title names it."""
    wanted = key_of(plan)
    for first in range(title.last + 1, len(lines)):
        last = _last_title_line(lines, first, wanted)
        if last is not None:
            printed = view.printed[lines[first].start : lines[last].end]
            return _unquoted("".join(printed.split()))
    return plan


def _last_title_line(lines: Sequence[Line], first: int, wanted: str) -> int | None:
    """The line on which a title that begins on line `first` has become the one wanted."""
    same = ""
    for number, line in enumerate(lines[first : first + _MOST_LINES], first):
        if len(line.text) > _LONGEST_LINE or "。" in line.text or line.text.endswith("："):
            return None
        if line.text.startswith("附件"):
            return None
        same += key_of(line.text)
        if same.endswith(wanted) and len(same) <= len(wanted) + _LONGEST_EXCESS:
            return number
        if not wanted.startswith(same) and not same.startswith("关于"):
            return None
    return None


def _unquoted(text: str) -> str:
    return (
        text[1:-1]
        if text.startswith("《") and text.endswith("》") and text.count("《") == 1
        else text
    )


def squash(text: str) -> str:
    """Without marks that two printings of one title do not share."""
    return _SHAPES.sub("", text)


def key_of(text: str) -> str:
    """What two printings of one title share: 的 comes and goes too."""
    return squash(text).replace("的", "")


def is_plan(title: str) -> bool:
    """Whether a paper without a notice is itself a plan, not a letter or an order."""
    return not _NOT_NOTICE.search(title)


def period_of(title: str) -> tuple[int, int] | None:
    """First and last year that a title names; one year alone is both."""
    years = _YEARS.search(title)
    if years:
        first, last = years.groups()
        last = last if len(last) == len(first) else first[:2] + last
        return (int(first), int(last)) if int(first) <= int(last) else None
    five = _FIVE_YEARS.search(title)
    if five:
        first_year = _FIRST_FIVE_YEARS + 5 * ("一二三四五六七".index(five[1] or five[2]) + 1)
        return first_year, first_year + 4
    years_named = set(_ONE_YEAR.findall(title))
    if len(years_named) == 1:
        year = int(years_named.pop())
        return year, year
    return None
