"""The unit of a value: from its column's head, its row's name, a column of units, the level or row above, the caption."""

from __future__ import annotations

import re

from extractors.tabular.headers import as_unit, unit_in_brackets
from extractors.tabular.model import VALUE_KINDS, Column, Kind, Table, TableCell, TableRow
from extractors.units import kind_of

_RATE = re.compile("增速|增长|增幅|降幅|率")
_SCORE_UNIT = "分"
_OF_WHICH = re.compile("[#*—\\-]{0,2}其中|[#]")
_LONGEST_UNIT = 10
_HEADS_OF = {
    "money": re.compile(
        "资金|投资|投入|补助|补贴|奖|金额|产值|收入|经费|预算|贷款|税|价|费|销售额"
    ),
    "ratio": re.compile("率|比重|占比|比例|增长|增速"),
    "area": re.compile("面积|亩"),
    "length": re.compile("里程|长度|公路|道路|管网|渠"),
    "mass": re.compile("产量|吞吐量|排放"),
}
"""What is measured in units of a kind, where a caption names several."""


class RowUnits:
    """The units of one table, asked for row by row from above to below."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._columns = table.of_kind(Kind.UNIT)
        self._levels = table.of_kind(Kind.INDICATOR)
        self._above: str | None = None

    def begin(self, name: TableCell) -> None:
        """Take the unit that a row's name tells; rows of parts (其中) leave that of the row above."""
        own = unit_in_brackets(name.text)
        if own is not None or not _OF_WHICH.match(name.text):
            self._above = own

    def of(
        self, row: TableRow, name: TableCell, column: Column, *, is_sum: bool = False
    ) -> str | None:
        """The unit of the nearest place that names one.

        A growth column has its own, % unless it says otherwise; what years add up to (`is_sum`) is in that of its row.
        """
        if column.said.unit is not None:
            return column.said.unit
        if column.kind is Kind.GROWTH and _RATE.search(column.head) and not is_sum:
            return "%"
        if column.kind is Kind.SCORE:
            return "%" if "权重" in column.head else _SCORE_UNIT
        named = unit_in_brackets(name.text) or self._in_column(row)
        level = self.measured_by(row, name)
        around = unit_in_brackets(level.text) if level else self._above
        return named or around or self._of_caption(column)

    def measured_by(self, row: TableRow, name: TableCell) -> TableCell | None:
        """The name of the level before, where it is what the row's name is measured by: 排放总量（%）beside 氨氮."""
        if unit_in_brackets(name.text) or self._in_column(row):
            return None
        levels = (row.cells.get(column.index) for column in self._levels)
        outer = [cell for cell in levels if cell and cell.text and cell.parts != name.parts]
        return outer[-1] if outer and unit_in_brackets(outer[-1].text) else None

    def _in_column(self, row: TableRow) -> str | None:
        cells = (row.cells.get(column.index) for column in self._columns)
        return next(filter(None, (as_unit(cell.text) for cell in cells if cell)), None)

    def _of_caption(self, column: Column) -> str | None:
        """Of several units that a caption names the one that the column's head asks for, else the one nobody does."""
        units = self._table.units
        if len(units) < 2:
            return next(iter(units), None)
        asked = [unit for unit in units if _asks(column.head, unit)]
        heads = [other.head for other in self._table.of_kind(*VALUE_KINDS)]
        free = [unit for unit in units if not any(_asks(head, unit) for head in heads)]
        found = asked or free
        return found[0] if len(found) == 1 else None


def _asks(head: str, unit: str) -> bool:
    words = _HEADS_OF.get(kind_of(unit))
    return words is not None and words.search(head) is not None
