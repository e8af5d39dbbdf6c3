"""Small notices made by hand: a text, and records that point at its words."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from schemas.records import (
    Assignment,
    Citation,
    Diagnostic,
    Document,
    Milestone,
    NoticeRecords,
    Quantity,
    Section,
    Uncovered,
)
from schemas.source import Cell, Source, Table
from schemas.vocab import Comparator, Measure, Origin, Recurrence, Severity, Status

RULE = "test.by-hand"
BASES = {"亿元": ("元", 100_000_000), "万元": ("元", 10_000), "家": ("家", 1), "%": ("%", 1)}

TEXT = """云江市青禾县人民政府办公室关于印发青禾县金融发展行动计划的通知
一、总体目标
2023年存款余额为80亿元。到2025年末，存款余额达到90亿元以上。
二、重点任务
（一）发展绿色金融。推广绿色信贷，完成平台建设。（牵头单位：县金融服务中心，配合单位：县财政局、人行青禾支行）
（二）普惠小微。服务AI企业，落实《云江市普惠办法》。（牵头单位：县发改委）
"""


class Notice:
    """Builds records for a text; every `add` method points at the first (or nth) occurrence of a quote."""

    def __init__(
        self,
        text: str = TEXT,
        *,
        region: str | None = "云江市/青禾县",
        doc_number: str | None = "青禾府办发〔2023〕1号",
        issued_on: date | None = date(2023, 6, 1),
    ) -> None:
        self.text = text
        title = text.partition("\n")[0]
        self.document = Document(
            **self._at(title),
            title=title,
            plan_title="青禾县金融发展行动计划",
            doc_number=doc_number,
            issuers=("云江市青禾县人民政府办公室",),
            issued_on=issued_on,
            region=region,
            period=(2023, 2025),
        )
        self.facts: dict[str, list[Any]] = {}

    def _at(self, quote: str, nth: int = 1, section: Sequence[str] = ()) -> dict[str, Any]:
        start = -1
        for _ in range(nth):
            start = self.text.index(quote, start + 1)
        place = {"start": start, "end": start + len(quote), "quote": quote}
        return {**place, "section": tuple(section), "rule_id": RULE}

    def section(self, quote: str, *path: str) -> Notice:
        label = path[-1]
        heading = quote.removeprefix(label)
        record = Section(**self._at(quote, 1, path), label=label, heading=heading, level=len(path))
        return self._add("sections", record)

    def quantity(
        self,
        quote: str,
        indicator: str,
        value: float | str,
        unit: str,
        *,
        section: Sequence[str] = (),
        status: Status = Status.TARGET,
        when: date | None = None,
        comparator: Comparator = Comparator.EQ,
        measure: Measure = Measure.LEVEL,
        recurrence: Recurrence | None = None,
        nth: int = 1,
    ) -> Notice:
        base, factor = BASES[unit]
        record = Quantity(
            **self._at(quote, nth, section),
            indicator=indicator,
            measure=measure,
            comparator=comparator,
            value=Decimal(str(value)),
            unit=unit,
            value_base=Decimal(str(value)) * factor,
            unit_base=base,
            status=status,
            date=when,
            recurrence=recurrence,
        )
        return self._add("quantities", record)

    def assignment(
        self,
        quote: str,
        task: str | None,
        *,
        section: Sequence[str] = (),
        lead: Sequence[str] = (),
        support: Sequence[str] = (),
        responsible: Sequence[str] = (),
        deadline: date | Literal["ongoing"] | None = None,
        origin: Origin = Origin.TEXT,
    ) -> Notice:
        record = Assignment(
            **self._at(quote, 1, section),
            task=task,
            lead=tuple(lead),
            support=tuple(support),
            responsible=tuple(responsible),
            deadline=deadline,
            origin=origin,
        )
        return self._add("assignments", record)

    def milestone(self, quote: str, deadline: date, *, section: Sequence[str] = ()) -> Notice:
        record = Milestone(**self._at(quote, 1, section), what=quote, deadline=deadline)
        return self._add("milestones", record)

    def citation(self, quote: str, *, section: Sequence[str] = (), nth: int = 1) -> Notice:
        record = Citation(**self._at(quote, nth, section), title=quote.strip("《》"))
        return self._add("citations", record)

    def diagnostic(self, quote: str, severity: Severity = Severity.WARNING) -> Notice:
        record = Diagnostic(**self._at(quote), code="T001", severity=severity, message="看不准")
        return self._add("diagnostics", record)

    def uncovered(
        self,
        quote: str,
        kind: Literal["number", "agency"] = "number",
        reason: str = "unexplained",
        *,
        section: Sequence[str] = (),
    ) -> Notice:
        record = Uncovered(**self._at(quote, 1, section), kind=kind, reason=reason)
        return self._add("uncovered", record)

    def _add(self, kind: str, record: object) -> Notice:
        self.facts.setdefault(kind, []).append(record)
        return self

    def records(self) -> NoticeRecords:
        facts: Mapping[str, Any] = {kind: tuple(found) for kind, found in self.facts.items()}
        return NoticeRecords(document=self.document, **facts)

    def source(
        self, name: str = "notice.txt", *, cells: Sequence[str] = (), salt: str = ""
    ) -> Source:
        """`salt` gives the same text other bytes, as another encoding would."""
        return Source(
            text=self.text,
            name=name,
            media_type="text/plain",
            sha256=hashlib.sha256((salt + self.text).encode("utf-8", "surrogatepass")).hexdigest(),
            tables=(self._table(cells),) if cells else (),
            reader="text",
            encoding="utf-8",
        )

    def _table(self, texts: Sequence[str]) -> Table:
        starts = [self.text.index(text) for text in texts]
        cells = [
            Cell(row=0, col=at, start=start, end=start + len(text))
            for at, (start, text) in enumerate(zip(starts, texts, strict=True))
        ]
        return Table(start=cells[0].start, end=cells[-1].end, cells=tuple(cells))


def qinghe() -> Notice:
    """A county's plan with one fact of every kind."""
    tasks = "二、"
    return (
        Notice()
        .section("一、总体目标", "一、")
        .section("二、重点任务", tasks)
        .section("（一）发展绿色金融", tasks, "（一）")
        .section("（二）普惠小微", tasks, "（二）")
        .quantity(
            "80亿元",
            "存款余额",
            80,
            "亿元",
            section=["一、"],
            status=Status.ACTUAL,
            when=date(2023, 12, 31),
        )
        .quantity(
            "90亿元以上",
            "存款余额",
            90,
            "亿元",
            section=["一、"],
            when=date(2025, 12, 31),
            comparator=Comparator.GE,
        )
        .milestone("完成平台建设", date(2025, 6, 30), section=[tasks, "（一）"])
        .assignment(
            "（牵头单位：县金融服务中心，配合单位：县财政局、人行青禾支行）",
            "发展绿色金融",
            section=[tasks, "（一）"],
            lead=["县金融服务中心"],
            support=["县财政局", "人行青禾支行"],
            deadline=date(2024, 12, 31),
        )
        .assignment(
            "（牵头单位：县发改委）",
            "普惠小微",
            section=[tasks, "（二）"],
            lead=["县发改委"],
            deadline="ongoing",
        )
        .citation("《云江市普惠办法》", section=[tasks, "（二）"])
        .diagnostic("青禾县金融发展行动计划")
        .uncovered("2023", reason="date")
        .uncovered("2025", reason="date")
        .uncovered("青禾县人民政府", "agency", "front-matter")
        .uncovered("云江市", "agency")
    )


def shiqiao() -> Notice:
    """A district's plan on the same subjects, in 万元, with a body that alone speaks of 绿色金融."""
    text = (
        "云江市石桥区人民政府关于印发石桥区金融支持方案的通知\n"
        "一、工作目标\n到2026年，存款余额达到2000000万元。新增企业5家。\n"
        "二、保障措施\n完善绿色金融服务。（责任单位：区金融办、区发展改革委）\n"
        "序号\t任务\t牵头\n1\t支持小微\t区财政局\n"
    )
    return (
        Notice(
            text,
            region="云江市/石桥区",
            doc_number="石桥府发〔2024〕2号",
            issued_on=date(2024, 1, 5),
        )
        .section("一、工作目标", "一、")
        .section("二、保障措施", "二、")
        .quantity(
            "2000000万元", "存款余额", 2_000_000, "万元", section=["一、"], when=date(2026, 12, 31)
        )
        .quantity("5家", "新增企业", 5, "家", section=["一、"], when=date(2026, 12, 31))
        .assignment(
            "（责任单位：区金融办、区发展改革委）",
            "保障措施",
            section=["二、"],
            responsible=["区金融办", "区发展改革委"],
        )
        .assignment(
            "区财政局",
            "支持小微",
            section=["二、"],
            lead=["区财政局"],
            deadline=date(2025, 3, 31),
            origin=Origin.TABLE,
        )
    )
