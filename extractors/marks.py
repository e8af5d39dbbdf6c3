"""Marks of Chinese print that more than one grammar reads."""

from __future__ import annotations

import re

TITLE_RE = re.compile(r"《[^《》\n]{1,100}》")
"""The title of a paper, marks included."""
