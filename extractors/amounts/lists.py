"""Numbers of a list whose unit stands after the last."""

from __future__ import annotations

import re

from extractors.amounts.model import Amount
from extractors.numerals import DIGITS, parse_number
from schemas.vocab import Comparator

_LISTED_RE = re.compile(rf"(?<![0-9A-Za-z.])({DIGITS})(?=、|和|及)")


def share_units(text: str, amounts: list[Amount]) -> list[Amount]:
    """Numbers before the first amount of a list take its unit: 500、300、200万元."""
    result: list[Amount] = []
    for amount in amounts:
        floor = result[-1].end if result else max(0, amount.start - 40)
        result.extend(_listed_before(text, amount, floor))
        result.append(amount)
    return result


def _listed_before(text: str, amount: Amount, floor: int) -> list[Amount]:
    listed: list[Amount] = []
    at = amount.number
    while at > floor and text[at - 1] in "、和及":
        head = text[max(floor, at - 16) : at]
        numbers = list(_LISTED_RE.finditer(head))
        if not numbers or numbers[-1].end() != len(head) - 1:
            break
        start = at - len(head) + numbers[-1].start()
        value = parse_number(numbers[-1][1])
        if value is None:
            break
        end = start + len(numbers[-1][1])
        rule = "quantities.shared-unit"
        listed.append(Amount(start, start, end, value, None, amount.unit, Comparator.EQ, rule))
        at = start
    return listed[::-1]
