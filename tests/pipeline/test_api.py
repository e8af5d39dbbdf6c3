"""What `import pipeline` offers, and how little it loads."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import pipeline
from schemas.errors import EmptyInputError, NotReadableError

TEXT = "云江市人民政府办公室关于印发普惠金融工作要点的通知\n\n一、工作目标\n到2025年，贷款余额达到90亿元。\n"


def test_text_gives_records_with_exact_quotes() -> None:
    records = pipeline.extract_text(TEXT)
    (quantity,) = records.quantities
    assert (quantity.value, quantity.unit) == (Decimal(90), "亿元")
    assert quantity.value_base == Decimal(9_000_000_000)
    assert all(TEXT[fact.start : fact.end] == fact.quote for fact in records.facts())


def test_a_text_that_is_no_notice_is_kept_and_told() -> None:
    story = pipeline.extract_text(
        "月亮升到了半空，他背着柴火沿着河边回家，三只野鸭子从芦苇丛里飞起来。\n"
    )
    assert [doubt.code for doubt in story.diagnostics] == ["D001"]
    assert not pipeline.extract_text(TEXT).diagnostics


def test_a_unit_read_by_half_is_told() -> None:
    half, whole = TEXT.replace("90亿元", "90元/斛"), TEXT.replace("90亿元", "90元/人")
    assert [doubt.code for doubt in pipeline.extract_text(half).diagnostics] == ["Q002"]
    assert not pipeline.extract_text(whole).diagnostics


def test_a_word_in_no_table_behind_a_power_of_ten_is_told() -> None:
    half, whole = TEXT.replace("90亿元", "90万斛"), TEXT.replace("90亿元", "90万")
    assert [doubt.code for doubt in pipeline.extract_text(half).diagnostics] == ["Q002"]
    assert not pipeline.extract_text(whole).diagnostics


def test_file_gives_the_records_of_its_text(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text(TEXT * 3, "utf-8")
    assert pipeline.extract_file(path) == pipeline.extract_text(TEXT * 3)


def test_errors_are_those_of_the_input(tmp_path: Path) -> None:
    with pytest.raises(EmptyInputError):
        pipeline.extract_text(" \n")
    with pytest.raises(NotReadableError):
        pipeline.extract_file(tmp_path / "none.txt")


def test_questions_to_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text(TEXT, "utf-8")
    pipeline.ingest([path], db=tmp_path / "ledger.db")
    db = pipeline.open_ledger(tmp_path / "ledger.db")
    try:
        assert [row.indicator for row in pipeline.targets(db)] == ["贷款余额"]
        assert len(pipeline.search(db, "贷款")) == 1
    finally:
        db.close()


@pytest.mark.parametrize("name", pipeline.__all__)
def test_every_name_is_there(name: str) -> None:
    assert callable(getattr(pipeline, name))


def test_no_other_name_is() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = pipeline.nonsense


def test_import_loads_nothing() -> None:
    probe = (
        "import sys; before = set(sys.modules); import pipeline; print(*set(sys.modules) - before)"
    )
    result = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True
    )
    loaded = {name.split(".")[0] for name in result.stdout.split()}
    assert not loaded & {"click", "rich", "pydantic", "sqlite3", "extractors", "schemas"}
    assert "pipeline" in loaded
