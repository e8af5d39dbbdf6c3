"""The rules of this dimension, and how its examples are run."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.engine import Dimension, Finding, Rule
from extractors.indicators.canonical import canonical_indicator
from extractors.indicators.tables import WordsRow, pieces, prefixes, synonyms

RULES = (
    Rule("indicators.prefix", "words that say where or of all are no part of a name: 全市, 各项"),
    Rule("indicators.place", "the place of the notice itself is no part of a name"),
    Rule("indicators.piece", "one word for the same thing wherever it stands: GDP"),
    Rule("indicators.share", "占…比重 for 占…的比例 and 占… with an amount in %"),
    Rule("indicators.count", "数量 and 数 fall away where things or persons are counted"),
    Rule("indicators.synonym", "one name for the same statistic"),
)
_EXAMPLE_RE = re.compile(
    "(?:(?P<place>[^：]{2,6})：)?(?P<name>[^（：]{2,40}?)(?:（(?P<unit>[^（）]{1,4})）)?"
)


def _find(text: str) -> Sequence[Finding]:
    """`青禾县：全县贷款余额（亿元）`: a name alone, with the place of its notice before it and its unit behind."""
    match = _EXAMPLE_RE.fullmatch(text)
    if match is None:
        return []
    found = canonical_indicator(match["name"], match["unit"], match["place"])
    fields, span = {"name": found.name}, match.span("name")
    return [Finding(rule, *span, fields, found.rows) for rule in dict.fromkeys(found.rules)]


_ROWS: tuple[WordsRow, ...] = (*prefixes(), *pieces(), *synonyms())
DIMENSION = Dimension(
    "indicators",
    RULES,
    _find,
    {row.id: row.example for row in _ROWS},
)
