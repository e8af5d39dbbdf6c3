"""Amounts: a number with its unit and the words that bound it, read without the rest of the sentence."""

from __future__ import annotations

from extractors.amounts.digits import find_in_digits
from extractors.amounts.lists import share_units
from extractors.amounts.model import Amount
from extractors.amounts.words import find_in_words

__all__ = ["Amount", "find_amounts"]


def find_amounts(text: str, start: int, end: int) -> list[Amount]:
    """All amounts of [start, end) in order. Dates look like amounts and are for the caller to leave out."""
    found = [*find_in_digits(text, start, end), *find_in_words(text, start, end)]
    if not found:
        return []
    found.sort(key=lambda amount: (amount.start, -amount.end))
    kept: list[Amount] = []
    for amount in found:
        if not kept or amount.number >= kept[-1].end:
            kept.append(amount)
    return share_units(text, kept)
