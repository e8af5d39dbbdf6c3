"""Bounds on what a reader takes in; a file beyond them is refused or cut with a warning."""

from __future__ import annotations

MIB = 1024 * 1024

MAX_FILE_BYTES = 200 * MIB
MAX_TEXT_BYTES = 64 * MIB
"""Text and HTML, which are held in memory several times over."""

MAX_MEMBERS = 2_000
MAX_MEMBER_BYTES = 64 * MIB
MAX_INFLATED_BYTES = 200 * MIB
MAX_RATIO = 200
RATIO_FREE_BYTES = MIB
"""A member below this size may be packed as tightly as it likes."""

MAX_COLUMNS = 63
MAX_ROWS = 65_534
"""As in word processors and browsers."""

MAX_TABLE_COLUMNS = 1_000
"""Of a web table with all its spans; what reaches down is looked at again in each row."""

MAX_PAGES = 3_000
MAX_PAGE_CHARACTERS = 200_000
