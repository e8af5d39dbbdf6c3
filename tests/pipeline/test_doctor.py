"""A ledger damaged in one way after another, and the check that must say so."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import NO_LEDGER, app
from pipeline.store import Ledger
from pipeline.store.corrections import Correction
from pipeline.store.doctor import CHECKS, examine
from tests.pipeline.factories import qinghe, shiqiao


@pytest.fixture
def ledger_file(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    with Ledger.open(path) as ledger:
        for number, notice in enumerate((qinghe(), shiqiao())):
            ledger.load(notice.records(), notice.source(), path=f"{number}.txt")
        ledger.correct([Correction(_record(path), "task", "审批")], by="李四")
        ledger.correct([Correction(_record(path), "lead", ["县文旅委"])], by="李四")
    return path


def _record(path: Path) -> str:
    with closing(sqlite3.connect(path)) as db:
        return str(db.execute("SELECT record FROM assignments WHERE id = 1").fetchone()[0])


def spoil(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.executescript(script)


def faults(path: Path) -> dict[str, str]:
    return {check.name: check.fault for check in examine(path) if check.fault}


def test_a_sound_ledger_has_a_line_a_check_and_is_not_changed(ledger_file: Path) -> None:
    before = hashlib.sha256(ledger_file.read_bytes()).hexdigest()
    result = CliRunner().invoke(app, ["doctor", "--db", str(ledger_file)])
    assert result.stdout.splitlines() == [f"{name}：正常" for name in CHECKS]
    assert result.exit_code == 0
    assert hashlib.sha256(ledger_file.read_bytes()).hexdigest() == before
    assert list(ledger_file.parent.iterdir()) == [ledger_file]


@pytest.mark.parametrize(
    ("script", "check", "says"),
    [
        ("UPDATE notices SET quantity_count = quantity_count + 1", "条数", "quantities 2 份文件"),
        ("DELETE FROM milestones", "条数", "milestones 1 份文件"),
        ("UPDATE quantities SET start_offset = start_offset - 1", "引文", "quantities 4 条"),
        ("UPDATE sections SET quote = '别的'", "引文", "sections"),
        ("INSERT INTO sentence_index (rowid, pairs) VALUES (900, 'x')", "检索索引", "索引"),
        ("UPDATE sentences SET text = text || '另' WHERE id = 3", "检索索引", "1 条查不到"),
        ("DELETE FROM sentence_index_data WHERE id > 10", "检索索引", ""),
        ("DELETE FROM sentence_index_data", "检索索引", ""),
        ("DROP INDEX quantities_date", "表和索引", "quantities_date"),
        ("DROP TABLE audit_findings", "表和索引", "audit_findings"),
        ("DELETE FROM sections", "外键", "指向不存在的行"),
        ("DELETE FROM sources", "孤立的行", "没有来源的文件 2 个"),
        ("DELETE FROM assignment_agencies", "孤立的行", "没有任务提到的名称"),
        ("UPDATE assignment_agencies SET agency_id = 1", "孤立的行", "别的机构的名称"),
        ("DELETE FROM sources; UPDATE corrections SET state = 'lost'", "更正", "2 条"),
        ("DELETE FROM assignments WHERE task = '审批'", "更正", "2 条"),
    ],
)
def test_damage_is_told_by_its_check(ledger_file: Path, script: str, check: str, says: str) -> None:
    spoil(ledger_file, script)
    assert says in faults(ledger_file)[check]
    result = CliRunner().invoke(app, ["doctor", "--db", str(ledger_file)])
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == len(CHECKS)


def test_an_index_over_another_column_is_told(ledger_file: Path) -> None:
    script = (
        "PRAGMA writable_schema = ON;"
        "UPDATE sqlite_master SET sql = replace(sql, '(deadline)', '(what)') WHERE name = 'milestones_deadline'"
    )
    spoil(ledger_file, script)
    assert "milestones_deadline" in faults(ledger_file)["数据库完整性"]


@pytest.mark.parametrize(
    ("script", "says"),
    [
        (
            "UPDATE _sqlite_migrations SET name = '9999_later' WHERE name = '0001_ledger'",
            "更新的版本",
        ),
        ("DELETE FROM _sqlite_migrations WHERE name > '0005'", "旧版本"),
        ("DROP TABLE _sqlite_migrations", "别的数据库"),
    ],
)
def test_another_version_or_another_file_is_one_line(
    ledger_file: Path, script: str, says: str
) -> None:
    spoil(ledger_file, script)
    result = CliRunner().invoke(app, ["doctor", "--db", str(ledger_file)])
    assert result.exit_code == NO_LEDGER
    assert says in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout == ""


def test_a_table_without_its_page_is_told(ledger_file: Path) -> None:
    with closing(sqlite3.connect(ledger_file)) as db:
        (size,) = db.execute("PRAGMA page_size").fetchone()
        (page,) = db.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'milestones'"
        ).fetchone()
    with ledger_file.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(bytes(size))
    found = faults(ledger_file)
    assert "查不下去" in found["引文"]
    assert "数据库完整性" in found
    assert "检索索引" not in found


def test_a_ledger_that_cannot_be_written_is_examined(ledger_file: Path) -> None:
    ledger_file.chmod(0o444)
    assert faults(ledger_file) == {}
