"""Floors rise with the figures and never fall without a word."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline.evaluation.claims import GoldError
from pipeline.evaluation.figures import figures_of
from pipeline.evaluation.gate import (
    FloorError,
    Floors,
    Measured,
    complaints,
    read_floors,
    updated,
    write_floors,
)
from pipeline.evaluation.matching import Count, NoticeScore
from pipeline.evaluation.sets import load_set, present_sets, score_set
from schemas.errors import CorruptInputError
from schemas.records import Document, NoticeRecords, Section

TEXT = "关于印发规划的通知\n一、总体要求\n"
GOLD = [
    {"type": "document", "title": "关于印发规划的通知", "doc_number": None},
    {
        "type": "section",
        "label": "一、",
        "heading": "总体要求",
        "level": 1,
        "quote": "一、总体要求",
    },
]


def measured(found: int, strict: int, *, sha256: str = "a", kind: str = "quantity") -> Measured:
    count = Count(gold=10, out=10, found=found, strict=strict)
    others = dict.fromkeys(
        ("document", "section", "quantity", "assignment", "milestone", "citation", "agency"),
        Count(),
    )
    return Measured(sha256, figures_of([NoticeScore("n", {**others, kind: count})]))


PINNED = updated(Floors(), {"corpus": measured(9, 8)}, reason=None)


def write_project(root: Path) -> Path:
    (root / "tests" / "gold").mkdir(parents=True)
    (root / "corpus" / "notices").mkdir(parents=True)
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in GOLD)
    (root / "tests" / "gold" / "n.jsonl").write_text(lines, encoding="utf-8")
    (root / "corpus" / "notices" / "n.txt").write_text(TEXT, encoding="utf-8")
    return root


def read_well(path: Path) -> NoticeRecords:
    title = {"start": 0, "end": 9, "quote": TEXT[:9], "rule_id": "r"}
    heading = {"start": 10, "end": 16, "quote": TEXT[10:16], "rule_id": "r"}
    return NoticeRecords(
        document=Document.model_validate({**title, "title": TEXT[:9]}),
        sections=(
            Section.model_validate({**heading, "label": "一、", "heading": "总体要求", "level": 1}),
        ),
    )


def crash(path: Path) -> NoticeRecords:
    raise CorruptInputError(f"cannot read {path.name}")


@pytest.mark.parametrize(("found", "strict"), [(9, 8), (10, 10), (9, 9)])
def test_gate_opens_at_the_floor_and_above(found: int, strict: int) -> None:
    assert complaints(PINNED, {"corpus": measured(found, strict)}) == []


@pytest.mark.parametrize(
    ("now", "complaint"),
    [
        ({"corpus": measured(8, 8)}, "corpus quantity found: 0.8000 is below its floor 0.9000"),
        ({"corpus": measured(9, 7)}, "corpus quantity strict: 0.7000 is below its floor 0.8000"),
        (
            {"corpus": measured(9, 8, sha256="b")},
            "corpus: gold or notices have changed; run make eval-update",
        ),
        (
            {"corpus": measured(9, 8), "real": measured(1, 1)},
            "real: has no floors yet; run make eval-update",
        ),
    ],
)
def test_gate_stays_shut(now: dict[str, Measured], complaint: str) -> None:
    assert complaints(PINNED, now) == [complaint]


def test_vanished_type_is_below_its_floor() -> None:
    assert len(complaints(PINNED, {"corpus": measured(9, 8, kind="section")})) == 2


def test_update_raises_floors_and_pins_the_hash() -> None:
    floors = updated(PINNED, {"corpus": measured(10, 9, sha256="b")}, reason=None)
    pin = floors.sets["corpus"]
    assert (pin.sha256, pin.floors["quantity"].found, pin.floors["quantity"].strict) == (
        "b",
        1.0,
        0.9,
    )
    assert floors.regressions == ()


def test_update_refuses_to_lower_a_floor() -> None:
    with pytest.raises(FloorError, match=r"corpus quantity strict 0\.8000 -> 0\.7000"):
        updated(PINNED, {"corpus": measured(10, 7)}, reason=None)


def test_update_lowers_with_a_reason_and_writes_it_down() -> None:
    floors = updated(PINNED, {"corpus": measured(9, 7)}, reason="gold was wrong")
    (regression,) = floors.regressions
    assert floors.sets["corpus"].floors["quantity"].strict == 0.7
    assert (regression.figure, regression.before, regression.after, regression.reason) == (
        "corpus quantity strict",
        0.8,
        0.7,
        "gold was wrong",
    )


def test_update_keeps_sets_that_are_not_here() -> None:
    floors = updated(PINNED, {"real": measured(5, 5)}, reason=None)
    assert floors.sets["corpus"] == PINNED.sets["corpus"]


def test_floors_survive_the_file(tmp_path: Path) -> None:
    write_floors(tmp_path / "floors.json", PINNED)
    assert read_floors(tmp_path / "floors.json") == PINNED


def test_figures_by_hand() -> None:
    scores = [
        NoticeScore("a", {"section": Count(gold=4, out=4, found=4, strict=2)}),
        NoticeScore("b", {"section": Count(gold=4, out=0)}),
    ]
    for score in scores:
        score.counts.update({kind: Count() for kind in ("document", "quantity", "assignment")})
        score.counts.update({kind: Count() for kind in ("milestone", "citation", "agency")})
    figures = figures_of(scores)
    found = figures["section"].found
    assert list(figures) == ["section"]
    assert (found.precision, found.recall, found.macro_f1) == (1.0, 0.5, 0.5)
    assert found.f1 == pytest.approx(2 / 3)
    assert (found.low, found.high) == (0.0, 1.0)
    assert figures["section"].strict.f1 == pytest.approx(1 / 3)


def test_good_extraction_scores_one(tmp_path: Path) -> None:
    (gold,) = present_sets(write_project(tmp_path / "project"), required=False)
    figures = figures_of(score_set(gold, read_well))
    assert {kind: each.strict.f1 for kind, each in figures.items()} == {"document": 1, "section": 1}


def test_crash_scores_nothing(tmp_path: Path) -> None:
    (gold,) = present_sets(write_project(tmp_path / "project"), required=False)
    (score,) = score_set(gold, crash)
    assert {kind: each.found.f1 for kind, each in figures_of([score]).items()} == {
        "document": 0,
        "section": 0,
    }
    assert str(score.misses[0]) == "n notice crashed: CorruptInputError: cannot read n.txt"


@pytest.mark.parametrize("file", ["tests/gold/n.jsonl", "corpus/notices/n.txt"])
def test_hash_covers_gold_and_notice(tmp_path: Path, file: str) -> None:
    root = write_project(tmp_path / "project")
    (before,) = present_sets(root, required=False)
    (root / file).write_text((root / file).read_text("utf-8") + "\n", encoding="utf-8")
    (after,) = present_sets(root, required=False)
    assert before.sha256 != after.sha256


def test_real_set_is_read_where_it_is(tmp_path: Path) -> None:
    root = write_project(tmp_path / "project")
    shutil.copytree(root / "tests" / "gold", tmp_path / "shared" / "gold")
    shutil.copytree(root / "corpus" / "notices", tmp_path / "shared" / "notices")
    assert [gold.name for gold in present_sets(root, required=True)] == ["corpus", "real"]


def test_real_set_may_be_required(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="CI is set"):
        present_sets(write_project(tmp_path / "project"), required=True)


@pytest.mark.parametrize("missing", ["tests/gold/n.jsonl", "corpus/notices/n.txt"])
def test_incomplete_set_is_refused(tmp_path: Path, missing: str) -> None:
    root = write_project(tmp_path)
    (root / missing).unlink()
    with pytest.raises(GoldError, match=r"no \.jsonl file|no n\.txt"):
        load_set("corpus", gold=root / "tests" / "gold", notices=root / "corpus")


def test_real_gold_is_placed_in_its_notices(real_gold: Path, real_notices: Path) -> None:
    gold = load_set("real", gold=real_gold, notices=real_notices)
    assert len(gold.notices) == len(list(real_gold.glob("*.jsonl")))
