"""What is printed: no character acts on a terminal, no cell on a spreadsheet."""

from __future__ import annotations

import csv
import io
import json

import pytest

from pipeline.commands.rows import cell_text, csv_text, print_rows
from pipeline.export.amounts import amount
from pipeline.terminal import UNSAFE, Column, print_error, print_table, visible, visible_json


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("普惠", "普惠"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\nb\tc", "a b c"),
        ("\u202e\u2066", "\\u202e\\u2066"),
        ("\x00\x7f\x9b", "\\x00\\x7f\\x9b"),
        ("\udce9", "\\udce9"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_json_keeps_its_data_and_shows_no_raw_control() -> None:
    rows = [{"text": " ".join(chr(code) for code in sorted(UNSAFE))}]
    text = visible_json(json.dumps(rows, ensure_ascii=False))
    assert not {ord(char) for char in text} & UNSAFE
    assert json.loads(text) == rows


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", " =", "\u3000-"])
def test_no_cell_is_a_formula(start: str) -> None:
    (row,) = csv.DictReader(io.StringIO(csv_text([{"a": f"{start}cmd|' /C calc'!A0"}], ["a"])))
    assert row["a"].startswith("'")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (-5, "-5"),
        (-0.5, "-0.5"),
        (True, "1"),
        (None, '""'),
        (["甲", "乙"], '"甲、乙"'),
        ("5", '"5"'),
    ],
)
def test_csv_cell(value: object, cell: str) -> None:
    assert csv_text([{"a": value}], ["a"]).splitlines()[1] == cell


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (False, ""), (True, "是"), (1.5, "1.5"), (10.0, "10"), (("甲",), "甲")],
)
def test_table_cell(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_json_is_one_array(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows([{"a": 1}, {"a": "甲"}], "json", {"a": "A"})
    assert json.loads(capsys.readouterr().out) == [{"a": 1}, {"a": "甲"}]


def test_table_takes_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    print_table([Column("甲")], [["[red]x[/red] :smile:"]])
    assert "[red]x[/red] :smile:" in capsys.readouterr().out


def test_tables_of_one_kind_have_the_same_columns(capsys: pytest.CaptureFixture[str]) -> None:
    columns = [Column("甲", 3), Column("乙", cells=4), Column("丙", 1, is_number=True)]
    for rows in ([["x", "y", "1"]], [["x" * 200, "y", "22"]]):
        print_table(columns, rows)
    heads = [line for line in capsys.readouterr().out.splitlines() if "甲" in line]
    assert len(heads) == 2
    assert heads[0] == heads[1]


def test_error_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    print_error("a\nb.txt", "empty", "两\n行")
    assert capsys.readouterr().err == "taizhang: a b.txt: empty: 两 行\n"


@pytest.mark.parametrize(
    ("sign", "value", "upper", "unit", "shown"),
    [
        ("ge", 90, None, "亿元", "≥90亿元"),
        ("eq", 0.5, None, "%", "0.5%"),
        ("range", 10, 15, "%", "10～15%"),
        (None, None, None, None, ""),
    ],
)
def test_amount(
    sign: str | None, value: float | None, upper: float | None, unit: str | None, shown: str
) -> None:
    assert amount(sign, value, upper, unit) == shown
