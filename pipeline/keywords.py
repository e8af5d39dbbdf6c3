"""Keywords of a notice in the ledger."""

from __future__ import annotations

import json
import sqlite3

from extractors.keywords import Keyword, find_keywords

_TEXT = "SELECT text, region, issuers FROM notices WHERE id = ?"
_NAMES = """
    SELECT printed FROM assignment_agencies
    WHERE assignment_id IN (SELECT id FROM assignments WHERE notice_id = ?)
"""


def notice_keywords(db: sqlite3.Connection, notice_id: str, *, limit: int = 12) -> list[Keyword]:
    """The words that tell the notice from others; names of its agencies and of its region are none."""
    text, region, issuers = db.execute(_TEXT, [notice_id]).fetchone()
    names = {str(name) for (name,) in db.execute(_NAMES, [notice_id])}
    places = (region or "").split("/")
    short = [place[:-1] for place in places if len(place) > len("县名")]
    return find_keywords(
        text, {*names, *json.loads(issuers), *filter(None, places), *short}, limit=limit
    )
