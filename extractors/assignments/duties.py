"""Sentences that lay a duty on a public body: A牵头…, A要会同B…, 由A…, A负责…, 组织A、B…."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.agencies import Name, split_names
from extractors.agencies.tables import BOUND_WORDS
from extractors.assignments.agents import Agents, gathered
from extractors.assignments.clauses import clauses_of, strip_label
from extractors.assignments.notes import Note, notable_paragraphs
from extractors.assignments.passives import BY_RE, by_duties, organised_duties
from extractors.assignments.site import CHARGE_RE, SHORT_VERB, Duty, Site
from extractors.assignments.subjects import subject_duties
from extractors.assignments.tasks import SENTENCE_RE
from extractors.assignments.times import TIME_RE, time_beside
from extractors.assignments.verbs import DUTY_VERB_RE
from extractors.dates import FROM_ISSUE
from extractors.frames import default_year
from extractors.named import names_between
from extractors.outline import Outline, Paragraph
from extractors.sections.look_back import looks_back

_LONGEST_SENTENCE = 1500
_DONE_RE = re.compile(
    "[^，]{0,6}?(?:近年来|几年来|[0-9一二三四五]年来|截至|截止|迄今|目前，|以来，)"
)
_REGION_LEAD_RE = re.compile(
    "由(?P<region>[一-龥]{1,6}?(?:省|市|区|县|旗|州|镇|乡|街道))(?=牵头|负责|具体负责|组织实施)"
)
_LISTED_RE = re.compile(
    "(?P<names>[一-龥（）、]{1,22}?(?:委|办|局|厅|署|(?P<weak>部|队|会|社|院|所|站|中心|公司|集团))(?:（[^（）：]{1,16}）)?)"
    f"：(?:(?P<charge>{CHARGE_RE.pattern})|{DUTY_VERB_RE.pattern})"
)
"""经委：负责…, in a list of who does what: the name of a body without its level."""
_TOWN = "(?:[一-龥]{1,3}[一-龥](?<![城小制点集强乡名古市各某全])(?:镇|乡)|[一-龥]{2,4}街道)"
_TOWN_RE = re.compile(
    f"(?<![一-龥、（）])(?P<names>{_TOWN}(?:[、和]{_TOWN})*)(?=要|应当|应(?![用对])|须|(?:具体|分别)?负责|牵头)"
)
"""柳溪镇、北桥街道要…: towns under their bare names, at the head of a clause."""
_ORGANISE_RE = re.compile("(?:^|，)(?:并|积极|定期|适时|及时|统一)?组织$")
_NO_BODY = tuple(word for word in BOUND_WORDS if len(word) > 1)
_CONJUNCTION_RE = re.compile(
    "(?:同时|此外|其中|另外|原则上|期间|下一步|对此|必要时|与此同时|一般|统一|请)$"
)
_ALONE_RE = re.compile(f"{TIME_RE.pattern}|{FROM_ISSUE}")


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
        sentences = [m.span() for m in SENTENCE_RE.finditer(text, low, note.start)]
        for start, end in sentences:
            yield start, end, note.roles.deadline if len(sentences) == 1 else ""
        low = note.end
    for match in SENTENCE_RE.finditer(text, low, paragraph.end):
        yield (*match.span(), "")


def _sentence_duties(outline: Outline, low: int, high: int, time: str) -> Iterator[Duty]:
    text = outline.view.text
    if high - low > _LONGEST_SENTENCE:
        return
    reports = looks_back(outline, outline.section_at(low)) or bool(_DONE_RE.match(text, low, high))
    done = low
    for agents in _agents(outline, low, high):
        if agents.start < done or not agents.are_public(text):
            continue
        left = max(low, strip_label(text, low, high), _clause_start(text, low, agents.start))
        left = min(left, agents.start)
        before = _time_before(text, low, left)
        reports = reports or _is_over(outline, before)
        site = Site(text, outline.view.printed, agents, low, high, left, reports)
        for duty in _duties(site):
            done = max(done, duty.end)
            beside = time_beside(text, low, (agents.start, agents.end), left, high)
            yield replace(duty, time=beside or before or time)


def _is_over(outline: Outline, time: str) -> bool:
    """Whether a time is a year before that of the notice: 2023年，市水利局完成…."""
    year, now = re.match("(?:在)?(20[0-9]{2})年$", time), default_year(outline)
    return year is not None and now is not None and int(year[1]) < now


def _time_before(text: str, low: int, left: int) -> str:
    """The words of a time that stands alone before the agents' clause: 2026年底前，A要…."""
    earlier = list(clauses_of(text, low, max(low, left - 1)))
    words = text[earlier[-1].start : earlier[-1].end] if earlier else ""
    return words if _ALONE_RE.fullmatch(words) and not words.startswith("每") else ""


def _agents(outline: Outline, low: int, high: int) -> list[Agents]:
    text = outline.view.text
    lists = gathered(text, names_between(outline, low, high), high)
    listed = _listed_agents(text, low, high)
    if listed and not any(a.start < listed.end for a in lists):
        lists.insert(0, listed)
    for match in _TOWN_RE.finditer(text, low, high):
        if not any(a.start < match.end() and match.start() < a.end for a in lists):
            lists.append(Agents(tuple(split_names(text, *match.span("names"))), *match.span()))
    lists.sort(key=lambda agents: agents.start)
    if text.find("由", low, high) < 0:
        return lists
    for match in _REGION_LEAD_RE.finditer(text, low, high):
        span = match.span("region")
        if not any(a.start < span[1] and span[0] < a.end for a in lists):
            lists.append(Agents((Name(*span, "region"),), *span))
    return sorted(lists, key=lambda agents: agents.start)


def _listed_agents(text: str, low: int, high: int) -> Agents | None:
    """The bodies before the colon of 经委、商委：负责…."""
    found = _LISTED_RE.match(text, strip_label(text, low, high), high)
    if found is None or (found["weak"] and not found["charge"]):
        return None
    if found["names"].endswith(_NO_BODY):
        return None
    return Agents(tuple(split_names(text, *found.span("names"))), *found.span("names"))


def _clause_start(text: str, low: int, at: int) -> int:
    """Behind the last mark before `at`, a bracket that is shut again left out."""
    opened = text.rfind("（", low, at)
    if text.rfind("）", low, at) > opened:
        opened = -1
    return max(opened, *(text.rfind(mark, low, at) for mark in "，：:”》")) + 1


def _duties(site: Site) -> Iterator[Duty]:
    """The duty of a list of agents by what stands before it: nothing, 由, or 组织."""
    before = site.text[site.left : site.agents.start]
    in_note = site.text[site.left - 1 : site.left] == "（" and len(before) <= SHORT_VERB
    if BY_RE.search(before) and not in_note:
        yield from by_duties(site)
    elif _ORGANISE_RE.search(before) or before == "组织":
        yield from organised_duties(site)
    elif not before or TIME_RE.fullmatch(before) or _CONJUNCTION_RE.search(before):
        yield from subject_duties(site)
