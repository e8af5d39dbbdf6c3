"""The rules of quantities, and what a text alone yields by them."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.engine import Dimension, Finding, Rule
from extractors.examples import example_outline
from extractors.mentions import extract
from extractors.quantities.cells import find_cell_quantities
from extractors.quantities.resolve import find_quantities
from extractors.quantities.status import STATUS_ROWS
from extractors.quantities.words import WORD_ROWS
from schemas.records import Quantity

RULES = (
    Rule("quantities.amount", "a number in digits with its unit and the words that bound it"),
    Rule("quantities.range", "two numbers joined by a dash, 至 or 到"),
    Rule("quantities.shared-unit", "numbers of a list whose unit stands after the last"),
    Rule("quantities.percent-in-words", "百分之 with a number"),
    Rule("quantities.fraction", "三分之一 behind a bounding word, as a percentage"),
    Rule("quantities.doubling", "翻番, 翻一番, 翻两番 as a multiple"),
    Rule("quantities.power-of-ten", "超百万家, 近千亿元: a power of ten in words"),
    Rule(
        "quantities.money-in-words",
        "a sum of money in Chinese numerals, with a figure before its power of ten",
    ),
    Rule("quantities.chinese-count", "a count in Chinese numerals behind a verb of gaining"),
    Rule("quantities.times", "how many times a year, in Chinese numerals"),
    Rule("quantities.table-cell", "a value cell; unit, date and status come from the table"),
    Rule(
        "quantities.relative-clause",
        "a clause of an indicator table without a number: 较上一年增加",
    ),
    Rule("quantities.relative-cell", "a value cell without a number: 不低于全市平均水平"),
)


def _find(text: str) -> Sequence[Finding]:
    outline = example_outline(text)
    quantities = [*find_quantities(outline, extract(outline)), *find_cell_quantities(outline)]
    return [_finding(text, quantity) for quantity in sorted(quantities, key=lambda q: q.start)]


def _finding(text: str, quantity: Quantity) -> Finding:
    rows = tuple(
        row.id for row in (*WORD_ROWS, *STATUS_ROWS) if any(word in text for word in row.list)
    )
    return Finding(
        quantity.rule_id, quantity.start, quantity.end, quantity.model_dump(mode="json"), rows
    )


DIMENSION = Dimension(
    "quantities", RULES, _find, {row.id: row.example for row in (*WORD_ROWS, *STATUS_ROWS)}
)
