"""The papers around a notice: what it rests on, what rests on it, its other versions and the plans above it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.queries.alike import dice
from pipeline.queries.answers import find_notice
from pipeline.queries.rows import CiteRow
from pipeline.queries.statements import run
from pipeline.queries.values import answer

_ALIKE = 0.5
"""Dice's coefficient from which on a plan of a region above has the same subject."""
_FORM = re.compile("(?:三年)?(?:实施|行动|工作|发展)?(?:计划|方案|规划|意见|纲要)$")
"""What kind of paper it is; plans of one subject differ in it from level to level."""
_YEARS = re.compile('[0-9]{4}年?|[“"]?十[一二三四五六七]五[”"]?(?:时期)?')


def cites(db: sqlite3.Connection, notice: str) -> list[CiteRow]:
    """Papers cited, notices citing, predecessor, successor and parent plans: see `cites.sql` and `kindred.sql`.

    Raises:
        UsageError: `notice` means no notice, or several.
    """
    wanted = {"notice": find_notice(db, notice)}
    rows = answer(CiteRow, run(db, "cites", wanted))
    return [*rows, *_kindred(list(run(db, "kindred", wanted)), wanted["notice"])]


def _kindred(found: list[dict[str, Any]], notice: str) -> Iterator[CiteRow]:
    own = next((row for row in found if row["id"] == notice), None)
    for row in found if own else ():
        relation = _relation(own, row) if own and row is not own else None
        if relation:
            named = {name: row[name] for name in ("title", "doc_number", "region", "issued_on")}
            yield CiteRow(relation=relation, **named, notice_id=row["id"])


def _relation(own: Mapping[str, Any], other: Mapping[str, Any]) -> str | None:
    """`predecessor` or `successor` of the same title but for its years; `parent`, not younger, of the same subject in a region above."""
    if other["depth"]:
        if own["issued_on"] and (other["issued_on"] or "") > own["issued_on"]:
            return None
        subjects = [_FORM.sub("", _subject(row)) for row in (own, other)]
        return "parent" if dice(*subjects) >= _ALIKE else None
    times = [(row["period_start"] or 0, row["issued_on"] or "") for row in (own, other)]
    if _subject(own) != _subject(other) or times[0] == times[1]:
        return None
    return "predecessor" if times[1] < times[0] else "successor"


def _subject(row: Mapping[str, Any]) -> str:
    """The plan's title without years, punctuation and the names of its regions."""
    text = _YEARS.sub("", row["plan"])
    for name in row["region"].split("/"):
        text = text.replace(name, "")
    return "".join(filter(str.isalnum, text))
