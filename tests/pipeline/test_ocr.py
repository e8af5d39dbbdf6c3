"""Pages without a text layer: recognised one by one where OCR is asked for, told of where it is not."""

from __future__ import annotations

import io
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from pipeline import scans
from pipeline.children import Fault, Read, read_one
from pipeline.cli import app
from pipeline.readers import read_bytes
from schemas.errors import UsageError

RIGHT, DOUBTFUL = 1.0, 0.7
LINES = (
    ("云江市人民政府关于印发养老服务实施方案的通知", RIGHT),
    ("各区县政府，市政府各部门：", RIGHT),
    ("一、到2025年，建成助餐点90个。", RIGHT),
    ("二、到2025年，建成床位8500张(含护理型）。", DOUBTFUL),
)
STAND_IN = """
import json, pathlib, sys
lines = {lines!r}
words = [[text, 80, 80 + 30 * at, 80 + 14 * len(text), 94 + 30 * at, score] for at, (text, score) in enumerate(lines)]
page = {{"width": 595, "height": 842, "words": words, "rules": []}}
print(json.dumps(page if len(sys.argv) > 2 else [1]))
"""


def scan() -> bytes:
    """A PDF of one picture."""
    buffer = io.BytesIO()
    Image.new("L", (600, 800), 255).save(buffer, "PDF")
    return buffer.getvalue()


@pytest.fixture
def scanned(tmp_path: Path) -> Path:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan())
    return path


@pytest.fixture
def recogniser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program in the place of Python that prints what a recogniser would of each page."""
    script = tmp_path / "recogniser.py"
    script.write_text(STAND_IN.format(lines=LINES), "utf-8")
    command = tmp_path / "python"
    command.write_text(f'#!/bin/sh\nshift 2\nexec "{sys.executable}" {script} "$@"\n', "utf-8")
    command.chmod(0o755)
    monkeypatch.setattr(scans, "PYTHON", str(command))
    monkeypatch.setattr(scans, "require_ocr", lambda: None)


def test_without_the_option_the_word_is_how_to_turn_it_on(scanned: Path) -> None:
    result = read_one(scanned)
    assert isinstance(result, Fault)
    assert result.fault == "no_text_layer"
    assert "--ocr" in result.message


@pytest.mark.usefixtures("recogniser")
def test_facts_of_a_scan_carry_page_box_and_confidence(scanned: Path) -> None:
    told: list[tuple[str, int, int]] = []
    result = read_one(scanned, ocr=lambda path, page, count: told.append((path.name, page, count)))
    assert isinstance(result, Read)
    assert told == [("scan.pdf", 1, 1)]
    assert result.source.text.split("\n") == [text.replace("(", "（") for text, _ in LINES]
    assert {(place.page, place.confidence) for place in result.source.places} == {
        (1, 0.99), (1, DOUBTFUL),
    }  # fmt: skip
    assert [quantity.value for quantity in result.records.quantities] == [90, 8500]
    doubts = [d.quote for d in result.records.diagnostics if d.code == "R002"]
    assert result.records.quantities[1].quote in doubts
    assert result.records.quantities[0].quote not in doubts
    assert any("OCR" in d.message for d in result.records.diagnostics if d.code == "R001")


@pytest.mark.usefixtures("recogniser")
def test_confidence_is_kept_in_the_ledger(scanned: Path, tmp_path: Path) -> None:
    db = tmp_path / "ledger.db"
    result = CliRunner().invoke(app, ["ingest", str(scanned), "--ocr", "--db", str(db)])
    assert result.exit_code == 0, result.output
    assert f"taizhang: {scanned}: ocr: " in result.stderr
    connection = sqlite3.connect(db)
    rows = connection.execute(
        "SELECT page, min(confidence), max(confidence) FROM places GROUP BY page"
    )
    assert rows.fetchall() == [(1, DOUBTFUL, 0.99)]
    connection.close()


def test_recogniser_that_fails_leaves_the_fault_as_it_is(
    scanned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scans, "PYTHON", "false")
    result = read_one(scanned, ocr=lambda *_: None)
    assert isinstance(result, Fault)
    assert result.fault == "no_text_layer"


def test_pages_with_text_are_not_recognised(corpus_folder: Path) -> None:
    path = corpus_folder / "variants" / "qinghe-puhui-2025.pdf"
    command = [sys.executable, "-m", "pipeline.ocr", str(path)]
    root = Path(__file__).parents[2]
    answer = subprocess.run(command, capture_output=True, check=True, cwd=root)
    assert json.loads(answer.stdout) == []


def test_missing_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(UsageError, match="taizhang\\[ocr\\]"):
        scans.require_ocr()


def test_page_is_laid_out_with_its_rules() -> None:
    texts = [("指标", 60, 65), ("目标", 160, 65), ("助餐点", 60, 95), ("90个", 160, 95)]
    words = [[text, x, y, x + 14 * len(text), y + 14, RIGHT] for text, x, y in texts]
    across = [[50, y, 250, y] for y in (60, 90, 120)]
    down = [[x, 60, x, 120] for x in (50, 150, 250)]
    page = {"width": 595, "height": 842, "words": words, "rules": [*across, *down]}
    source = read_bytes(scan(), "a.pdf", json.dumps({"1": page}).encode())
    assert [source.text[cell.start : cell.end] for cell in source.tables[0].cells] == [
        "指标", "目标", "助餐点", "90个",
    ]  # fmt: skip


def test_stroke_before_a_line_is_its_dash_and_one_inside_is_none() -> None:
    words = [
        ["普惠供给更加充足。", 140, 104, 266, 118, RIGHT],
        ["新建床位90张。", 112, 134, 210, 148, RIGHT],
    ]
    rules = [[112, 111, 140, 111], [120, 136, 120, 147]]
    page = {"width": 595, "height": 842, "words": words, "rules": rules}
    source = read_bytes(scan(), "a.pdf", json.dumps({"1": page}).encode())
    assert source.text == "——普惠供给更加充足。\n新建床位90张。"


def test_clean_picture_of_a_notice_gives_its_amounts(corpus_folder: Path, tmp_path: Path) -> None:
    """The real recogniser on one page of the corpus at 200 dots an inch."""
    pytest.importorskip("rapidocr", reason="comes with the extra ocr")
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(corpus_folder / "variants" / "qinghe-puhui-2025.pdf")
    path = tmp_path / "page.pdf"
    document[1].render(scale=200 / 72).to_pil().save(path, "PDF", resolution=200)
    result = read_one(path, time_limit=300, ocr=lambda *_: None)
    assert isinstance(result, Read)
    assert "普惠型小微企业贷款余额\t亿元\t预期性\t52.6\t85以上\t17以上" in result.source.text
