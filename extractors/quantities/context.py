"""The words around an amount."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Context:
    """The words around an amount within its clause; `subject` is the indicator of the clause before.

    `earlier` and `later` are the rest of its sentence before and after.
    """

    left: str
    right: str
    subject: str | None
    places: tuple[str, ...] = ()
    earlier: str = ""
    later: str = ""
