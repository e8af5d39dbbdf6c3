"""Sheets as an .xlsx that opens the same in Excel, WPS and LibreOffice; every text is inert."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.sheets.cells import PROGRESS as PROGRESS_WORDS
from pipeline.sheets.content import PROGRESS, Sheet

_A4 = 9
_LINE, _PADDING, _TALLEST = 13.5, 3, 409
"""Points; a row can be no taller."""
_THIN = Side(style="thin", color="808080")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD_FONT = Font(name="黑体", size=11, bold=True)
_BAND_FONT = Font(name="黑体", size=11)
_BODY_FONT = Font(name="宋体", size=10)
_HEAD_FILL = PatternFill("solid", fgColor="DDE3EA")
_BAND_FILL = PatternFill("solid", fgColor="F3F5F7")
_LIGHT_FILLS = {
    "red": PatternFill("solid", fgColor="FFC7CE"),
    "yellow": PatternFill("solid", fgColor="FFEB9C"),
    "green": PatternFill("solid", fgColor="C6EFCE"),
}
_TOP = Alignment(vertical="top", wrap_text=True)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def write_workbook(sheets: Sequence[Sheet], path: Path) -> None:
    """One worksheet a sheet: A4 across, the head frozen and on every page."""
    book = Workbook()
    for made in book.worksheets:
        book.remove(made)
    for sheet in sheets:
        _write_sheet(book.create_sheet(sheet.title), sheet)
    book.save(path)


def _write_sheet(page: Worksheet, sheet: Sheet) -> None:
    _set_up(page, sheet)
    for at, column in enumerate(sheet.columns, 1):
        _put(_cell(page, 1, at), column.label, _HEAD_FONT, _CENTRE, _HEAD_FILL)
        dimension = page.column_dimensions[get_column_letter(at)]
        dimension.width = column.width
        dimension.hidden = column.is_hidden
    for row_at, row in enumerate(sheet.rows):
        is_band = row_at in sheet.bands
        for at, value in enumerate(row):
            fill = _LIGHT_FILLS.get(sheet.lights.get((row_at, at), ""))
            _put(
                _cell(page, row_at + 2, at + 1),
                value,
                _BAND_FONT if is_band else _BODY_FONT,
                _TOP,
                _BAND_FILL if is_band else fill,
            )
        page.row_dimensions[row_at + 2].height = _height(sheet, row_at)
    _merge(page, sheet)
    _offer_progress(page, sheet)


def _height(sheet: Sheet, row_at: int) -> float:
    """Points for the cell with most lines; neither LibreOffice nor WPS works it out from the file.

    Cells that merge with those below have room enough.
    """
    merged = {column for column, first, end in sheet.merged if first <= row_at <= end}
    cells = zip(range(len(sheet.columns)), sheet.columns, sheet.rows[row_at], strict=True)
    lines = (
        1
        if row_at in sheet.bands
        else max(
            _lines(value, column.width)
            for at, column, value in cells
            if at not in merged and not column.is_hidden
        )
    )
    return min(lines * _LINE + _PADDING, _TALLEST)


def _lines(value: str | float | None, width: float) -> int:
    """How many lines a text takes; a Chinese character is as wide as two figures."""
    cells = sum(2 if character > "\u2e7f" else 1 for character in str(value or ""))
    return max(1, math.ceil(cells / (width - 1)))


def _set_up(page: Worksheet, sheet: Sheet) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
    page.freeze_panes = "A2"
    footer = HeaderFooterItem()
    footer.center.text = "第 &P 页，共 &N 页"
    page.oddFooter = footer
    page.page_margins.left = page.page_margins.right = 0.4
    if not sheet.bands and sheet.rows:
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"


def _cell(page: Worksheet, row: int, column: int) -> Cell:
    """A cell that nothing is merged over yet."""
    return cast("Cell", page.cell(row, column))


def _put(
    cell: Cell,
    value: str | float | None,
    font: Font,
    alignment: Alignment,
    fill: PatternFill | None = None,
) -> None:
    if isinstance(value, str):
        # openpyxl takes a leading = for a formula, and Excel takes + - @ for one when the cell is edited.
        cell.value = value
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    else:
        cell.value = value
    cell.font, cell.alignment, cell.border = font, alignment, _BORDER
    if fill is not None:
        cell.fill = fill


def _merge(page: Worksheet, sheet: Sheet) -> None:
    last = get_column_letter(len(sheet.columns))
    for row in sheet.bands:
        page.merge_cells(f"A{row + 2}:{last}{row + 2}")
    for column, first, end in sheet.merged:
        letter = get_column_letter(column + 1)
        page.merge_cells(f"{letter}{first + 2}:{letter}{end + 2}")


def _offer_progress(page: Worksheet, sheet: Sheet) -> None:
    labels = [column.label for column in sheet.columns]
    if PROGRESS in labels and sheet.rows:
        letter = get_column_letter(labels.index(PROGRESS) + 1)
        words = ",".join(PROGRESS_WORDS.values())
        cells = f"{letter}2:{letter}{len(sheet.rows) + 1}"
        page.add_data_validation(DataValidation(type="list", formula1=f'"{words}"', sqref=cells))
