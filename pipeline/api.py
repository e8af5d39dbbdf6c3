"""The facts of one notice, in this process and without a ledger."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline import stages
from schemas.records import NoticeRecords
from schemas.source import Source


def extract_text(text: str, *, name: str = "text") -> NoticeRecords:
    """All that a notice says; offsets count in `text`.

    Raises:
        EmptyInputError: there is nothing in it.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return stages.records_of(Source(text=text, name=name, media_type="text/plain", sha256=digest))


def extract_file(path: Path | str) -> NoticeRecords:
    """All that the notice in a file says.

    The file is read in this process: its size is limited, its time and memory are not. `pipeline.ingest` reads in
    children, which are.

    Raises:
        InputError: it cannot be read; `fault` names what is wrong.
    """
    return stages.records_of(stages.read(Path(path)))
