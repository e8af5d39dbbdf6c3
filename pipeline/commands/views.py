"""Answers as tables to read: rows under a heading for each group, all groups with the same columns."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from pipeline.export.amounts import amount, indicator_phrase, target_phrase
from pipeline.export.labels import FIELDS, TYPES, VALUES
from pipeline.queries import (
    AgencyRow,
    AuditRow,
    CompareRow,
    CorrectionRow,
    DueRow,
    DutyRow,
    LeadRow,
    NoticeRow,
    SentenceRow,
    TargetRow,
)
from pipeline.terminal import Column, print_line, print_table

if TYPE_CHECKING:
    from pipeline.coverage import CoverageRow

AnyRow = TypeVar("AnyRow")

_MATCHES = {"task": "任务", "heading": "标题", "text": "正文"}
_STATUSES = {"ok": "成功", "partial": "存疑"}
_STATES = {"applied": "有效", "changed": "原文已变", "lost": "无处可用"}
_COUNTS = {
    "quantities": "数量",
    "assignments": "分工",
    "milestones": "时限",
    "diagnostics": "待核",
    "unexplained": "未解释",
}
_AGENCY_COUNTS = {"leads": "牵头", "supports": "配合", "responsible": "责任", "notices": "文件"}
KINDS = {"number": "数字", "agency": "机构"}
"""Kinds of what is in no record."""
NOTHING = "没有符合条件的记录"
_SMALLEST_IN_YI = 1_000_000
"""0.01亿元; less is told in 万元."""


@dataclass(frozen=True, slots=True)
class Field(Generic[AnyRow]):
    """A column and what a row shows in it."""

    column: Column
    cell: Callable[[AnyRow], str]


@dataclass(frozen=True, slots=True)
class View(Generic[AnyRow]):
    """`heading` names the group of a row, if there are groups; they keep the order in which they first come."""

    fields: tuple[Field[AnyRow], ...]
    heading: Callable[[AnyRow], str] | None = None


def print_view(view: View[AnyRow], rows: Sequence[AnyRow]) -> None:
    """The rows, group by group below one head, and how many there are."""
    if not rows:
        print_line(NOTHING)
        return
    print_groups(view, rows)
    print_line(f"\n共 {len(rows)} 条")


def print_groups(view: View[AnyRow], rows: Sequence[AnyRow]) -> None:
    """The rows, group by group below one head."""
    columns = [field.column for field in view.fields]
    if view.heading is None:
        print_table(columns, [_cells(view, row) for row in rows])
    else:
        print_table(columns, [])
        for heading, group in _groups(view.heading, rows):
            cells = [_cells(view, row) for row in group]
            print_line("")
            print_table(columns, cells, heading=f"■ {heading}", with_head=False)


def _cells(view: View[AnyRow], row: AnyRow) -> list[str]:
    return [field.cell(row) for field in view.fields]


def _groups(
    heading: Callable[[AnyRow], str], rows: Sequence[AnyRow]
) -> Iterator[tuple[str, list[AnyRow]]]:
    groups: dict[str, list[AnyRow]] = {}
    for row in rows:
        groups.setdefault(heading(row), []).append(row)
    yield from groups.items()


def _by_notice(row: AuditRow | LeadRow | SentenceRow) -> str:
    return f"{row.region or '（未定地区）'}　{row.notice}"


def _indicator(row: TargetRow) -> str:
    """The canonical name, and the printed one where it is another."""
    shown = indicator_phrase(row.indicator_canonical, row.measure)
    return shown if row.indicator == row.indicator_canonical else f"{shown}〔{row.indicator}〕"


def _by_deadline(row: DueRow) -> str:
    if row.deadline == "ongoing":
        return "长期坚持"
    return f"{row.deadline}　已逾期" if row.overdue else row.deadline


def day(text: str | None) -> str:
    return VALUES.get(text or "", text or "")


def baseline_phrase(row: TargetRow | CompareRow) -> str:
    shown = amount("eq", row.baseline, None, row.baseline_unit)
    return f"{shown}（{row.baseline_date}）" if shown and row.baseline_date else shown


def _comparable(row: TargetRow) -> str:
    """Money in 亿元 or 万元, other amounts in their base unit, where the notice prints another."""
    value, upper, unit = row.value_base, row.value_max_base, row.unit_base
    if value is not None and unit == "元":
        unit, factor = ("亿元", 10**8) if abs(value) >= _SMALLEST_IN_YI else ("万元", 10**4)
        value, upper = value / factor, upper / factor if upper is not None else None
    return "" if unit == row.unit else amount(None, value, upper, unit)


def _place(row: AuditRow | LeadRow | TargetRow | DueRow | SentenceRow) -> str:
    return row.headings or ""


def _counter(name: str) -> Callable[[NoticeRow], str]:
    return lambda row: str(getattr(row, name))


def plan_name(title: str) -> str:
    """What a notice issues, where its title says so, as the shorter name of both."""
    _, issues, rest = title.partition("关于印发")
    return rest.removesuffix("的通知").strip("《》") if issues else title


def _standing(row: DueRow) -> str:
    """What people said, else the colour of the date."""
    return VALUES.get(row.progress or row.light or "", "")


def due_phrase(row: DueRow | DutyRow) -> str:
    """A target with its amount."""
    what = row.what or ""
    if row.kind != "target":
        return what
    return f"{indicator_phrase(what, row.measure)}：{target_phrase(row) or row.quote}"


def _kind_of_place(row: TargetRow) -> str:
    """Where a target is printed; one may be in the text, in a box and in a table."""
    if row.place == "table":
        return "表格"
    return "专栏" if row.place == "box" else "正文"


def _in_context(row: CoverageRow) -> str:
    return " ".join(f"{row.before}【{row.quote}】{row.after}".split())


def _decided(row: CorrectionRow, value: str | None) -> str:
    """A decision as a person reads it; those about assignments are JSON."""
    read = json.loads(value) if value and row.about == "assignment" else value
    if isinstance(read, list):
        return "、".join(map(str, cast("list[object]", read)))
    return "" if read is None else VALUES.get(str(read), str(read))


def names(names: Iterable[str]) -> str:
    return "、".join(names)


def _became(row: AgencyRow) -> str:
    """What an agency is called today, where it changed."""
    return f"{row.current_name}（{row.changed_on}）" if row.changed_on else ""


def _agency_counter(name: str) -> Callable[[AgencyRow], str]:
    return lambda row: str(getattr(row, name))


DATE_CELLS = 10
LEADS: View[LeadRow] = View(
    (
        Field(Column("任务", 24), lambda row: row.task or ""),
        Field(Column("职责", cells=4), lambda row: VALUES[row.role]),
        Field(Column("单位", 22), lambda row: names(row.agencies)),
        Field(Column("配合", 20), lambda row: names(row.support)),
        Field(Column("时限", cells=DATE_CELLS), lambda row: day(row.deadline)),
        Field(Column("位置", 24), _place),
        Field(Column("见于", cells=4), lambda row: _MATCHES.get(row.match, "")),
    ),
    _by_notice,
)
SUPPORTS: View[LeadRow] = View(
    (
        Field(Column("任务", 24), lambda row: row.task or ""),
        Field(Column("配合", 22), lambda row: names(row.agencies)),
        Field(Column("牵头", 20), lambda row: names(row.lead)),
        *LEADS.fields[4:],
    ),
    _by_notice,
)
"""Those asked for who support: beside them, who leads."""
TARGETS: View[TargetRow] = View(
    (
        Field(Column("指标", 26), _indicator),
        Field(Column("地区", 14), lambda row: row.region or ""),
        Field(Column("基数", 20), baseline_phrase),
        Field(Column("目标", 18), target_phrase),
        Field(Column("换算", 12), _comparable),
        Field(Column("时间", cells=DATE_CELLS), lambda row: row.date or ""),
        Field(Column("位置", cells=4), _kind_of_place),
        Field(Column("文件", 26), lambda row: plan_name(row.notice)),
    ),
)
DUE: View[DueRow] = View(
    (
        Field(Column("类别", cells=8), lambda row: TYPES.get(row.kind) or VALUES[row.kind]),
        Field(Column("状态", cells=6), _standing),
        Field(Column("事项", 32), due_phrase),
        Field(Column("单位", 20), lambda row: names(row.agencies)),
        Field(Column("配合", 18), lambda row: names(row.support)),
        Field(Column("地区", 14), lambda row: row.region or ""),
        Field(Column("文件", 26), lambda row: plan_name(row.notice)),
    ),
    _by_deadline,
)
AGENCIES: View[AgencyRow] = View(
    (
        Field(Column("规范名称", 28), lambda row: row.name),
        Field(Column("类别", cells=12), lambda row: row.kind_label),
        Field(Column("职能", cells=14), lambda row: row.function_label),
        Field(Column("文件用名", 26), lambda row: names(dict.fromkeys(row.aliases))),
        Field(Column("现名", 20), _became),
        *(
            Field(Column(label, cells=4, is_number=True), _agency_counter(name))
            for name, label in _AGENCY_COUNTS.items()
        ),
    ),
    lambda row: row.region or "（未定地区）",
)
SEARCH: View[SentenceRow] = View(
    (
        Field(Column("位置", 26), _place),
        Field(Column("句子", 74), lambda row: row.sentence),
    ),
    _by_notice,
)
AUDIT: View[AuditRow] = View(
    (
        Field(Column("程度", cells=4), lambda row: VALUES[row.severity]),
        Field(Column("发现", 60), lambda row: row.message),
        Field(Column("位置", 26), _place),
        Field(Column("检查", 22), lambda row: row.rule.removeprefix("audit.")),
    ),
    _by_notice,
)
CORRECTIONS: View[CorrectionRow] = View(
    (
        Field(Column("编号", 20), lambda row: row.record),
        Field(Column("字段", cells=4), lambda row: FIELDS.get(row.field, row.field)),
        Field(Column("提取", 24), lambda row: _decided(row, row.extracted)),
        Field(Column("更正", 24), lambda row: _decided(row, row.corrected)),
        Field(Column("情况", cells=8), lambda row: _STATES[row.state]),
        Field(Column("何人", 10), lambda row: row.corrected_by),
        Field(Column("何时", cells=DATE_CELLS), lambda row: row.corrected_at[:DATE_CELLS]),
    ),
    lambda row: row.notice or "机构",
)
NOTICES: View[NoticeRow] = View(
    (
        Field(Column("编号", cells=8), lambda row: row.notice_id[:8]),
        Field(Column("地区", 14), lambda row: row.region or ""),
        Field(Column("标题", 40), lambda row: row.title),
        Field(Column("文号", 18), lambda row: row.doc_number or ""),
        Field(Column("成文日期", cells=DATE_CELLS), lambda row: row.issued_on or ""),
        Field(Column("状态", cells=4), lambda row: _STATUSES[row.status]),
        *(
            Field(Column(label, cells=2 * len(label), is_number=True), _counter(name))
            for name, label in _COUNTS.items()
        ),
    ),
)
COVERAGE: View[CoverageRow] = View(
    (
        Field(Column("类别", cells=4), lambda row: KINDS[row.kind]),
        Field(Column("前后文", 46), _in_context),
        Field(Column("位置", 30), lambda row: row.headings or ""),
        Field(Column("偏移", cells=7, is_number=True), lambda row: str(row.start)),
    ),
    lambda row: f"{row.says}（{row.reason}）",
)
