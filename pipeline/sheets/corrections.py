"""A sheet that came back: which cells a person changed, by record id."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from pipeline.queries import TaskRow
from pipeline.sheets.cells import read_deadline, read_names, read_progress, text_cell
from pipeline.sheets.content import (
    DEADLINE,
    EDITABLE,
    EXPORTED,
    LEAD,
    PROGRESS,
    RECORD,
    SUPPORT,
    TASK,
    TASKS,
    editable_cells,
)
from pipeline.store.corrections import Correction, Field, Value
from schemas.errors import UsageError

_NEEDED = (*EDITABLE, RECORD, EXPORTED)
_LARGEST = 64 * 1024 * 1024
"""Bytes of a workbook when unpacked; a sheet of a whole province has some twenty."""


@dataclass(frozen=True, slots=True)
class Returned:
    """What a sheet says: decisions, and for each row that could not be taken one line why."""

    decisions: tuple[Correction, ...]
    refused: tuple[str, ...]


def read_corrections(path: Path, find: Callable[[list[str]], Iterable[TaskRow]]) -> Returned:
    """The cells of the 任务分解表 that differ from what the ledger would write today; `find` gives the rows of record ids.

    Raises:
        UsageError: the file is no workbook, or has no such sheet.
    """
    decisions: list[Correction] = []
    refused: list[str] = []
    rows = list(_rows(path))
    copies = Counter(cells.get(RECORD, "") for _, cells in rows)
    known = {row.record: row for row in find(list(copies))}
    for number, cells in rows:
        record = cells.get(RECORD, "")
        if not record:
            continue
        try:
            if record not in known and _is_as_exported(cells):
                continue
            row = _row_of(record, known, copies[record])
            decisions += _changes(row, cells)
        except UsageError as error:
            refused.append(f"第{number}行：{error}")
    return Returned(tuple(decisions), tuple(refused))


def _row_of(record: str, known: Mapping[str, TaskRow], copies: int) -> TaskRow:
    if record not in known:
        raise UsageError(f"账本里没有这条记录，原文可能已改，请重新导出再改（{record}）")
    if copies > 1:
        raise UsageError(f"编号重复，不知以哪一行为准（{record}）")
    return known[record]


def _changes(row: TaskRow, cells: Mapping[str, str]) -> list[Correction]:
    """The cells that a person changed since the export.

    Raises:
        UsageError: a cell cannot be read, or was changed in the ledger since as well.
    """
    now = editable_cells(row)
    exported = _exported(cells, now)
    changes: list[Correction] = []
    for label, before in exported.items():
        cell = cells[label]
        if cell in (before, now[label]):
            continue
        field, value = _meant(label, cell, row)
        if value == _meant(label, now[label], row)[1]:
            continue
        if now[label] != before:
            raise UsageError(
                f"“{label}”导出以后账本里已改为：{now[label] or '（空）'}；请重新导出再改"
            )
        changes.append(Correction(row.record, field, value))
    return changes


def _exported(cells: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """By column, what the changeable cells held when the sheet was written."""
    try:
        values: list[str] = json.loads(cells.get(EXPORTED, ""))
    except ValueError as error:
        raise UsageError(f"“{EXPORTED}”一列已损坏，不知改了哪些格") from error
    if len(values) != len(now):
        raise UsageError(f"“{EXPORTED}”一列已损坏，不知改了哪些格")
    return dict(zip(now, values, strict=True))


def _is_as_exported(cells: Mapping[str, str]) -> bool:
    """Nobody changed a row, so that it does not matter where its record is now."""
    try:
        values = json.loads(cells.get(EXPORTED, ""))
    except ValueError:
        return False
    return bool(values == [cells.get(label, "") for label in EDITABLE])


def _meant(label: str, cell: str, row: TaskRow) -> tuple[Field, Value]:
    match label:
        case _ if label == TASK:
            if not cell:
                raise UsageError(f"“{TASK}”是空的")
            return "task", cell
        case _ if label == LEAD:
            return ("responsible" if row.responsible and not row.lead else "lead"), read_names(cell)
        case _ if label == SUPPORT:
            return "support", read_names(cell)
        case _ if label == DEADLINE:
            return "deadline", read_deadline(cell)
        case _ if label == PROGRESS:
            return "progress", read_progress(cell)
        case _:
            raise AssertionError(label)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(number, cells by column) of each row of the sheet."""
    _guard(path)
    try:
        book = load_workbook(path, read_only=True, data_only=False)
    except (InvalidFileException, zipfile.BadZipFile, OSError, KeyError, ValueError) as error:
        raise UsageError(f"{path}: 不是 Excel 工作簿（.xlsx）") from error
    try:
        if TASKS not in book.sheetnames:
            raise UsageError(f"{path}: 没有“{TASKS}”工作表")
        rows = book[TASKS].iter_rows(values_only=True)
        head = [_text(value) for value in next(rows, ())]
        missing = [label for label in _NEEDED if label not in head]
        if missing:
            raise UsageError(f"{path}: “{TASKS}”缺少这些列：{'、'.join(missing)}")
        for number, values in enumerate(rows, 2):
            yield number, dict(zip(head, map(_text, values), strict=False))
    finally:
        book.close()


def _guard(path: Path) -> None:
    """Refuse what would unpack to more than memory should hold."""
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise UsageError(f"{path}: 不是 Excel 工作簿（.xlsx）") from error
    if size > _LARGEST:
        raise UsageError(f"{path}: 展开后超过 {_LARGEST // 1024**2} MB，不读")


def _text(value: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return text_cell(str(value))
