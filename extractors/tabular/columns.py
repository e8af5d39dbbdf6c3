"""Columns of a grid: the head's kind, or where the head says nothing, what the cells look like."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.tabular.headers import read_head
from extractors.tabular.model import AGENCY_KINDS, VALUE_KINDS, Column, Kind
from extractors.tabular.shapes import VALUE_SHAPES, Shape

_MOST = 0.5
_NAMING = (Kind.INDICATOR, Kind.NAME, Kind.TASK)


def read_columns(heads: Sequence[str], shapes: Sequence[Sequence[Shape]]) -> tuple[Column, ...]:
    """Columns from their heads and the shapes of the cells below each."""
    said = [read_head(head) for head in heads]
    kinds = [
        _kind(head.kind, dated=bool(head.date), below=below)
        for head, below in zip(said, shapes, strict=True)
    ]
    kinds = _with_a_name(_offices(_levels(kinds, heads), heads))
    if _is_task_table(kinds):
        kinds = [
            _worded(kind, below) if not head.date else kind
            for kind, head, below in zip(kinds, said, shapes, strict=True)
        ]
    return tuple(
        Column(index, kind, head, words)
        for index, (kind, head, words) in enumerate(zip(kinds, heads, said, strict=True))
    )


def _kind(kind: Kind | None, *, dated: bool, below: Sequence[Shape]) -> Kind:
    filled = [shape for shape in below if shape not in (Shape.EMPTY, Shape.DASH)]
    values = _share(filled, VALUE_SHAPES)
    if kind is Kind.UNIT:
        return Kind.RESPONSIBLE if _share(filled, {Shape.AGENCY}) > _MOST else kind
    if kind in (Kind.GOAL, Kind.TASK, Kind.CONTENT, Kind.TEXT, Kind.REMARK) and values > _MOST:
        return Kind.TARGET if kind is not Kind.REMARK else Kind.VALUE
    if kind in VALUE_KINDS and kind is not Kind.SCORE and _share(filled, {Shape.AGENCY}) > _MOST:
        return Kind.TEXT
    if kind is not None:
        return kind
    if dated or values > _MOST:
        return Kind.VALUE
    return Kind.TEXT


def _levels(kinds: list[Kind], heads: Sequence[str]) -> list[Kind]:
    """An empty head beside 指标 over words: that head stood over two levels of names."""
    return [
        Kind.INDICATOR
        if kind is Kind.TEXT and not heads[at] and at and kinds[at - 1] is Kind.INDICATOR
        else kind
        for at, kind in enumerate(kinds)
    ]


def _offices(kinds: list[Kind], heads: Sequence[str]) -> list[Kind]:
    """Offices answer where the table has no column of bodies: 责任股室 of one bureau's tasks."""
    if any(kind in AGENCY_KINDS for kind in kinds):
        return kinds
    return [
        kind if kind is not Kind.OFFICE else Kind.LEAD if "牵头" in head else Kind.RESPONSIBLE
        for kind, head in zip(kinds, heads, strict=True)
    ]


def _is_task_table(kinds: Sequence[Kind]) -> bool:
    return Kind.INDICATOR not in kinds and any(kind in AGENCY_KINDS for kind in kinds)


def _worded(kind: Kind, below: Sequence[Shape]) -> Kind:
    """年度目标 beside who answers for it is told in words: 新建泵站，扩大灌溉面积."""
    filled = [shape for shape in below if shape not in (Shape.EMPTY, Shape.DASH)]
    is_told = kind is Kind.TARGET and filled and _share(filled, VALUE_SHAPES) <= _MOST
    return Kind.CONTENT if is_told else kind


def _share(shapes: Sequence[Shape], wanted: frozenset[Shape] | set[Shape]) -> float:
    return sum(shape in wanted for shape in shapes) / len(shapes) if shapes else 0.0


def _with_a_name(kinds: list[Kind]) -> list[Kind]:
    """A table of values whose rows no known head names: its first text column does."""
    has_values = any(kind in VALUE_KINDS for kind in kinds)
    if not has_values or any(kind in _NAMING for kind in kinds):
        return kinds
    for number, kind in enumerate(kinds):
        if kind in (Kind.TEXT, Kind.GOAL, Kind.CONTENT, *AGENCY_KINDS):
            named = Kind.NAME if kind in (Kind.TEXT, Kind.GOAL) else kind
            return [*kinds[:number], named, *kinds[number + 1 :]]
        if kind is not Kind.INDEX:
            return kinds
    return kinds
