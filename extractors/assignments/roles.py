"""Who has which part: the words of a note, a cell or a line, read into roles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from extractors.agencies import Name, is_agency, split_names
from extractors.agencies.tables import FIELD_RE
from extractors.engine import Row, load_table


class CueRow(Row):
    """A word that gives the agencies beside it a part."""

    id: str
    role: Literal["lead", "support", "responsible", "carry-out", "deadline", "person"]
    pattern: str


@dataclass(slots=True)
class Roles:
    """The names by role, as spans of the text read; `deadline` is the words that tell the time."""

    lead: list[Name] = field(default_factory=list[Name])
    support: list[Name] = field(default_factory=list[Name])
    responsible: list[Name] = field(default_factory=list[Name])
    deadline: str = ""
    form: Literal["keys", "verbs", "list"] = "list"
    rows: list[str] = field(default_factory=list[str])

    def names(self) -> list[Name]:
        return [*self.lead, *self.support, *self.responsible]

    def settled(self) -> Roles:
        """Beside a lead the responsible support; who carries out alone is responsible."""
        if self.lead:
            self.support = sorted([*self.support, *self.responsible], key=lambda name: name.start)
            self.responsible = []
        elif self.rows == ["carry-out-verb"]:
            self.responsible, self.support = self.support, []
        return self

    @property
    def offices(self) -> bool:
        """Whether only offices of a body are told: 责任科室."""
        told = [row for row in self.rows if row not in ("time", "person")]
        return bool(told) and all(row == "office" for row in told)

    def leave_names(self) -> None:
        """What stands beside the body itself is no second one."""
        self.lead, self.support, self.responsible = [], [], []

    def merged(self, other: Roles) -> Roles:
        """Both together, as one note in two brackets or lines."""
        return Roles(
            [*self.lead, *other.lead],
            [*self.support, *other.support],
            [*self.responsible, *other.responsible],
            self.deadline or other.deadline,
            self.form,
            [*self.rows, *other.rows],
        )

    def leads_first(self) -> Roles:
        """With the standing rule that the first name of a list without a lead leads."""
        names = sorted(self.names(), key=lambda name: name.start)
        return Roles(names[:1], names[1:], [], self.deadline, self.form, self.rows)


KEYS = load_table("extractors.assignments", "cues.toml", "key", CueRow)
VERBS = load_table("extractors.assignments", "cues.toml", "verb", CueRow)


def _named(rows: tuple[CueRow, ...]) -> str:
    return "|".join(f"(?P<{row.id.replace('-', '_')}>{row.pattern})" for row in rows)


KEY_RE = re.compile(
    f"(?:{_named(KEYS)})(?:（[^（）]{{1,10}}）)?(?:[：:]|(?:(?<=单位)|(?<=部门))为(?![主辅牵第责]))"
)
STRANGE_KEY_RE = re.compile("(?<=[；;，,、])[一-龥]{2,6}[：:]")
"""A key that is in no table; what it gives its names to do is not known."""
_VERB_RE = re.compile(f"(?:{_named(VERBS)})(?=[，,；;。、]|$)")
_FIELD_RE = re.compile(FIELD_RE)
_WITH_RE = re.compile("会同|会商|商(?=[^务])|协同|联合")
_LEAD_TAIL_RE = re.compile(r"（(?:牵头|牵头单位|牵头部门|主办|第一责任单位)）$")
_SUPPORT_TAIL_RE = re.compile(r"（(?:配合|配合单位|协办|参与)）$")
_ROLE_TAIL_RE = re.compile(f"{_LEAD_TAIL_RE.pattern}|{_SUPPORT_TAIL_RE.pattern}")
_OFFICE_RE = re.compile("[处科股部]室")
_PARTS = ("lead", "support", "responsible", "carry-out")
_LONGEST_STRANGE = 25
_TIME_RE = re.compile(
    r"[0-9]{4}年|[0-9]{1,2}月|年底|年末|年内|季度|上半年|下半年|^(?:持续|长期|常态|全年|每年|按进度|按时序|立即|即时|适时)"
)
_LONGEST_TIME = 30
_BY_KEY = {row.id.replace("-", "_"): row for row in (*KEYS, *VERBS)}


def read_roles(text: str, start: int, end: int) -> Roles | None:
    """The roles told in [start, end), or None where the words are no list of agencies with or without roles.

    Keys before a colon come first, then verbs behind the names, then a bare list in which every name must look like
    an agency. Beside a lead, 责任单位 and 按职责分工负责 support.
    """
    roles = read_parts(text, start, end)
    return roles.settled() if roles and roles.names() else None


def read_parts(text: str, start: int, end: int) -> Roles | None:
    """As read_roles, before the roles are settled; may hold a time alone."""
    keys = list(KEY_RE.finditer(text, start, end))
    if keys:
        return _read_keys(text, start, end, keys)
    return _read_verbs(text, start, end) or _read_list(text, start, end)


def _row(match: re.Match[str]) -> CueRow:
    return _BY_KEY[match.lastgroup or ""]


def _read_keys(text: str, start: int, end: int, keys: list[re.Match[str]]) -> Roles:
    roles = Roles(form="keys")
    roles.deadline = _time_words(text, start, keys[0].start())
    strange = [match.start() for match in STRANGE_KEY_RE.finditer(text, start, end)]
    stops = [*(match.start() for match in keys[1:]), end]
    bodies = any(not _OFFICE_RE.search(key[0]) for key in keys if _row(key).role in _PARTS)
    for match, limit in zip(keys, stops, strict=True):
        stop = next((at for at in strange if match.end() <= at < limit), limit)
        row = _row(match)
        office = _OFFICE_RE.search(match[0]) is not None
        roles.rows.append("office" if office else row.id)
        if row.role == "person" or (office and bodies):
            continue
        if row.role == "deadline":
            roles.deadline = roles.deadline or text[match.end() : stop].strip("，,；;。、 ")
            continue
        told = _read_verbs(text, match.end(), stop)
        if told is not None:
            _take(roles, told, row.role)
            continue
        for name in _names_and_time(text, match.end(), stop, roles):
            _add(roles, text, name, row.role)
    return roles


def _take(roles: Roles, told: Roles, role: str) -> None:
    """What verbs behind a key say: 责任单位：A牵头，B配合; 按职责分工负责 leaves the key its word."""
    kept = {"lead": roles.lead, "support": roles.support, "carry-out": roles.support}
    roles.lead += told.lead
    roles.support += told.support
    kept.get(role, roles.responsible).extend(told.responsible)
    roles.deadline = roles.deadline or told.deadline


def _names_and_time(text: str, start: int, end: int, roles: Roles) -> Iterator[Name]:
    """The names of a list; a part that is no name but tells a time becomes the deadline."""
    for name in split_names(text, start, end):
        words = text[name.start : name.end]
        if _TIME_RE.search(words) and not is_agency(words):
            roles.deadline = roles.deadline or words
        elif words not in ("—", "——", "-", "无", "/"):
            yield name


def _add(roles: Roles, text: str, name: Name, role: str) -> None:
    """Put a name where it belongs; a bracket behind it may say better (市统计局（牵头）)."""
    words = text[name.start : name.end]
    tail = _LEAD_TAIL_RE.search(words)
    if tail:
        role = "lead"
    else:
        tail = _SUPPORT_TAIL_RE.search(words)
        role = "support" if tail else role
    if tail:
        name = Name(name.start, name.start + tail.start())
    target = {"lead": roles.lead, "support": roles.support, "carry-out": roles.support}
    target.get(role, roles.responsible).append(name)


def _time_words(text: str, start: int, end: int) -> str:
    """What stands before the first key, if it tells a time."""
    words = text[start:end].strip("，,；;。、 ")
    return words if _TIME_RE.search(words) and len(words) <= _LONGEST_TIME else ""


def _read_verbs(text: str, start: int, end: int) -> Roles | None:
    """A, B牵头，C, D配合: each verb closes the list before it."""
    roles = Roles(form="verbs")
    low = start
    for match in _VERB_RE.finditer(text, start, end):
        if match.start() <= low or _inside_bracket(text, low, match.start()):
            continue
        row = _row(match)
        if not _add_list(roles, text, low, match.start(), row.role):
            return None
        roles.rows.append(row.id)
        low = match.end()
    if low == start:
        return _read_with(text, start, end)
    rest = text[low:end].strip("，,；;。、 ")
    if rest:
        return _rest(roles, text, low, end, rest)
    return roles


def _rest(roles: Roles, text: str, low: int, end: int, rest: str) -> Roles | None:
    """What follows the last verb: a time, or nothing that a note would say."""
    if _TIME_RE.search(rest) and len(rest) <= _LONGEST_TIME:
        roles.deadline = roles.deadline or rest
        return roles
    names = split_names(text, low + 1, end)
    if names and all(is_agency(text[name.start : name.end]) for name in names):
        roles.responsible += names
        return roles
    return None


def _inside_bracket(text: str, start: int, end: int) -> bool:
    return text.count("（", start, end) > text.count("）", start, end)


def _add_list(roles: Roles, text: str, start: int, end: int, role: str) -> bool:
    """Names of one verb; False where one of them cannot be a name."""
    joint = _WITH_RE.search(text, start, end)
    if joint and not is_agency(text[start:end]):
        names = split_names(text, start, joint.start())
        others = split_names(text, joint.end(), end)
        if names and all(is_agency(text[n.start : n.end]) for n in (*names, *others)):
            roles.lead += names
            roles.support += others
            return True
    names = list(_names_and_time(text, start, end, roles))
    words = [_ROLE_TAIL_RE.sub("", text[name.start : name.end]) for name in names]
    if words and words[-1].endswith("部门"):
        # 财政、住建、生态环境等部门: fields of work that share a noun.
        words = [word for word in words if not _FIELD_RE.fullmatch(word)]
    strange = [w for w in words if not is_agency(w) and not _REGION_RE.fullmatch(w)]
    if 2 * len(strange) >= len(words) or any(map(_is_sentence, strange)):
        return not names and role == "responsible"
    for name in names:
        _add(roles, text, name, role)
    return True


def _is_sentence(words: str) -> bool:
    return len(words) > _LONGEST_STRANGE or "。" in words


_REGION_RE = re.compile("[一-龥]{1,6}[省市县区州旗盟乡镇]")

"""A district that answers by its bare name."""


def _read_with(text: str, start: int, end: int) -> Roles | None:
    """A会同B, with no verb behind."""
    roles = Roles(form="verbs")
    if _WITH_RE.search(text, start, end) and _add_list(roles, text, start, end, "lead"):
        roles.rows.append("lead-verb")
        return roles if roles.support else None
    return None


def _read_list(text: str, start: int, end: int) -> Roles | None:
    """Names alone."""
    roles = Roles(form="list")
    names = [name for name in _names_and_time(text, start, end, roles) if name.end > name.start]
    if names and all(
        is_agency(_ROLE_TAIL_RE.sub("", text[name.start : name.end])) for name in names
    ):
        for name in names:
            _add(roles, text, name, "responsible")
        return roles
    return None
