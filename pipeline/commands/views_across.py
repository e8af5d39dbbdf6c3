"""Tables of the answers that lay notices and districts side by side."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.commands.views import (
    DATE_CELLS,
    NOTHING,
    Field,
    View,
    baseline_phrase,
    day,
    due_phrase,
    names,
    plan_name,
)
from pipeline.export.amounts import amount, target_phrase
from pipeline.export.labels import TYPES, VALUES
from pipeline.queries import CiteRow, CompareRow, DiffRow, DutyRow, MatrixRow
from pipeline.terminal import Column, print_line, print_table

_CHANGES = {
    "raised": "提高",
    "lowered": "降低",
    "changed": "调整",
    "moved": "换单位",
    "dropped": "取消",
    "expired": "已到期",
    "new": "新增",
}
_RELATIONS = {
    "rests_on": "依据和引用",
    "cited_by": "被引用于",
    "predecessor": "前一版",
    "successor": "后一版",
    "parent": "上级规划",
}
_KINDS = {"target": "目标", "task": "任务"}
_NOBODY = "—"


def _stated(row: CompareRow) -> str:
    return amount(row.stated_comparator, row.stated_growth, row.stated_growth_max, "%")


def _implied(row: CompareRow) -> str:
    sign = "eq" if row.comparator is None else row.comparator
    return amount(sign, row.implied_growth, None, "%")


def _body(row: DutyRow) -> str:
    """The body with what it became, and its part."""
    became = "" if row.current_name == row.agency else f"（现{row.current_name}）"
    return f"{row.agency}{became}　{VALUES[row.role]}"


def _side(says: str | None, date: str | None) -> str:
    return f"{says}（{date}）" if says and date else says or ""


COMPARE: View[CompareRow] = View(
    (
        Field(Column("地区", 14), lambda row: row.region or ""),
        Field(Column("文件用名", 18), lambda row: row.indicator),
        Field(Column("基数", 20), baseline_phrase),
        Field(Column("目标", 16), target_phrase),
        Field(Column("时间", cells=DATE_CELLS), lambda row: row.date or ""),
        Field(Column("年均增长", cells=8, is_number=True), _stated),
        Field(Column("推算", cells=8, is_number=True), _implied),
        Field(Column("文件", 22), lambda row: plan_name(row.notice)),
    ),
    lambda row: row.indicator_canonical,
)
AGENCY: View[DutyRow] = View(
    (
        Field(Column("时限", cells=DATE_CELLS), lambda row: day(row.deadline)),
        Field(Column("类别", cells=8), lambda row: TYPES.get(row.kind) or VALUES[row.kind]),
        Field(Column("事项", 30), due_phrase),
        Field(Column("同列单位", 20), lambda row: names(row.partners)),
        Field(Column("文件用名", 14), lambda row: row.printed),
        Field(Column("地区", 14), lambda row: row.region or ""),
        Field(Column("文件", 22), lambda row: plan_name(row.notice)),
    ),
    _body,
)
DIFF: View[DiffRow] = View(
    (
        Field(Column("变化", cells=6), lambda row: _CHANGES[row.change]),
        Field(Column("事项", 34), lambda row: row.what),
        Field(Column("原文件", 30), lambda row: _side(row.old, row.old_date)),
        Field(Column("新文件", 30), lambda row: _side(row.new, row.new_date)),
    ),
    lambda row: _KINDS[row.kind],
)
CITES: View[CiteRow] = View(
    (
        Field(Column("文件", 50), lambda row: row.title),
        Field(Column("文号", 20), lambda row: row.doc_number or ""),
        Field(Column("地区", 14), lambda row: row.region or ""),
        Field(Column("成文日期", cells=DATE_CELLS), lambda row: row.issued_on or ""),
        Field(Column("次数", cells=4, is_number=True), lambda row: str(row.times or "")),
        Field(Column("账本", cells=8), lambda row: (row.notice_id or "")[:8]),
    ),
    lambda row: _RELATIONS[row.relation],
)


def print_matrix(rows: Sequence[MatrixRow]) -> None:
    """A line a task, a column a region; — where nobody answers."""
    if not rows:
        print_line(NOTHING)
        return
    regions = list(dict.fromkeys(row.region for row in rows))
    heads = [Column("任务", 3), *(Column(_last(region), 2) for region in regions)]
    tasks = dict.fromkeys(row.task for row in rows)
    cells = {(row.task, row.region): names(row.agencies) or _NOBODY for row in rows}
    print_table(heads, [[task, *(cells[task, region] for region in regions)] for task in tasks])
    print_line(f"\n共 {len(tasks)} 项任务，{len(regions)} 个地区")


def _last(region: str | None) -> str:
    return region.rpartition("/")[2] if region else "（未定地区）"
