"""What stands in the cells that people may change, and what a changed cell means."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from pipeline.terminal import visible
from schemas.errors import UsageError

FORMULA_STARTS = "=+-@＝＋－＠"
"""What a spreadsheet may take for a formula."""
ONGOING = "长期坚持"
PROGRESS = {"done": "完成", "in_progress": "推进中", "overdue": "逾期"}
LIGHTS = {"red": "红", "yellow": "黄", "green": "绿"}
LONGEST_CELL = 32_000
"""Excel takes 32,767 characters."""
LONGEST_CONTENT = 700
"""What the tallest row of a sheet can show."""

_CODES = {label: code for code, label in PROGRESS.items()}
_BETWEEN_NAMES = re.compile(r"[、，,；;\s]+")
_ISO_RE = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T]00:00:00)?")


def text_cell(words: str | None, longest: int = LONGEST_CELL) -> str:
    """Words on one line, without characters that no cell takes; what is cut says so."""
    flat = visible(" ".join((words or "").split()))
    return flat if len(flat) <= longest else f"{flat[:longest]}……（未完，见原文）"


def names_cell(names: Sequence[str]) -> str:
    return text_cell("、".join(names))


def deadline_cell(deadline: str | None) -> str:
    """2025年12月31日, 长期坚持, or nothing."""
    if deadline is None:
        return ""
    if deadline == "ongoing":
        return ONGOING
    day = dt.date.fromisoformat(deadline)
    return f"{day.year}年{day.month}月{day.day}日"


def progress_cell(progress: str | None) -> str:
    return PROGRESS.get(progress or "", "")


def read_names(cell: str) -> list[str]:
    """The names of a cell, however they are set apart; blanks inside a name do not occur in Chinese."""
    return [name for name in _BETWEEN_NAMES.split(cell) if name]


def read_deadline(cell: str) -> str | None:
    """The ISO day that a cell means, `ongoing`, or None for an empty one.

    Raises:
        UsageError: it is no deadline.
    """
    from extractors.dates import parse_deadline  # noqa: PLC0415 - exports need no grammar

    iso = _ISO_RE.fullmatch(cell)
    try:
        found = dt.date.fromisoformat(iso["day"]) if iso else parse_deadline(cell, year=None)
    except ValueError as error:
        raise UsageError(f"没有这一天：{cell}") from error
    if found is None and cell:
        raise UsageError(f"读不出时限：{cell}")
    return found.isoformat() if isinstance(found, dt.date) else found


def read_progress(cell: str) -> str | None:
    """The code of 完成, 推进中 or 逾期, None for an empty cell.

    Raises:
        UsageError: it is another word.
    """
    if cell and cell not in _CODES:
        raise UsageError(f"状态只能是{'、'.join(_CODES)}：{cell}")
    return _CODES.get(cell)
