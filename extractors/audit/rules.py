"""The checks as rules with examples."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.engine import Dimension, Finding, Rule
from extractors.examples import example_source
from extractors.notice import records_of

RULES = (
    Rule("audit.two-values", "one indicator for one time with two values"),
    Rule(
        "audit.text-against-table",
        "one indicator for one time, another value in the table than in the text",
    ),
    Rule("audit.two-bounds", "one value with two bounds: 突破1200亿元 and 1200"),
    Rule(
        "audit.implied-growth", "a yearly growth that does not lead from the baseline to the target"
    ),
    Rule("audit.reported-growth", "a value, its increase and its growth that do not fit together"),
    Rule("audit.below-baseline", "a target below what is there already"),
    Rule("audit.table-sum", "a row 合计 that is not the sum of its column"),
    Rule("audit.parts", "parts behind 其中 that are together more than the whole"),
    Rule("audit.share", "A占B比重 that is not A over B"),
    Rule("audit.due-before-issue", "a deadline before the day of issue"),
    Rule("audit.imprint", "an imprint before the day of issue, or long after it"),
    Rule(
        "audit.body-against-ledger",
        "a task with other agencies in the closing ledger than in the body",
    ),
    Rule(
        "audit.deadline-against-ledger",
        "a task with another deadline in the closing ledger than in the body",
    ),
    Rule("audit.no-deadline", "a row of a ledger without a deadline, where the others have one"),
    Rule(
        "audit.nobody-leads", "a task or a row that nobody leads, where somebody leads the others"
    ),
)


def _find(text: str) -> Sequence[Finding]:
    return [
        Finding(item.rule_id, item.start, item.end, {"against": item.other_quote})
        for item in records_of(example_source(text)).audit
    ]


DIMENSION = Dimension("audit", RULES, _find)
