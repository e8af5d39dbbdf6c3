"""Damaged files; the long form: `python -m tests.hostile.mutate --count 10000`."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from pipeline.children import Fault
from schemas.vocab import FaultClass
from tests.hostile import mutate
from tests.hostile.mutate import Sound, run, sound_files, write_all, wrong
from tests.hostile.sound import OK, word

_COUNT = 1000 if os.environ.get("CI") else 200
"""The command reads any number."""


@pytest.mark.slow
def test_damaged_files_do_no_harm(tmp_path: Path) -> None:
    counts, found = run(_COUNT, seed=2, workers=2, keep=tmp_path / "wrong")
    assert found == []
    assert counts.total() == _COUNT
    assert counts[OK] > 0 < counts[FaultClass.CORRUPT]


def test_forty_sound_files() -> None:
    sounds = sound_files()
    assert len({sound.data for sound in sounds}) == 40
    assert {sound.name.rpartition(".")[2] for sound in sounds} == {"txt", "docx", "html", "pdf"}


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - no secret


@pytest.mark.parametrize("damage", mutate.DAMAGES)
def test_damage_is_seeded(damage: mutate.Damage) -> None:
    data = bytes(range(256)) * 20
    made, again = ([damage(data, seeded(seed)) for seed in range(20)] for _ in range(2))
    assert made == again
    assert sum(each != data for each in made) >= 19


def test_damaged_file_can_be_made_again(tmp_path: Path) -> None:
    sounds = [Sound("a.docx", word()), Sound("b.txt", b"1" * 500)]
    first = [path.read_bytes() for path in write_all(sounds, tmp_path, 12, seed=5)]
    assert [path.read_bytes() for path in write_all(sounds, tmp_path, 12, seed=5)] == first


@pytest.mark.parametrize(
    ("fault", "message", "is_wrong"),
    [
        (FaultClass.CORRUPT, "PDF 已损坏", False),
        (FaultClass.CORRUPT, "读取它的进程意外中止（信号 11）", True),
        (FaultClass.TIMEOUT, "", True),
        (FaultClass.MEMORY, "", True),
        ("internal", "KeyError", True),
    ],
)
def test_crash_hang_and_defect_are_wrong(fault: str, message: str, *, is_wrong: bool) -> None:
    assert (wrong(Fault(Path("a.pdf"), fault, message)) is not None) == is_wrong
