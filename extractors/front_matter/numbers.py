"""发文字号: the number under which a notice is filed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.front_matter.lines import Line, bare_keys
from extractors.front_matter.titles import NUMBER, NUMBER_BEFORE, Title
from extractors.view import View

_DAY = "(?:[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)?"
_NUMBER_LINE = re.compile(f"·?{_DAY}[（(]?(?P<number>{NUMBER})[）)]?{_DAY}")
_NUMBER_BEHIND = re.compile(f"[^。，；]{{8,120}}（(?P<number>{NUMBER})）")
_ORDER_LINE = re.compile(
    r"[（(]?(?P<number>(?:[一-龥]{2,30}(?:令|公告))?(?:[0-9]{4}年)?第[0-9]{1,5}号)[）)]?"
)
_KEYED_NUMBER = re.compile(
    f".{{0,120}}?(?:发文字号|发文文号|文件编号|文号)[：:|]{{0,2}}(?P<number>{NUMBER}).{{0,120}}"
)
"""In a table of facts that lost its bars, other keys around it."""
_TITLED_NUMBER = re.compile(f"{NUMBER_BEFORE.pattern}[^。]*")
_RUN_IN_NUMBER = re.compile(f"[（(]?(?P<number>{NUMBER})")
_ANY = re.compile(NUMBER)
_NEAR = 3


def number_in(text: str) -> str | None:
    """The first number of a text."""
    match = _ANY.search(text)
    return match[0] if match else None


def _order_above(view: View, lines: Sequence[Line], title: Title, at: int) -> str:
    """云江市人民政府令, where 第9号 stands on the line below it: the number is both."""
    last = lines[title.last]
    below = lines[title.last + 1] if title.last + 1 < len(lines) else None
    if title.rule != "order-title" or below is None or at != below.start:
        return ""
    return "".join(view.printed[title.start : last.end].split())


def find_number(view: View, lines: Sequence[Line], title: Title, head: int) -> str | None:
    """The number on a line of its own in the head, nearest to the title; those cited in the text are not meant."""
    facts = bare_keys(lines)
    own = sorted(
        (
            abs(number - title.last),
            line.start + match.start("number"),
            line.start + match.end("number"),
        )
        for pattern, low, high in (
            (_NUMBER_LINE, 0, max(head, title.last + _NEAR + 1)),
            (_NUMBER_BEHIND, 0, title.last + 1),
            (_TITLED_NUMBER, 0, title.last + 1),
            (_KEYED_NUMBER, 0, head),
            (_ORDER_LINE, max(0, title.first - _NEAR), title.last + _NEAR + 1),
        )
        for number, line in enumerate(lines[low:high], low)
        if number not in facts and (match := pattern.fullmatch(line.text))
    )
    if own:
        _, start, end = own[0]
        return _order_above(view, lines, title, start) + view.printed[start:end]
    behind = _RUN_IN_NUMBER.match(view.text, title.end)
    return view.printed[behind.start("number") : behind.end("number")] if behind else None
