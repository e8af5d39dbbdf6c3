"""Where the clause around an amount begins and ends."""

from __future__ import annotations

_HARD = "，；。：！？|\n"
_CLOSING = {"）": "（", "》": "《", "”": "“", "〕": "〔", "】": "【"}
_LONGEST_BRACKET = 60


def left_bound(text: str, floor: int, end: int) -> int:
    """Where the clause that ends at `end` begins: after the last hard mark, closed brackets passed over."""
    at = end
    while at > floor:
        char = text[at - 1]
        if char in _HARD:
            return at
        if char in _CLOSING:
            opened = text.rfind(_CLOSING[char], max(floor, at - _LONGEST_BRACKET), at - 1)
            if opened >= 0 and at - opened < _LONGEST_BRACKET:
                at = opened
                continue
        if char == "（":
            return at
        at -= 1
    return floor


def right_bound(text: str, start: int, ceiling: int) -> int:
    """Where the clause that goes on at `start` ends; an opened bracket is part of it."""
    at = start
    depth = 0
    while at < ceiling:
        char = text[at]
        if char == "（":
            depth += 1
        elif char == "）":
            if depth == 0:
                return at
            depth -= 1
        elif char in _HARD and depth == 0:
            return at
        at += 1
    return ceiling
