"""How long the questions take on a large ledger, as a person asks them: about things that it holds, the first page at most."""

from __future__ import annotations

import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from country import build

from pipeline import queries
from schemas.errors import UsageError

NOTICES = 200_000
_PAGE = 100
_SEARCH_PAGE = 20
_MOST = 50
_MOST_SEARCH = 5
"""Milliseconds."""
_DRAWN = 25
"""So many things of each kind are asked about."""

Ask = Callable[[sqlite3.Connection, Any], Sequence[object]]


def _titled(db: sqlite3.Connection, title: str) -> Sequence[object]:
    """A title that several notices have is answered with an error that names them."""
    try:
        return queries.find_notice(db, title)
    except UsageError:
        return ()


class Question(NamedTuple):
    """`drawn` picks what is asked about out of the ledger, by a random row; `scan` says that a whole table is read."""

    name: str
    drawn: str
    ask: Ask
    bar: int = _MOST
    scan: str = ""


_TASK = "SELECT substr(task, 3, 4) FROM assignments WHERE id = :row"
_WORD = "SELECT substr(text, 5, 2) FROM sentences WHERE id = :row AND length(text) > 8"
_RARE = "SELECT substr(what, 3, 2) FROM milestones WHERE id = :row"
_AMOUNT = "SELECT indicator FROM quantities WHERE id = :row"
_OF_REGION = (
    "SELECT {0}, n.region FROM {1} AS f JOIN notices AS n ON n.id = f.notice_id WHERE f.id = :row"
)
_BODY = "SELECT name FROM agencies WHERE id = :row"
_NOTICE = "SELECT id FROM notices WHERE rowid = :row"
_NAMED = "SELECT plan_title FROM notices WHERE rowid = :row"
_REGION = "SELECT region FROM notices WHERE rowid = :row"
_DAY = "SELECT date FROM quantities WHERE id = :row"

QUESTIONS = (
    Question("search WORD", _WORD, lambda db, word: queries.search(db, word, limit=_SEARCH_PAGE), _MOST_SEARCH),
    Question("search WORD --region", _OF_REGION.format("substr(f.text, 5, 2)", "sentences"), lambda db, row: queries.search(db, row[0] or "通知", region=row[1], limit=_PAGE)),
    Question("leads WORD", _TASK, lambda db, word: queries.leads(db, [word], limit=_PAGE)),
    Question("leads WORD --region", _OF_REGION.format("substr(f.task, 3, 4)", "assignments"), lambda db, row: queries.leads(db, [row[0]], region=row[1], limit=_PAGE)),
    Question("leads --agency", _BODY, lambda db, name: queries.leads(db, agency=name, limit=_PAGE)),
    Question("leads WORD --agency", "SELECT substr(a.task, 3, 4), g.name FROM assignments AS a JOIN assignment_agencies AS r ON r.assignment_id = a.id JOIN agencies AS g ON g.id = r.agency_id WHERE a.id = :row LIMIT 1", lambda db, row: queries.leads(db, [row[0]], agency=row[1], limit=_PAGE)),
    Question("leads --function", "SELECT function FROM agencies WHERE id = :row", lambda db, name: queries.leads(db, function=name, limit=_PAGE)),
    Question("leads", _BODY, lambda db, _name: queries.leads(db, limit=_PAGE)),
    Question("targets INDICATOR", _AMOUNT, lambda db, name: queries.targets(db, name, limit=_PAGE)),
    Question("targets INDICATOR --region", _OF_REGION.format("f.indicator", "quantities"), lambda db, row: queries.targets(db, row[0], region=row[1])),
    Question("due", _DAY, lambda db, _day: queries.due(db, limit=_PAGE)),
    Question("due --region", _REGION, lambda db, name: queries.due(db, region=name, limit=_PAGE)),
    Question("due --agency", _BODY, lambda db, name: queries.due(db, agency=name, limit=_PAGE)),
    Question("compare INDICATOR", _AMOUNT, lambda db, name: queries.compare(db, name, limit=_PAGE)),
    Question("compare INDICATOR --region", _OF_REGION.format("f.indicator", "quantities"), lambda db, row: queries.compare(db, row[0], region=row[1].partition("/")[0])),
    Question("agency NAME", _BODY, lambda db, name: queries.agency(db, name, limit=_PAGE)),
    Question("agencies NAME", _BODY, lambda db, name: queries.agencies(db, name, limit=_PAGE)),
    Question("agencies", _BODY, lambda db, _name: queries.agencies(db, limit=_PAGE)),
    Question("matrix WORD --region", _OF_REGION.format("f.task", "assignments"), lambda db, row: queries.matrix(db, [row[0]], region=row[1].partition("/")[0])),
    Question("cites NOTICE", _NOTICE, queries.cites),
    Question("diff OLD NEW", "SELECT a.id, b.id FROM notices AS a, notices AS b WHERE a.rowid = :row AND b.rowid = a.rowid % 1000 + 1", lambda db, row: queries.diff(db, *row)),
    Question("show NOTICE", _NOTICE, queries.show),
    Question("show TITLE", _NAMED, _titled, scan="notices"),
    Question("audit", _NOTICE, lambda db, _id: queries.audit(db, limit=_PAGE)),
    Question("audit --region", _REGION, lambda db, name: queries.audit(db, region=name, limit=_PAGE)),
    Question("audit NOTICE", _NOTICE, queries.audit, scan="notices"),
    Question("notices --region", _REGION, lambda db, name: queries.notices(db, region=name)),
    Question("notices", _REGION, lambda db, _name: queries.notices(db, limit=_PAGE)),
    Question("search CHARACTER", _WORD, lambda db, word: queries.search(db, word[0], limit=_PAGE), scan="sentences"),
)  # fmt: skip


def compare_questions() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        rows = build(path, NOTICES)
        size = path.stat().st_size / 1e9
        print(
            f"questions to a ledger of {rows['notices']:,} notices: {sum(rows.values()):,} rows, {size:.1f} GB"
        )
        print("  milliseconds of processor time: median, slowest; rows of the answer at the median")
        with closing(queries.open_ledger(path)) as db:
            for question in QUESTIONS:
                _measure(db, question)
            _compare_instr(db)


def _measure(db: sqlite3.Connection, question: Question) -> None:
    times: list[float] = []
    rows: list[int] = []
    for thing in _things(db, question.drawn):
        start = time.process_time()
        answer = question.ask(db, thing)
        times.append((time.process_time() - start) * 1000)
        rows.append(len(answer))
    median = statistics.median(times)
    said = f"reads all {question.scan}" if question.scan else f"bar: {question.bar}"
    over = "!" if median > question.bar and not question.scan else " "
    print(
        f"  {median:8.1f}{over} {max(times):8.1f} {int(statistics.median(rows)):6}  {question.name}  ({said})"
    )


def _things(db: sqlite3.Connection, drawn: str) -> list[Any]:
    """What stands in rows met by chance: what is frequent comes often."""
    chance = random.Random(2)  # noqa: S311 - no secret
    (last,) = db.execute(
        "SELECT count(*) FROM agencies"
        if "FROM agencies" in drawn
        else "SELECT count(*) FROM notices"
    ).fetchone()
    found: list[Any] = []
    while len(found) < _DRAWN:
        row = db.execute(drawn, {"row": chance.randrange(1, last + 1)}).fetchone()
        if row and row[0]:
            found.append(row[0] if len(row) == 1 else row)
    return found


def _compare_instr(db: sqlite3.Connection) -> None:
    """Every sentence that a scan finds is found by the index too."""
    for word in (_things(db, _WORD)[0], *sorted(set(_things(db, _RARE)))[:2]):
        (scanned,) = db.execute(
            "SELECT count(*) FROM sentences WHERE instr(text, ?)", [word]
        ).fetchone()
        found = len(queries.search(db, word))
        print(
            f"  {found / scanned:8.3f}  of the {scanned:,} sentences that instr() finds for one word of two characters  (bar: 1.000)"
        )
