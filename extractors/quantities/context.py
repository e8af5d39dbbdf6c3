"""The words around an amount."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Context:
    """The words around an amount within its clause; `subject` and `reward` are what was last measured and granted.

    `earlier` and `later` are the rest of its sentence before and after. `moves`: it is a growth, a change or a gap.
    """

    left: str
    right: str
    subject: str | None
    reward: str | None
    places: tuple[str, ...] = ()
    earlier: str = ""
    later: str = ""
    moves: bool = False
