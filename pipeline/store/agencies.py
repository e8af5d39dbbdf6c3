"""Agencies of a notice into the ledger, and what a person decided about them; the caller holds the transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from extractors.agencies.authority import function_labels, kind_labels
from extractors.agencies.canonical import CanonicalAgency, canonical_agency
from extractors.agencies.classify import classified
from extractors.agencies.successors import successors
from pipeline.store.regions import insert_region

_DECIDED = "agency.correction"
_SUBJECT = "agency"
FIELDS = ("name", "function", "kind")
"""What a person may decide about an agency."""

Identity = tuple[str, str | None]
"""Canonical name and region."""

_AGENCY = """
SELECT id, function, kind, current_name FROM agencies
WHERE name = ? AND coalesce(region, '') = coalesce(?, '')
"""
_INSERT = """
INSERT INTO agencies (
    name, region, function, function_label, kind, kind_label, current_name, changed_on, change_rule, change_source
) VALUES (
    :name, :region, :function, :function_label, :kind, :kind_label, :current_name, :changed_on, :change_rule, :change_source
)
"""
_UPDATE = """
UPDATE agencies SET
    function = :function, function_label = :function_label, kind = :kind, kind_label = :kind_label,
    current_name = :current_name, changed_on = :changed_on, change_rule = :change_rule, change_source = :change_source
WHERE id = :id
"""
_ALIAS = "SELECT id FROM agency_aliases WHERE agency_id = ? AND printed = ? AND rule_id = ?"
_INSERT_ALIAS = "INSERT INTO agency_aliases (agency_id, printed, rule_id) VALUES (?, ?, ?)"
_PRINTED = """
SELECT DISTINCT aa.printed, n.region, n.issued_on
FROM assignment_agencies AS aa
JOIN assignments AS a ON a.id = aa.assignment_id
JOIN notices AS n ON n.id = a.notice_id
WHERE aa.agency_id = ?
"""
_RELINK = """
UPDATE assignment_agencies SET agency_id = :agency, alias_id = :alias
WHERE agency_id = :old AND printed = :printed AND assignment_id IN (
    SELECT a.id FROM assignments AS a JOIN notices AS n ON n.id = a.notice_id
    WHERE n.region IS :region AND n.issued_on IS :day
)
"""
_DECIDE = """
INSERT INTO corrections (subject, key, field, old_value, value, made_by, made_at)
VALUES ('agency', :key, :field, :old, :value, :by, :at)
ON CONFLICT (subject, key, field) DO UPDATE SET value = excluded.value, made_by = excluded.made_by, made_at = excluded.made_at
"""


class Link(NamedTuple):
    """Ids of an agency and of the printed form by which it is named."""

    agency: int
    alias: int


class Decision(NamedTuple):
    """That the agency of this identity has this value in this field, who says so and when."""

    agency: Identity
    field: str
    value: str
    by: str
    at: str


class Linker:
    """Links the printed names of one region and day to agencies, each name once."""

    def __init__(self, db: sqlite3.Connection, region: str | None, issued_on: date | None) -> None:
        self._db = db
        self._region = region
        self._day = issued_on
        self._decided = decisions(db)
        self._known: dict[str, Link] = {}

    def link(self, printed: str) -> Link:
        """The agency that the name means, made where it is not there."""
        if printed not in self._known:
            agency = canonical_agency(printed, self._region, self._day)
            self._known[printed] = _link(self._db, printed, decided(agency, self._decided))
        return self._known[printed]


def decisions(db: sqlite3.Connection) -> dict[Identity, dict[str, str]]:
    """What was decided, by the agency that it was decided about."""
    found: dict[Identity, dict[str, str]] = {}
    for key, field, value in db.execute(
        "SELECT key, field, value FROM corrections WHERE subject = ? ORDER BY id", [_SUBJECT]
    ):
        name, region = json.loads(key)
        found.setdefault((name, region), {})[field] = value
    return found


def decided(agency: CanonicalAgency, decided_by: dict[Identity, dict[str, str]]) -> CanonicalAgency:
    """The agency as a person wants it; decisions about the name that it gets are followed, each once."""
    seen: set[Identity] = set()
    while (identity := (agency.name, agency.region)) in decided_by and identity not in seen:
        seen.add(identity)
        changes = decided_by[identity]
        name = changes.get("name", agency.name)
        if name != agency.name:
            function, kind = classified(name, agency.region)
            agency = replace(agency, name=name, function=function, kind=kind)
        given = {field: changes[field] for field in ("function", "kind") if field in changes}
        agency = replace(agency, **given, rule=_DECIDED)
    return agency


def decide(db: sqlite3.Connection, agency_id: int, decision: Decision) -> None:
    """Stores the decision and applies it at once."""
    old = db.execute(
        f"SELECT {decision.field} FROM agencies WHERE id = ?",  # noqa: S608 - one of FIELDS
        [agency_id],
    ).fetchone()[0]
    values = {"key": _key(decision.agency), "field": decision.field, "old": old}
    db.execute(_DECIDE, {**values, "value": decision.value, "by": decision.by, "at": decision.at})
    relink(db, [agency_id])


def undo(db: sqlite3.Connection, agency_id: int, agency: Identity) -> int:
    """Forgets what was decided about an agency, under its own name or the one that it was given; how much that was."""
    undone = db.execute(
        """
        DELETE FROM corrections WHERE subject = 'agency' AND (
            key = :key
            OR (field = 'name' AND value = :name AND json_extract(key, '$[1]') IS :region)
        )
        """,
        {"key": _key(agency), "name": agency[0], "region": agency[1]},
    ).rowcount
    relink(db, [agency_id])
    return undone


def relink(db: sqlite3.Connection, agencies: Iterable[int]) -> None:
    """Resolves again every printed form of these agencies, as the rules and decisions now are."""
    for old in agencies:
        for printed, region, day in db.execute(_PRINTED, [old]).fetchall():
            issued_on = date.fromisoformat(day) if day else None
            link = Linker(db, region, issued_on).link(printed)
            values = {"old": old, "printed": printed, "region": region, "day": day}
            db.execute(_RELINK, {**values, "agency": link.agency, "alias": link.alias})


def _key(agency: Identity) -> str:
    return json.dumps(agency, ensure_ascii=False)


def _link(db: sqlite3.Connection, printed: str, agency: CanonicalAgency) -> Link:
    row = _row(agency)
    found = db.execute(_AGENCY, [agency.name, agency.region]).fetchone()
    if found is None:
        if agency.region is not None:
            insert_region(db, agency.region)
        agency_id = int(db.execute(_INSERT, row).lastrowid or 0)
    else:
        agency_id = int(found[0])
        if tuple(found[1:]) != (agency.function, agency.kind, row["current_name"]):
            db.execute(_UPDATE, {**row, "id": agency_id})
    return Link(agency_id, _alias(db, agency_id, printed, agency.rule))


def _row(agency: CanonicalAgency) -> dict[str, str | None]:
    steps = successors(agency.name, agency.region)
    last = steps[-1] if steps else None
    return {
        "name": agency.name,
        "region": agency.region,
        "function": agency.function,
        "function_label": function_labels()[agency.function],
        "kind": agency.kind,
        "kind_label": kind_labels()[agency.kind],
        "current_name": last.name if last else agency.name,
        "changed_on": last.since.isoformat() if last else None,
        "change_rule": last.rule if last else None,
        "change_source": last.source if last else None,
    }


def _alias(db: sqlite3.Connection, agency_id: int, printed: str, rule: str) -> int:
    found = db.execute(_ALIAS, [agency_id, printed, rule]).fetchone()
    made = found or [db.execute(_INSERT_ALIAS, [agency_id, printed, rule]).lastrowid]
    return int(made[0] or 0)
