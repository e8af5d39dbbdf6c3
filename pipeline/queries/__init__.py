"""Questions to a ledger. `open_ledger` gives the connection; every question is a function that returns typed rows."""

from pipeline.queries.answers import (
    audit,
    due,
    find_notice,
    leads,
    notices,
    search,
    show,
    sources,
    targets,
)
from pipeline.queries.rows import (
    AuditRow,
    DueRow,
    LeadRow,
    NoticeRow,
    OutlineRow,
    SentenceRow,
    SourceRow,
    TargetRow,
)
from pipeline.queries.statements import QueryDoc, catalogue
from pipeline.store.connection import open_for_reading as open_ledger

__all__ = [
    "AuditRow",
    "DueRow",
    "LeadRow",
    "NoticeRow",
    "OutlineRow",
    "QueryDoc",
    "SentenceRow",
    "SourceRow",
    "TargetRow",
    "audit",
    "catalogue",
    "due",
    "find_notice",
    "leads",
    "notices",
    "open_ledger",
    "search",
    "show",
    "sources",
    "targets",
]
