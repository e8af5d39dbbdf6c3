"""The same notice in every format gives the facts of its text; the figures: `python -m tests.formats.invariance`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.evaluation.claims import MilestoneClaim
from pipeline.evaluation.figures import figures_of
from tests.formats.invariance import BARS, Case, Places, cases, score, write
from tests.formats.labels import Counter, Label

Written = tuple[list[Case], dict[str, list[Path]]]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    found = list(cases())
    return found, write(found, tmp_path_factory.mktemp("formats"))


@pytest.mark.slow
@pytest.mark.parametrize("ending", BARS)
def test_format_gives_the_facts_of_the_text(written: Written, ending: str) -> None:
    found, paths = written
    if ending not in paths:
        assert shutil.which("soffice") is None
        pytest.skip("LibreOffice, which writes the PDFs, is not installed")
    scores = [score(case, path) for case, path in zip(found, paths[ending], strict=True)]
    figures = figures_of(scores)
    assert {"section", "quantity", "assignment", "citation"} <= figures.keys()
    low = {kind: each.found.f1 for kind, each in figures.items() if each.found.f1 < BARS[ending]}
    assert not low, [str(miss) for each in scores for miss in each.misses]


TEXT = "一、目标\n新增企业50家以上，新增基地2个。\n二、任务\n新增企业80家以上，新增基地2个。\n"


def find(text: str, quote: str, nth: int) -> int:
    start = -1
    for _ in range(nth):
        start = text.find(quote, start + 1)
    return start


@pytest.mark.parametrize(("quote", "nth"), [("2个", 1), ("2个", 2), ("80家", 1), ("页眉", 1)])
def test_claim_is_placed_where_its_neighbours_stand(quote: str, nth: int) -> None:
    variant = "页眉\n" + TEXT.replace("\n", "\n\n").replace("50家", "50 家")
    start = find(variant, quote, nth)
    claim = MilestoneClaim(type="milestone", what=("",), deadline="", quote=quote, start=start)
    assert Places(TEXT, variant).place(claim).start == find(TEXT, quote, nth)


def test_labels_are_counted_as_a_word_processor_does() -> None:
    counter = Counter()
    texts = ["一、甲", "（三）乙", "（四）丙", "二、丁", "（一）戊", "三、己", "（一）庚", "总则"]
    assert [counter.take(text) for text in texts] == [
        Label(1, 1, "甲", restarts=False),
        Label(2, 3, "乙", restarts=True),
        Label(2, 4, "丙", restarts=False),
        Label(1, 2, "丁", restarts=False),
        Label(2, 1, "戊", restarts=True),
        Label(1, 3, "己", restarts=False),
        Label(2, 1, "庚", restarts=False),
        None,
    ]
