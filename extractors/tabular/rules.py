"""The dimension of tables: its rules, and how it runs alone on a small text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.engine import Dimension, Finding, Rule
from extractors.examples import example_outline
from extractors.outline import Outline
from extractors.tabular.headers import HEADERS
from extractors.tabular.indicators import IndicatorCell, read_indicator_cells
from extractors.tabular.tables import read_tables
from extractors.tabular.tasks import find_table_assignments

RULES = (
    Rule("tabular.task-row", "a row of a task table whose columns tell who leads, supports or is responsible"),
    Rule("tabular.role-cell", "a row of a task table in which one cell tells several roles"),
    Rule("tabular.indicator-value", "a value cell below a year, a target, a growth or an amount, named by its row"),
    Rule("tabular.total-value", "a value cell in a row of totals"),
)  # fmt: skip


def rule_of(cell: IndicatorCell) -> str:
    """The rule that a value cell's record is made by."""
    return "tabular.total-value" if cell.is_total else "tabular.indicator-value"


def _find(text: str) -> Sequence[Finding]:
    outline = example_outline(text)
    columns = [column for table in read_tables(outline) for column in table.columns]
    rows = tuple(dict.fromkeys(c.said.row_id for c in columns if c.said.row_id is not None))
    return [*_find_tasks(outline, rows), *_find_values(outline, rows)]


def _find_tasks(outline: Outline, rows: tuple[str, ...]) -> Iterator[Finding]:
    for record in find_table_assignments(outline):
        deadline = record.deadline
        fields = {
            "task": record.task,
            "lead": list(record.lead),
            "support": list(record.support),
            "responsible": list(record.responsible),
            "deadline": deadline
            if deadline is None or isinstance(deadline, str)
            else deadline.isoformat(),
        }
        yield Finding(record.rule_id, record.start, record.end, fields, rows)


def _find_values(outline: Outline, rows: tuple[str, ...]) -> Iterator[Finding]:
    for cell in read_indicator_cells(outline):
        start, end = outline.view.source_span(cell.start, cell.end)
        fields = {
            "indicator": cell.indicator,
            "unit": cell.unit,
            "kind": str(cell.kind),
            "date": cell.date.isoformat() if cell.date else None,
            "status": str(cell.status),
            "nature": cell.nature and str(cell.nature),
            "group": cell.group,
            "cumulative": cell.cumulative,
        }
        yield Finding(rule_of(cell), start, end, fields, rows)


DIMENSION = Dimension("tabular", RULES, _find, {str(row.kind): row.example for row in HEADERS})
