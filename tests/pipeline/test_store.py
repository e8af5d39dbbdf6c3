"""Loading: what one notice does to the ledger."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.store import FileOutcome, Ledger, LoadOutcome, dump
from schemas.errors import InputError
from tests.pipeline.factories import TEXT, Notice, qinghe, shiqiao


@pytest.fixture
def db_path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def ledger(db_path: Path) -> Iterator[Ledger]:
    with Ledger.open(db_path) as opened:
        yield opened


def load(ledger: Ledger, notice: Notice, path: str = "a.txt", **kwargs: str) -> LoadOutcome:
    return ledger.load(notice.records(), notice.source(**kwargs), path=path)


def query(path: Path, sql: str) -> list[tuple[object, ...]]:
    db = sqlite3.connect(path)
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()


def test_every_kind_of_fact_has_its_rows(ledger: Ledger, db_path: Path) -> None:
    assert load(ledger, qinghe()) is LoadOutcome.ADDED
    counts = {
        table: query(db_path, f"SELECT count(*) FROM {table}")[0][0]  # noqa: S608
        for table in (
            "notices", "sources", "regions", "sections", "quantities", "agencies", "agency_aliases",
            "assignments", "assignment_agencies", "milestones", "citations", "diagnostics",
        )
    }  # fmt: skip
    assert list(counts.values()) == [1, 1, 2, 4, 2, 4, 4, 2, 4, 1, 1, 1]


def test_notice_row(ledger: Ledger, db_path: Path) -> None:
    load(ledger, qinghe())
    columns = "length(id), doc_number, issuers, issued_on, region, period_start, period_end, status, quantity_count"
    assert query(db_path, f"SELECT {columns} FROM notices") == [  # noqa: S608
        (
            16, "青禾府办发〔2023〕1号", '["云江市青禾县人民政府办公室"]', "2023-06-01", "云江市/青禾县",
            2023, 2025, "partial", 2,
        )
    ]  # fmt: skip


def test_quotes_stand_at_their_offsets_in_the_stored_text(ledger: Ledger, db_path: Path) -> None:
    load(ledger, qinghe())
    load(ledger, shiqiao(), "b.txt")
    for table in (
        "sections",
        "quantities",
        "assignments",
        "milestones",
        "citations",
        "diagnostics",
    ):
        text = "substr(n.text, f.start_offset + 1, f.end_offset - f.start_offset)"
        sql = f"SELECT f.quote, {text} FROM {table} f JOIN notices n ON n.id = f.notice_id"  # noqa: S608
        rows = query(db_path, sql)
        assert rows
        assert all(quote == text for quote, text in rows)


def test_agencies_are_canonical_and_keep_their_printed_forms(ledger: Ledger, db_path: Path) -> None:
    load(ledger, qinghe())
    sql = """
        SELECT r.role, r.printed, a.name, a.region, a.function FROM assignment_agencies r
        JOIN agencies a ON a.id = r.agency_id ORDER BY r.assignment_id, r.role, r.position
    """
    here = "云江市/青禾县"
    assert query(db_path, sql) == [
        ("lead", "县金融服务中心", "青禾县金融服务中心", here, "finance"),
        ("support", "县财政局", "青禾县财政局", here, "treasury"),
        ("support", "人行青禾支行", "中国人民银行青禾县支行", here, "central_bank"),
        ("lead", "县发改委", "青禾县发展和改革委员会", here, "development_reform"),
    ]


def test_facts_hang_on_their_innermost_section(ledger: Ledger, db_path: Path) -> None:
    load(ledger, qinghe())
    sql = "SELECT a.task, s.trail FROM assignments a JOIN sections s ON s.id = a.section_id ORDER BY a.id"
    assert query(db_path, sql) == [
        ("发展绿色金融", "二、重点任务 / （一）发展绿色金融"),
        ("普惠小微", "二、重点任务 / （二）普惠小微"),
    ]


def test_what_is_in_no_record_is_counted_by_reason(ledger: Ledger, db_path: Path) -> None:
    load(ledger, qinghe())
    load(ledger, shiqiao(), "b.txt")
    assert query(db_path, "SELECT kind, reason, count FROM coverage") == [
        ("agency", "front-matter", 1),
        ("agency", "unexplained", 1),
        ("number", "date", 2),
    ]
    assert dump(db_path).count('["coverage", ') == 3


def test_counts_go_with_their_notice(ledger: Ledger, db_path: Path) -> None:
    load(ledger, qinghe())
    load(ledger, shiqiao())
    assert query(db_path, "SELECT count(*) FROM coverage") == [(0,)]


def test_same_bytes_twice_change_nothing(ledger: Ledger, db_path: Path) -> None:
    load(ledger, qinghe())
    before = dump(db_path)
    assert load(ledger, qinghe()) is LoadOutcome.UNCHANGED
    assert dump(db_path) == before
    assert before.count("\n") > 20


def test_a_renamed_copy_adds_a_source(ledger: Ledger, db_path: Path) -> None:
    load(ledger, qinghe())
    assert load(ledger, qinghe(), "copy.txt") is LoadOutcome.SOURCE_ADDED
    assert query(db_path, "SELECT path FROM sources ORDER BY path") == [("a.txt",), ("copy.txt",)]
    assert query(db_path, "SELECT count(*) FROM notices") == [(1,)]


def test_a_changed_file_moves_to_its_new_notice(ledger: Ledger, db_path: Path) -> None:
    load(ledger, qinghe())
    assert load(ledger, shiqiao()) is LoadOutcome.REPLACED
    alone = db_path.with_name("alone.db")
    with Ledger.open(alone) as fresh:
        load(fresh, shiqiao())
    assert dump(db_path) == dump(alone)


def test_a_notice_stays_while_it_has_a_source(ledger: Ledger, db_path: Path) -> None:
    load(ledger, qinghe())
    load(ledger, qinghe(), "copy.txt")
    load(ledger, shiqiao(), "copy.txt")
    assert query(db_path, "SELECT count(*) FROM notices") == [(2,)]


def test_a_new_version_replaces_the_notice_whole(
    ledger: Ledger, db_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(ledger, qinghe())
    for module in ("ledger", "rows"):
        monkeypatch.setattr(f"pipeline.store.{module}.EXTRACTOR_VERSION", "99")
    assert not ledger.is_current("a.txt", qinghe().source().sha256)
    assert load(ledger, Notice(TEXT)) is LoadOutcome.REPLACED
    assert query(db_path, "SELECT extractor_version, section_count FROM notices") == [("99", 0)]
    assert query(db_path, "SELECT count(*) FROM agencies") == [(0,)]
    assert query(db_path, "SELECT count(*) FROM sources") == [(1,)]


def test_is_current_knows_path_and_bytes(ledger: Ledger) -> None:
    load(ledger, qinghe())
    digest = qinghe().source().sha256
    assert ledger.is_current("a.txt", digest)
    assert not ledger.is_current("b.txt", digest)
    assert not ledger.is_current("a.txt", "0" * 64)


def test_any_order_gives_the_same_dump(tmp_path: Path) -> None:
    files = [
        ("a.txt", qinghe(), ""),
        ("b.txt", shiqiao(), ""),
        ("c.docx", Notice(TEXT), "one text from other bytes, read worse or better"),
        ("d.txt", qinghe(), ""),
    ]
    dumps = set()
    for order, files_in_order in enumerate(itertools.permutations(files)):
        path = tmp_path / f"{order}.db"
        with Ledger.open(path) as ledger:
            for name, notice, salt in files_in_order:
                load(ledger, notice, name, salt=salt)
        dumps.add(dump(path))
    assert len(dumps) == 1


@pytest.mark.parametrize("bad", ["\0", "\ud800"])
def test_text_that_no_database_keeps_is_refused(ledger: Ledger, db_path: Path, bad: str) -> None:
    notice = Notice(f"标题\n正文{bad}。")
    with pytest.raises(InputError):
        load(ledger, notice)
    assert query(db_path, "SELECT count(*) FROM notices") == [(0,)]


def test_an_amount_beyond_measure_is_refused_and_nothing_stays(
    ledger: Ledger, db_path: Path
) -> None:
    notice = qinghe().quantity("80亿元", "存款余额", "9e400", "家")
    with pytest.raises(InputError):
        load(ledger, notice)
    assert query(db_path, "SELECT count(*) FROM notices") == [(0,)]


def test_a_path_that_is_no_text_is_spelled_out(ledger: Ledger, db_path: Path) -> None:
    load(ledger, qinghe(), "\udcff.txt")
    assert query(db_path, "SELECT path FROM sources") == [("\\udcff.txt",)]


def test_runs_count_their_files(ledger: Ledger, db_path: Path) -> None:
    run = ledger.start_run()
    ledger.record_file(run, FileOutcome("a.txt", "ok"))
    ledger.record_file(run, FileOutcome("b.pdf", "failed", fault="encrypted", message="…"))
    ledger.record_file(run, FileOutcome("b.pdf", "failed", fault="corrupt", message="…"))
    ledger.finish_run(run)
    sql = "SELECT ok, partial, failed, unchanged, finished_at IS NOT NULL FROM ingest_runs"
    assert query(db_path, sql) == [(1, 0, 1, 0, 1)]
    assert query(db_path, "SELECT fault FROM ingest_files WHERE path = 'b.pdf'") == [("corrupt",)]
