"""Agents that open their clause: A牵头…, A要会同B…, A负责…, A：负责…, A、B分别负责甲、乙."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.agencies import Name
from extractors.assignments.agents import find_agents
from extractors.assignments.clauses import Clause, duty_clause, first_clause, strip_label
from extractors.assignments.site import (
    CHARGE_RE,
    LEAD_RE,
    MODAL_RE,
    PAST_RE,
    SHORT_VERB,
    WITH_RE,
    Duty,
    Site,
    duty_of,
    leading,
    supporters,
)
from extractors.assignments.verbs import DUTY_VERB_RE

_CONTEXT_RE = re.compile(
    "(?:(?:根据|按照|依据|结合|围绕|依托|对照|立足|在)[^，。；]{1,60}，){1,3}|设在[^，。；]{2,30}，"
    "|(?:作为|是)[^，。；]{0,24}(?:主体|单位|部门|机构|责任人|”)，(?=也?[要应须]|(?:主要|具体|全面)?负责|牵头)"
)
_WHEN_RE = re.compile("[^，。；]{2,40}(?:时|[之以]?后|[之以]?前|过程中)，(?=应当|必须|要|须)")
"""A编制规划时，应当…: when, before the duty itself."""
_OTHERS_RE = re.compile(
    f"[^，。；、的及和与]{{1,10}}(?:单位|机构|方面|协会|学会|高校|院校|院所|媒体|属地|地方|各地)(?={DUTY_VERB_RE.pattern})"
)
"""Partners that no table knows: 会同新闻单位做好…."""
_UNDER_RE = re.compile("(?:根据|按照|依照|依据|依)[^，。；]{2,12}?(?=牵头|负责|会同)")
_ISSUED_RE = re.compile("(?:联合|共同|研究|组织|会同)*(?:制定|制订|编制|拟定|起草|修订|印发)《")
"""A联合制定《…》 tells where the notice comes from."""


def subject_duties(site: Site) -> Iterator[Duty]:
    """The agents open their clause."""
    text, at = site.text, site.agents.end
    under = _UNDER_RE.match(text, at, site.high)
    at = under.end() if under else at
    if text[at : at + 1] == "，":
        if text[at + 1 : at + 2] not in ("要", "应", "须"):
            return
        at += 1
    lead = leading(site, at)
    if lead:
        yield from _led(site, lead)
        return
    joint = WITH_RE.match(text, at, site.high)
    together = list(_joint(site, joint)) if joint else []
    if together:
        yield from together
        return
    if text[at : at + 1] == "：":
        yield from _listed(site, at + 1)
        return
    when = _WHEN_RE.match(text, at, site.high)
    plain = DUTY_VERB_RE.match(text, at, site.high)
    context = when or (None if plain else _CONTEXT_RE.match(text, at, site.high))
    yield from _plain(site, context.end() if context else at)


def _listed(site: Site, at: int) -> Iterator[Duty]:
    """A：负责…, in a list of who does what."""
    text = site.text
    if site.agents.start != strip_label(text, site.low, site.high):
        return
    charge = CHARGE_RE.match(text, at, site.high) or LEAD_RE.match(text, at, site.high)
    told = duty_clause(text, at, site.high, whole=False)
    if charge or (told and DUTY_VERB_RE.match(text, told.start, site.high)):
        start = charge.end() if charge else at
        joint = WITH_RE.match(text, start, site.high)
        together = list(_joint(site, joint)) if joint else []
        if together:
            yield from together
            return
        clause = duty_clause(text, start, site.high, whole=False)
        names = site.agents.names
        if clause and charge and "牵头" in text[charge.start() : clause.end]:
            yield duty_of(site, clause, "assignments.listed", lead=names)
        elif clause:
            yield duty_of(site, clause, "assignments.listed", responsible=names)


def _plain(site: Site, at: int) -> Iterator[Duty]:
    """A要…, A负责…, A对…予以…; `at` is behind a circumstance that a comma closes."""
    text = site.text
    modal = MODAL_RE.match(text, at, site.high)
    start = modal.end() - _adverb(modal[0]) if modal else at
    if modal or at > site.agents.end:
        joint, lead = (r.match(text, start, site.high) for r in (WITH_RE, LEAD_RE))
        if lead:
            yield from _led(site, lead)
            return
        together = list(_joint(site, joint)) if joint else []
        if together:
            yield from together
            return
    named_lead = "牵头" in text[site.agents.end : at]
    charge = CHARGE_RE.match(text, start, site.high)
    shared = list(_shared_out(site, charge.end(), leads=False)) if charge else []
    if shared:
        yield from shared
        return
    told = modal is not None or charge is not None
    if not told and (
        site.reports or site.agents.are_vague(text) or not DUTY_VERB_RE.match(text, at, site.high)
    ):
        return
    clause = duty_clause(text, charge.end() if charge else start, site.high, whole=not told)
    late = CHARGE_RE.match(text, clause.start, clause.end) if clause and told else None
    if clause and late:
        clause = Clause(late.end(), clause.end)
    if clause and not told and clause.end - clause.start <= SHORT_VERB:
        return
    if clause and not told and _ISSUED_RE.match(text, clause.start, clause.end):
        return
    if clause and (told or not PAST_RE.search(text, at, clause.end)):
        names = site.agents.names
        yield duty_of(
            site,
            clause,
            "assignments.duty",
            lead=names if named_lead else (),
            responsible=() if named_lead else names,
        )


def _adverb(modal: str) -> int:
    """How much of a modal match is an adverb, which belongs to the task (要积极…)."""
    match = re.search("积极|切实|进一步|认真|严格|按要求|加快|尽快|主动|充分", modal)
    return len(modal) - match.start() if match else 0


def _led(site: Site, lead: re.Match[str]) -> Iterator[Duty]:
    """A牵头…, also A牵头，B配合，… and A、B分别牵头负责甲、乙."""
    text, agents = site.text, site.agents
    shared = list(_shared_out(site, lead.end(), leads=True))
    if shared:
        yield from shared
        return
    support, at = supporters(site, lead.end())
    clause = duty_clause(text, at, site.high, whole=True)
    if not support and clause and _opens_with_agents(text, clause.start, site.high):
        return
    if clause and not PAST_RE.search(text, at, clause.end):
        more, end = supporters(site, clause.end, joint=False)
        duty = duty_of(
            site, clause, "assignments.lead-verb", lead=agents.names, support=support + more
        )
        yield replace(duty, end=end) if more else duty


def _opens_with_agents(text: str, start: int, high: int) -> bool:
    """A牵头，B按职责分工负责 with no duty named: a list of agencies, not a duty of A."""
    return any(agents.start == start for agents in find_agents(text, start, high))


def _shared_out(site: Site, at: int, *, leads: bool) -> Iterator[Duty]:
    """分别: as many duties as agents, in order."""
    text, names = site.text, site.agents.names
    if len(names) == 1 or "分别" not in text[site.agents.end : at]:
        return
    clause = first_clause(text, at, site.high)
    bracket = text.find("（", clause.start, clause.end)
    clause = Clause(clause.start, bracket if bracket >= 0 else clause.end)
    parts = [m.span() for m in re.finditer("[^、和]+", text[clause.start : clause.end])]
    if len(parts) == len(names):
        for name, (low, high) in zip(names, parts, strict=True):
            task = site.words(clause.start + low, clause.start + high)
            one = Duty(site.agents.start, clause.end, task, "assignments.respectively")
            yield replace(one, lead=(name,)) if leads else replace(one, responsible=(name,))


def _joint(site: Site, joint: re.Match[str]) -> Iterator[Duty]:
    """A会同B…: A leads."""
    text = site.text
    followers = [a for a in find_agents(text, joint.end(), site.high) if a.start == joint.end()]
    other = None if followers else _OTHERS_RE.match(text, joint.end(), site.high)
    if not followers and not other:
        return
    partners = followers[0].names if followers else ()
    at = followers[0].end if followers else joint.end()
    if other:
        partners, at = (Name(*other.span(), "other"),), other.end()
    charge = CHARGE_RE.match(text, at, site.high)
    modal = MODAL_RE.match(text, at, site.high)
    at = charge.end() if charge else modal.end() - _adverb(modal[0]) if modal else at
    clause = duty_clause(text, at, site.high, whole=True)
    if clause and not PAST_RE.search(text, joint.start(), clause.end):
        yield duty_of(site, clause, "assignments.joint", lead=site.agents.names, support=partners)
