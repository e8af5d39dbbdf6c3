"""The sheets as plain tables: what each cell holds, which ones merge, which ones are coloured."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline import queries
from pipeline.export.amounts import amount, indicator_phrase, target_phrase
from pipeline.export.labels import VALUES
from pipeline.queries import AuditRow, DueRow, NoticeRow, TargetRow, TaskRow
from pipeline.sheets.cells import (
    LIGHTS,
    LONGEST_CONTENT,
    deadline_cell,
    names_cell,
    progress_cell,
    text_cell,
)

Cell = str | int | float | None
TASKS = "任务分解表"
RECORD = "编号"
"""The hidden column that a correction comes back by."""
EXPORTED = "导出时"
"""The hidden column with what the changeable cells held, so that an old copy undoes nobody's later decision."""
GOAL, TASK, CONTENT, LEAD, SUPPORT, DEADLINE, REMARK, PROGRESS = (
    "工作目标",
    "工作任务",
    "具体内容",
    "牵头单位",
    "配合单位",
    "完成时限",
    "备注",
    "状态",
)
EDITABLE = (TASK, LEAD, SUPPORT, DEADLINE, PROGRESS)
"""What a person may change, in the order of `editable_cells`."""
_ONLY_RESPONSIBLE = "责任单位"
_BY_HAND = "已更正"
_LIGHT_COLUMN = 9
_LEADING = "，。；、 \n\t\u3000"
"""A passage begins where the one before ended, often at its stop."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column; its width in characters of the default font."""

    label: str
    width: float
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of cells below a head. `bands` are rows that one text fills; `merged` are (column, first row, last row);
    `lights` are the colours of cells by (row, column). All count from 0, the head not counted.
    """

    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    bands: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int], ...] = ()
    lights: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])


def all_sheets(
    db: sqlite3.Connection, notice: str | None = None, *, region: str | None = None
) -> list[Sheet]:
    """The 任务分解表, the targets, the milestones, the audit's findings and the sources."""
    heads = queries.notices(db, notice, region=region)
    due = queries.due(db, notice=notice, region=region)
    return [
        tasks_sheet(queries.tasks(db, notice, region=region)),
        _targets_sheet(queries.targets(db, notice=notice, region=region)),
        _milestones_sheet([row for row in due if row.kind == "milestone"]),
        _audit_sheet(queries.audit(db, notice, region=region)),
        _sources_sheet(heads),
    ]


def tasks_sheet(rows: Sequence[TaskRow]) -> Sheet:
    """A band for each notice, below it its tasks; goals that go on merge."""
    columns = (
        SheetColumn("序号", 6),
        SheetColumn(GOAL, 18),
        SheetColumn(TASK, 22),
        SheetColumn(CONTENT, 56),
        SheetColumn(LEAD, 18),
        SheetColumn(SUPPORT, 22),
        SheetColumn(DEADLINE, 15),
        SheetColumn(REMARK, 14),
        SheetColumn(PROGRESS, 9),
        SheetColumn("预警", 6),
        SheetColumn(RECORD, 26, is_hidden=True),
        SheetColumn(EXPORTED, 26, is_hidden=True),
    )
    cells: list[tuple[Cell, ...]] = []
    bands: set[int] = set()
    lights: dict[tuple[int, int], str] = {}
    notice, number = None, 0
    for row in rows:
        if row.notice_id != notice:
            notice, number = row.notice_id, 0
            bands.add(len(cells))
            cells.append((text_cell(_band(row)), *[None] * (len(columns) - 1)))
        number += 1
        if row.light is not None:
            lights[len(cells), _LIGHT_COLUMN] = row.light
        cells.append(_task_cells(number, row))
    return Sheet(TASKS, columns, tuple(cells), frozenset(bands), _same_goals(cells, bands), lights)


def editable_cells(row: TaskRow) -> dict[str, str]:
    """By column, the cells that a person may change."""
    return {
        TASK: text_cell(row.task),
        LEAD: names_cell(row.lead or row.responsible),
        SUPPORT: names_cell(row.support),
        DEADLINE: deadline_cell(row.deadline),
        PROGRESS: progress_cell(row.progress),
    }


def _task_cells(number: int, row: TaskRow) -> tuple[Cell, ...]:
    cells = editable_cells(row)
    remarks = (
        VALUES[row.origin],
        "" if row.lead or not row.responsible else _ONLY_RESPONSIBLE,
        _BY_HAND if row.by_hand else "",
    )
    return (
        number,
        text_cell(_goal(row)),
        cells[TASK],
        text_cell(row.passage.lstrip(_LEADING), LONGEST_CONTENT),
        cells[LEAD],
        cells[SUPPORT],
        cells[DEADLINE],
        "，".join(filter(None, remarks)),
        cells[PROGRESS],
        LIGHTS.get(row.light or "", ""),
        row.record,
        json.dumps(list(cells.values()), ensure_ascii=False),
    )


def _band(row: TaskRow) -> str:
    return "　".join(filter(None, (row.region, row.notice, row.doc_number)))


def _goal(row: TaskRow) -> str:
    """The heading that the task belongs to: the one above where the task is a heading itself."""
    headings = row.headings.split(" / ") if row.headings else []
    if headings and row.task and headings[-1].endswith(row.task):
        headings = headings[:-1]
    return headings[-1] if headings else ""


def _same_goals(
    cells: Sequence[Sequence[Cell]], bands: set[int]
) -> tuple[tuple[int, int, int], ...]:
    """Runs of one goal in one notice."""
    goals = [None if at in bands else row[1] for at, row in enumerate(cells)]
    merged: list[tuple[int, int, int]] = []
    first = 0
    for at in range(1, len(goals) + 1):
        if at == len(goals) or goals[at] != goals[first]:
            if goals[first] and at - first > 1:
                merged.append((1, first, at - 1))
            first = at
    return tuple(merged)


def _targets_sheet(rows: Sequence[TargetRow]) -> Sheet:
    columns = (
        SheetColumn("地区", 16),
        SheetColumn("指标", 30),
        SheetColumn("基期值", 18),
        SheetColumn("基期", 12),
        SheetColumn("目标值", 20),
        SheetColumn("数值", 10),
        SheetColumn("单位", 8),
        SheetColumn("时间", 15),
        SheetColumn("原文", 24),
        SheetColumn("位置", 34),
        SheetColumn("文件", 40),
    )
    cells = tuple(
        (
            text_cell(row.region),
            text_cell(indicator_phrase(row.indicator, row.measure)),
            amount("eq", row.baseline, None, row.baseline_unit),
            deadline_cell(row.baseline_date),
            target_phrase(row),
            row.value,
            text_cell(row.unit),
            deadline_cell(row.date),
            text_cell(row.quote),
            text_cell(row.headings),
            text_cell(row.notice),
        )
        for row in rows
    )
    return Sheet("指标目标", columns, cells)


def _milestones_sheet(rows: Sequence[DueRow]) -> Sheet:
    columns = (
        SheetColumn("地区", 16),
        SheetColumn("事项", 50),
        SheetColumn(DEADLINE, 15),
        SheetColumn("单位", 26),
        SheetColumn("配合单位", 26),
        SheetColumn("位置", 34),
        SheetColumn("文件", 40),
    )
    cells = tuple(
        (
            text_cell(row.region),
            text_cell(row.what),
            deadline_cell(row.deadline),
            names_cell(row.agencies),
            names_cell(row.support),
            text_cell(row.headings),
            text_cell(row.notice),
        )
        for row in rows
    )
    return Sheet("时限任务", columns, cells)


def _audit_sheet(rows: Sequence[AuditRow]) -> Sheet:
    columns = (
        SheetColumn("地区", 16),
        SheetColumn("程度", 6),
        SheetColumn("发现", 60),
        SheetColumn("一处", 28),
        SheetColumn("另一处", 28),
        SheetColumn("位置", 34),
        SheetColumn("检查", 22),
        SheetColumn("文件", 40),
    )
    cells = tuple(
        (
            text_cell(row.region),
            VALUES[row.severity],
            text_cell(row.message),
            text_cell(row.quote),
            text_cell(row.other_quote),
            text_cell(row.headings),
            row.rule.removeprefix("audit."),
            text_cell(row.notice),
        )
        for row in rows
    )
    return Sheet("核对", columns, cells)


def _sources_sheet(rows: Sequence[NoticeRow]) -> Sheet:
    columns = (
        SheetColumn("地区", 16),
        SheetColumn("标题", 60),
        SheetColumn("发文字号", 22),
        SheetColumn("发文机关", 30),
        SheetColumn("成文日期", 15),
        SheetColumn("来源文件", 50),
        SheetColumn("文件编号", 18),
    )
    cells = tuple(
        (
            text_cell(row.region),
            text_cell(row.title),
            text_cell(row.doc_number),
            names_cell(row.issuers),
            deadline_cell(row.issued_on),
            names_cell(row.sources),
            row.notice_id,
        )
        for row in rows
    )
    return Sheet("来源", columns, cells)
