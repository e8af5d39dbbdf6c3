"""A list of agents in its sentence, and the duty that it is given."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from extractors.agencies import Name
from extractors.assignments.agents import Agents, find_agents
from extractors.assignments.clauses import Clause
from extractors.dates import FROM_ISSUE, TimeKind, day_after_issue, find_times, parse_deadline

SHORT_VERB = 3
LEAD_RE = re.compile(
    "(?:要|应|应当|共同|联合|负责|分别)?牵头(?!单位|部门|医院|机构|企业|考核|高校|学校|人|汇总的|的)(?:，|负责|组织(?=[^实])|会同)?"
)
WITH_RE = re.compile(
    "(?:要|应当|应|需|须|可)?(?:积极|主动|及时|牵头)?(?:会同|商(?=[^务业品会贸定])|联合)"
)
MODAL_RE = re.compile(
    "(?:也|都|均|还|则|要|需)?(?:要(?!求|素|件|点|闻|害|地|道)|应当|应(?!用|对|急|届|收|付|税|邀|运|变)|必须|须|需要|需(?!求|方|用|经)|将(?=(?:于[^，。；]{2,12}?)?(?:适时|定期|不定期|对|会同|组织|牵头)))"
    "(?:积极|切实|进一步|认真|严格|按要求|加快|尽快|主动|充分)?"
)
CHARGE_RE = re.compile(
    "(?:(?:(?:按照?|依照?|根据)(?:各自)?(?:工作)?(?:职责|职能)(?:分工)?|在(?:各自)?职责范围内)，?)?(?:主要|具体|分别|共同|统一|各自|直接|全面|牵头)?"
    "(?:负责(?!人|同志|制(?![定订])|任)|主管(?=(?:本|全|辖区|所辖|行政区)[^，。；]*(?:工作|管理)))"
)
PAST_RE = re.compile("了(?!解)|已(?:经)?(?!有)|曾|以来")
_SUPPORT_VERB_RE = re.compile(
    "(?:密切|积极|共同|协同|按职责分工)?(?:配合|参与|参加|协助|协办|组成)"
)
_CHARGED_RE = re.compile("(?:具体|主要|共同)?(?:负责|承办|主办)(?=，)")
_FRONT_RE = re.compile(
    rf"^{FROM_ISSUE}，?|^按照?(?:各自)?(?:职责|职能)(?:分工)?，?"
    "|^[于在](?:年[初中底末]、?){1,3}|^(?:在|于|到)?(?:20[0-9]{2}年)?[0-9年月日底末前内第季度上下半一二三四]{2,12}(?:之?前|底|末)"
)


@dataclass(frozen=True, slots=True)
class Duty:
    """[start, end) of the view: from the agents (or what leads up to them) to the end of the duty's clause."""

    start: int
    end: int
    task: str
    rule_id: str
    lead: tuple[Name, ...] = ()
    support: tuple[Name, ...] = ()
    responsible: tuple[Name, ...] = ()
    time: str = ""

    def deadline(
        self, text: str, year: int | None, issued: dt.date | None
    ) -> dt.date | Literal["ongoing"] | None:
        """The date that the clause names; 长期 and 常态 are ongoing, other words of repetition are not."""
        words = text[self.start : self.end]
        for found in find_times(words, year=year):
            if found.kind is TimeKind.DEADLINE or (
                found.kind is TimeKind.POINT and words[found.end - 1] in "底末前内月日"
            ):
                return found.date
        if re.search("(?<!中)长期|常态", words):
            return "ongoing"
        told = parse_deadline(self.time, year=year) if self.time else None
        return told or day_after_issue(self.time + words, issued)


@dataclass(frozen=True, slots=True)
class Site:
    """A list of agents in its sentence."""

    text: str
    printed: str
    agents: Agents
    low: int
    high: int
    left: int
    reports: bool = False
    """Whether the section tells what has been done."""

    def words(self, start: int, end: int) -> str:
        """As printed; marks at the ends, a leading 按职责分工 and a leading deadline are left out."""
        words = self.printed[start:end].strip("，。；：、 ")
        return _FRONT_RE.sub("", words) or words


def duty_of(
    site: Site,
    clause: Clause,
    rule: str,
    *,
    lead: tuple[Name, ...] = (),
    support: tuple[Name, ...] = (),
    responsible: tuple[Name, ...] = (),
) -> Duty:
    task = site.words(clause.start, clause.end)
    return Duty(site.agents.start, clause.end, task, rule, lead, support, responsible)


def supporters(site: Site, at: int, *, joint: bool = True) -> tuple[tuple[Name, ...], int]:
    """The agents of B配合 or, if `joint`, 会同B behind the lead, and where the duty itself begins."""
    text = site.text
    start = at + 1 if text[at : at + 1] in "，、" else at
    together = WITH_RE.match(text, start, site.high) if joint else None
    start = together.end() if together else start
    followers = [agents for agents in find_agents(text, start, site.high) if agents.start == start]
    if not followers:
        return (), at
    verb = _SUPPORT_VERB_RE.match(text, followers[0].end, site.high)
    if verb:
        return followers[0].names, verb.end()
    if together or (joint and text.endswith("会同", 0, at)):
        return followers[0].names, followers[0].end
    return (), at


def leading(site: Site, at: int) -> re.Match[str] | None:
    """The words at `at` that make the agents lead: 牵头, or 负责 where B配合 stands behind it."""
    lead = LEAD_RE.match(site.text, at, site.high)
    charge = None if lead else _CHARGED_RE.match(site.text, at, site.high)
    return charge if charge and supporters(site, charge.end())[0] else lead
