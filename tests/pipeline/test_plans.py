"""How SQLite answers each question: by its indexes, and through a whole table only where the query says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from sqlite3 import Connection
from typing import Any

import pytest

from pipeline import queries
from pipeline.queries import statements
from pipeline.queries.statements import all_candidates, catalogue, sql_of
from pipeline.store import Ledger
from tests.pipeline.factories import qinghe, shiqiao

Sent = tuple[str, str | None, dict[str, Any]]

_SOURCE = re.compile(r"\b(?:FROM|JOIN) (\w+)(?: AS (\w+))?")
_SCAN = re.compile(r"SCAN (\w+)(?! VIRTUAL)")
SMALL = {"regions", "corrections"}
"""A row a division, or a person's decision: they do not grow with the notices."""


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    path = tmp_path_factory.mktemp("plans") / "ledger.db"
    with Ledger.open(path) as ledger:
        for notice, name in ((qinghe(), "青禾.txt"), (shiqiao(), "石桥.docx")):
            ledger.load(notice.records(), notice.source(), path=name)
    with closing(queries.open_ledger(path)) as opened:
        yield opened


QUESTIONS: dict[str, Callable[[Connection], object]] = {
    "leads of words": lambda db: queries.leads(db, ["绿色金融"]),
    "leads of a character": lambda db: queries.leads(db, ["绿"]),
    "leads of words in a region": lambda db: queries.leads(db, ["绿色金融"], region="青禾县"),
    "leads of an agency": lambda db: queries.leads(db, agency="县财政局"),
    "leads of a function": lambda db: queries.leads(db, function="金融"),
    "leads": queries.leads,
    "targets of an indicator": lambda db: queries.targets(db, "存贷款余额"),
    "targets of a notice": lambda db: queries.targets(db, notice="青禾县金融发展行动计划"),
    "targets": queries.targets,
    "due": queries.due,
    "due before a day": lambda db: queries.due(db, before=date(2025, 12, 31)),
    "due in a region": lambda db: queries.due(db, region="青禾县"),
    "due of an agency": lambda db: queries.due(db, agency="县财政局"),
    "search of words": lambda db: queries.search(db, "绿色 信贷"),
    "search of a character": lambda db: queries.search(db, "绿"),
    "search of words in a region": lambda db: queries.search(db, "绿色", region="青禾县"),
    "search of a character in a region": lambda db: queries.search(db, "绿", region="青禾县"),
    "compare": lambda db: queries.compare(db, "存款余额"),
    "compare in a region": lambda db: queries.compare(db, "存款余额", region="青禾县"),
    "agency": lambda db: queries.agency(db, "县财政局"),
    "agencies": queries.agencies,
    "agencies of a name": lambda db: queries.agencies(db, "财政局"),
    "matrix": lambda db: queries.matrix(db, ["绿色金融"]),
    "cites": lambda db: queries.cites(db, "青禾府办发〔2023〕1号"),
    "diff": lambda db: queries.diff(db, "青禾府办发〔2023〕1号", "石桥区金融"),
    "show": lambda db: queries.show(db, "青禾府办发〔2023〕1号"),
    "audit": queries.audit,
    "audit of a notice": lambda db: queries.audit(db, "青禾"),
    "tasks of a notice": lambda db: queries.tasks(db, "青禾"),
    "notices": queries.notices,
    "notices of a region": lambda db: queries.notices(db, region="青禾县"),
    "sources of a notice": lambda db: queries.sources(db, "0" * 16),
    "corrections": queries.corrections,
    "sources of a file": lambda db: queries.sources_of(db, ["青禾.txt"]),
    "tasks of a record": lambda db: queries.tasks_of(db, ["00000000-1-2-0"]),
}


def sent_by(question: str, db: Connection, monkeypatch: pytest.MonkeyPatch) -> list[Sent]:
    """What the question sends to SQLite: queries, their candidates and values."""
    sent: list[Sent] = []

    def noted(name: str, candidates: str | None = None) -> str:
        sent.append((name, candidates, {}))
        return sql_of(name, candidates)

    monkeypatch.setattr(statements, "sql_of", noted)
    QUESTIONS[question](db)
    return sent


def plan(db: Connection, name: str, candidates: str | None) -> str:
    sql = sql_of(name, candidates)
    values = dict.fromkeys(re.findall(r":(\w+)", sql), '"x"')
    return "\n".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", values))


def scanned(db: Connection, name: str, candidates: str | None) -> set[str]:
    """Tables that grow with the ledger and are gone through from end to end."""
    objects = dict(
        db.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view')")
    )
    own = sql_of(name, candidates)
    views = [sql for view, sql in objects.items() if sql.startswith("CREATE VIEW") and view in own]
    texts = [own, *views]
    names: dict[str, set[str]] = {}
    for table, alias in (found for text in texts for found in _SOURCE.findall(text)):
        names.setdefault(alias or table, set()).add(table)
    met = _SCAN.findall(plan(db, name, candidates))
    tables = {table for alias in met for table in names.get(alias, {alias})}
    return tables & objects.keys() - SMALL


@pytest.mark.parametrize("question", QUESTIONS)
def test_whole_tables_are_read_only_where_it_is_declared(
    db: Connection, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    declared = {doc.name: set(doc.scans) for doc in (*catalogue(), *all_candidates())}
    for name, candidates, _ in sent_by(question, db, monkeypatch):
        known = declared[name] | declared.get(candidates or "", set())
        assert scanned(db, name, candidates) <= known, plan(db, name, candidates)


def test_every_query_is_asked_here(db: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = {
        name
        for question in QUESTIONS
        for call in sent_by(question, db, monkeypatch)
        for name in call[:2]
    }
    assert {doc.name for doc in (*catalogue(), *all_candidates())} - sent == set()


LIMITED: dict[str, Callable[[Connection, int | None], list[Any]]] = {
    "leads": lambda db, limit: queries.leads(db, role="all", limit=limit),
    "leads of words": lambda db, limit: queries.leads(db, ["金融"], limit=limit),
    "targets": lambda db, limit: queries.targets(db, limit=limit),
    "targets of an indicator": lambda db, limit: queries.targets(db, "余额", limit=limit),
    "due": lambda db, limit: queries.due(db, limit=limit),
    "search": lambda db, limit: queries.search(db, "金融", limit=limit),
    "compare": lambda db, limit: queries.compare(db, "余额", limit=limit),
    "agency": lambda db, limit: queries.agency(db, "局", limit=limit),
    "agencies": lambda db, limit: queries.agencies(db, limit=limit),
    "notices": lambda db, limit: queries.notices(db, limit=limit),
}


@pytest.mark.parametrize("question", LIMITED)
def test_a_limit_leaves_out_and_changes_nothing(db: Connection, question: str) -> None:
    ask = LIMITED[question]
    every = ask(db, None)
    assert len(every) > 1
    assert ask(db, len(every)) == every
    (one,) = ask(db, 1)
    assert one in every


def test_a_limit_keeps_what_is_due_first_and_what_matches_best(db: Connection) -> None:
    assert queries.due(db, limit=2) == queries.due(db)[:2]
    assert queries.leads(db, ["绿色金融"], limit=1) == queries.leads(db, ["绿色金融"])[:1]


def test_a_scan_is_seen(db: Connection) -> None:
    assert scanned(db, "search", "sentences_all") == {"sentences"}
    assert scanned(db, "search", "sentences_with_words") == set()


@pytest.mark.parametrize(
    ("name", "candidates", "index"),
    [
        ("find_notice", None, "USING INDEX sqlite_autoindex_notices_1 (id>? AND id<?)"),
        ("find_notice", None, "USING INDEX notices_doc_number"),
        *(
            ("show", None, f"USING INDEX {table}_notice (notice_id=?)")
            for table in ("sections", "quantities", "assignments", "milestones", "citations", "diagnostics")
        ),
        ("show", None, "SEARCH assignment_agencies USING PRIMARY KEY"),
        ("search", "sentences_with_words", "SCAN sentence_index VIRTUAL TABLE INDEX 0:M"),
        ("search", "sentences_with_words_of_notices", "SCAN i VIRTUAL TABLE INDEX 0:M"),
        ("targets", "quantities_named", "SEARCH quantities USING COVERING INDEX quantities_canonical_name"),
        ("targets", "quantities_named", "SEARCH actual USING INDEX quantities_indicator"),
        ("compare", "quantities_named", "SCAN quantity_index VIRTUAL TABLE INDEX 0:M"),
        ("compare", "quantities_named", "SEARCH quantities USING INDEX quantities_indicator (notice_id=? AND indicator_canonical=? AND status=?)"),
        ("leads", "assignments_with_words", "SCAN assignment_index VIRTUAL TABLE INDEX 0:M"),
        ("leads", "assignments_of_agencies", "SEARCH aa USING COVERING INDEX assignment_agencies_agency (agency_id=?)"),
        ("leads", "assignments_of_notices", "SEARCH a USING COVERING INDEX assignments_notice (notice_id=?)"),
        ("due", "due_all", "SEARCH assignments USING INDEX assignments_due (due<?)"),
        ("due", "due_all", "SEARCH milestones USING COVERING INDEX milestones_deadline (deadline<?)"),
        ("due", "due_all", "SEARCH quantities USING INDEX quantities_date (date<?)"),
        ("due", "due_of_agencies", "SEARCH q USING INDEX quantities_answered_by (answered_by=?)"),
        ("agency", "agencies_meant", "SEARCH m USING INDEX milestones_answered_by (answered_by=?)"),
        ("agency", "agencies_meant", "SEARCH aa USING INDEX assignment_agencies_agency (agency_id=?)"),
        ("notices_of_region", None, "SEARCH n USING COVERING INDEX notices_region (region=?)"),
        ("named_notices", None, "SCAN notices USING COVERING INDEX notices_title"),
        ("find_titled", None, "SCAN notices USING COVERING INDEX notices_title"),
        ("notices", "notices_all", "SCAN notices USING COVERING INDEX notices_region"),
        ("tasks", "assignments_of_records", "SEARCH a USING INDEX assignments_record (record=?)"),
        ("plan_targets", None, "SEARCH q USING INDEX quantities_notice (notice_id=?)"),
        ("plan_tasks", None, "SEARCH a USING INDEX assignments_notice (notice_id=?)"),
        ("cites", None, "SEARCH notices USING INDEX notices_plan_title (plan_title=?)"),
        ("cites", None, "SEARCH citations USING COVERING INDEX citations_title (title=?)"),
        ("cites", None, "SEARCH citations USING COVERING INDEX citations_doc_number (doc_number=?)"),
        ("kindred", None, "SEARCH n USING INDEX notices_region (region=?)"),
    ],
)  # fmt: skip
def test_lookups_use_their_index(
    db: Connection, name: str, candidates: str | None, index: str
) -> None:
    assert index in plan(db, name, candidates)
