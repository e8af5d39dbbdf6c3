"""The same bytes give the same ledger, whatever the hash seed, the number of workers or the order of the files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.store import dump

RUN = (
    "import sys, pipeline; pipeline.ingest(sys.argv[3:], db=sys.argv[1], workers=int(sys.argv[2]))"
)


def ledger_of(db: Path, folder: Path, *, workers: int, seed: str) -> str:
    paths = sorted(map(str, folder.iterdir()), reverse=seed == "2")
    subprocess.run(
        [sys.executable, "-c", RUN, str(db), str(workers), *paths],
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=True,
        capture_output=True,
    )
    return dump(db)


@pytest.mark.parametrize(("workers", "seed"), [(2, "1"), (4, "2")])
def test_ledger_is_the_same(tmp_path: Path, corpus_folder: Path, workers: int, seed: str) -> None:
    folder = corpus_folder / "notices"
    alone = ledger_of(tmp_path / "one.db", folder, workers=1, seed="0")
    assert "绿色贷款余额" in alone
    assert ledger_of(tmp_path / "other.db", folder, workers=workers, seed=seed) == alone


def test_twice_changes_nothing(tmp_path: Path, corpus_folder: Path) -> None:
    folder = corpus_folder / "notices"
    first = ledger_of(tmp_path / "twice.db", folder, workers=2, seed="3")
    assert ledger_of(tmp_path / "twice.db", folder, workers=1, seed="4") == first
