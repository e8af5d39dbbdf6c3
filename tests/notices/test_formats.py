"""The same notice as text, Word, PDF and web page gives the same facts."""

from __future__ import annotations

from pathlib import Path

import pytest

import pipeline
from schemas.base import Record
from schemas.records import NoticeRecords

STEM = "qinghe-puhui-2025"
PLACES = {"start", "end", "quote", "section", "rule_id"}
KINDS = ("sections", "quantities", "assignments", "milestones", "citations")


def facts(records: tuple[Record, ...]) -> list[str]:
    """Records without their places, which differ by format."""
    return sorted(record.model_dump_json(exclude=PLACES) for record in records)


def read(folder: Path, ending: str) -> NoticeRecords:
    return pipeline.extract_file(folder / "variants" / f"{STEM}.{ending}")


@pytest.mark.parametrize("ending", ["docx", "pdf", "html", "ofd"])
@pytest.mark.parametrize("kind", KINDS)
def test_format_gives_the_facts_of_the_text(corpus_folder: Path, ending: str, kind: str) -> None:
    wanted = facts(getattr(read(corpus_folder, "txt"), kind))
    assert wanted
    assert facts(getattr(read(corpus_folder, ending), kind)) == wanted


@pytest.mark.parametrize("ending", ["docx", "pdf", "html", "ofd"])
def test_format_gives_the_head_of_the_text(corpus_folder: Path, ending: str) -> None:
    wanted = read(corpus_folder, "txt").document.model_dump(exclude=PLACES)
    assert read(corpus_folder, ending).document.model_dump(exclude=PLACES) == wanted
