"""The example notices on disk are what the manifest says and what the sources give."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from corpus.notice_source import GridCell, parse_body, parse_table

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
MANIFEST: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (CORPUS / "manifest.toml").read_text("utf-8")
)
FILES = [*MANIFEST["notice"], *MANIFEST["variant"]]
IDS = [entry["id"] for entry in FILES]
WITH_GOLD = ["qinghe-puhui-2025", "shiqiao-jinrong-2024", "yunjiang-dikong-2024"]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("entry", FILES, ids=IDS)
def test_a_file_has_the_hash_of_the_manifest(entry: dict[str, Any]) -> None:
    assert sha256(CORPUS / entry["file"]) == entry["sha256"]


def test_every_id_is_given_once() -> None:
    assert [name for name, count in Counter(IDS).items() if count > 1] == []


def test_every_file_on_disk_is_in_the_manifest() -> None:
    found = [p for folder in ("notices", "variants") for p in (CORPUS / folder).iterdir()]
    assert {p.relative_to(CORPUS).as_posix() for p in found} == {e["file"] for e in FILES}


def test_the_notices_span_formats_and_districts() -> None:
    notices = MANIFEST["notice"]
    assert len(notices) >= 8
    assert {e["format"] for e in notices} == {"txt", "docx", "pdf", "html"}
    assert len({e["region"] for e in notices if "/" in e["region"]}) >= 4


def test_rebuilding_gives_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("reportlab", reason="writes the PDFs; comes with the dev extra")
    from corpus.build import build  # noqa: PLC0415 - needs reportlab

    built = build(tmp_path)
    names = [path.relative_to(tmp_path) for path in built]
    assert len(names) == len(FILES) + 1
    assert [n for n in names if (CORPUS / n).read_bytes() != (tmp_path / n).read_bytes()] == []


def test_real_notices_have_the_hash_of_the_manifest(real_notices: Path) -> None:
    listed = {e["file"]: e["sha256"] for e in MANIFEST["real"]}
    assert len(listed) == 16
    assert {name: sha256(real_notices / name) for name in listed} == listed


@pytest.mark.parametrize("notice_id", WITH_GOLD)
def test_gold_quotes_stand_in_the_notice(notice_id: str) -> None:
    text = (CORPUS / "notices" / f"{notice_id}.txt").read_text("utf-8")
    lines = (ROOT / "tests" / "gold" / f"{notice_id}.jsonl").read_text("utf-8").splitlines()
    quoted = [record for record in map(json.loads, lines) if "quote" in record]
    assert len(quoted) > 40
    assert [r for r in quoted if text.count(r["quote"]) < r.get("nth", 1)] == []
    assert [r for r in quoted if "nth" not in r and text.count(r["quote"]) > 1] == []


def test_marks_merge_cells() -> None:
    grid = parse_table(1, (1, 1, 1), ["a | b | <", "^ | c // d | e"])
    assert grid.cells == (
        GridCell(0, 0, 2, 1, "a"),
        GridCell(0, 1, 1, 2, "b"),
        GridCell(1, 1, 1, 1, "c\nd"),
        GridCell(1, 2, 1, 1, "e"),
    )


@pytest.mark.parametrize("body", ["@nothing", "@table 1,1 head=1\na | b | c\n@end"])
def test_a_body_that_cannot_be_read_is_refused(body: str) -> None:
    with pytest.raises(ValueError, match=r"unknown command|3 cells for 2 columns"):
        parse_body(body)
