"""Floors under the figures. They rise with `make eval-update` and fall only with a stated reason."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from pipeline.evaluation.figures import GRADES, Grade, KindFigures
from schemas.base import Model
from schemas.errors import TaizhangError

_DIGITS = 10_000
"""Floors keep four decimals, rounded down. The extraction is deterministic: there is no margin for noise."""


class FloorError(TaizhangError):
    """An update would lower a floor and gives no reason."""

    exit_code = 1


class Floor(Model):
    """The least F1 that passes."""

    found: float = Field(ge=0, le=1)
    strict: float = Field(ge=0, le=1)

    def of(self, grade: Grade) -> float:
        return self.found if grade == "found" else self.strict


class PinnedSet(Model):
    """A gold set as it was when its floors were set."""

    sha256: str
    floors: dict[str, Floor]


class Regression(Model):
    """A floor that was lowered, and why."""

    figure: str
    before: float
    after: float
    reason: str = Field(min_length=1)


class Floors(Model):
    """The content of tests/gold/floors.json."""

    sets: dict[str, PinnedSet] = Field(default_factory=dict[str, PinnedSet])
    regressions: tuple[Regression, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """A gold set as it scores now."""

    sha256: str
    figures: dict[str, KindFigures]

    def floors(self) -> dict[str, Floor]:
        return {
            kind: Floor(found=_round_down(each.found.f1), strict=_round_down(each.strict.f1))
            for kind, each in self.figures.items()
        }


def _round_down(share: float) -> float:
    return math.floor(share * _DIGITS) / _DIGITS


def read_floors(path: Path) -> Floors:
    return Floors.model_validate_json(path.read_bytes()) if path.exists() else Floors()


def write_floors(path: Path, floors: Floors) -> None:
    path.write_text(floors.model_dump_json(indent=2) + "\n", encoding="utf-8", newline="\n")


def complaints(floors: Floors, measured: Mapping[str, Measured]) -> list[str]:
    """Why the gate stays shut; empty: it opens."""
    found: list[str] = []
    for name, now in measured.items():
        pinned = floors.sets.get(name)
        if pinned is None:
            found.append(f"{name}: has no floors yet; run make eval-update")
            continue
        if pinned.sha256 != now.sha256:
            found.append(f"{name}: gold or notices have changed; run make eval-update")
        found += [
            f"{drop.figure}: {drop.after:.4f} is below its floor {drop.before:.4f}"
            for drop in _drops(name, pinned, now, reason="below")
        ]
    return found


def updated(floors: Floors, measured: Mapping[str, Measured], *, reason: str | None) -> Floors:
    """Floors at today's figures where those are higher, and the hashes of today.

    A lower figure raises FloorError, or with a `reason` lowers its floor and is written down. Sets that
    were not measured keep what they have.
    """
    drops = [
        drop
        for name, now in measured.items()
        if name in floors.sets
        for drop in _drops(name, floors.sets[name], now, reason=reason or "none")
    ]
    if drops and not reason:
        fallen = "; ".join(f"{drop.figure} {drop.before:.4f} -> {drop.after:.4f}" for drop in drops)
        raise FloorError(f"an update lowers no floor without --allow-regression REASON: {fallen}")
    pins = {
        name: PinnedSet(sha256=now.sha256, floors=now.floors()) for name, now in measured.items()
    }
    return Floors(sets=floors.sets | pins, regressions=(*floors.regressions, *drops))


def _drops(name: str, pinned: PinnedSet, now: Measured, *, reason: str) -> list[Regression]:
    """Every floor that today's figures miss; a type that has vanished counts as zero."""
    today, gone = now.floors(), Floor(found=0, strict=0)
    return [
        Regression(figure=f"{name} {kind} {grade}", before=before, after=after, reason=reason)
        for kind, floor in pinned.floors.items()
        for grade in GRADES
        if (after := today.get(kind, gone).of(grade)) < (before := floor.of(grade))
    ]
