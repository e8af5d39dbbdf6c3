"""Units by the rows of units.toml, with 万 and 亿 before them and 元/人 after them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from extractors.engine import Dimension, Finding, Row, Rule, alternation, load_table


class UnitRow(Row):
    """Symbols of one kind. `base` `*` means that each symbol is its own base."""

    symbols: tuple[str, ...]
    kind: str
    base: str
    factor: Decimal = Decimal(1)
    chinese: bool = False


class GuardRow(Row):
    """Words that begin with a symbol and are no unit."""

    id: str
    words: tuple[str, ...]


_GUARDS = load_table("extractors.units", "units.toml", "guard", GuardRow)
_GUARD_OF = {word: row.id for row in _GUARDS for word in row.words}
NO_UNIT = alternation(tuple(_GUARD_OF))
"""What may stand right after a number without being its unit."""

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
PER = (
    "平方公里|平方千米|万平方米|平方米|立方米|千瓦时|人次|人天|人年|床日|千人口|千人|万人|百人|百户|万户|万元|亿元|元|百公里|每人|小时|公里|公顷|千瓦|千克|公斤"
    "|百万小时|百万人|百万元|百万吨|百平方公里|万公里|亿人公里|万车|万台|百台|人|户|亩|年|秒|月|日|天|家|个|次|吨|件|台|辆|套|例|单|度|米|升|秒|分钟|周|批|场|项|头|只|床|班|张|座|课时|学期|学年|生|村|县|镇|期|篇|m3|m2|L|l|s|h|kg|km|a"
)
"""What a unit may be counted over."""
_PER = rf"(?:[/／](?:{PER})(?:[·•](?:{PER}))?)"
_NO_UNIT_RE = re.compile(NO_UNIT)
_UNIT_RE = re.compile(rf"({alternation(tuple(MAGNITUDES))})?(余|多)?({SYMBOL})({_PER})?")

RULES = (
    Rule("units.plain", "a symbol of units.toml after a number"),
    Rule("units.magnitude", "万, 亿 and their kin before a symbol"),
    Rule("units.per", "a unit over another: 元/人"),
    Rule("units.guard", "a word that begins like a unit and is none"),
)


def unit_row(symbol: str) -> UnitRow | None:
    """The table row of a bare symbol."""
    return _BY_SYMBOL.get(symbol)


@lru_cache(maxsize=1024)
def parse_unit(unit: str) -> tuple[str, str, str] | None:
    """Magnitude, symbol and what it is counted over: 万元/人 is (万, 元, /人); None for what is no unit."""
    if unit in MAGNITUDES:
        return unit, "", ""
    match = _UNIT_RE.fullmatch(unit)
    if match is None:
        return None
    return match[1] or "", match[3], match[4] or ""


def kind_of(unit: str | None) -> str:
    """The kind of a unit as printed (money, ratio, count …); count for what the table does not know."""
    parts = parse_unit(unit) if unit else None
    row = _BY_SYMBOL.get(parts[1]) if parts else None
    return row.kind if row else "count"


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
        guard = _NO_UNIT_RE.match(text, number.end())
        if guard:
            found.append(
                Finding("units.guard", number.start(), guard.end(), {}, (_GUARD_OF[guard[0]],))
            )
            continue
        match = _UNIT_RE.match(text, number.end())
        if match is None:
            continue
        row = _BY_SYMBOL[match[3]]
        rule = "units.per" if match[4] else "units.magnitude" if match[1] else "units.plain"
        based = base_of(Decimal(number[0]), match[0])
        fields = {"unit": match[0], "value_base": based[0] if based else None}
        found.append(Finding(rule, number.end(), match.end(), fields, (row.symbols[0],)))
    return found


DIMENSION = Dimension(
    "units",
    RULES,
    _find,
    {**{row.symbols[0]: row.example for row in _ROWS}, **{row.id: row.example for row in _GUARDS}},
)
