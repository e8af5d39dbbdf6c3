"""The number of a cited document, in brackets behind its title."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"[一-龥A-Za-z]{1,20}[〔\[（【](?:19|20)[0-9]{2}[〕\]）】]第?[0-9]{1,5}号"
    r"|(?:[0-9]{4}年)?(?:[一-龥]{1,24}(?:令|公告))?(?:[0-9]{4}年)?第[0-9]{1,5}号(?:令|公告)?"
    r"|[一-龥]{2,16}第?[0-9]{1,5}号令"
    r"|(?:GB|DB[0-9]{0,4}|[A-Z]{2,6}|T)(?:/[A-Z]{1,6})? ?[0-9]{1,6}(?:\.[0-9]{1,3})?[—–-][0-9]{4}"
)
_BRACKET = re.compile(r"[”\"]?[（(〔\[]")
_LONGEST_BRACKET = 100


def number_behind(text: str, position: int, end: int) -> tuple[int, int] | None:
    """The number in a bracket that opens at `position`, or right there without one."""
    direct = _NUMBER.match(text, position, end)
    if direct is not None:
        return direct.span()
    opened = _BRACKET.match(text, position, end)
    if opened is None:
        return None
    close = _matching(text, opened.end() - 1, min(end, position + _LONGEST_BRACKET))
    found = _NUMBER.search(text, opened.end(), close)
    return found.span() if found else None


def _matching(text: str, start: int, end: int) -> int:
    """Where the bracket at `start` closes; `end` if it does not."""
    depth = 0
    for position in range(start, end):
        if text[position] in "（(〔[":
            depth += 1
        elif text[position] in "）)〕]":
            depth -= 1
            if depth == 0:
                return position
    return end
