"""What a person decides about an agency of the ledger: found by name, checked against the vocabularies, stored."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import NamedTuple

from extractors.agencies.authority import function_labels, kind_labels
from pipeline.store.agencies import Decision, Identity, decide, undo
from schemas.errors import UsageError

_FIND = """
SELECT id, name, region, function_label, kind_label FROM agencies
WHERE name = :name AND (:region IS NULL OR instr(region, :region))
ORDER BY region
"""


class _Agency(NamedTuple):
    id: int
    name: str
    region: str | None
    function: str
    kind: str

    @property
    def identity(self) -> Identity:
        return self.name, self.region


def set_agency(
    db: sqlite3.Connection, name: str, field: str, value: str, *, region: str | None, by: str
) -> str:
    """Decides one field of an agency; what stood there before.

    Raises:
        UsageError: no agency or several are meant, or the value is in no vocabulary.
    """
    agency = _found(db, name, region)
    wanted = _value(field, value)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    decide(db, agency.id, Decision(agency.identity, field, wanted, by, now))
    return str(getattr(agency, field))


def undo_agency(db: sqlite3.Connection, name: str, *, region: str | None) -> int:
    """Forgets what was decided about an agency; how many decisions that were.

    Raises:
        UsageError: no agency or several are meant, or nothing was decided.
    """
    agency = _found(db, name, region)
    undone = undo(db, agency.id, agency.identity)
    if not undone:
        raise UsageError(f"没有关于“{name}”的决定")
    return undone


def _found(db: sqlite3.Connection, name: str, region: str | None) -> _Agency:
    wanted = "".join(name.split())
    values = {"name": wanted, "region": region}
    rows = [_Agency(*row) for row in db.execute(_FIND, values)]
    if not rows:
        raise UsageError(f"账本里没有规范名称为“{wanted}”的机构；可用 taizhang agencies 查看")
    if len(rows) > 1:
        places = "、".join(row.region or "未定地区" for row in rows)
        raise UsageError(f"“{wanted}”有 {len(rows)} 个，请用 --region 指明地区：{places}")
    return rows[0]


def _value(field: str, value: str) -> str:
    """A name without blanks, or the id of a function or a kind that is given by id or label."""
    wanted = "".join(value.split())
    if field == "name":
        if not wanted:
            raise UsageError("新的名称是空的")
        return wanted
    labels = function_labels() if field == "function" else kind_labels()
    found = [id_ for id_, label in labels.items() if wanted in {id_, label}]
    if not found:
        raise UsageError(f"没有“{wanted}”；可用的有：{'、'.join(labels.values())}")
    return found[0]
