"""How sections nest: a stack of open labels, not the rank of their shapes alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.sections.labels import Label

_BOX = "box"
_ANNEX = "annex"
_DASH = "dash"
_ITEM = "arabic-dot"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A labelled heading. `tables_before` counts the paragraphs of tables and boxes up to and with this one."""

    label: Label
    heading_start: int
    heading_end: int
    framed: bool
    tables_before: int


@dataclass(slots=True)
class _Frame:
    shape: str
    rank: int
    number: int | None
    tables_before: int


def nesting_levels(candidates: Sequence[Candidate]) -> Iterator[int]:
    """The level of each candidate, 1 the outermost."""
    frames: list[_Frame] = []
    for candidate in candidates:
        _leave_box(frames, candidate)
        depth = _depth(frames, candidate.label)
        del frames[depth:]
        label = candidate.label
        # Half a step, so that a caption printed above its box does not count as left by it.
        frames.append(
            _Frame(
                label.shape, label.rank, label.number, candidate.tables_before - candidate.framed
            )
        )
        yield depth + 1


def _leave_box(frames: list[_Frame], candidate: Candidate) -> None:
    """A box ends with its table: a label in running text after it stands outside."""
    if candidate.framed:
        return
    for depth, frame in enumerate(frames):
        if frame.shape == _BOX and candidate.tables_before > frame.tables_before:
            del frames[depth:]
            return


def _depth(frames: Sequence[_Frame], label: Label) -> int:
    """How many frames stay open around `label`."""
    if label.row == _ANNEX:
        return 0
    siblings = [depth for depth, frame in enumerate(frames) if frame.shape == label.shape]
    if label.row == _ITEM and label.number == 1 and _decimal_depth(frames):
        return _decimal_depth(frames)
    if label.row == _BOX:
        return siblings[-1] if siblings else _outside_list(frames)
    for depth in reversed(siblings):
        if label.number is None or frames[depth].number == label.number - 1:
            return depth
    in_box = _box_depth(frames)
    if siblings and not (label.number == 1 and in_box is not None and siblings[-1] < in_box):
        return siblings[-1]
    return _below_outer(frames, label, in_box)


def _decimal_depth(frames: Sequence[_Frame]) -> int:
    """How many frames stay open around items that begin below 1.2: up to it, where it is the innermost but dashes; else 0."""
    depth = len(frames)
    while depth and frames[depth - 1].shape in (_DASH, _ITEM):
        depth -= 1
    return depth if depth and frames[depth - 1].shape.startswith("decimal") else 0


def _box_depth(frames: Sequence[_Frame]) -> int | None:
    return next((depth for depth, frame in enumerate(frames) if frame.shape == _BOX), None)


def _outside_list(frames: Sequence[_Frame]) -> int:
    """A box after a list of dashes stands beside the list, not in its last item."""
    depth = len(frames)
    while depth and frames[depth - 1].shape == _DASH:
        depth -= 1
    return depth


def _below_outer(frames: Sequence[_Frame], label: Label, in_box: int | None) -> int:
    """A shape that is not open goes below the nearest frame of an outer shape."""
    floor = 0 if in_box is None else in_box + 1
    depth = len(frames)
    while depth > floor and frames[depth - 1].rank > label.rank:
        depth -= 1
    return depth
