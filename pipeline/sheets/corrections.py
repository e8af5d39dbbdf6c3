"""A sheet that came back: which cells a person changed, by record id."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from pipeline.queries import TaskRow
from pipeline.sheets.cells import read_deadline, read_names, read_progress, text_cell
from pipeline.sheets.content import (
    DEADLINE,
    LEAD,
    PROGRESS,
    RECORD,
    SUPPORT,
    TASK,
    TASKS,
    editable_cells,
)
from pipeline.store.corrections import Decision, Field, Value, place_of
from schemas.errors import UsageError

_LARGEST = 64 * 1024 * 1024
"""Bytes of a workbook when unpacked; a sheet of a whole province has some twenty."""


@dataclass(frozen=True, slots=True)
class Returned:
    """What a sheet says: decisions, and for each row that could not be taken one line why."""

    decisions: tuple[Decision, ...]
    refused: tuple[str, ...]


def read_corrections(path: Path, known: Mapping[str, TaskRow]) -> Returned:
    """The cells of the 任务分解表 that differ from what the ledger would write today.

    Raises:
        UsageError: the file is no workbook, or has no such sheet.
    """
    decisions: list[Decision] = []
    refused: list[str] = []
    for number, cells in _rows(path):
        record = cells.get(RECORD, "")
        if not record:
            continue
        if record not in known:
            refused.append(f"第{number}行：账本里没有这条记录（{record}）")
            continue
        try:
            decisions += _changes(known[record], cells)
        except UsageError as error:
            refused.append(f"第{number}行：{error}")
    return Returned(tuple(decisions), tuple(refused))


def _changes(row: TaskRow, cells: Mapping[str, str]) -> Iterator[Decision]:
    place = place_of(row.record)
    for label, before in editable_cells(row).items():
        cell = cells.get(label, before)
        if cell != before:
            field, value = _meant(label, cell, row)
            yield Decision(place, field, value)


def _meant(label: str, cell: str, row: TaskRow) -> tuple[Field, Value]:
    match label:
        case _ if label == TASK:
            return "task", cell or None
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
        if RECORD not in head:
            raise UsageError(f"{path}: “{TASKS}”没有“{RECORD}”一列，无法对应到账本")
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
