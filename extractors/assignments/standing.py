"""Rules that a notice states once and that hold for its later notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.agencies import Name, split_names
from extractors.outline import Outline, SectionNode

_FIRST = (
    r"(?:列|排|列在|排在|排名|位列|位于)(?:首位|第一(?:位|个)?)(?:的|者)?(?:责任)?(?:单位|部门|者)?"
    r"(?:为|是|即为)(?:该?项?(?:工作|任务)的?)?牵头(?:单位|部门)?(?:[或和、](?:汇总|责任|主办|总责)(?:单位|部门))?"
    r"|第一(?:个|家)?(?:责任)?(?:单位|部门)(?:为|是|即为)牵头(?:单位|部门)?"
)
_BLANKET = (
    r"(?:以下|具体|各项|所有|上述)+(?:各项|所有|各)?(?:政策措施|措施|政策|任务|工作|事项|内容|项目|条款)?均(?:需|须|由|请|涉及)(?P<names>[^，。；]{2,60}?)"
    r"(?:(?P<verb>配合|参与|协助|落实|负责|牵头)|(?=，(?:以下)?不再))"
    r"|(?P<names2>[^，。；（、]{2,40})(?:均)?为(?:各项|所有|全部)?(?:工作|任务|工作任务)?的?"
    r"(?P<verb2>责任|配合|落实|参与)(?:单位|部门)，?(?=以下|下同|不再)"
)
_NO_MORE = "不再(?:一一|逐一|重复|另行|单独|分别)?(?:列(?:出|明|举|示)?|[做作]?分工|标注|注明|赘述)"
RULE_CLAUSE_RE = re.compile(
    rf"(?:{_FIRST}|{_BLANKET})(?:，?(?:以下)?(?:均)?(?:{_NO_MORE}|下同|略))*"
    r"|[，。；](?:下同|以下同)"
)
_FIRST_NUMBER_RE = re.compile("^[第（]?[一1](?![0-9])")
_OF_PLAN_RE = re.compile("(?:》|附件|方案|分工表|任务表|分解表|清单)[^。；]{0,20}$")
"""A rule of the letter for the plan that it issues: 在《方案》的责任单位中，排名第一的…."""
_REACH = 40
_FIRST_RE = re.compile(_FIRST)
_BLANKET_RE = re.compile(f"(?:{_BLANKET})(?:，?(?:以下)?{_NO_MORE})?")
_BLANKET_CUE_RE = re.compile(
    "(?:以下|任务|工作|事项|措施)[^，。；]{0,8}均|(?:单位|部门)，?(?:以下|下同|不再)"
)


@dataclass(frozen=True, slots=True)
class StandingRule:
    """[start, end) of the view. `first_leads`, or `names` who have `role` in every later note before `stop`."""

    start: int
    end: int
    first_leads: bool = False
    role: str = ""
    names: tuple[Name, ...] = ()
    stop: int = 0

    def holds_at(self, start: int, end: int) -> bool:
        """Whether the rule holds for a note at [start, end)."""
        return self.start <= end and start < self.stop


def find_standing_rules(outline: Outline) -> tuple[StandingRule, ...]:
    """The standing rules inside the notice, in order."""
    return outline.once(_find_standing_rules)


def _find_standing_rules(outline: Outline) -> tuple[StandingRule, ...]:
    text, low, high = outline.view.text, outline.body_start, outline.body_end
    rules = [
        StandingRule(*match.span(), first_leads=True)
        for match in (_FIRST_RE.finditer(text, low, high) if _may_lead_first(text) else ())
    ]
    for match in _BLANKET_RE.finditer(text, low, high) if _BLANKET_CUE_RE.search(text) else ():
        group = "names" if match["names"] else "names2"
        verb = match["verb"] or match["verb2"] or ""
        role = {"负责": "responsible", "责任": "responsible", "牵头": "lead"}.get(verb, "support")
        names = tuple(split_names(text, *match.span(group)))
        rules.append(StandingRule(*match.span(), role=role, names=names))
    return tuple(_within_plans(outline, sorted(rules, key=lambda rule: rule.start)))


def _may_lead_first(text: str) -> bool:
    return "牵头" in text and ("第一" in text or "首位" in text)


def _within_plans(outline: Outline, rules: list[StandingRule]) -> Iterator[StandingRule]:
    """The rules, each with the end of its plan."""
    stop = 0
    for rule in rules:
        if rule.start >= stop:
            of_plan = _OF_PLAN_RE.search(outline.view.text, max(0, rule.start - _REACH), rule.start)
            stop = outline.body_end if of_plan else _plan_end(outline, rule.start)
        yield replace(rule, stop=stop)


def _plan_end(outline: Outline, at: int) -> int:
    """Where the plan around `at` ends: at an annex, or where its outermost numbering begins anew."""
    top = outline.section_at(at)
    while top is not None and (parent := outline.parent_of(top)) and not _is_annex(parent):
        top = parent
    if top is None:
        return outline.body_end
    node = outline.next_section(top.start + 1)
    while node is not None:
        anew = (
            node.rule_id == top.rule_id
            and node.level <= top.level
            and _FIRST_NUMBER_RE.search(node.label)
        )
        if anew or (_is_annex(node) and node.level <= top.level):
            return node.start
        node = outline.next_section(node.start + 1)
    return outline.body_end


def _is_annex(node: SectionNode) -> bool:
    return node.rule_id == "sections.annex"
