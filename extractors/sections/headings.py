"""Where a heading ends: at its full stop, at a colon before a list, before the note on who answers."""

from __future__ import annotations

import re

_OPENING = "（〔【《〈[「『"
_CLOSING = "）〕】》〉]」』"
_STOPS = "。！？"
_CLOSING_PUNCTUATION = "。；;：，,、.！!？? "
_MARK = re.compile(f'[{re.escape(_OPENING + _CLOSING)}“”"{_STOPS}；;：]')
_AGENCY_NOTE = re.compile(
    "牵头|责任(?:单位|部门|领导)|配合|分工负责|负责[）〕]$|完成时限|[等、]负责"
)
_ARTICLE_HEADING = re.compile(r"【([^【】]{1,30})】|（([^（）。，；]{2,20})）(?=[^。，；、])")
_LONGEST_SCAN = 400
_LONG_TAIL = 24
_LONGEST_BEFORE_COLON = 40


def heading_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The heading inside [start, end), which begins right after a label; empty where nothing is printed."""
    while start < end and text[start] in " 、.：":
        start += 1
    article = _ARTICLE_HEADING.match(text, start, end)
    if article is not None and text[start] == "【":
        return article.span(1)
    stop = _first_at_depth_zero(text, start, end, _STOPS)
    runs_on = stop is not None and stop + 1 < end
    end = _within_reach(text, start, end) if stop is None else stop
    stop = _before_list(text, start, end, runs_on=runs_on)
    semicolon = _first_at_depth_zero(text, start, stop, "；;")
    stop = stop if semicolon is None else semicolon
    stop = _before_note(text, start, stop)
    while stop > start and text[stop - 1] in _CLOSING_PUNCTUATION:
        stop -= 1
    return start, stop


def _within_reach(text: str, start: int, end: int) -> int:
    """Where a heading without a full stop ends: of a paper of lists that lost its lines only the beginning is one."""
    limit = start + _LONGEST_SCAN
    if end <= limit:
        return end
    comma = text.rfind("，", start, limit)
    return limit if comma < 0 else comma


def article_heading_span(text: str, start: int, end: int) -> tuple[int, int]:
    """As heading_span, where the heading of an article may also stand in （）."""
    match = _ARTICLE_HEADING.match(text, start, end)
    if match is not None:
        return match.span(1) if match[1] else match.span(2)
    return heading_span(text, start, end)


def _first_at_depth_zero(text: str, start: int, end: int, marks: str) -> int | None:
    """The first of `marks` outside brackets and quotation marks; where one never closes, the first inside it."""
    depth, quoted, inside = 0, False, None
    for match in _MARK.finditer(text, start, min(end, start + _LONGEST_SCAN)):
        character, position = match[0], match.start()
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif character == "“":
            quoted = True
        elif character == "”":
            quoted = False
        elif character == '"':
            quoted = not quoted
        elif character in marks:
            if depth == 0 and not quoted:
                return position
            inside = position if inside is None else inside
    return inside if depth or quoted else None


def _before_list(text: str, start: int, stop: int, *, runs_on: bool) -> int:
    """The colon that opens a list or a body; in `规划前期：夯实基础阶段。` before more text it stands in the heading."""
    colon = _first_at_depth_zero(text, start, stop, "：")
    if colon is None or colon - start > _LONGEST_BEFORE_COLON:
        return stop
    tail = text[colon + 1 : stop]
    is_body = not runs_on or len(tail) > _LONG_TAIL or any(mark in tail for mark in "，,；;、")
    return colon if is_body else stop


def _before_note(text: str, start: int, stop: int) -> int:
    """`（牵头单位：…）` after a heading is no part of it."""
    if stop <= start or text[stop - 1] not in "）〕":
        return stop
    depth = 0
    for position in range(stop - 1, start, -1):
        if text[position] in _CLOSING:
            depth += 1
        elif text[position] in _OPENING:
            depth -= 1
            if depth == 0:
                return position if _AGENCY_NOTE.search(text, position, stop) else stop
    return stop
