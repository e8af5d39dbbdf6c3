"""The sheets as one self-contained page, with the colours of the dates."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.export.marks import text_html
from pipeline.sheets.content import Sheet

_STYLE = """
body { margin: 24px; font: 14px/1.5 SimSun, "Noto Serif CJK SC", serif; color: #222; }
h2 { margin: 32px 0 8px; font: bold 18px SimHei, "Noto Sans CJK SC", sans-serif; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 4px 8px; border: 1px solid #9a9a9a; text-align: left; vertical-align: top; }
th { position: sticky; top: 0; background: #dde3ea; white-space: nowrap; }
td.band { background: #f3f5f7; font-weight: bold; }
td.red { background: #ffc7ce; } td.yellow { background: #ffeb9c; } td.green { background: #c6efce; }
@media print { @page { size: A4 landscape; } thead { display: table-header-group; } }
"""


def write_page(sheets: Sequence[Sheet], path: Path) -> None:
    """It loads nothing, runs nothing, and forbids both."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    body = "\n".join(_sheet_html(sheet) for sheet in sheets)
    path.write_text(
        '<!doctype html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'\">\n"
        f"<title>台账</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n",
        "utf-8",
    )


def _sheet_html(sheet: Sheet) -> str:
    heads = "".join(f"<th>{text_html(c.label)}</th>" for c in sheet.columns if not c.is_hidden)
    rows = "\n".join(_rows_html(sheet))
    return f"<h2>{text_html(sheet.title)}</h2>\n<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _rows_html(sheet: Sheet) -> Iterator[str]:
    shown = [at for at, column in enumerate(sheet.columns) if not column.is_hidden]
    opened = {(first, column): end - first + 1 for column, first, end in sheet.merged}
    covered = {
        (row, column) for column, first, end in sheet.merged for row in range(first + 1, end + 1)
    }
    for row_at, row in enumerate(sheet.rows):
        if row_at in sheet.bands:
            yield f'<tr><td class="band" colspan="{len(shown)}">{text_html(str(row[0]))}</td></tr>'
            continue
        cells = [
            _cell_html(row[at], sheet.lights.get((row_at, at), ""), opened.get((row_at, at), 1))
            for at in shown
            if (row_at, at) not in covered
        ]
        yield f"<tr>{''.join(cells)}</tr>"


def _cell_html(value: str | float | None, light: str, span: int) -> str:
    attributes = f' class="{light}"' if light else ""
    attributes += f' rowspan="{span}"' if span > 1 else ""
    return f"<td{attributes}>{text_html('' if value is None else str(value))}</td>"
