"""Values in base units, as the fields of a quantity."""

from __future__ import annotations

from decimal import Decimal
from typing import TypedDict

from extractors.units import base_of


class BaseFields(TypedDict):
    """The base-unit fields of schemas.records.Quantity."""

    value_base: Decimal | None
    value_max_base: Decimal | None
    unit_base: str | None


def base_fields(low: Decimal | None, high: Decimal | None, unit: str | None) -> BaseFields:
    """`low` and `high` in the base unit of `unit`; all None without a value, or with a unit that no table knows."""
    based = base_of(low, unit) if low is not None and unit is not None else None
    top = base_of(high, unit) if high is not None and unit is not None else None
    return {
        "value_base": based[0] if based else None,
        "value_max_base": top[0] if top else None,
        "unit_base": (based[1] or None) if based else None,
    }
