"""Sentences that lay a duty on a public body: A牵头…, A要会同B…, 由A…, A负责…, 组织A、B…."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractors.agencies import Name
from extractors.assignments.agents import Agents, find_agents, gathered
from extractors.assignments.clauses import (
    Clause,
    clauses_of,
    duty_clause,
    first_clause,
    is_generic,
    strip_label,
)
from extractors.assignments.notes import Note, notable_paragraphs
from extractors.assignments.times import TIME_RE, time_beside
from extractors.assignments.verbs import DUTY_VERB_RE
from extractors.dates import FROM_ISSUE, TimeKind, day_after_issue, find_times, parse_deadline
from extractors.frames import default_year
from extractors.named import names_between
from extractors.outline import Outline, Paragraph

_SENTENCE_RE = re.compile(r"[^。！？；\n]+")
_LONGEST_SENTENCE = 1500
_SHORT_VERB = 3
_SHORT_CLAUSE = 9

_LEAD_RE = re.compile(
    "(?:要|应|应当|共同|联合|负责|分别)?牵头(?!单位|部门|医院|机构|企业|考核|高校|学校|人|汇总的|的)(?:，|负责|组织(?=[^实])|会同)?"
)
_WITH_RE = re.compile(
    "(?:要|应当|应|需|须|可)?(?:积极|主动|及时|牵头)?(?:会同|商(?=[^务业品会贸定])|联合)"
)
_MODAL_RE = re.compile(
    "(?:也|都|均|还|则|要|需)?(?:要(?!求|素|件|点|闻|害|地|道)|应当|应(?!用|对|急|届|收|付|税|邀|运|变)|必须|须|需要|需(?!求|方|用|经)|将(?=适时|定期|对|会同|组织|牵头))"
    "(?:积极|切实|进一步|认真|严格|按要求|加快|尽快|主动|充分)?"
)
_CHARGE_RE = re.compile(
    "(?:(?:(?:按照?|依照?|根据)(?:各自)?(?:工作)?(?:职责|职能)(?:分工)?|在(?:各自)?职责范围内)，?)?(?:主要|具体|分别|共同|统一|各自|直接|全面|牵头)?"
    "负责(?!人|同志|制(?![定订])|任)"
)
_CONTEXT_RE = re.compile(
    "(?:(?:根据|按照|依据|结合|围绕|依托|对照|立足|在)[^，。；]{1,60}，){1,3}|设在[^，。；]{2,30}，"
    "|(?:作为|是)[^，。；]{0,16}(?:主体|单位|部门|责任人)，(?=也?[要应须])"
)
_UNDER_RE = re.compile("(?:根据|按照|依照|依据|依)[^，。；]{2,12}?(?=牵头|负责|会同)")
_PAST_RE = re.compile("了(?!解)|已(?:经)?(?!有)|曾|以来")
_DONE_RE = re.compile(
    "[^，]{0,6}?(?:近年来|几年来|[0-9一二三四五]年来|截至|截止|迄今|目前，|以来，)"
)
_SUPPORT_VERB_RE = re.compile(
    "(?:密切|积极|共同|协同|按职责分工)?(?:配合|参与|参加|协助|协办|组成)"
)
_BY_RE = re.compile("(?:交由|转由|统一由|主要由|(?<![自经理来缘事])由)$")
_ORGANISE_RE = re.compile("(?:^|，)(?:并|积极|定期|适时|及时|统一)?组织$")
_BY_WORK_RE = re.compile("(?:组成|构成|代表|批准设立|出资|发行|颁发|认定的|制定的)")
_REGION_LEAD_RE = re.compile(
    "由(?P<region>[一-龥]{1,6}?(?:省|市|区|县|旗|州|镇|乡|街道))(?=牵头|负责|具体负责|组织实施)"
)
_VAGUE_TOPIC_RE = re.compile(
    "(?:具体|相关|有关|上述|以上)?(?:事项|工作|任务|事宜)|按.{1,6}|并|再|统一|"
)
_NO_TOPIC_RE = re.compile("[向经到未不对]|违反|通过")
_MADE_RE = re.compile("^(?:研究)?(?:制定|制订|编制|拟定|形成|梳理|提出)")
_FRONT_RE = re.compile(
    rf"^{FROM_ISSUE}，?|^按照?(?:各自)?(?:职责|职能)(?:分工)?，?"
    "|^(?:在|于|到)?(?:20[0-9]{2}年)?[0-9年月日底末前内第季度上下半一二三四]{2,12}(?:之?前|底|末)"
)
_ALONE_RE = re.compile(f"{TIME_RE.pattern}|{FROM_ISSUE}")
_ALSO_RE = re.compile("并(?!抄报|抄送|报|向|将)")
_MECHANISM_RE = re.compile("的(?P<what>[^，。；]{2,40})")
_LED_MECHANISM_RE = re.compile("牵头(?:负责|组织|召集)?的(?P<what>[^，。；]{2,40})")
_CONJUNCTION_RE = re.compile(
    "(?:同时|此外|其中|另外|原则上|期间|下一步|对此|必要时|与此同时|一般|统一|请)$"
)


_ISSUED_RE = re.compile("(?:联合|共同|研究|组织|会同)*(?:制定|制订|编制|拟定|起草|修订|印发)《")
"""A联合制定《…》 tells where the notice comes from."""
_REPORT_RE = re.compile("现状|成效|成绩|回顾|发展基础|工作基础|背景|形势|存在(?:的)?问题|主要经验")


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
        if re.search("长期|常态", words):
            return "ongoing"
        told = parse_deadline(self.time, year=year) if self.time else None
        return told or day_after_issue(self.time + words, issued)


@dataclass(frozen=True, slots=True)
class _Site:
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


def find_duties(outline: Outline, notes: Sequence[Note]) -> list[Duty]:
    """The duties of running text outside the notes, in order."""
    found: list[Duty] = []
    for paragraph in notable_paragraphs(outline):
        for low, high, time in _stretches(outline, paragraph, notes):
            found += _sentence_duties(outline, low, high, time)
    return found


def _stretches(
    outline: Outline, paragraph: Paragraph, notes: Sequence[Note]
) -> Iterator[tuple[int, int, str]]:
    """The sentences of a paragraph outside its notes, each with the time told by a note right behind it."""
    text, low = outline.view.text, paragraph.start
    first, last = (
        bisect_left(notes, at, key=lambda note: note.start)
        for at in (paragraph.start, paragraph.end)
    )
    for note in notes[first:last]:
        sentences = [m.span() for m in _SENTENCE_RE.finditer(text, low, note.start)]
        for start, end in sentences:
            yield start, end, note.roles.deadline if len(sentences) == 1 else ""
        low = note.end
    for match in _SENTENCE_RE.finditer(text, low, paragraph.end):
        yield (*match.span(), "")


def _sentence_duties(outline: Outline, low: int, high: int, time: str) -> Iterator[Duty]:
    text = outline.view.text
    if high - low > _LONGEST_SENTENCE:
        return
    done, reports = low, _reports(outline, low) or _DONE_RE.match(text, low, high) is not None
    for agents in _agents(outline, low, high):
        if agents.start < done or not agents.are_public(text):
            continue
        left = max(low, strip_label(text, low, high), _clause_start(text, low, agents.start))
        left = min(left, agents.start)
        before = _time_before(text, low, left)
        reports = reports or _is_over(outline, before)
        site = _Site(text, outline.view.printed, agents, low, high, left, reports)
        for duty in _duties(site):
            done = max(done, duty.end)
            beside = time_beside(text, low, (agents.start, agents.end), left, high)
            yield replace(duty, time=beside or before or time)


def _is_over(outline: Outline, time: str) -> bool:
    """Whether a time is a year before that of the notice: 2023年，市水利局完成…."""
    year, now = re.match("(?:在)?(20[0-9]{2})年$", time), default_year(outline)
    return year is not None and now is not None and int(year[1]) < now


def _reports(outline: Outline, at: int) -> bool:
    """Whether a section around `at` is about what there is already."""
    node = outline.section_at(at)
    while node is not None:
        if _REPORT_RE.search(node.heading):
            return True
        node = outline.parent_of(node)
    return False


def _time_before(text: str, low: int, left: int) -> str:
    """The words of a time that stands alone before the agents' clause: 2026年底前，A要…."""
    earlier = list(clauses_of(text, low, max(low, left - 1)))
    words = text[earlier[-1].start : earlier[-1].end] if earlier else ""
    return words if _ALONE_RE.fullmatch(words) else ""


def _agents(outline: Outline, low: int, high: int) -> list[Agents]:
    text = outline.view.text
    lists = gathered(text, names_between(outline, low, high), high)
    for match in _REGION_LEAD_RE.finditer(text, low, high):
        span = match.span("region")
        if not any(a.start < span[1] and span[0] < a.end for a in lists):
            lists.append(Agents((Name(*span, "region"),), *span))
    return sorted(lists, key=lambda agents: agents.start)


def _clause_start(text: str, low: int, at: int) -> int:
    return max(text.rfind(mark, low, at) for mark in "，：:”》（") + 1


def _duties(site: _Site) -> Iterator[Duty]:
    """The duty of a list of agents by what stands before it: nothing, 由, or 组织."""
    before = site.text[site.left : site.agents.start]
    in_note = site.text[site.left - 1 : site.left] == "（" and len(before) <= _SHORT_VERB
    if _BY_RE.search(before) and not in_note:
        yield from _by(site)
    elif _ORGANISE_RE.search(before) or before == "组织":
        yield from _organised(site)
    elif not before or TIME_RE.fullmatch(before) or _CONJUNCTION_RE.search(before):
        yield from _subject(site)


def _subject(site: _Site) -> Iterator[Duty]:
    """The agents open their clause."""
    text, at = site.text, site.agents.end
    under = _UNDER_RE.match(text, at, site.high)
    at = under.end() if under else at
    if text[at : at + 1] == "，" and text[at + 1 : at + 2] not in ("要", "应", "须"):
        return
    lead = _LEAD_RE.match(text, at, site.high)
    if lead:
        yield from _led(site, lead)
        return
    joint = _WITH_RE.match(text, at, site.high)
    together = list(_joint(site, joint)) if joint else []
    if together:
        yield from together
        return
    if text[at : at + 1] == "：":
        yield from _listed(site, at + 1)
        return
    plain = DUTY_VERB_RE.match(text, at, site.high)
    context = None if plain else _CONTEXT_RE.match(text, at, site.high)
    yield from _plain(site, context.end() if context else at)


def _listed(site: _Site, at: int) -> Iterator[Duty]:
    """A：负责…, in a list of who does what."""
    text = site.text
    if site.agents.start != strip_label(text, site.low, site.high):
        return
    charge = _CHARGE_RE.match(text, at, site.high) or _LEAD_RE.match(text, at, site.high)
    if charge or DUTY_VERB_RE.match(text, at, site.high):
        start = charge.end() if charge else at
        clause = duty_clause(text, start, site.high, whole=True)
        names = site.agents.names
        if clause and charge and "牵头" in text[charge.start() : clause.end]:
            yield _duty(site, clause, "assignments.listed", lead=names)
        elif clause:
            yield _duty(site, clause, "assignments.listed", responsible=names)


def _plain(site: _Site, at: int) -> Iterator[Duty]:
    """A要…, A负责…, A对…予以…; `at` is behind a circumstance that a comma closes."""
    text = site.text
    modal = _MODAL_RE.match(text, at, site.high)
    start = modal.end() - _adverb(modal[0]) if modal else at
    if modal:
        joint, lead = (r.match(text, start, site.high) for r in (_WITH_RE, _LEAD_RE))
        if lead:
            yield from _led(site, lead)
            return
        together = list(_joint(site, joint)) if joint else []
        if together:
            yield from together
            return
    named_lead = "牵头" in text[site.agents.end : at]
    charge = _CHARGE_RE.match(text, start, site.high)
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
    if clause and not told and clause.end - clause.start <= _SHORT_VERB:
        return
    if clause and not told and _ISSUED_RE.match(text, clause.start, clause.end):
        return
    if clause and (told or not _PAST_RE.search(text, at, clause.end)):
        names = site.agents.names
        yield _duty(
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


def _duty(
    site: _Site,
    clause: Clause,
    rule: str,
    *,
    lead: tuple[Name, ...] = (),
    support: tuple[Name, ...] = (),
    responsible: tuple[Name, ...] = (),
) -> Duty:
    task = site.words(clause.start, clause.end)
    return Duty(site.agents.start, clause.end, task, rule, lead, support, responsible)


def _led(site: _Site, lead: re.Match[str]) -> Iterator[Duty]:
    """A牵头…, also A牵头，B配合，… and A、B分别牵头负责甲、乙."""
    text, agents = site.text, site.agents
    shared = list(_shared_out(site, lead.end(), leads=True))
    if shared:
        yield from shared
        return
    support, at = _supporters(site, lead.end())
    clause = duty_clause(text, at, site.high, whole=True)
    if not support and clause and _opens_with_agents(text, clause.start, site.high):
        return
    if clause and not _PAST_RE.search(text, at, clause.end):
        more, end = _supporters(site, clause.end, joint=False)
        duty = _duty(
            site, clause, "assignments.lead-verb", lead=agents.names, support=support + more
        )
        yield replace(duty, end=end) if more else duty


def _opens_with_agents(text: str, start: int, high: int) -> bool:
    """A牵头，B按职责分工负责 with no duty named: a list of agencies, not a duty of A."""
    return any(agents.start == start for agents in find_agents(text, start, high))


def _shared_out(site: _Site, at: int, *, leads: bool) -> Iterator[Duty]:
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


def _supporters(site: _Site, at: int, *, joint: bool = True) -> tuple[tuple[Name, ...], int]:
    """The agents of B配合 or, if `joint`, 会同B behind the lead, and where the duty itself begins."""
    text = site.text
    start = at + 1 if text[at : at + 1] in "，、" else at
    together = _WITH_RE.match(text, start, site.high) if joint else None
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


def _joint(site: _Site, joint: re.Match[str]) -> Iterator[Duty]:
    """A会同B…: A leads."""
    text = site.text
    followers = [a for a in find_agents(text, joint.end(), site.high) if a.start == joint.end()]
    if not followers:
        return
    at = followers[0].end
    charge = _CHARGE_RE.match(text, at, site.high)
    modal = _MODAL_RE.match(text, at, site.high)
    at = charge.end() if charge else modal.end() - _adverb(modal[0]) if modal else at
    clause = duty_clause(text, at, site.high, whole=True)
    if clause and not _PAST_RE.search(text, joint.start(), clause.end):
        yield _duty(
            site, clause, "assignments.joint", lead=site.agents.names, support=followers[0].names
        )


def _organised(site: _Site) -> Iterator[Duty]:
    """组织A、B等部门建立…."""
    text = site.text
    verb = DUTY_VERB_RE.match(text, site.agents.end, site.high)
    if verb:
        clause = first_clause(text, site.agents.end, site.high)
        yield replace(
            _duty(site, clause, "assignments.organised", responsible=site.agents.names),
            start=site.agents.start - 2,
        )


def _by(site: _Site) -> Iterator[Duty]:
    """由A牵头…, 由A负责…, …由A统筹领导."""
    text, agents = site.text, site.agents
    at = agents.end
    if _BY_WORK_RE.match(text, at, site.high):
        return
    lead = _LEAD_RE.match(text, at, site.high)
    support, at = _supporters(site, lead.end() if lead else at)
    leads = lead is not None or bool(support) or text.startswith("统筹", at)
    mechanism = _LED_MECHANISM_RE.match(text, at, site.high)
    leads = leads or mechanism is not None
    mechanism = mechanism or (_MECHANISM_RE.match(text, at, site.high) if lead else None)
    if mechanism:
        task, start, end = site.words(*mechanism.span("what")), site.left, mechanism.end()
    else:
        clause = first_clause(text, at, site.high)
        (task, start), end = _by_task(site, clause), clause.end
    if not task:
        return
    duty = Duty(start, end, task, "assignments.by", support=support)
    yield replace(duty, lead=agents.names) if leads else replace(duty, responsible=agents.names)


def _by_task(site: _Site, clause: Clause) -> tuple[str, int]:
    """The task and where the quote begins: what 由A says A does, or, where that is empty, what stands before 由."""
    text = site.text
    words = text[clause.start : clause.end].strip("，")
    before = _BY_RE.sub("", text[site.left : site.agents.start])
    topic = not _VAGUE_TOPIC_RE.fullmatch(before)
    if topic and (is_generic(words) or len(words) <= _SHORT_VERB):
        return site.words(site.left, site.left + len(before)), site.left
    if not is_generic(words):
        end = clause.end
        for later in clauses_of(text, clause.end + 1, site.high):
            if not _ALSO_RE.match(text, later.start) or later.end - later.start > _SHORT_CLAUSE:
                break
            end = later.end
        stripped = _CHARGE_RE.match(text, clause.start, clause.end)
        return site.words(stripped.end() if stripped else clause.start, end), site.left
    task, start = _topic_before(site)
    charge = _CHARGE_RE.match(text, clause.start, clause.end)
    return (task, start) if task or not charge else (site.words(charge.end(), clause.end), start)


def _topic_before(site: _Site) -> tuple[str, int]:
    """The clause before 由A, where that clause names the task; its own 由 is left out."""
    low = strip_label(site.text, site.low, site.high)
    earlier = list(clauses_of(site.text, low, max(low, site.left - 1)))
    if not earlier:
        return "", site.left
    words = site.words(earlier[-1].start, earlier[-1].end)
    if _NO_TOPIC_RE.match(words):
        return "", site.left
    head, by, _ = words.partition("由")
    if by and len(head) > _SHORT_VERB:
        return head, site.left
    return _MADE_RE.sub("", words), earlier[-1].start
