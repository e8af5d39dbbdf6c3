"""How much two texts have in common."""

from __future__ import annotations


def dice(one: str, other: str) -> float:
    """Dice's coefficient of the pairs of neighbouring characters: 1 for the same, 0 for nothing in common."""
    first, second = ({text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other))
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0
