"""Notes that say who answers: in brackets, on lines of their own, or behind a full stop."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.agencies import find_agencies, is_agency
from extractors.assignments.roles import KEY_RE, Roles, read_parts
from extractors.assignments.standing import RULE_CLAUSE_RE, StandingRule
from extractors.outline import Outline, Paragraph, ParagraphKind

_PAIRS = {"（": "）", "〔": "〕", "【": "】", "[": "]", "［": "］"}
_BRACKET_RE = re.compile("[（）〔〕【】\\[\\]［］]")
_LONGEST_NOTE = 900
_CUE_RE = re.compile(
    "牵头|负责|配合|落实|单位|部门|处室|主办|承办|时限|参与|会同|期限|时间|组织实施"
)
_SENTENCE_END = "。！？；…"
_KEY_CUE_RE = re.compile("：|(?:单位|部门)为")
_INLINE_RE = re.compile(rf"(?<=[。；！？])(?:{KEY_RE.pattern})")
_THIS = "(?:此|该|本|上述|以上|这|各)(?:项|些)?(?:工作|任务|事项|措施|行动|工程)，?"
_THIS_RE = re.compile(f"{_THIS}(?=由)")
_TOLD_RE = re.compile(
    rf"(?<=[。；！？])(?:(?:{_THIS})?由(?P<roles>[^。；！？（]{{3,200}})"
    r"|(?P<named>[^。；！？（由]{3,80}为(?:牵头|责任|主办)单位[^。；！？（]{0,200}))(?=[。；]|$)"
)
_LAST_RE = re.compile("[。；，、 ]*$")
_LONGEST_TIME = 40
_LONGEST_LINE = 300
_BARE_END_RE = re.compile("(?:负责|牵头|配合|参与|落实|组织实施)。?$")
_INSTANCE_RE = re.compile("(?:如|例如|比如|含|包括|原|即|见)(?:[省市县区州旗]|有关|相关|各|国家)")
"""（如市财政局、市审计局）, （原市质监局）: who is meant, not who answers."""
_TIME_ONLY_RE = re.compile(r"[^，。；、]{0,8}(?:月|年|季度|持续|长期)[^，。；、]{0,16}")


@dataclass(frozen=True, slots=True)
class Note:
    """[start, end) of the view, brackets included; `opens` is true where the note is a paragraph of its own."""

    start: int
    end: int
    roles: Roles
    rule_id: str
    opens: bool


def find_notes(outline: Outline, rules: tuple[StandingRule, ...]) -> list[Note]:
    """All notes of the notice in order, standing rules applied."""
    pieces: list[Note] = []
    for paragraph in notable_paragraphs(outline):
        pieces += _paragraph_notes(outline.view.text, paragraph)
    return [
        _settle(note, rules)
        for note in _join(outline.view.text, pieces)
        if note.roles.names() and not _signs(outline, note)
    ]


def _signs(outline: Outline, note: Note) -> bool:
    """Whether a bare list below a title says who wrote the paper: nothing above it is a sentence."""
    if note.roles.form != "list" or outline.section_at(note.start) is not None:
        return False
    if outline.paragraph_at(note.start).start < note.start:
        return False
    above = outline.view.text[outline.body_start : note.start].rstrip()
    return not above.endswith(("。", "；", "！"))


def notable_paragraphs(outline: Outline) -> tuple[Paragraph, ...]:
    """The paragraphs of running text inside the notice."""
    return outline.once(_notable_paragraphs)


def _notable_paragraphs(outline: Outline) -> tuple[Paragraph, ...]:
    return tuple(
        paragraph
        for paragraph in outline.paragraphs
        if outline.body_start <= paragraph.start < outline.body_end
        and paragraph.kind in (ParagraphKind.BODY, ParagraphKind.BOX)
    )


def _paragraph_notes(text: str, paragraph: Paragraph) -> Iterator[Note]:
    line = KEY_RE.match(text, paragraph.start, paragraph.end)
    if line:
        roles = read_parts(text, paragraph.start, _told_end(text, *paragraph[:2]))
        if roles and (_names_agency(text, roles) or not roles.names()):
            yield Note(paragraph.start, paragraph.end, roles, "assignments.lines", opens=True)
        return
    bare = _bare_line(text, paragraph)
    if bare:
        yield bare
        return
    groups = list(bracket_groups(text, paragraph.start, paragraph.end))
    found = [_bracket_note(text, paragraph, start, end) for start, end in groups]
    notes = [*filter(None, found), *_inline_notes(text, paragraph, groups)]
    notes += _told_notes(text, paragraph)
    yield from sorted(notes, key=lambda note: note.start)


def _told_end(text: str, start: int, end: int) -> int:
    """Where the names of a line end: before a rule for all later lines (列第一位者为牵头单位，下同)."""
    clause = RULE_CLAUSE_RE.search(text, start, end)
    if clause is None:
        return end
    opened = text.rfind("（", start, clause.start())
    inside = opened >= 0 and text.find("）", opened, clause.start()) < 0
    stop = opened if inside else clause.start()
    return start + len(text[start:stop].rstrip("，。；、 "))


def _bare_line(text: str, paragraph: Paragraph) -> Note | None:
    """A paragraph that is all A牵头，B配合, as a cell or a note that lost its frame."""
    if paragraph.end - paragraph.start > _LONGEST_LINE or not _BARE_END_RE.search(
        text, max(paragraph.start, paragraph.end - 12), paragraph.end
    ):
        return None
    roles = read_parts(text, paragraph.start, paragraph.end)
    if roles is None or roles.form != "verbs" or not roles.names():
        return None
    if not all(is_agency(text[name.start : name.end]) for name in roles.names()):
        return None
    return Note(paragraph.start, paragraph.end, roles, "assignments.lines", opens=True)


def bracket_groups(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The outermost pairs of brackets in [start, end), at most _LONGEST_NOTE characters each."""
    stack: list[tuple[int, str]] = []
    for match in _BRACKET_RE.finditer(text, start, end):
        char = match[0]
        if char in _PAIRS:
            stack.append((match.start(), _PAIRS[char]))
        elif stack and stack[-1][1] == char:
            low, _ = stack.pop()
            if not stack and match.end() - low <= _LONGEST_NOTE:
                yield low, match.end()


def _bracket_note(text: str, paragraph: Paragraph, start: int, end: int) -> Note | None:
    before = text[start - 1] if start > paragraph.start else ""
    last = _LAST_RE.match(text, end, paragraph.end) is not None
    closes = not before or before in _SENTENCE_END or last or text[end : end + 1] in ("。", "；")
    cue = _CUE_RE.search(text, start, end)
    if not cue and not closes:
        return None
    low, high = start + 1, end - 1
    this = _THIS_RE.match(text, low, high)
    low = this.end() if this else low
    clause = RULE_CLAUSE_RE.search(text, low, high)
    if clause and clause.start() == low:
        low = clause.end()
    elif clause:
        high = clause.start()
    while low < high and text[low] in "，。；、 ":
        low += 1
    while high > low and text[high - 1] in "，。；、 ":
        high -= 1
    roles = read_parts(text, low, high)
    if roles is None or not _credible(text, roles, closes=closes, sentence=before in _SENTENCE_END):
        return None
    opens = last and not before
    return Note(start, end, roles, _rule_id(roles), opens)


def _rule_id(roles: Roles) -> str:
    if roles.form == "keys":
        return "assignments.note-keys"
    return "assignments.note-verbs" if roles.form == "verbs" else "assignments.note-list"


def _credible(text: str, roles: Roles, *, closes: bool, sentence: bool) -> bool:
    """Keys speak for themselves; verbs and bare lists must close a passage, and a bare list must name a public body."""
    if roles.form == "keys":
        return True
    if roles.form == "verbs":
        return closes
    words = [text[name.start : name.end] for name in roles.names()]
    if _INSTANCE_RE.match(words[0]):
        return False
    public = [
        word for word in words if any(n.end - n.start >= len(word) - 2 for n in find_agencies(word))
    ]
    fair = sentence or bool(roles.deadline) or 2 * len(public) >= len(words) > 1
    return closes and bool(public) and fair


def _names_agency(text: str, roles: Roles) -> bool:
    return any(is_agency(text[name.start : name.end]) for name in roles.names())


def _inline_notes(text: str, paragraph: Paragraph, groups: list[tuple[int, int]]) -> Iterator[Note]:
    """…。责任单位：A、B。 without brackets."""
    at = paragraph.start
    if not _KEY_CUE_RE.search(text, at, paragraph.end):
        return
    while match := _INLINE_RE.search(text, at, paragraph.end):
        stop = text.find("。", match.end(), paragraph.end)
        at = paragraph.end if stop < 0 else stop + 1
        around = bisect_left(groups, (match.start(), 0)) - 1
        if around >= 0 and match.start() < groups[around][1]:
            continue
        roles = read_parts(text, match.start(), _told_end(text, match.start(), at))
        if roles and (_names_agency(text, roles) or (roles.deadline and not roles.names())):
            yield Note(match.start(), at, roles, "assignments.inline", opens=False)


def _told_notes(text: str, paragraph: Paragraph) -> Iterator[Note]:
    """…。此项工作由A牵头，B配合。: a sentence that says who, and not what."""
    for match in _TOLD_RE.finditer(text, paragraph.start, paragraph.end):
        roles = read_parts(text, *match.span("roles" if match["roles"] else "named"))
        names = roles.names() if roles and roles.form == "verbs" else []
        if roles and names and all(is_agency(text[name.start : name.end]) for name in names):
            yield Note(match.start(), match.end(), roles, "assignments.inline", opens=False)


def _join(text: str, pieces: list[Note]) -> list[Note]:
    """Notes that touch, or lines that follow each other, are one note if no role is told twice."""
    joined: list[Note] = []
    for note in pieces:
        last = joined[-1] if joined else None
        near = last is not None and not text[last.end : note.start].strip("。，； \n")
        if last and near and last.roles.names() and note.roles.offices:
            note.roles.leave_names()
        if last and near and _complement(last, note):
            joined[-1] = Note(
                last.start, note.end, last.roles.merged(note.roles), last.rule_id, last.opens
            )
        else:
            joined.append(note)
    return joined


def _complement(left: Note, right: Note) -> bool:
    """Whether two notes tell different roles, so that they belong together."""
    a, b = left.roles, right.roles
    return not (
        (a.lead and b.lead)
        or (a.support and b.support)
        or (a.responsible and b.responsible)
        or (a.deadline and b.deadline)
        or (left.opens is not right.opens)
    )


def _settle(note: Note, rules: tuple[StandingRule, ...]) -> Note:
    """The roles with the standing rules in force at the note."""
    first = any(rule.first_leads and rule.holds_at(note.start, note.end) for rule in rules)
    if first and not note.roles.lead and note.roles.responsible and not note.roles.support:
        return Note(
            note.start,
            note.end,
            note.roles.leads_first(),
            "assignments.note-first-leads",
            note.opens,
        )
    return Note(note.start, note.end, note.roles.settled(), note.rule_id, note.opens)


def touching_time(text: str, note: Note, low: int, high: int) -> str:
    """The words of a bracket that touches the note and tells nothing but a time: （2026年底前完成）."""
    if text[note.start - 1 : note.start] == "）":
        at = text.rfind("（", max(low, note.start - _LONGEST_TIME), note.start)
        if at >= 0 and _TIME_ONLY_RE.fullmatch(text, at + 1, note.start - 1):
            return text[at + 1 : note.start - 1]
    if text[note.end : note.end + 1] == "（":
        at = text.find("）", note.end, min(high, note.end + _LONGEST_TIME))
        if at >= 0 and _TIME_ONLY_RE.fullmatch(text, note.end + 1, at):
            return text[note.end + 1 : at]
    return ""
