"""Numbers of a list whose unit stands after the last."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.amounts.model import Amount
from extractors.numerals import DIGITS, parse_number
from schemas.vocab import Comparator

_MARK_RE = re.compile("[、和及]|以及")
_LISTED_RE = re.compile(rf"(?<![0-9A-Za-z.])({DIGITS})(?=、|和|及)")


def share_units(text: str, amounts: list[Amount]) -> list[Amount]:
    """Numbers before the first amount of a list take its unit: 500、300、200万元."""
    result: list[Amount] = []
    for amount in amounts:
        floor = result[-1].end if result else max(0, amount.start - 40)
        result = _completed(text, result, amount)
        result.extend(_listed_before(text, amount, floor))
        result.append(amount)
    return result


def _completed(text: str, result: list[Amount], amount: Amount) -> list[Amount]:
    """3个、5个和7个工作日: 个 before a list mark stands for the whole unit."""
    if not amount.unit.startswith("个") or amount.unit == "个":
        return result
    at, done = amount.start, len(result)
    while (
        done
        and result[done - 1].unit == "个"
        and _MARK_RE.fullmatch(text, result[done - 1].end, at)
    ):
        done -= 1
        at = result[done].start
    return result[:done] + [replace(short, unit=amount.unit) for short in result[done:]]


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
        # A bound before the list is that of its first number; one behind the unit holds for all.
        shared = (
            Comparator.EQ if amount.value_max is not None or amount.bound else amount.comparator
        )
        rule = "quantities.shared-unit"
        listed.append(Amount(start, start, end, value, None, amount.unit, shared, rule))
        at = start
    return listed[::-1]
