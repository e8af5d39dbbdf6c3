"""The 任务分解表 as CSV, Word table or Parquet."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.sheets.cells import FORMULA_STARTS
from pipeline.sheets.content import Sheet
from schemas.errors import UsageError


def write_csv(sheet: Sheet, path: Path) -> None:
    """UTF-8 with a byte order mark, which Excel needs; no cell can be run as a formula."""
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([column.label for column in sheet.columns])
        for at, row in enumerate(sheet.rows):
            if at not in sheet.bands:
                writer.writerow([_inert(cell) for cell in row])


def write_docx(sheet: Sheet, path: Path) -> None:
    """One table across an A4 page on its side, its head on every page."""
    from docx import Document  # noqa: PLC0415 - only this format needs it
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(12)
    shown = [at for at, column in enumerate(sheet.columns) if not column.is_hidden]
    total = sum(sheet.columns[at].width for at in shown)
    widths = [Mm(273 * sheet.columns[at].width / total) for at in shown]
    document.add_heading(sheet.title, level=1)
    table = document.add_table(rows=1, cols=len(shown), style="Table Grid")
    table.autofit = False
    for cell, at in zip(table.rows[0].cells, shown, strict=True):
        cell.text = sheet.columns[at].label
    row_element: Any = table.rows[0]._tr  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - the library has no word for it
    row_element.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row_at, row in enumerate(sheet.rows):
        cells = table.add_row().cells
        if row_at in sheet.bands:
            cells[0].merge(cells[-1]).text = str(row[0])
            continue
        for cell, at in zip(cells, shown, strict=True):
            cell.text = "" if row[at] is None else str(row[at])
    for table_row in table.rows:
        for cell, width in zip(table_row.cells, widths, strict=True):
            cell.width = width
            for paragraph in cell.paragraphs:
                for run in paragraph.runs:
                    run.font.size = Pt(8)
    document.save(str(path))


def write_parquet(rows: Iterable[NamedTuple], path: Path) -> None:
    """The rows of a query, lists as lists.

    Raises:
        UsageError: DuckDB is not installed.
    """
    try:
        duckdb: Any = import_module("duckdb")
    except ImportError as error:
        raise UsageError("写 Parquet 需要 DuckDB：请安装 taizhang[duckdb]") from error
    target = str(path).replace("'", "''")
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as db:
        lines = Path(folder) / "rows.jsonl"
        with lines.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(row._asdict(), ensure_ascii=False) + "\n" for row in rows)
        db.execute(
            f"COPY (SELECT * FROM read_json_auto(?)) TO '{target}' (FORMAT parquet)",  # noqa: S608 - a file's name, quoted
            [str(lines)],
        )


def _inert(cell: object) -> object:
    text = cell if isinstance(cell, str) else None
    return f"'{text}" if text and text.startswith(tuple(FORMULA_STARTS)) else cell
