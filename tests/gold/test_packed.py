"""Gold without sentences: packed by `pack.py`, matched by hashes."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluation.claims import AnyClaim, GoldError, read_claims
from pipeline.evaluation.figures import figures_of
from pipeline.evaluation.matching import NoticeScore, score_notice
from pipeline.evaluation.packed import hash_phrase, read_packed, score_packed
from pipeline.evaluation.sets import load_packed_set, present_sets, score_set
from pipeline.readers import read
from schemas.records import Document, NoticeRecords
from tests.gold.pack import FACTS, Places, main, pack, pack_row

ROOT = Path(__file__).resolve().parents[2]
PACKED = ROOT / "tests" / "gold" / "real"

TITLE = "云江市人民政府关于印发金融规划的通知"
TEXT = f"{TITLE}\n一、总体要求\n到2025年，贷款余额达到90\n亿元以上，完成改制。\n（牵头单位：市金融办）\n根据《云江市规划》\n"
GOLD: list[dict[str, Any]] = [
    {"type": "document", "title": TITLE, "plan_title": None, "issuers": ["云江市人民政府"]},
    {
        "type": "section",
        "label": "一、",
        "heading": "总体要求",
        "level": 1,
        "quote": "一、总体要求",
    },
    {
        "type": "quantity",
        "indicator": ["贷款余额", "各项贷款余额"],
        "measure": "level",
        "comparator": "ge",
        "value": 90,
        "unit": "亿元",
        "status": "target",
        "date": "2025-12-31",
        "quote": "90亿元以上",
        "note": "borderline",
        "optional": True,
    },
    {"type": "milestone", "what": ["完成改制"], "deadline": "2025-12-31", "quote": "完成改制"},
    {
        "type": "assignment",
        "task": ["总体要求"],
        "lead": ["市金融办"],
        "quote": "牵头单位：市金融办",
    },
    {"type": "citation", "title": "云江市规划", "doc_number": None, "quote": "《云江市规划》"},
]
SECTION, QUANTITY, MILESTONE, ASSIGNMENT, CITATION = GOLD[1:]


def packed(*rows: dict[str, Any]) -> tuple[AnyClaim, ...]:
    lines = "\n".join(json.dumps(pack_row(row, Places(TEXT))) for row in rows)
    return read_packed(lines, TEXT, name="test")


def said(*rows: dict[str, Any]) -> tuple[AnyClaim, ...]:
    placed = [row | {"quote": row["quote"].replace("90亿", "90\n亿")} for row in rows]
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in placed)
    return read_claims(lines, TEXT, name="test")


def score(gold: dict[str, Any], out: dict[str, Any]) -> NoticeScore:
    return score_packed("test", packed(gold), said(out))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a packed set of one notice beside `shared`, and its gold with quotes as quoted.jsonl."""
    root, notices = tmp_path / "project", tmp_path / "shared" / "notices"
    notices.mkdir(parents=True)
    (notices / "n.txt").write_text(TEXT, encoding="utf-8")
    (root / "corpus").mkdir(parents=True)
    shutil.copy(notices / "n.txt", root / "corpus")
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in GOLD)
    (root / "quoted.jsonl").write_text(lines, encoding="utf-8")
    (root / "tests" / "gold").mkdir(parents=True)
    own = {"type": "document", "title": TITLE}
    (root / "tests" / "gold" / "n.jsonl").write_text(json.dumps(own), encoding="utf-8")
    return root


def run_pack(root: Path) -> int:
    out = root / "tests" / "gold" / "real" / "n.jsonl"
    notice = root.parent / "shared" / "notices" / "n.txt"
    return main([str(root / "quoted.jsonl"), str(notice), str(out)])


def load(root: Path) -> NoticeScore:
    gold = load_packed_set(
        "x", gold=root / "tests" / "gold" / "real", notices=root.parent / "shared" / "notices"
    )
    (result,) = score_set(gold, read_title)
    return result


def read_title(path: Path) -> NoticeRecords:
    row = {"title": TITLE, "issuers": ("云江市人民政府",), "rule_id": "r"}
    head = Document.model_validate({**row, "start": 0, "end": len(TITLE), "quote": TITLE})
    return NoticeRecords(document=head)


def test_a_hash_is_of_the_folded_phrase() -> None:
    digest = hashlib.sha256("总体-要求".encode()).hexdigest()[:16]
    assert hash_phrase("“总体——要\n求”。") == digest
    assert (hash_phrase(None), hash_phrase(" 。")) == ("", "")


def test_packed_row_keeps_facts_and_hashes_phrases() -> None:
    assert pack_row(QUANTITY, Places(TEXT)) == {
        "type": "quantity",
        "indicator": [hash_phrase("贷款余额"), hash_phrase("各项贷款余额")],
        "measure": "level",
        "comparator": "ge",
        "value": 90,
        "unit": "亿元",
        "status": "target",
        "date": "2025-12-31",
        "quote": hash_phrase("90亿元以上"),
        "start": TEXT.index("90"),
        "end": TEXT.index("，完成"),
        "optional": True,
    }


@pytest.mark.parametrize(
    ("text", "quote", "nth", "span"),
    [
        ("甲乙甲乙", "甲乙", 2, (2, 4)),
        ("甲\n乙", "甲乙", None, (0, 3)),
        ("甲乙", "甲 \n乙", None, (0, 2)),
        ("甲\n乙甲 乙", "甲乙", 2, (3, 6)),
    ],
)
def test_quote_is_placed_white_space_apart(
    text: str, quote: str, nth: int | None, span: tuple[int, int]
) -> None:
    assert Places(text).find(quote, nth) == span


@pytest.mark.parametrize(
    ("text", "quote", "nth", "why"),
    [
        ("甲乙", "丙", None, "no occurrence 1"),
        ("甲乙", "甲乙", 2, "no occurrence 2"),
        ("甲乙甲乙", "甲乙", None, "more than one place"),
        ("甲\n乙甲 乙", "甲乙", None, "more than one place"),
        ("甲乙", " ", None, "an empty quote"),
    ],
)
def test_quote_without_its_place_is_refused(
    text: str, quote: str, nth: int | None, why: str
) -> None:
    with pytest.raises(GoldError, match=why):
        Places(text).find(quote, nth)


@pytest.mark.parametrize("row", [{"type": "remark"}, {"type": "section", "text": "总体要求"}])
def test_what_is_not_known_is_not_packed(row: dict[str, Any]) -> None:
    with pytest.raises(GoldError, match="unknown"):
        pack_row(row, Places(TEXT))


def test_every_row_that_cannot_be_placed_is_reported(project: Path) -> None:
    rows = [SECTION | {"quote": "二、"}, MILESTONE, CITATION | {"quote": "《青禾县规划》"}]
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (project / "quoted.jsonl").write_text(lines, encoding="utf-8")
    reports: list[str] = []
    assert pack(project / "quoted.jsonl", project / "corpus" / "n.txt", reports.append) == []
    assert [report.split(":")[1] for report in reports] == [" section", " citation"]
    assert run_pack(project) == 1
    assert not (project / "tests" / "gold" / "real").exists()


def test_pack_runs_by_hand(project: Path) -> None:
    out = project / "out" / "n.jsonl"
    arguments = [project / "quoted.jsonl", project / "corpus" / "n.txt", out]
    subprocess.run([sys.executable, ROOT / "tests" / "gold" / "pack.py", *arguments], check=True)
    assert [json.loads(line)["type"] for line in out.read_text("utf-8").splitlines()] == [
        "source",
        *(row["type"] for row in GOLD),
    ]


@pytest.mark.parametrize("row", GOLD[1:], ids=lambda row: row["type"])
def test_same_fact_is_strictly_right(row: dict[str, Any]) -> None:
    firm = row | {"optional": False}
    form = {key: row[key][0] for key in ("indicator", "task", "what") if key in row}
    count = score(firm, firm | form).counts[row["type"]]
    assert (count.gold, count.out, count.found, count.strict) == (1, 1, 1, 1)


def test_every_accepted_form_counts() -> None:
    firm = QUANTITY | {"optional": False}
    counts = score(firm, firm | {"indicator": "各项 贷款余额"}).counts
    assert counts["quantity"].strict == 1


@pytest.mark.parametrize(
    ("row", "change", "wrong"),
    [
        (QUANTITY | {"optional": False}, {"indicator": "存款余额"}, "indicator"),
        (ASSIGNMENT, {"task": "保障措施"}, "task"),
        (ASSIGNMENT, {"task": None}, "task"),
        (ASSIGNMENT, {"lead": ["市金融办", "市财政局"]}, "lead"),
    ],
)
def test_wrong_detail_is_named(row: dict[str, Any], change: dict[str, Any], wrong: str) -> None:
    count = score(row, row | change).counts[row["type"]]
    assert (count.found, count.strict, dict(count.wrong)) == (1, 0, {wrong: 1})


@pytest.mark.parametrize("row", [SECTION | {"heading": "保障措施"}, CITATION | {"title": "规划"}])
def test_other_phrase_is_another_fact(row: dict[str, Any]) -> None:
    gold = SECTION if row["type"] == "section" else CITATION
    assert score(gold, row).counts[row["type"]].found == 0


@pytest.mark.parametrize(("deadline", "right"), [("2025-12-31", 1), ("2026-12-31", 0)])
def test_milestone_is_judged_by_deadline_and_place(deadline: str, right: int) -> None:
    count = score(MILESTONE, MILESTONE | {"what": "改制", "deadline": deadline}).counts["milestone"]
    assert (count.found, count.strict) == (right, right)


def test_milestone_elsewhere_is_missed() -> None:
    assert score(MILESTONE, MILESTONE | {"quote": "一、"}).counts["milestone"].found == 0


def test_optional_stays_optional() -> None:
    count = score(QUANTITY, QUANTITY).counts["quantity"]
    assert (count.gold, count.out) == (0, 0)


def test_misses_show_the_words_of_the_program() -> None:
    (miss,) = score(ASSIGNMENT, ASSIGNMENT | {"task": "保障措施"}).misses
    assert "保障措施" in str(miss)
    assert hash_phrase("总体要求") in str(miss)


def test_packed_and_quoted_gold_score_alike() -> None:
    gold, out = GOLD[1:], [QUANTITY | {"unit": "万元", "optional": False}, SECTION, ASSIGNMENT]
    as_quoted = score_notice("n", said(*gold), said(*out)).counts
    assert score_packed("n", packed(*gold), said(*out)).counts == as_quoted


def test_quote_that_moved_is_refused() -> None:
    row = json.dumps(pack_row(SECTION, Places(TEXT)))
    with pytest.raises(GoldError, match=r"test:1: its quote does not stand at"):
        read_packed(row, "\n" + TEXT, name="test")


def test_packed_set_is_scored(project: Path) -> None:
    assert run_pack(project) == 0
    figures = figures_of([load(project)])
    assert (figures["document"].strict.f1, figures["section"].found.f1) == (1.0, 0.0)


def test_changed_notice_is_refused(project: Path) -> None:
    run_pack(project)
    (project.parent / "shared" / "notices" / "n.txt").write_text(TEXT + "\n", encoding="utf-8")
    with pytest.raises(GoldError, match="another file than the one it was packed for"):
        load(project)


def test_changed_reader_is_refused(project: Path) -> None:
    run_pack(project)
    file = project / "tests" / "gold" / "real" / "n.jsonl"
    head, _, rest = file.read_text("utf-8").partition("\n")
    other = json.dumps(json.loads(head) | {"text_sha256": "0" * 64})
    file.write_text(f"{other}\n{rest}", encoding="utf-8")
    with pytest.raises(GoldError, match=r"the text reader now gives another text .* pack the gold"):
        load(project)


def test_gold_without_source_is_refused(project: Path) -> None:
    run_pack(project)
    file = project / "tests" / "gold" / "real" / "n.jsonl"
    file.write_text(file.read_text("utf-8").partition("\n")[2], encoding="utf-8")
    with pytest.raises(GoldError, match=r"n\.jsonl:1: the first line is no source"):
        load(project)


def test_packed_set_is_there_where_its_notices_are(project: Path) -> None:
    run_pack(project)
    assert [gold.name for gold in present_sets(project, required=False)] == [
        "corpus",
        "real-packed",
    ]
    (project.parent / "shared" / "notices" / "n.txt").unlink()
    assert [gold.name for gold in present_sets(project, required=False)] == ["corpus"]


def test_packed_set_may_be_required(project: Path) -> None:
    run_pack(project)
    shared = project.parent / "shared"
    shutil.copytree(project / "tests" / "gold", shared / "gold", ignore=lambda *_: ["real"])
    assert len(present_sets(project, required=True)) == 3
    (shared / "notices" / "n.txt").rename(shared / "notices" / "m.txt")
    shutil.move(shared / "gold" / "n.jsonl", shared / "gold" / "m.jsonl")
    with pytest.raises(GoldError, match=r"CI is set, but \.\./shared/notices has no n\.txt"):
        present_sets(project, required=True)


FILES = sorted(PACKED.parent.glob("real*/*.jsonl"))
HASHES = {"heading", "indicator", "plan_title", "quote", "relative_to", "task", "title", "what"}
OTHERS = {"type", "start", "end", "optional"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_gold_of_a_real_notice_holds_no_phrase(file: Path) -> None:
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()[1:]]
    assert len(rows) > 1
    for row in rows:
        assert set(row) <= HASHES | FACTS[row["type"]] | OTHERS
        for key in HASHES & set(row):
            forms = row[key] if isinstance(row[key], list) else [row[key]]
            assert all(form is None or re.fullmatch("[0-9a-f]{16}", form) for form in forms), row


def test_gold_of_real_notices_is_placed(real_notices: Path) -> None:
    sets = [
        load_packed_set(folder.name, gold=folder, notices=real_notices)
        for folder in sorted(PACKED.parent.glob("real*"))
    ]
    notices = [notice for gold in sets for notice in gold.notices]
    assert len(notices) == len(FILES) > 0
    assert all(len(notice.claims) > 1 for notice in notices)
    assert {read(notice.path).reader for notice in notices} == {"docx", "html", "pdf", "text"}
