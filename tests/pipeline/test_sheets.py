"""The office's sheet out, changed by a person, and back."""

from __future__ import annotations

import csv
import importlib
import importlib.util
import json
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document
from openpyxl import load_workbook

from pipeline.cli import app
from pipeline.queries import TaskRow, corrections, due, leads, open_ledger, tasks
from pipeline.sheets.content import TASKS
from pipeline.store.doctor import examine

TEXT = """云江市石桥区人民政府办公室关于印发养老服务实施方案的通知

石桥府办发〔2024〕8号

各镇人民政府：

一、建设站点
（一）新建社区站点。到2026年，建成站点30个。（牵头单位：区民政局；配合单位：区财政局）
（二）=1+1改造床位。改造护理型床位。（责任单位：区卫生健康委）

云江市石桥区人民政府办公室
2024年2月6日
"""


@pytest.fixture
def db(tmp_path: Path) -> Path:
    (tmp_path / "notices").mkdir()
    (tmp_path / "notices" / "a.txt").write_text(TEXT, "utf-8")
    run(tmp_path / "ledger.db", "ingest", str(tmp_path / "notices"))
    return tmp_path / "ledger.db"


def run(db: Path, *arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(app, [*arguments, "--db", str(db)])
    assert result.exit_code == code, result.output
    return result


def rows_of(db: Path) -> list[TaskRow]:
    with closing(open_ledger(db)) as ledger:
        return tasks(ledger)


def exported(db: Path, form: str = "xlsx") -> Path:
    path = db.with_name(f"out.{form}")
    run(db, "export", "--format", form, "--output", str(path))
    return path


def change(path: Path, cells: dict[tuple[int, str], object]) -> None:
    """Write into the sheet by task number and column label."""
    book = load_workbook(path)
    page = book[TASKS]
    head = [cell.value for cell in page[1]]
    for (number, label), value in cells.items():
        (row,) = (row[0].row for row in page.iter_rows(min_row=2) if row[0].value == number)
        page.cell(row, head.index(label) + 1).value = value  # type: ignore[assignment]
    book.save(path)


def read_again(db: Path, monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    """As a newer version of the extractors would."""
    monkeypatch.setattr("pipeline.store.ledger.EXTRACTOR_VERSION", version)
    monkeypatch.setattr("pipeline.store.rows.EXTRACTOR_VERSION", version)
    run(db, "ingest", str(db.parent / "notices"))


def test_a_workbook_has_the_sheets_of_an_office(db: Path) -> None:
    book = load_workbook(exported(db))
    assert book.sheetnames == [TASKS, "指标目标", "时限任务", "核对", "来源"]
    page = book[TASKS]
    assert [cell.value for cell in page[1]][:8] == [
        "序号",
        "工作目标",
        "工作任务",
        "具体内容",
        "牵头单位",
        "配合单位",
        "完成时限",
        "备注",
    ]
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.freeze_panes == "A2"
    assert {str(merged) for merged in page.merged_cells.ranges} >= {"A2:L2", "B3:B4"}
    first = [cell.value for cell in page[3]]
    assert first[:3] == [1, "一、建设站点", "新建社区站点"]
    assert first[4:6] == ["区民政局", "区财政局"]


def test_no_text_is_a_formula(db: Path) -> None:
    page = load_workbook(exported(db))[TASKS]
    cell = page["C4"]
    assert (cell.value, cell.data_type) == ("=1+1改造床位", "s")
    assert cell.quotePrefix
    with exported(db, "csv").open(encoding="utf-8", newline="") as file:
        text = file.read()
    assert text.startswith("\ufeff序号,")
    assert [row[2] for row in csv.reader(text.splitlines())][2] == "'=1+1改造床位"


def test_changed_cells_come_back_and_outlast_the_next_extraction(
    db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = exported(db)
    change(
        path,
        {
            (1, "牵头单位"): "区民政局、区住房城乡建委",
            (1, "完成时限"): "2026年6月底前",
            (1, "状态"): "推进中",
            (2, "工作任务"): "=1+1",
            (2, "牵头单位"): "区医保局",
        },
    )
    assert "更正 5 处" in run(db, "import-corrections", str(path), "--by", "督查室").output
    read_again(db, monkeypatch, "9.9")
    first, second = rows_of(db)
    assert (first.lead, first.support) == (("区民政局", "区住房城乡建委"), ("区财政局",))
    assert (first.deadline, first.progress, first.by_hand) == ("2026-06-30", "in_progress", True)
    assert (second.task, second.responsible, second.lead) == ("=1+1", ("区医保局",), ())
    with closing(open_ledger(db)) as ledger:
        assert {row.corrected_by for row in corrections(ledger)} == {"督查室"}
        assert [row.state for row in corrections(ledger)] == ["applied"] * 5
        (found,) = (row for row in leads(ledger, agency="住房城乡建委"))
        assert found.task == "新建社区站点"
        assert [row.progress for row in due(ledger) if row.kind == "assignment"] == ["in_progress"]
    again = load_workbook(exported(db))[TASKS]
    assert [again["G3"].value, again["I3"].value, again["C4"].value] == [
        "2026年6月30日",
        "推进中",
        "=1+1",
    ]


def test_an_unchanged_sheet_changes_nothing(db: Path) -> None:
    assert "更正 0 处" in run(db, "import-corrections", str(exported(db))).output
    with closing(open_ledger(db)) as ledger:
        assert corrections(ledger) == []


def test_a_decision_against_other_words_is_told(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = rows_of(db)[0].record
    path = exported(db)
    change(path, {(1, "配合单位"): "区审计局"})
    run(db, "import-corrections", str(path))

    monkeypatch.setattr(
        "pipeline.store.rows.roles_of",
        lambda _: [("lead", 0, "区民政局"), ("support", 0, "区残联")],
    )
    read_again(db, monkeypatch, "9.9")
    with closing(open_ledger(db)) as ledger:
        (told,) = corrections(ledger, state="changed")
        assert (told.record, json.loads(told.extracted or "")) == (record, ["区残联"])
    assert rows_of(db)[0].support == ("区审计局",)
    monkeypatch.undo()
    # Read once more with nothing new: a person has not looked yet, so it stays marked.
    read_again(db, monkeypatch, "9.10")
    with closing(open_ledger(db)) as ledger:
        assert [row.state for row in corrections(ledger)] == ["changed"]


def test_a_decision_goes_over_to_a_text_with_another_word_elsewhere(db: Path) -> None:
    path = exported(db)
    change(path, {(1, "配合单位"): "区审计局"})
    run(db, "import-corrections", str(path))
    (db.parent / "notices" / "a.txt").write_text(TEXT.replace("30个", "35个"), "utf-8")
    run(db, "ingest", str(db.parent / "notices"))
    assert rows_of(db)[0].support == ("区审计局",)
    with closing(open_ledger(db)) as ledger:
        (kept,) = corrections(ledger)
        assert (kept.state, kept.record) == ("applied", rows_of(db)[0].record)


def test_a_decision_goes_over_to_the_same_task_with_other_bodies(db: Path) -> None:
    run(db, "mark", rows_of(db)[0].record, "推进中")
    path = exported(db)
    change(path, {(1, "配合单位"): "区审计局"})
    run(db, "import-corrections", str(path))
    (db.parent / "notices" / "a.txt").write_text(TEXT.replace("区财政局", "区残联"), "utf-8")
    result = run(db, "ingest", str(db.parent / "notices"))
    assert "1 条更正的原文已变" in result.stderr
    assert (rows_of(db)[0].support, rows_of(db)[0].progress) == (("区审计局",), "in_progress")
    with closing(open_ledger(db)) as ledger:
        (told,) = corrections(ledger, state="changed")
    assert (told.field, json.loads(told.extracted or "")) == ("support", ["区残联"])


def test_a_decision_whose_words_are_gone_is_told(db: Path) -> None:
    path = exported(db)
    change(path, {(1, "配合单位"): "区审计局"})
    run(db, "import-corrections", str(path))
    task = rows_of(db)[0].task
    assert task
    other = TEXT.replace("区财政局", "区残联").replace(task, "另建站点")
    (db.parent / "notices" / "a.txt").write_text(other, "utf-8")
    result = run(db, "ingest", str(db.parent / "notices"))
    assert "1 条更正无处可用" in result.stderr
    with closing(open_ledger(db)) as ledger:
        assert [row.state for row in corrections(ledger)] == ["lost"]
    assert "无处可用" in run(db, "corrections").output


def test_a_sheet_may_come_back_twice(db: Path) -> None:
    path = exported(db)
    change(path, {(1, "完成时限"): "2026/6/30", (2, "牵头单位"): "区审计局，区残联"})
    run(db, "import-corrections", str(path))
    assert "更正 0 处，未采用 0 行" in run(db, "import-corrections", str(path)).output


def test_an_old_sheet_is_refused_only_where_it_was_edited(db: Path) -> None:
    path = exported(db)
    (db.parent / "notices" / "a.txt").write_text(f"{TEXT}\n另有一行。\n", "utf-8")
    run(db, "ingest", str(db.parent / "notices"))
    assert "更正 0 处，未采用 0 行" in run(db, "import-corrections", str(path)).output
    change(path, {(1, "配合单位"): "区审计局"})
    refused = run(db, "import-corrections", str(path), code=1)
    assert "请重新导出再改" in refused.output
    assert "未采用 1 行" in refused.output


def test_a_task_is_not_erased(db: Path) -> None:
    path = exported(db)
    change(path, {(1, "工作任务"): ""})
    assert "是空的" in run(db, "import-corrections", str(path), code=1).output


def test_an_old_copy_undoes_nothing(db: Path) -> None:
    mine, theirs = exported(db), exported(db).rename(db.with_name("theirs.xlsx"))
    run(db, "export", "--output", str(mine))
    change(mine, {(1, "牵头单位"): "区住房城乡建委"})
    change(theirs, {(2, "工作任务"): "改造床位", (1, "完成时限"): "2026年12月31日"})
    run(db, "import-corrections", str(mine), "--by", "甲")
    assert "更正 2 处" in run(db, "import-corrections", str(theirs), "--by", "乙").output
    first, second = rows_of(db)
    assert (first.lead, first.deadline, second.task) == (
        ("区住房城乡建委",),
        "2026-12-31",
        "改造床位",
    )
    change(theirs, {(1, "牵头单位"): "区卫生健康委"})
    result = run(db, "import-corrections", str(theirs), "--by", "乙", code=1)
    assert "导出以后账本里已改为：区住房城乡建委" in result.output
    assert rows_of(db)[0].lead == ("区住房城乡建委",)


def test_a_row_that_stands_twice_is_refused(db: Path) -> None:
    path, record = exported(db), rows_of(db)[0].record
    change(path, {(2, "编号"): record, (2, "工作任务"): "另一项"})
    result = run(db, "import-corrections", str(path), code=1)
    assert result.output.count("编号重复") == 2
    assert [row.by_hand for row in rows_of(db)] == [False, False]


def test_a_sheet_without_its_columns_is_refused(db: Path) -> None:
    path = exported(db)
    book = load_workbook(path)
    book[TASKS]["E1"] = "责任单位"
    book.save(path)
    result = run(db, "import-corrections", str(path), code=2)
    assert "缺少这些列：牵头单位" in result.output


def test_what_nobody_has_is_not_exported(db: Path) -> None:
    assert "没有符合条件" in run(db, "export", "--region", "火星", code=2).output
    assert "没有这份文件" in run(db, "audit", "没有的", code=2).output
    assert "写不了" in run(db, "export", "-o", "/nowhere/a.xlsx", code=2).output


def test_the_ending_tells_the_format(db: Path) -> None:
    path = db.with_name("tasks.csv")
    run(db, "export", "-o", str(path))
    assert path.read_text("utf-8").startswith("\ufeff序号,")


def test_what_cannot_be_taken_is_said_row_by_row(db: Path) -> None:
    path = exported(db)
    change(path, {(1, "完成时限"): "2025-02-30", (2, "状态"): "快了"})
    result = run(db, "import-corrections", str(path), code=1)
    assert "没有这一天：2025-02-30" in result.output
    change(path, {(1, "完成时限"): "尽快"})
    result = run(db, "import-corrections", str(path), code=1)
    assert "读不出时限：尽快" in result.output
    assert "状态只能是完成、推进中、逾期：快了" in result.output
    change(path, {(1, "完成时限"): "长期坚持", (2, "状态"): "完成", (2, "编号"): "00000000-1-2-0"})
    result = run(db, "import-corrections", str(path), code=1)
    assert "账本里没有这条记录" in result.output
    assert rows_of(db)[0].deadline == "ongoing"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no workbook"])
def test_what_is_no_workbook_is_refused(db: Path, content: bytes) -> None:
    path = db.with_name("wrong.xlsx")
    path.write_bytes(content)
    assert "不是 Excel 工作簿" in run(db, "import-corrections", str(path), code=2).output


def test_a_corrected_task_is_found_by_its_new_words_alone(db: Path) -> None:
    before = rows_of(db)[0].task
    assert before
    path = exported(db)
    change(path, {(1, "工作任务"): "修复古籍"})
    run(db, "import-corrections", str(path))
    with closing(open_ledger(db)) as ledger:
        assert [row.task for row in leads(ledger, ["修复古籍"])] == ["修复古籍"]
        assert "task" not in {row.match for row in leads(ledger, [before])}
    assert all(check.fault == "" for check in examine(db))


def test_mark_says_how_a_task_stands(db: Path) -> None:
    record = rows_of(db)[0].record
    run(db, "mark", record, "完成", "--by", "督查室")
    assert (rows_of(db)[0].progress, rows_of(db)[0].by_hand) == ("done", False)
    run(db, "mark", record, "无")
    assert rows_of(db)[0].progress is None
    run(db, "mark", "00000000-1-2-0", "完成", code=2)
    run(db, "mark", "nonsense", "完成", code=2)


@pytest.mark.parametrize(
    ("today", "light"),
    [
        ("2026-11-30", "green"),
        ("2026-12-10", "yellow"),
        ("2026-12-31", "yellow"),
        ("2027-01-01", "red"),
    ],
)
def test_lights_go_by_the_date(db: Path, today: str, light: str) -> None:
    import datetime as dt  # noqa: PLC0415

    path = exported(db)
    change(path, {(1, "完成时限"): "2026年12月31日"})
    run(db, "import-corrections", str(path))
    day = dt.date.fromisoformat(today)
    with closing(open_ledger(db)) as ledger:
        assert tasks(ledger, today=day)[0].light == light
        assert {row.light for row in due(ledger, today=day)} == {light}


def test_word_table(db: Path) -> None:
    (table,) = Document(str(exported(db, "docx"))).tables
    assert [cell.text for cell in table.rows[2].cells][2] == "新建社区站点"


def test_page_is_inert_and_coloured(db: Path) -> None:
    path = exported(db)
    change(path, {(1, "完成时限"): "2020年1月1日", (2, "工作任务"): "<script>alert(1)</script>"})
    run(db, "import-corrections", str(path))
    page = exported(db, "html").read_text("utf-8")
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert '<td class="red">红</td>' in page


def test_annotations_point_at_the_text(db: Path) -> None:
    (task,) = json.loads(exported(db, "label-studio").read_text("utf-8"))
    units = task["data"]["text"].encode("utf-16-le")
    for result in task["predictions"][0]["result"]:
        value = result["value"]
        assert units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == value["text"]
    line = json.loads(exported(db, "doccano").read_text("utf-8"))
    assert {label for _, _, label in line["label"]} == {"section", "quantity", "assignment"}


def test_jsonl_holds_every_field(db: Path) -> None:
    lines = exported(db, "jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["record"] for line in lines] == [row.record for row in rows_of(db)]


def test_parquet(db: Path) -> None:
    if importlib.util.find_spec("duckdb") is None:
        path = db.with_name("out.parquet")
        result = run(db, "export", "--format", "parquet", "-o", str(path), code=2)
        assert "taizhang[duckdb]" in result.output
        pytest.skip("the extra duckdb is not installed")
    duckdb = importlib.import_module("duckdb")
    found = duckdb.sql(
        "SELECT task FROM read_parquet(?)", params=[str(exported(db, "parquet"))]
    ).fetchall()
    assert [task for (task,) in found] == [row.task for row in rows_of(db)]
