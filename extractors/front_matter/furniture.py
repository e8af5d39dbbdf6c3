"""What a site prints around a notice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractors.engine import alternation
from extractors.front_matter.lines import Line, is_prose, mark_rows
from extractors.outline import ParagraphKind

_LONGEST_MARKED = 80


@cache
def _mark_pattern() -> re.Pattern[str]:
    words = alternation([word for row in mark_rows() for word in row.words])
    return re.compile(f"(?:{words})|.{{0,40}}(?:ICP备|公网安备)")


def foot_start(lines: Sequence[Line], end: int) -> int:
    """Where the site's own lines below a notice begin, `end` where there are none."""
    found = end
    for line in reversed(lines):
        if line.kind is not ParagraphKind.BODY or is_prose(line.text):
            break
        if len(line.text) <= _LONGEST_MARKED and _mark_pattern().match(line.text):
            found = line.start
    return found


def marks_in(lines: Sequence[Line]) -> list[str]:
    """The rows of furniture.toml that some line begins with."""
    return [row.id for row in mark_rows() if any(line.text.startswith(row.words) for line in lines)]
