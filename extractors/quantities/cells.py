"""Amounts in the value cells of tables: the unit, the date and the status come from the table."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.amounts import find_amounts
from extractors.comparators import (
    comparator_after,
    comparator_before,
    comparator_to_benchmark,
    mirrored,
)
from extractors.numerals import DIGITS, parse_number
from extractors.outline import Outline
from extractors.quantities.bases import base_fields
from extractors.quantities.status import recurrence_of
from extractors.tabular.indicators import IndicatorCell, read_indicator_cells
from extractors.tabular.model import Kind
from extractors.units import MAGNITUDES, SYMBOL, parse_unit
from schemas.records import Quantity
from schemas.vocab import Comparator, Measure, Status

_NUMBER_RE = re.compile(rf"[-−]?(?:{DIGITS})")
_RANGE_RE = re.compile(rf"(?P<low>{DIGITS})%?[-—–~～至](?P<high>{DIGITS})")
_FRACTION_OF_RE = re.compile("的[0-9]/[0-9]")
_FALL_HEAD_RE = re.compile("降幅|下降|减少|降低|压减|减幅")
_CHANGE_HEAD_RE = re.compile("增量|增减|变化|变动|较.{0,8}[增减]")
_GROWTH_HEAD_RE = re.compile("年均")
_GROWTH_NAME_RE = re.compile("(?:增长|增速|增幅|增长率)(?:（%）)?$")
_FALL_NAME_RE = re.compile("(?<![起升])(?:下降|降低|减少|压减)(?:率|幅度|比例)?(?:$|[〔【\\[])")


def find_cell_quantities(outline: Outline) -> list[Quantity]:
    """One quantity for each value cell of each table."""
    found: list[Quantity] = []
    for cell in read_indicator_cells(outline):
        quantity = _read(outline, cell)
        if quantity is not None:
            found.append(quantity)
    return found


def _read(outline: Outline, cell: IndicatorCell) -> Quantity | None:
    text = outline.view.text[cell.start : cell.end]
    number = _NUMBER_RE.search(text)
    if number is None or _FRACTION_OF_RE.search(text):
        return _relative(outline, cell, text) if number is None else None
    value = parse_number(number[0].lstrip("-−"))
    if value is None:
        return None
    value = -value if number[0][0] in "-−" else value
    return _measured(outline, cell, text, value, number)


def _measured(
    outline: Outline, cell: IndicatorCell, text: str, value: Decimal, number: re.Match[str]
) -> Quantity:
    printed = find_amounts(text, 0, len(text))
    unit = _unit(printed[0].unit, cell.unit) if printed else cell.unit
    top = _upper(text, number)
    comparator = Comparator.RANGE if top is not None else _comparator(text, number)
    measure, falls = _measure(cell, unit)
    if falls and value > 0:
        value, top = -(top or value), -value if top is not None else None
        comparator = mirrored(comparator)
    return Quantity(
        **outline.place(cell.start, cell.end),
        rule_id="quantities.table-cell",
        indicator=cell.indicator,
        measure=measure,
        comparator=comparator,
        value=value,
        value_max=top,
        unit=unit,
        **base_fields(value, top, unit),
        status=cell.status,
        date=cell.date if cell.status is not Status.PARAMETER else None,
        recurrence=recurrence_of(text) if printed else None,
        cumulative=cell.cumulative,
        nature=cell.nature,
    )


def _unit(printed: str, told: str | None) -> str:
    """12.8万 under 个 is counted in 万个."""
    parts = parse_unit(told) if told else None
    return printed + (told or "") if printed in MAGNITUDES and parts and not parts[0] else printed


def _upper(text: str, number: re.Match[str]) -> Decimal | None:
    """The second number of a range that begins with `number`."""
    match = _RANGE_RE.match(text, number.start())
    if match is None:
        return None
    low, high = parse_number(match["low"]), parse_number(match["high"])
    return high if low is not None and high is not None and high > low else None


def _comparator(text: str, number: re.Match[str]) -> Comparator:
    before = comparator_before(text, number.start())
    unit = re.match(rf"[亿万千百]{{0,2}}(?:{SYMBOL})?", text[number.end() :])
    after = comparator_after(text, number.end() + (unit.end() if unit else 0))
    if before:
        return before[0]
    return after[0] if after else Comparator.EQ


def _measure(cell: IndicatorCell, unit: str | None) -> tuple[Measure, bool]:
    """The measure by the column's head and the row's name, and whether the value is a fall."""
    names = (cell.indicator, cell.head)
    named_fall = unit == "%" and any(map(_FALL_NAME_RE.search, names))
    adds_up = cell.kind is Kind.GROWTH or "累计" in cell.head
    if adds_up and cell.mark and cell.cumulative and not named_fall:
        return Measure.CHANGE, False
    falls = named_fall or _FALL_HEAD_RE.search(cell.head) is not None
    if unit in ("个百分点", "百分点"):
        return Measure.CHANGE, falls
    if (cell.kind is Kind.GROWTH and not named_fall) or _GROWTH_HEAD_RE.search(cell.head):
        return Measure.ANNUAL_GROWTH, False
    if unit == "%" and _GROWTH_HEAD_RE.search(cell.indicator):
        return Measure.ANNUAL_GROWTH, False
    if unit == "%" and (_GROWTH_NAME_RE.search(cell.indicator) or falls):
        return Measure.GROWTH, falls
    if falls or _CHANGE_HEAD_RE.search(cell.head):
        return Measure.CHANGE, falls
    return Measure.LEVEL, False


def _relative(outline: Outline, cell: IndicatorCell, text: str) -> Quantity | None:
    """A target without a number: 不低于全市平均水平."""
    if not re.search("[一-龥]{2}", text):
        return None
    bound = comparator_to_benchmark(text)
    measure = Measure.ANNUAL_GROWTH if _GROWTH_HEAD_RE.search(cell.indicator) else Measure.LEVEL
    return Quantity(
        **outline.place(cell.start, cell.end),
        rule_id="quantities.relative-cell",
        indicator=cell.indicator,
        measure=measure,
        comparator=bound[0] if bound else None,
        value=None,
        unit=cell.unit,
        **base_fields(None, None, None),
        status=cell.status,
        date=cell.date if cell.status is not Status.PARAMETER else None,
        nature=cell.nature,
        relative_to=text[bound[1] :] if bound else text,
    )
