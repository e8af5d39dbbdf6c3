"""The questions that a ledger answers, each a function from a connection to typed rows."""

from __future__ import annotations

import datetime as dt
import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pipeline.places import place_of
from pipeline.queries.phrases import phrase
from pipeline.queries.rows import (
    AgencyRow,
    AuditRow,
    CorrectionRow,
    DueRow,
    LeadRow,
    NoticeRow,
    OutlineRow,
    SentenceRow,
    SourceRow,
    TargetRow,
    TaskRow,
)
from pipeline.queries.statements import run
from pipeline.queries.values import (
    alternatives,
    answer,
    canonical_name,
    function_id,
    json_list,
    typed,
)
from pipeline.store.sentences import match_expression
from schemas.errors import UsageError
from schemas.source import Place

Role = Literal["lead", "support", "responsible", "all"]
Status = Literal["target", "actual", "parameter"]
Grade = Literal["info", "warning"]
State = Literal["applied", "changed", "lost"]

_ID_RE = re.compile("[0-9a-f]{1,16}")
_BRACKETS = str.maketrans("()（）[]【】﹝﹞", "〔〕〔〕〔〕〔〕〔〕")
_NAMED_AT_MOST = 5
_NO_PLACE = Place(0, 0)


def leads(
    db: sqlite3.Connection,
    words: Sequence[str] = (),
    *,
    agency: str | None = None,
    function: str | None = None,
    role: Role | None = None,
    region: str | None = None,
) -> list[LeadRow]:
    """Who answers for which task: see `leads.sql`. Without `role` the leads, or who is responsible where nobody leads."""
    values = {
        "words": json_list(["".join(word.split()) for word in words]),
        "agency": agency,
        "function": function_id(db, function) if function else None,
        "role": role,
        "region": region,
    }
    return answer(LeadRow, run(db, "leads", values))


def targets(
    db: sqlite3.Connection,
    indicator: str | None = None,
    *,
    by: dt.date | None = None,
    status: Status | None = None,
    region: str | None = None,
) -> list[TargetRow]:
    """Amounts of one status (targets as a rule) by indicator and region: see `targets.sql`."""
    values = {
        "indicators": json_list(alternatives(indicator)) if indicator else None,
        "canonical": canonical_name(indicator) if indicator else None,
        "by": by.isoformat() if by else None,
        "status": status or "target",
        "region": region,
    }
    return answer(TargetRow, run(db, "targets", values))


def due(
    db: sqlite3.Connection,
    *,
    before: dt.date | None = None,
    agency: str | None = None,
    region: str | None = None,
    today: dt.date | None = None,
) -> list[DueRow]:
    """What falls due, soonest first, up to and on the day `before`; ongoing duties last: see `due.sql`."""
    values = {
        "before": before.isoformat() if before else None,
        "agency": agency,
        "region": region,
        "today": _day(today),
    }
    return answer(DueRow, run(db, "due", values))


def audit(
    db: sqlite3.Connection,
    notice: str | None = None,
    *,
    rule: str | None = None,
    severity: Grade | None = None,
    region: str | None = None,
) -> list[AuditRow]:
    """What does not agree in the notices, or is missing from them: see `audit.sql`.

    Raises:
        UsageError: no notice is called so.
    """
    if notice and not any(_is_called(row, notice) for row in notices(db)):
        raise UsageError(f"账本里没有这份文件：{notice}")
    values = {"notice": notice, "rule": rule, "severity": severity, "region": region}
    return answer(AuditRow, run(db, "audit", values))


def agencies(
    db: sqlite3.Connection,
    agency: str | None = None,
    *,
    function: str | None = None,
    kind: str | None = None,
    region: str | None = None,
) -> list[AgencyRow]:
    """The authority list: see `agencies.sql`."""
    values = {
        "agency": agency,
        "function": function_id(db, function) if function else None,
        "kind": kind,
        "region": region,
    }
    return answer(AgencyRow, run(db, "agencies", values))


def _is_called(row: NoticeRow, notice: str) -> bool:
    names = row.title, row.doc_number or ""
    return any(notice in name for name in names) or row.notice_id.startswith(notice)


def tasks(
    db: sqlite3.Connection,
    notice: str | None = None,
    *,
    region: str | None = None,
    today: dt.date | None = None,
) -> list[TaskRow]:
    """Every task with who answers, until when, and how it stands: see `tasks.sql`."""
    values = {"notice": notice, "region": region, "today": _day(today)}
    return answer(TaskRow, run(db, "tasks", values))


def corrections(db: sqlite3.Connection, *, state: State | None = None) -> list[CorrectionRow]:
    """What people decided about records: see `corrections.sql`."""
    return answer(CorrectionRow, run(db, "corrections", {"state": state}))


def search(
    db: sqlite3.Connection, words: str | Sequence[str], *, region: str | None = None
) -> list[SentenceRow]:
    """Every sentence that holds all the words (a text is split at blanks): see `search.sql`.

    Raises:
        UsageError: there is no word.
    """
    wanted = tuple(words.split() if isinstance(words, str) else (w.strip() for w in words))
    if not all(wanted) or not wanted:
        raise UsageError("要查的词是空的")
    values: dict[str, str | None] = {"words": json_list(wanted), "region": region}
    match = match_expression(wanted)
    if match is None:
        rows = run(db, "search_scan", values)
    else:
        rows = run(db, "search", {**values, "match": match})
    return answer(SentenceRow, rows)


def notices(db: sqlite3.Connection, *, region: str | None = None) -> list[NoticeRow]:
    """What is in the ledger."""
    return answer(NoticeRow, run(db, "notices", {"region": region}))


def sources(db: sqlite3.Connection, notice_id: str | None = None) -> list[SourceRow]:
    """The files that a notice, or all notices, were read from."""
    return answer(SourceRow, run(db, "sources", {"notice": notice_id}))


def show(db: sqlite3.Connection, notice: str) -> list[OutlineRow]:
    """One notice as an outline: sections in reading order, each with its facts.

    `notice` is the beginning of an id, a document's number, or words of the title.

    Raises:
        UsageError: no notice is meant, or several are.
    """
    wanted: dict[str, str | None] = {"notice": find_notice(db, notice)}
    places = [_place(row) for row in run(db, "places", wanted)]
    return [_outline(typed(OutlineRow, row), places) for row in run(db, "show", wanted)]


def find_notice(db: sqlite3.Connection, notice: str) -> str:
    """The id of the one notice that is meant; raises UsageError where it is none or several."""
    prefix = notice.strip().lower()
    values = {
        "prefix": prefix if _ID_RE.fullmatch(prefix) else None,
        "number": "".join(notice.split()).translate(_BRACKETS),
        "words": json_list(notice.split()) if notice.strip() else None,
    }
    rows = list(run(db, "find_notice", values))
    best = [row for row in rows if row["rank"] == rows[0]["rank"]]
    if not best:
        raise UsageError(f"账本里没有这份文件：{notice}")
    if len(best) > 1:
        named = "；".join(f"{row['id']} {row['title']}" for row in best[:_NAMED_AT_MOST])
        raise UsageError(f"“{notice}”指的文件有 {len(best)} 份，请写得更具体：{named}")
    return str(best[0]["id"])


def _place(row: Mapping[str, Any]) -> Place:
    fields = dict(row)
    corners = tuple(fields.pop(name) for name in ("x0", "y0", "x1", "y1"))
    return Place(**fields, box=None if None in corners else corners)


def _outline(row: dict[str, Any], places: Sequence[Place]) -> OutlineRow:
    fields: dict[str, Any] = json.loads(row.pop("fields"))
    if row["level"] is None:
        row["level"] = len(row["section"]) + 1
    found = place_of(places, row["start"], row["end"])
    place = (found or _NO_PLACE)._asdict() | row
    return OutlineRow(text=phrase(row["kind"], fields), **place)


def _day(today: dt.date | None) -> str:
    return (today or dt.date.today()).isoformat()  # noqa: DTZ011 - the reader's own day
