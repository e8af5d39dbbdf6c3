"""In which rows an answer is looked for: the narrowest that the question allows."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.queries.statements import Values, run
from pipeline.queries.values import alternatives, canonical_name, json_list
from pipeline.store.sentences import MIN_INDEXED, phrases


class Candidates(NamedTuple):
    """The name of a file of candidates, and the values that it takes."""

    name: str
    values: Values


ID_RE = re.compile("[0-9a-f]{1,16}")
NONE = "[]"
"""No ids at all."""


def ask(
    db: sqlite3.Connection, name: str, values: Values, among: Candidates
) -> Iterator[dict[str, object]]:
    """Rows of a named query that looks in these candidates."""
    return run(db, name, {**values, **among.values}, candidates=among.name)


def asked_notices(
    db: sqlite3.Connection, notice: str | None = None, region: str | None = None
) -> str | None:
    """The ids of the notices of a region that are called so, as a JSON array; None where all are meant."""
    if notice is not None:
        prefix = notice.strip().lower()
        named = {
            "prefix": prefix if ID_RE.fullmatch(prefix) else None,
            "words": json_list(notice.split()),
            "region": region,
        }
        return _ids(run(db, "named_notices", named))
    return _ids(run(db, "notices_of_region", {"region": region})) if region is not None else None


def notices_among(notices: str | None) -> Candidates:
    """The notices given (a JSON array of ids), or all."""
    return Candidates("notices_listed", {"notices": notices}) if notices else _all("notices")


def assignments_among(
    words: Sequence[str] = (), *, notices: str | None = None, agencies: str | None = None
) -> Candidates:
    """Assignments that may hold the words, are of the notices or name the agencies; not each of them need."""
    if notices:
        return Candidates("assignments_of_notices", {"notices": notices})
    if agencies:
        return Candidates("assignments_of_agencies", {"agencies": agencies})
    if phrases(words):
        return Candidates("assignments_with_words", _tiers(words))
    return _all("assignments")


def tasks_among(words: Sequence[str], *, notices: str | None = None) -> Candidates:
    """Assignments that may hold the words in their task, or are of the notices."""
    if phrases(words) and not notices:
        return Candidates("assignments_with_task", {"in_task": _tiers(words)["in_task"]})
    return assignments_among(notices=notices)


def quantities_among(indicator: str | None, *, notices: str | None = None) -> Candidates:
    """Amounts that may be of the indicator, or are of the notices."""
    if notices:
        return Candidates("quantities_of_notices", {"notices": notices})
    names = alternatives(indicator) if indicator else []
    if indicator and min(map(len, names)) >= MIN_INDEXED:
        match = " OR ".join(phrases(names))
        return Candidates(
            "quantities_named", {"match": match, "canonical": canonical_name(indicator)}
        )
    return _all("quantities")


def due_among(
    before: str | None, *, notices: str | None = None, agencies: str | None = None
) -> Candidates:
    """What falls due in the notices, for the agencies, or at all; the soonest first."""
    if notices:
        return Candidates("due_of_notices", {"notices": notices, "before": before})
    if agencies:
        return Candidates("due_of_agencies", {"agencies": agencies, "before": before})
    return Candidates("due_all", {"before": before})


def sentences_among(words: Sequence[str], *, notices: str | None = None) -> Candidates:
    """Sentences that may hold all the words. Those of a single character are in no index."""
    match = " AND ".join(phrases(words))
    if notices:
        name = "sentences_with_words_of_notices" if match else "sentences_of_notices"
        return Candidates(name, {"notices": notices, "match": match})
    return Candidates("sentences_with_words", {"match": match}) if match else _all("sentences")


def agencies_among(agency: str | None) -> Candidates:
    """Agencies that are called so, in print or in the ledger."""
    return Candidates("agencies_named", {"agency": agency}) if agency else _all("agencies")


def agencies_meant(name: str) -> Candidates:
    """Agencies that are called so, or whose function is: its id or its label."""
    return Candidates("agencies_meant", {"agency": name})


def agency_ids(db: sqlite3.Connection, agency: str | None, function: str | None) -> str | None:
    """The ids of the agencies of a name, or of a function, as a JSON array; None where neither is given."""
    if agency:
        return _ids(run(db, "ids", {"agency": agency}, candidates="agencies_named"))
    if function:
        return _ids(run(db, "ids", {"function": function}, candidates="agencies_of_function"))
    return None


def _ids(rows: Iterable[Mapping[str, object]]) -> str:
    return json.dumps([row["id"] for row in rows])


def _all(table: str) -> Candidates:
    return Candidates(f"{table}_all", {})


def _tiers(words: Sequence[str]) -> Values:
    """The index's expressions for all words in the task; else in task and headings; else with the passage."""
    task, headings, text = (
        " AND ".join(f"{{{columns}}} : {phrase}" for phrase in phrases(words))
        for columns in ("task", "task headings", "task headings passage")
    )
    return {
        "in_task": task,
        "in_headings": f"({headings}) NOT ({task})",
        "in_text": f"({text}) NOT ({headings})",
    }
