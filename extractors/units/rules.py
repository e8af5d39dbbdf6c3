"""Units by the rows of units.toml, with 万 and 亿 before them and 元/人 after them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractors.engine import Dimension, Finding, Row, Rule, alternation, load_table


class UnitRow(Row):
    """Symbols of one kind. `base` `*` means that each symbol is its own base."""

    symbols: tuple[str, ...]
    kind: str
    base: str
    factor: Decimal = Decimal(1)
    chinese: bool = False


_ROWS = load_table("extractors.units", "units.toml", "unit", UnitRow)
_BY_SYMBOL = {symbol: row for row in _ROWS for symbol in row.symbols}

MAGNITUDES = {
    "万亿": Decimal(10) ** 12,
    "千亿": Decimal(10) ** 11,
    "百亿": Decimal(10) ** 10,
    "千万": Decimal(10) ** 7,
    "百万": Decimal(10) ** 6,
    "亿": Decimal(10) ** 8,
    "万": Decimal(10) ** 4,
    "千": Decimal(10) ** 3,
    "百": Decimal(10) ** 2,
}
SYMBOL = alternation(tuple(_BY_SYMBOL))
_PER = r"(?:[/／][一-龥A-Za-z0-9]{1,4}(?:[·•][一-龥A-Za-z]{1,3})?)"
UNIT = rf"(?:{SYMBOL})"
_UNIT_RE = re.compile(rf"({alternation(tuple(MAGNITUDES))})?(余|多)?({SYMBOL})({_PER})?")

RULES = (
    Rule("units.plain", "a symbol of units.toml after a number"),
    Rule("units.magnitude", "万, 亿 and their kin before a symbol"),
    Rule("units.per", "a unit over another: 元/人"),
)


def unit_row(symbol: str) -> UnitRow | None:
    """The table row of a bare symbol."""
    return _BY_SYMBOL.get(symbol)


def parse_unit(unit: str) -> tuple[str, str, str] | None:
    """Magnitude, symbol and what it is counted over: 万元/人 is (万, 元, /人); None for what is no unit."""
    if unit in MAGNITUDES:
        return unit, "", ""
    match = _UNIT_RE.fullmatch(unit)
    if match is None:
        return None
    return match[1] or "", match[3], match[4] or ""


def base_of(value: Decimal, unit: str) -> tuple[Decimal, str] | None:
    """`value` in the base unit, and that unit: 23 亿元 is 2300000000 元; None where the unit is unknown."""
    parts = parse_unit(unit)
    if parts is None:
        return None
    magnitude, symbol, over = parts
    scale = MAGNITUDES.get(magnitude, Decimal(1))
    row = _BY_SYMBOL.get(symbol)
    if row is None:
        return value * scale, ""
    base = symbol if row.base == "*" else row.base
    return value * scale * row.factor, base + over


def _find(text: str) -> Sequence[Finding]:
    found: list[Finding] = []
    for number in re.finditer(r"(?<![0-9.])[0-9]+(?:\.[0-9]+)?", text):
        match = _UNIT_RE.match(text, number.end())
        if match is None:
            continue
        row = _BY_SYMBOL[match[3]]
        rule = "units.per" if match[4] else "units.magnitude" if match[1] else "units.plain"
        based = base_of(Decimal(number[0]), match[0])
        fields = {"unit": match[0], "value_base": based[0] if based else None}
        found.append(Finding(rule, number.end(), match.end(), fields, (row.symbols[0],)))
    return found


DIMENSION = Dimension("units", RULES, _find, {row.symbols[0]: row.example for row in _ROWS})
