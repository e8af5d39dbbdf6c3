"""What a printed name comes to: a name, its region, and the row or rule that says so."""

from __future__ import annotations

from typing import NamedTuple


class Named(NamedTuple):
    """`rule` is the id of a row, or the name of a rule of the grammar."""

    name: str
    region: str | None
    rule: str
