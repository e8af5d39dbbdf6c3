"""Agents behind 由 or 组织: 由A牵头…, …由A负责, 组织A、B…."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.assignments.clauses import Clause, clauses_of, first_clause, is_generic, strip_label
from extractors.assignments.site import (
    CHARGE_RE,
    SHORT_VERB,
    Duty,
    Site,
    duty_of,
    leading,
    supporters,
)
from extractors.assignments.verbs import DUTY_VERB_RE

_SHORT_CLAUSE = 9
BY_RE = re.compile("(?:交由|转由|统一由|主要由|(?<![自经理来缘事已])由)$")
_BY_WORK_RE = re.compile("(?:组成|构成|代表|批准设立|出资|发行|颁发|认定的|制定的)")
_VAGUE_TOPIC_RE = re.compile(
    "(?:具体|相关|有关|上述|以上)?(?:事项|工作|任务|事宜)|按.{1,6}|并|再|统一|"
)
_NO_TOPIC_RE = re.compile("[向经到未不对]|违反|通过")
_MADE_RE = re.compile("^(?:研究)?(?:制定|制订|编制|拟定|形成|梳理|提出)")
_ALSO_RE = re.compile("并(?!抄报|抄送|报|向|将)")
_MECHANISM_RE = re.compile("的(?P<what>[^，。；]{2,40})")
_LED_MECHANISM_RE = re.compile("牵头(?:负责|组织|召集)?的(?P<what>[^，。；]{2,40})")


def organised_duties(site: Site) -> Iterator[Duty]:
    """组织A、B等部门建立…."""
    text = site.text
    verb = DUTY_VERB_RE.match(text, site.agents.end, site.high)
    if verb:
        clause = first_clause(text, site.agents.end, site.high)
        yield replace(
            duty_of(site, clause, "assignments.organised", responsible=site.agents.names),
            start=site.agents.start - 2,
        )


def by_duties(site: Site) -> Iterator[Duty]:
    """由A牵头…, 由A负责…, …由A统筹领导."""
    text, agents = site.text, site.agents
    at = agents.end
    if _BY_WORK_RE.match(text, at, site.high):
        return
    lead = leading(site, at)
    support, at = supporters(site, lead.end() if lead else at)
    leads = lead is not None or bool(support) or text.startswith("统筹", at)
    mechanism = _LED_MECHANISM_RE.match(text, at, site.high)
    leads = leads or mechanism is not None
    mechanism = mechanism or (_MECHANISM_RE.match(text, at, site.high) if lead else None)
    if mechanism:
        task, start, end = site.words(*mechanism.span("what")), site.left, mechanism.end()
    else:
        clause = first_clause(text, at, site.high)
        (task, start), end = _by_task(site, clause), clause.end
        more, behind = supporters(site, clause.end, joint=False) if leads else ((), end)
        support, end = support + more, behind if more else end
    if not task:
        return
    duty = Duty(start, end, task, "assignments.by", support=support)
    yield replace(duty, lead=agents.names) if leads else replace(duty, responsible=agents.names)


def _by_task(site: Site, clause: Clause) -> tuple[str, int]:
    """The task and where the quote begins: what 由A says A does, or, where that is empty, what stands before 由."""
    text = site.text
    words = text[clause.start : clause.end].strip("，")
    before = BY_RE.sub("", text[site.left : site.agents.start])
    topic = not _VAGUE_TOPIC_RE.fullmatch(before)
    if topic and (is_generic(words) or len(words) <= SHORT_VERB):
        return site.words(site.left, site.left + len(before)), site.left
    if not is_generic(words):
        end = clause.end
        for later in clauses_of(text, clause.end + 1, site.high):
            if not _ALSO_RE.match(text, later.start) or later.end - later.start > _SHORT_CLAUSE:
                break
            end = later.end
        stripped = CHARGE_RE.match(text, clause.start, clause.end)
        return site.words(stripped.end() if stripped else clause.start, end), site.left
    task, start = _topic_before(site)
    charge = CHARGE_RE.match(text, clause.start, clause.end)
    return (task, start) if task or not charge else (site.words(charge.end(), clause.end), start)


def _topic_before(site: Site) -> tuple[str, int]:
    """The clause before 由A, where that clause names the task; its own 由 is left out."""
    low = strip_label(site.text, site.low, site.high)
    earlier = list(clauses_of(site.text, low, max(low, site.left - 1)))
    if not earlier:
        return "", site.left
    words = site.words(earlier[-1].start, earlier[-1].end)
    if _NO_TOPIC_RE.match(words):
        return "", site.left
    head, by, _ = words.partition("由")
    if by and len(head) > SHORT_VERB:
        return head, site.left
    return _MADE_RE.sub("", words), earlier[-1].start
