"""The rules of this dimension, and how its examples are run."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.agencies.names import ending_row, split_names
from extractors.agencies.prose import find_agencies
from extractors.agencies.tables import BODIES, FIELD_OF, FIELD_RE, FIELDS, SUFFIXES, Name
from extractors.engine import Dimension, Finding, Rule

RULES = (
    Rule("agencies.list", "a name in a list of agencies: 责任单位：A、B"),
    Rule(
        "agencies.prose",
        "a name in running text: place, level or field, then an ending of the table",
    ),
    Rule(
        "agencies.body",
        "a body that the table holds by its whole name, with its branch if one follows",
    ),
    Rule("agencies.group", "a group of agencies: 各行业主管部门, 各市、县、区政府, 市级有关部门"),
)
_LIST_RE = re.compile(r"^.{2,8}[：:]")
_FIELD_RE = re.compile(FIELD_RE)
_BODY_ROWS = frozenset(row.id for row in BODIES)


def _find(text: str) -> Sequence[Finding]:
    head = _LIST_RE.match(text)
    if head:
        return [_listed(text, name) for name in split_names(text, head.end(), len(text))]
    return [_told(text, name) for name in find_agencies(text)]


def _listed(text: str, name: Name) -> Finding:
    row = ending_row(text[name.start : name.end])
    return Finding("agencies.list", name.start, name.end, {}, (row,) if row else ())


def _told(text: str, name: Name) -> Finding:
    kind = "group" if name.row == "group" else "body" if name.row in _BODY_ROWS else "prose"
    fields = [FIELD_OF[match[0]] for match in _FIELD_RE.finditer(text, name.start, name.end)]
    return Finding(f"agencies.{kind}", name.start, name.end, {}, (name.row, *fields))


DIMENSION = Dimension(
    "agencies",
    RULES,
    _find,
    {row.id: row.example for row in SUFFIXES} | {row.id: row.example for row in (*FIELDS, *BODIES)},
)
