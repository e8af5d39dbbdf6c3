"""Two versions of one plan: which targets and tasks of the one are which of the other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.export.amounts import indicator_phrase, target_phrase
from pipeline.queries.alike import dice
from pipeline.queries.answers import find_notice
from pipeline.queries.rows import DiffRow, Number
from pipeline.queries.statements import run
from pipeline.queries.values import answer
from schemas.errors import UsageError

_ALIKE = 0.6
"""Dice's coefficient of the character pairs of two tasks from which on they are taken for one."""
_ORDER = ("raised", "lowered", "changed", "moved", "dropped", "expired", "new")


class _Target(NamedTuple):
    indicator_canonical: str
    indicator: str
    measure: str
    comparator: str | None
    value: Number | None
    value_max: Number | None
    unit: str | None
    value_base: Number | None
    value_max_base: Number | None
    unit_base: str | None
    date: str | None
    recurrence: str | None
    cumulative: bool
    nature: str | None
    relative_to: str | None
    quote: str
    start: int
    end: int


class _Task(NamedTuple):
    """A task with all bodies that its notes and table rows name, and its first place."""

    name: str
    agencies: tuple[str, ...]
    quote: str
    start: int
    end: int


def diff(db: sqlite3.Connection, old: str, new: str) -> list[DiffRow]:
    """What became of the targets and tasks of `old` in `new`; what stayed as it was is left out.

    Each is the beginning of a notice's id, its number, or words of its title.

    Raises:
        UsageError: one of them is no notice or several, or both are the same.
    """
    ids = [find_notice(db, name) for name in (old, new)]
    if ids[0] == ids[1]:
        raise UsageError(f"两份文件是同一份：{old}")
    issued = db.execute("SELECT issued_on FROM notices WHERE id = ?", [ids[1]]).fetchone()[0]
    targets = [_by_key(_targets(db, notice)) for notice in ids]
    tasks = [_tasks(db, notice) for notice in ids]
    rows = [*_target_changes(targets[0], targets[1], issued), *_task_changes(*tasks)]
    return sorted(rows, key=lambda row: (row.kind, _ORDER.index(row.change)))


def _targets(db: sqlite3.Connection, notice: str) -> list[_Target]:
    return answer(_Target, run(db, "plan_targets", {"notice": notice}))


def _by_key(targets: Sequence[_Target]) -> dict[tuple[object, ...], list[_Target]]:
    """Targets of one indicator, measure and unit, of each day the first; one without a day only if none has its amount."""
    found: dict[tuple[object, ...], list[_Target]] = {}
    for row in sorted(targets, key=lambda row: row.date is None):
        key = (row.indicator_canonical, row.measure, row.unit_base, row.recurrence, row.cumulative)
        same = found.setdefault(key, [])
        if all(
            other.date != row.date and (row.date or other.value_base != row.value_base)
            for other in same
        ):
            same.append(row)
    return found


def _target_changes(
    old: Mapping[tuple[object, ...], Sequence[_Target]],
    new: Mapping[tuple[object, ...], Sequence[_Target]],
    issued: str | None,
) -> Iterator[DiffRow]:
    for key in dict.fromkeys((*old, *new)):
        for before, after in _pairs(old.get(key, ()), new.get(key, ())):
            change = _target_change(before, after, issued)
            if change:
                yield _target_row(change, before, after)


def _pairs(
    old: Sequence[_Target], new: Sequence[_Target]
) -> Iterator[tuple[_Target | None, _Target | None]]:
    """Targets of the same day; where no day is in both, the last of each plan stand for one another."""
    later = {row.date: row for row in new}
    common = [(row, later[row.date]) for row in old if row.date in later]
    if not common and old and new:
        common = [(max(old, key=_day), max(new, key=_day))]
    yield from common
    paired = {id(row) for pair in common for row in pair}
    yield from ((row, None) for row in old if id(row) not in paired)
    yield from ((None, row) for row in new if id(row) not in paired)


def _day(row: _Target) -> str:
    return row.date or ""


def _target_change(old: _Target | None, new: _Target | None, issued: str | None) -> str | None:
    if old is None:
        return "new"
    if new is None:
        return "expired" if old.date and issued and old.date < issued else "dropped"
    if old.value_base is not None and new.value_base is not None:
        amounts = [(row.value_base, row.value_max_base or row.value_base) for row in (old, new)]
        if amounts[0] != amounts[1]:
            return "raised" if amounts[1] > amounts[0] else "lowered"
    same = all(
        getattr(old, name) == getattr(new, name)
        for name in ("comparator", "value_base", "date", "relative_to")
    )
    return None if same else "changed"


def _target_row(change: str, old: _Target | None, new: _Target | None) -> DiffRow:
    named = new or old
    return _row(
        "target",
        change,
        indicator_phrase(named.indicator_canonical, named.measure) if named else "",
        (old, target_phrase(old) or old.quote, old.date) if old else None,
        (new, target_phrase(new) or new.quote, new.date) if new else None,
    )


def _tasks(db: sqlite3.Connection, notice: str) -> dict[str, _Task]:
    """Tasks by their text without punctuation; what note and table row say of one is joined."""
    found: dict[str, _Task] = {}
    for task in answer(_Task, run(db, "plan_tasks", {"notice": notice})):
        key = "".join(filter(str.isalnum, task.name))
        known = found.setdefault(key, task)
        joined = tuple(dict.fromkeys((*known.agencies, *task.agencies)))
        found[key] = known._replace(agencies=joined)
    return found


def _task_changes(old: Mapping[str, _Task], new: Mapping[str, _Task]) -> Iterator[DiffRow]:
    pairs = {name: name for name in old if name in new} | _alike(old, new)
    for name, other in pairs.items():
        before, after = old[name], new[other]
        if set(before.agencies) != set(after.agencies):
            disjoint = not set(before.agencies) & set(after.agencies)
            yield _task_row("moved" if disjoint else "changed", before, after)
    yield from (_task_row("dropped", task, None) for name, task in old.items() if name not in pairs)
    known = set(pairs.values())
    yield from (_task_row("new", None, task) for name, task in new.items() if name not in known)


def _alike(old: Mapping[str, _Task], new: Mapping[str, _Task]) -> dict[str, str]:
    """Tasks whose texts share most of their character pairs, the most alike first, each once."""
    scores = sorted(
        (-score, name, other)
        for name in old
        if name not in new
        for other in new
        if other not in old and (score := dice(name, other)) >= _ALIKE
    )
    found: dict[str, str] = {}
    for _, name, other in scores:
        if name not in found and other not in found.values():
            found[name] = other
    return found


def _task_row(change: str, old: _Task | None, new: _Task | None) -> DiffRow:
    named = new or old
    return _row(
        "task",
        change,
        named.name if named else "",
        (old, "、".join(old.agencies), None) if old else None,
        (new, "、".join(new.agencies), None) if new else None,
    )


_Side = tuple[_Target | _Task, str, str | None]


def _row(kind: str, change: str, what: str, old: _Side | None, new: _Side | None) -> DiffRow:
    sides: dict[str, Any] = {}
    for prefix, side in zip(("old", "new"), (old, new), strict=True):
        place, says, date = side or (None, None, None)
        sides[prefix] = says
        sides[f"{prefix}_date"] = date
        for name in ("quote", "start", "end"):
            sides[f"{prefix}_{name}"] = getattr(place, name, None)
    return DiffRow(kind=kind, change=change, what=what, **sides)
