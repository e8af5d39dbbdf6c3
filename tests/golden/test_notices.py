"""Did the extraction of a notice change? `make golden` shows how, `make golden-update` takes it as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline import stages
from pipeline.children import Fault, Read
from pipeline.golden import compare_records, golden_of
from schemas.errors import InputError

GOLDEN = Path(__file__).parent


def result_of(path: Path) -> Read | Fault:
    try:
        source = stages.read(path)
        return Read(path, source, stages.records_of(source), 0.0)
    except InputError as error:
        return Fault(path, error.fault, str(error))


def check(golden_file: Path, notices: Path, *, keep_words: bool) -> None:
    before = json.loads(golden_file.read_text("utf-8"))
    after = golden_of(result_of(notices / before["notice"]), keep_words=keep_words)
    assert list(compare_records(before.pop("records"), after.pop("records"))) == []
    assert after == before


@pytest.mark.parametrize(
    "golden_file", sorted(GOLDEN.glob("corpus/*.json")), ids=lambda path: path.stem
)
def test_example_notice(golden_file: Path, corpus_folder: Path) -> None:
    check(golden_file, corpus_folder / "notices", keep_words=True)


@pytest.mark.parametrize(
    "golden_file", sorted(GOLDEN.glob("real/*.json")), ids=lambda path: path.stem
)
def test_real_notice(golden_file: Path, real_notices: Path) -> None:
    check(golden_file, real_notices, keep_words=False)


def test_every_example_notice_has_a_golden_file(corpus_folder: Path) -> None:
    notices = {f"{path.name}.json" for path in (corpus_folder / "notices").iterdir()}
    assert notices == {path.name for path in GOLDEN.glob("corpus/*.json")}
