"""Values on their way to the ledger and back: what a question means, and rows with Python's types."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar, cast, get_type_hints

from pipeline.queries.rows import Number
from pipeline.queries.statements import run
from schemas.errors import UsageError

AnyRow = TypeVar("AnyRow", bound=NamedTuple)

_JOINED = {"存贷款": ("存款", "贷款"), "进出口": ("进口", "出口")}
"""Two indicators in one word."""


def function_id(db: sqlite3.Connection, name: str) -> str:
    """The id of the function that is meant: its id, its label, or characters of one label alone (发改: 发展改革).

    Raises:
        UsageError: the ledger knows no such function, or several; it knows some.
    """
    known = {str(row["id"]): str(row["label"]) for row in run(db, "functions", {})}
    wanted = "".join(name.split())
    exact = [id_ for id_, label in known.items() if wanted in {id_, label}]
    inside = [id_ for id_, label in known.items() if wanted in label]
    spread = [id_ for id_, label in known.items() if _is_spread(wanted, label)]
    found = exact or inside or spread
    if known and len(found) != 1:
        fault = f"不止一个：{'、'.join(known[id_] for id_ in found)}" if found else "账本里没有"
        raise UsageError(f"职能“{name}”{fault}；账本里有：{'、'.join(known.values())}")
    return found[0] if found else name


def _is_spread(part: str, whole: str) -> bool:
    """The characters of `part` stand in `whole` in their order."""
    rest = iter(whole)
    return all(character in rest for character in part)


def canonical_name(indicator: str) -> str:
    """The name under which the ledger keeps an indicator."""
    from extractors.indicators import canonical_indicator  # noqa: PLC0415 - other questions need no tables

    return canonical_indicator(indicator).name


def alternatives(indicator: str) -> list[str]:
    """The indicator as asked for, and the two that it may join: 存款余额 and 贷款余额 for 存贷款余额."""
    name = "".join(indicator.split())
    parts = ((joined, part) for joined, found in _JOINED.items() for part in found)
    return [name, *(name.replace(joined, part) for joined, part in parts if joined in name)]


def json_list(words: Sequence[str]) -> str:
    """The words as a JSON array, empty ones left out."""
    return json.dumps([word for word in words if word], ensure_ascii=False)


def typed(kind: type, row: Mapping[str, object]) -> dict[str, Any]:
    """A row as the fields of `kind` have it: lists out of their JSON, truths out of 0 and 1, whole numbers without a point."""
    lists, truths = _fields(kind)
    return {
        name: _list(value)
        if name in lists
        else bool(value)
        if name in truths
        else _number(value)
        if isinstance(value, float)
        else value
        for name, value in row.items()
    }


def answer(kind: Callable[..., AnyRow], rows: Iterable[Mapping[str, object]]) -> list[AnyRow]:
    """Rows of a query as rows of a type."""
    return [kind(**typed(cast("type", kind), row)) for row in rows]


@cache
def _fields(kind: type) -> tuple[frozenset[str], frozenset[str]]:
    """The fields of a row type that are lists of texts, and those that are truths."""
    hints = get_type_hints(kind)
    lists = frozenset(name for name, hint in hints.items() if hint == tuple[str, ...])
    return lists, frozenset(name for name, hint in hints.items() if hint is bool)


def _list(value: object) -> tuple[str, ...]:
    return tuple(json.loads(str(value))) if value is not None else ()


def _number(value: float) -> Number:
    return int(value) if value.is_integer() else value
