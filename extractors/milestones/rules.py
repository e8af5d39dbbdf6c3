"""Clauses that promise to have something done by a day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.dates import Time, TimeKind
from extractors.engine import Dimension, Finding, Row, Rule, alternation, load_table
from extractors.examples import example_outline
from extractors.frames import Sentence, is_past
from extractors.mentions import Mentions, SentenceMentions, extract
from extractors.outline import Outline, SectionNode
from extractors.units import kind_of
from schemas.records import Milestone


class VerbsRow(Row):
    """Verbs of one kind of arrival."""

    id: str
    list: tuple[str, ...]


class VagueRow(Row):
    """Words of ends that nobody can check."""

    list: tuple[str, ...]


_VERB_ROWS = load_table("extractors.milestones", "milestones.toml", "verbs", VerbsRow)
_VAGUE = load_table("extractors.milestones", "milestones.toml", "vague", VagueRow)[0]
_ROW_OF = {word: row.id for row in _VERB_ROWS for word in row.list}
_VERB_RE = re.compile(alternation(tuple(_ROW_OF)))
_VAGUE_RE = re.compile(alternation(_VAGUE.list))
_MEASURED_RE = re.compile(
    "(?:占比|比重|比例|覆盖率|[一-龥]率|利率)[^，；。]{0,4}(?:提升|提高|下降|降低|增长)"
)
_RELATIVE_RE = re.compile(
    "零的?突破|“零”突破|平均水平|前列水平|领先水平|一流水平|高质量发展$|会议|要求$|印发给|(?:分解|分工|任务|一览|明细|计划|情况)表$"
)
_CLAUSE_RE = re.compile(r"(?:[^，；。！？：\n]|(?<=[0-9])：(?=[0-9]))+")
_MEANS_RE = re.compile(
    r"^(?:依托|围绕|按照|根据|通过|以|结合|聚焦|针对|充分发挥|发挥|坚持|立足|对标|利用|借助|鼓励|引导|支持|在[^，]{0,30}(?:下|中|上|基础上|过程中|方面)$|为|随着|由|对|深入贯彻|贯彻|落实|全面贯彻)"
)
_MODAL_RE = re.compile(
    '^(?:[、“" ]|[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]|——|[一二三四五六]是|力争|争取|确保|努力|并且|并|同时|将(?=基|全|建|形|完)|要|率先|远景规划|预计|计划)+'
)
_EVERY_RE = re.compile("每(?:[0-9一二两三四五～~—-]{0,4}|半)(?:年|个?季度?|个?月|周)")
_EVERY_REACH = 200
"""How far before the end of a clause 每3年 is looked for, so that long sentences stay cheap."""
_RUNS_ON_RE = re.compile("(?:并|，|、)?(?:持续|长期|继续|不断)(?:推进|坚持|实施|巩固|深化|开展)$")
_AIM_RE = re.compile("目标|愿景|指标")
_AIMS_HEAD_RE = re.compile(
    "[一-龥]{0,8}(?:目标|指标|任务)(?:任务|要求)?(?:：|。|是|为)|到(?:19|20)[0-9]{2}年"
)
_NOTE_RE = re.compile(r"（[^（）]{0,120}(?:牵头|负责|责任单位|配合|单位)[^（）]{0,200}）")
_OPENERS = (TimeKind.DEADLINE, TimeKind.POINT, TimeKind.PERIOD)

RULES = (
    Rule("milestones.dated-clause", "a clause behind a deadline of its own sentence"),
    Rule(
        "milestones.listed-aim",
        "a clause of a section of aims, under the deadline that opens the list",
    ),
)


def find_milestones(outline: Outline, mentions: Mentions) -> list[Milestone]:
    """The milestones of sentences, prose cells of tables included, in order."""
    return [found for said in mentions.sentences for found in _of_sentence(outline, said)]


def _of_sentence(outline: Outline, said: SentenceMentions) -> Iterator[Milestone]:
    sentence = said.sentence
    if (not sentence.times and sentence.inherited is None) or _is_title(outline, sentence):
        return
    text = outline.view.text
    measured = (amount for amount in said.amounts if kind_of(amount.unit) != "age")
    amounts = [(amount.start, amount.end) for amount in measured]
    notes = [match.span() for match in _NOTE_RE.finditer(text, sentence.start, sentence.end)]
    for match in _CLAUSE_RE.finditer(text, sentence.start, sentence.end):
        if _overlaps(match.span(), amounts) or _overlaps(match.span(), notes):
            continue
        found = _read_clause(outline, sentence, match.start(), match.end())
        if found is not None:
            yield found


def _is_title(outline: Outline, sentence: Sentence) -> bool:
    """Headings name a topic, unless they are sentences themselves; before the first section a notice only introduces."""
    words = outline.view.text[sentence.start : sentence.end].strip()
    if words == outline.document.title and not words.endswith("。"):
        return True
    if sentence.section is None:
        return bool(outline.sections) and not _opens_aims(outline, sentence)
    heading = outline.view.text[sentence.section.start : sentence.section.heading_end]
    return sentence.in_heading and ("，" not in heading or not sentence.times)


def _opens_aims(outline: Outline, sentence: Sentence) -> bool:
    """A paragraph of aims may stand before the first section: 总体目标：到2026年…."""
    paragraph = sentence.paragraph
    head = outline.view.text[paragraph.start : min(paragraph.start + 16, paragraph.end)]
    return _AIMS_HEAD_RE.match(head) is not None


def _overlaps(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(low < span[1] and span[0] < high for low, high in others)


def _read_clause(outline: Outline, sentence: Sentence, start: int, end: int) -> Milestone | None:
    text = outline.view.text
    time, rule = _opening_time(outline, sentence, end)
    if time is None or _EVERY_RE.search(
        text, max(time.end, sentence.start, end - _EVERY_REACH), end
    ):
        return None
    at = time.end if start <= time.start < end else start
    what = _MODAL_RE.sub("", text[at:end])
    end -= len(what)
    what = _RUNS_ON_RE.sub("", what)
    if not is_commitment(what, dated=_is_exact(text, time, start)):
        return None
    return Milestone(
        **outline.place(end, end + len(what)), rule_id=rule, what=what, deadline=time.date
    )


def _opening_time(outline: Outline, sentence: Sentence, end: int) -> tuple[Time | None, str]:
    """The deadline over a clause: of its own sentence, else the one that opens a list of aims."""
    time = sentence.time_at(end)
    if time is None or time.kind not in _OPENERS or not _ahead(outline, time):
        return None, ""
    starts = [t for t in sentence.times if t.kind is TimeKind.START and t.start < end]
    if any(start.start >= time.end for start in starts):
        return None, ""
    if time.start >= sentence.start:
        return time, "milestones.dated-clause"
    if starts:
        return None, ""
    aims = _is_aim(outline, sentence.section) or _opens_aims(outline, sentence)
    if aims and (time.kind is TimeKind.DEADLINE or time.rule_id == "dates.period"):
        return time, "milestones.listed-aim"
    return None, ""


def _ahead(outline: Outline, time: Time) -> bool:
    """A deadline that says so may lie before the issue within its year; any other time must lie ahead."""
    if time.kind is TimeKind.DEADLINE:
        issued = outline.document.issued_on
        return issued is None or time.date.year >= issued.year
    return not is_past(outline, time.date)


def _is_aim(outline: Outline, section: SectionNode | None) -> bool:
    while section is not None:
        if _AIM_RE.search(section.heading):
            return True
        section = outline.parent_of(section)
    return False


def _is_exact(text: str, time: Time, start: int) -> bool:
    """A day or month in the clause itself, or alone right before it, makes even 开展 something to be done by then."""
    return (time.start >= start or text[time.end : start] == "，") and (
        time.date.month != 12 or text[time.start : time.end].endswith(("前", "底", "末"))
    )


def is_commitment(clause: str, *, dated: bool = False) -> bool:
    """Whether a clause, time and modal words gone, says what will be done or be so."""
    if len(clause) < 3 or _MEANS_RE.match(clause):
        return False
    if _MEASURED_RE.search(clause):
        return True
    verb = _VERB_RE.search(clause)
    if verb is None or _RELATIVE_RE.search(clause) or clause.endswith("力度"):
        return False
    if _ROW_OF[verb[0]] == "process" and not dated:
        return False
    vague = _VAGUE_RE.search(clause)
    return vague is None or (verb.start() < vague.start() and vague.end() < len(clause) - 3)


def _find(text: str) -> Sequence[Finding]:
    outline = example_outline(text)
    findings: list[Finding] = []
    for milestone in find_milestones(outline, extract(outline)):
        rows = tuple(sorted({_ROW_OF[verb] for verb in _VERB_RE.findall(milestone.what)}))
        fields = {"what": milestone.what, "deadline": milestone.deadline.isoformat()}
        findings.append(Finding(milestone.rule_id, milestone.start, milestone.end, fields, rows))
    return findings


DIMENSION = Dimension("milestones", RULES, _find, {row.id: row.example for row in _VERB_ROWS})
