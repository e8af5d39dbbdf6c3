"""The facts as pre-annotations for people who label texts: Label Studio and doccano."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from pipeline import queries
from pipeline.queries import OutlineRow
from schemas import EXTRACTOR_VERSION

_LABELLED = ("section", "quantity", "assignment", "milestone", "citation")
_TEXT = "SELECT text FROM notices WHERE id = ?"


def label_studio(db: sqlite3.Connection, notice_ids: list[str]) -> str:
    """One JSON array of tasks with predictions; offsets count UTF-16 units, as a browser does."""
    tasks = [_task(notice_id, *_notice(db, notice_id)) for notice_id in notice_ids]
    return json.dumps(tasks, ensure_ascii=False, indent=1)


def doccano(db: sqlite3.Connection, notice_ids: list[str]) -> Iterator[str]:
    """A line a notice; offsets count code points."""
    for notice_id in notice_ids:
        text, facts = _notice(db, notice_id)
        labels = [[fact.start, fact.end, fact.kind] for fact in facts]
        yield json.dumps({"id": notice_id, "text": text, "label": labels}, ensure_ascii=False)


def _notice(db: sqlite3.Connection, notice_id: str) -> tuple[str, list[OutlineRow]]:
    text = str(db.execute(_TEXT, [notice_id]).fetchone()[0])
    return text, [row for row in queries.show(db, notice_id) if row.kind in _LABELLED]


def _task(notice_id: str, text: str, facts: list[OutlineRow]) -> dict[str, object]:
    results = [
        {
            "id": f"{fact.kind}-{at}",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {
                "start": _units(text, fact.start),
                "end": _units(text, fact.end),
                "text": fact.quote,
                "labels": [fact.kind],
            },
        }
        for at, fact in enumerate(facts)
    ]
    return {
        "data": {"text": text, "notice_id": notice_id},
        "predictions": [{"model_version": EXTRACTOR_VERSION, "result": results}],
    }


def _units(text: str, position: int) -> int:
    return len(text[:position].encode("utf-16-le")) // 2
