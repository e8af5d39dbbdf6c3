"""Rows of answers as a table, one JSON array, or CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import cast

from pipeline.sheets.cells import FORMULA_STARTS
from pipeline.terminal import Column, print_line, print_table, visible, visible_json

Row = Mapping[str, object]
_TRUTH = {True: "是", False: ""}


def print_rows(rows: Sequence[Row], form: str, columns: Mapping[str, str]) -> None:
    """Print in the form that `--format` names. `columns` are the fields of a table and their headings.

    JSON and CSV carry every field of the rows; where there are no rows, CSV has no fields but those of `columns`.
    """
    if form == "json":
        lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        print_line(visible_json(f"[\n{lines}\n]" if rows else "[]"))
    elif form == "csv":
        print_line(csv_text(rows, [*(rows[0] if rows else columns)]).rstrip("\n"))
    else:
        heads = [
            Column(label, is_number=_is_number_column(rows, name))
            for name, label in columns.items()
        ]
        print_table(heads, [[cell_text(row[name]) for name in columns] for row in rows])


def cell_text(value: object) -> str:
    """A value as a person reads it."""
    if value is None or isinstance(value, bool):
        return _TRUTH[bool(value)]
    if isinstance(value, float):
        return f"{value:f}".rstrip("0").rstrip(".")
    if isinstance(value, list | tuple):
        return "、".join(map(str, cast("Sequence[object]", value)))
    return str(value)


def _is_number_column(rows: Sequence[Row], name: str) -> bool:
    values = [row[name] for row in rows if row[name] is not None]
    return bool(values) and all(
        isinstance(value, int | float) and not isinstance(value, bool) for value in values
    )


def csv_text(rows: Sequence[Row], names: Sequence[str]) -> str:
    """Every text quoted, numbers bare, so that -5 stays a number while no text can be run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_csv_cell(row[name]) for name in names])
    return out.getvalue()


def _csv_cell(value: object) -> object:
    if isinstance(value, int | float):
        return int(value) if isinstance(value, bool) else value
    text = visible(cell_text(value))
    return f"'{text}" if text.lstrip(" \u3000\xa0").startswith(tuple(FORMULA_STARTS)) else text
