"""The questions that a ledger answers, each a function from a connection to typed rows."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pipeline.places import place_of
from pipeline.queries.asked import (
    ID_RE,
    NONE,
    Candidates,
    agencies_among,
    agency_ids,
    ask,
    asked_notices,
    assignments_among,
    due_among,
    notices_among,
    quantities_among,
    sentences_among,
    tasks_among,
)
from pipeline.queries.lights import light_of
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
from schemas.errors import UsageError
from schemas.source import Place

Role = Literal["lead", "support", "responsible", "all"]
Status = Literal["target", "actual", "parameter"]
Grade = Literal["info", "warning"]
State = Literal["applied", "changed", "lost"]

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
    limit: int | None = None,
) -> list[LeadRow]:
    """Who answers for which task: see `leads.sql`. Without `role` the leads, or who is responsible where nobody leads."""
    wanted = [word for text in words for word in text.split()]
    meant = function_id(db, function) if function else None
    # A word is in fewer tasks than the offices of one function in all districts have.
    bodies = agency_ids(db, agency, None if wanted else meant)
    among = assignments_among(wanted, notices=asked_notices(db, None, region), agencies=bodies)
    values = {
        "words": json_list(wanted),
        "agency": agency,
        "function": meant,
        "role": role,
        "limit": limit,
    }
    return answer(LeadRow, ask(db, "leads", values, among))


def targets(
    db: sqlite3.Connection,
    indicator: str | None = None,
    *,
    by: dt.date | None = None,
    status: Status | None = None,
    notice: str | None = None,
    region: str | None = None,
    limit: int | None = None,
) -> list[TargetRow]:
    """Amounts of one status (targets as a rule) by indicator and region: see `targets.sql`."""
    values = {
        "indicators": json_list(alternatives(indicator)) if indicator else None,
        "canonical": canonical_name(indicator) if indicator else None,
        "by": by.isoformat() if by else None,
        "status": status or "target",
        "limit": limit,
    }
    among = quantities_among(indicator, notices=asked_notices(db, notice, region))
    return answer(TargetRow, ask(db, "targets", values, among))


def due(
    db: sqlite3.Connection,
    *,
    before: dt.date | None = None,
    agency: str | None = None,
    notice: str | None = None,
    region: str | None = None,
    today: dt.date | None = None,
    limit: int | None = None,
) -> list[DueRow]:
    """What falls due, soonest first, up to and on the day `before`; ongoing duties last: see `due.sql`.

    `overdue` and `light` are told by the day `today`, as `light_of` has it.
    """
    among = due_among(
        before.isoformat() if before else None,
        notices=asked_notices(db, notice, region),
        agencies=agency_ids(db, agency, None),
    )
    day = today or _today()
    rows = ask(db, "due", {"agency": agency, "limit": limit}, among)
    return [_told_on(day, typed(DueRow, row)) for row in rows]


def audit(
    db: sqlite3.Connection,
    notice: str | None = None,
    *,
    rule: str | None = None,
    severity: Grade | None = None,
    region: str | None = None,
    limit: int | None = None,
) -> list[AuditRow]:
    """What does not agree in the notices, or is missing from them: see `audit.sql`.

    Raises:
        UsageError: no notice is called so.
    """
    asked = asked_notices(db, notice, region)
    if notice and asked == NONE and asked_notices(db, notice) == NONE:
        raise UsageError(f"账本里没有这份文件：{notice}")
    values = {"rule": rule, "severity": severity, "limit": limit}
    return answer(AuditRow, ask(db, "audit", values, notices_among(asked)))


def agencies(
    db: sqlite3.Connection,
    agency: str | None = None,
    *,
    function: str | None = None,
    kind: str | None = None,
    region: str | None = None,
    limit: int | None = None,
) -> list[AgencyRow]:
    """The authority list: see `agencies.sql`."""
    values = {
        "function": function_id(db, function) if function else None,
        "kind": kind,
        "region": region,
        "limit": limit,
    }
    return answer(AgencyRow, ask(db, "agencies", values, agencies_among(agency)))


def tasks(
    db: sqlite3.Connection,
    notice: str | None = None,
    *,
    words: Sequence[str] = (),
    region: str | None = None,
    today: dt.date | None = None,
) -> list[TaskRow]:
    """Every task that holds the words, with who answers, until when, and how it stands: see `tasks.sql`."""
    among = tasks_among(words, notices=asked_notices(db, notice, region))
    return _tasks(db, words, among, today or _today())


def tasks_of(db: sqlite3.Connection, records: Sequence[str]) -> list[TaskRow]:
    """The tasks of these record ids; what the ledger does not have is left out."""
    among = Candidates("assignments_of_records", {"records": json_list(records)})
    return _tasks(db, (), among, _today())


def _tasks(
    db: sqlite3.Connection, words: Sequence[str], among: Candidates, today: dt.date
) -> list[TaskRow]:
    rows = ask(db, "tasks", {"words": json_list(words)}, among)
    found = (typed(TaskRow, row) for row in rows)
    return [
        TaskRow(**row, light=light_of(row["progress"], row["deadline"], today)) for row in found
    ]


def corrections(db: sqlite3.Connection, *, state: State | None = None) -> list[CorrectionRow]:
    """What people decided about records: see `corrections.sql`."""
    return answer(CorrectionRow, run(db, "corrections", {"state": state}))


def search(
    db: sqlite3.Connection,
    words: str | Sequence[str],
    *,
    region: str | None = None,
    limit: int | None = None,
) -> list[SentenceRow]:
    """Every sentence that holds all the words (a text is split at blanks): see `search.sql`.

    Raises:
        UsageError: there is no word.
    """
    texts = [words] if isinstance(words, str) else words
    wanted = tuple(word for text in texts for word in text.split())
    if not wanted or not all(text.strip() for text in texts):
        raise UsageError("要查的词是空的")
    among = sentences_among(wanted, notices=asked_notices(db, None, region))
    return answer(
        SentenceRow, ask(db, "search", {"words": json_list(wanted), "limit": limit}, among)
    )


def notices(
    db: sqlite3.Connection,
    notice: str | None = None,
    *,
    region: str | None = None,
    limit: int | None = None,
) -> list[NoticeRow]:
    """What is in the ledger; `notice` is part of a title or a number, or the beginning of an id."""
    among = notices_among(asked_notices(db, notice, region))
    return answer(NoticeRow, ask(db, "notices", {"limit": limit}, among))


def notices_by_id(db: sqlite3.Connection, notice_ids: Sequence[str]) -> list[NoticeRow]:
    """These notices, in the order of `notices`."""
    return answer(
        NoticeRow, ask(db, "notices", {"limit": None}, notices_among(json_list(notice_ids)))
    )


def sources(db: sqlite3.Connection, notice_id: str | None = None) -> list[SourceRow]:
    """The files that a notice, or all notices, were read from."""
    among = notices_among(json_list([notice_id]) if notice_id else None)
    return answer(SourceRow, ask(db, "sources", {}, among))


def sources_of(db: sqlite3.Connection, paths: Sequence[str]) -> list[SourceRow]:
    """All files of the notices that were read from these paths."""
    among = Candidates("notices_of_files", {"paths": json_list(paths)})
    return answer(SourceRow, ask(db, "sources", {}, among))


def show(db: sqlite3.Connection, notice: str) -> list[OutlineRow]:
    """One notice as an outline: sections in reading order, each with its facts.

    `notice` is the beginning of an id, a document's number, or words of the title.

    Raises:
        UsageError: no notice is meant, or several are.
    """
    wanted = {"notice": find_notice(db, notice)}
    places = [_place(row) for row in run(db, "places", wanted)]
    return [_outline(typed(OutlineRow, row), places) for row in run(db, "show", wanted)]


def find_notice(db: sqlite3.Connection, notice: str) -> str:
    """The id of the one notice that is meant; raises UsageError where it is none or several."""
    prefix = notice.strip().lower()
    named = {
        "prefix": prefix if ID_RE.fullmatch(prefix) else None,
        "number": "".join(notice.split()).translate(_BRACKETS),
    }
    words = {"words": json_list(notice.split())}
    rows = list(run(db, "find_notice", named)) or list(run(db, "find_titled", words))
    best = [row for row in rows if row["rank"] == rows[0]["rank"]]
    if not best:
        raise UsageError(f"账本里没有这份文件：{notice}")
    if len(best) > 1:
        some = "；".join(f"{row['id']} {row['title']}" for row in best[:_NAMED_AT_MOST])
        raise UsageError(f"“{notice}”指的文件有 {len(best)} 份，请写得更具体：{some}")
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


def _told_on(day: dt.date, row: dict[str, Any]) -> DueRow:
    deadline = row["deadline"]
    light = light_of(row["progress"], deadline, day)
    return DueRow(**row, overdue=deadline < day.isoformat(), light=light)


def _today() -> dt.date:
    return dt.date.today()  # noqa: DTZ011 - the reader's own day
