"""Absent, or not found? Every number with a unit and every agency name is in a record, or here with the reason.

The rules with their examples are in `extractors.coverage.rules`, which runs the whole extraction.
"""

from __future__ import annotations

from extractors.coverage.find import find_uncovered

__all__ = ["find_uncovered"]
