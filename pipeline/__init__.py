"""Everything with a side effect: readers, ledger, queries, exports, the command line.

`extract_text`, `extract_file`, `ingest` and the query functions are loaded when they are first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.api import extract_file, extract_text
    from pipeline.queries import audit, due, leads, notices, open_ledger, search, show, targets
    from pipeline.runner import IngestReport, ingest

__all__ = [
    "IngestReport",
    "audit",
    "due",
    "extract_file",
    "extract_text",
    "ingest",
    "leads",
    "notices",
    "open_ledger",
    "search",
    "show",
    "targets",
]

_QUERIES = ("audit", "due", "leads", "notices", "open_ledger", "search", "show", "targets")
_HOMES = {
    "IngestReport": "pipeline.runner",
    "extract_file": "pipeline.api",
    "extract_text": "pipeline.api",
    "ingest": "pipeline.runner",
    **dict.fromkeys(_QUERIES, "pipeline.queries"),
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
