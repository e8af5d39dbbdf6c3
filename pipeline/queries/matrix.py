"""Task by district: who answers where, and where nobody does."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence

from pipeline.queries.alike import dice
from pipeline.queries.answers import tasks
from pipeline.queries.rows import MatrixRow, TaskRow
from pipeline.queries.statements import run
from schemas.errors import UsageError

_ALIKE = 0.6
"""Dice's coefficient of the character pairs of two tasks from which on they are taken for one, as in `diff`."""
_MARKS = re.compile(r"[\W_]+")


def matrix(
    db: sqlite3.Connection, words: Sequence[str], *, region: str | None = None
) -> list[MatrixRow]:
    """A row for each task that holds all the words and each region of the ledger; no agencies where nobody answers.

    Tasks of two notices are one where their texts are equal, or share six in ten of their character pairs; the first
    one met gives the name. Regions are those of the ledger's notices, so that a blank says that none of them has it.

    Raises:
        UsageError: there is no word.
    """
    wanted = [word for text in words for word in text.split()]
    if not wanted or not all(text.strip() for text in words):
        raise UsageError("要查的词是空的")
    found = tasks(db, words=wanted, region=region)
    regions = [str(row["region"] or "") for row in run(db, "regions", {"region": region})]
    groups = _groups(found)
    groups.sort(key=lambda group: (-len({row.region for row in group}), group[0].task or ""))
    return [row for group in groups for row in _rows(group, regions)]


def _groups(found: Sequence[TaskRow]) -> list[list[TaskRow]]:
    groups: list[list[TaskRow]] = []
    for row in found:
        group = next((g for g in groups if _is_same(g[0].task or "", row.task or "")), None)
        if group is None:
            groups.append([row])
        else:
            group.append(row)
    return groups


def _is_same(one: str, other: str) -> bool:
    first, second = _MARKS.sub("", one), _MARKS.sub("", other)
    return first == second or dice(first, second) >= _ALIKE


def _rows(group: Sequence[TaskRow], regions: Sequence[str]) -> Iterator[MatrixRow]:
    for region in regions:
        here = [row for row in group if (row.region or "") == region]
        names = dict.fromkeys(name for row in here for name in row.lead or row.responsible)
        first = here[0] if here else None
        yield MatrixRow(
            task=group[0].task or "",
            region=region or None,
            agencies=tuple(names),
            printed=first.task if first else None,
            notice=first.notice if first else None,
            quote=first.quote if first else None,
            start=first.start if first else None,
            end=first.end if first else None,
            notice_id=first.notice_id if first else None,
        )
