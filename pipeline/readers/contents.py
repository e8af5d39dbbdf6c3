"""Lines of a table of contents."""

from __future__ import annotations

_LEADERS = frozenset(".．·…‥•。-_")
_MIN_LEADERS = 3
_LAST = frozenset("0123456789IVXivx()（）")


def is_contents_line(text: str) -> bool:
    """Whether a line ends in dot leaders and a page number."""
    if text.rstrip()[-1:] not in _LAST:
        return False
    compact = "".join(text.split()).rstrip(")）")
    stem = compact.rstrip("0123456789IVXivx").rstrip("(（")
    is_led = len(stem) >= _MIN_LEADERS and set(stem[-_MIN_LEADERS:]) <= _LEADERS
    return is_led and len(stem) < len(compact)
