"""An amount and a target in a few Chinese words, the same in every list, table and page."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from pipeline.export.labels import FIELDS, VALUES

Number = int | float | Decimal


class Target(Protocol):
    """What a row says of an amount; a record of a quantity has the same names."""

    @property
    def comparator(self) -> str | None: ...
    @property
    def value(self) -> int | float | None: ...
    @property
    def value_max(self) -> int | float | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def recurrence(self) -> str | None: ...
    @property
    def cumulative(self) -> bool: ...
    @property
    def nature(self) -> str | None: ...
    @property
    def relative_to(self) -> str | None: ...


def number(value: Number) -> str:
    """Without trailing zeros and without an exponent."""
    text = str(value) if isinstance(value, int) else f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(sign: str | None, value: Number | None, upper: Number | None, unit: str | None) -> str:
    """`≥90亿元`, `10～15%`; nothing without a number."""
    if value is None:
        return ""
    shown = "" if sign in {"eq", "range"} else VALUES.get(sign or "", "")
    more = f"～{number(upper)}" if upper is not None else ""
    return f"{shown}{number(value)}{more}{unit or ''}"


def indicator_phrase(indicator: str, measure: str | None) -> str:
    """`存贷款余额（年均增长）`; a plain level is the indicator alone."""
    return indicator if measure in {None, "level"} else f"{indicator}（{VALUES[measure or '']}）"


def marks(recurrence: str | None, nature: str | None, *, cumulative: bool) -> list[str]:
    """How a number is meant: 累计, 每年, 预期性."""
    shown = [FIELDS["cumulative"]] if cumulative else []
    return [*shown, *(VALUES[mark] for mark in (recurrence, nature) if mark)]


def target_phrase(row: Target) -> str:
    """`≥350户（每年）`; what it is compared with where no number is given."""
    shown = amount(row.comparator, row.value, row.value_max, row.unit) or row.relative_to or ""
    found = marks(row.recurrence, row.nature, cumulative=row.cumulative)
    return f"{shown}（{'，'.join(found)}）" if found else shown
