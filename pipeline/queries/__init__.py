"""Questions to a ledger. `open_ledger` gives the connection; every question is a function that returns typed rows."""

from pipeline.queries.answers import (
    agencies,
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
    AgencyRow,
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
    "AgencyRow",
    "AuditRow",
    "DueRow",
    "LeadRow",
    "NoticeRow",
    "OutlineRow",
    "QueryDoc",
    "SentenceRow",
    "SourceRow",
    "TargetRow",
    "agencies",
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
