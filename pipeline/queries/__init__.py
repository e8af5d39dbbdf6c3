"""Questions to a ledger. `open_ledger` gives the connection; every question is a function that returns typed rows."""

from pipeline.queries.across import agency, compare
from pipeline.queries.answers import (
    agencies,
    audit,
    corrections,
    due,
    find_notice,
    leads,
    notices,
    search,
    show,
    sources,
    targets,
    tasks,
)
from pipeline.queries.matrix import matrix
from pipeline.queries.papers import cites
from pipeline.queries.rows import (
    AgencyRow,
    AuditRow,
    CiteRow,
    CompareRow,
    CorrectionRow,
    DiffRow,
    DueRow,
    DutyRow,
    LeadRow,
    MatrixRow,
    NoticeRow,
    OutlineRow,
    SentenceRow,
    SourceRow,
    TargetRow,
    TaskRow,
)
from pipeline.queries.statements import QueryDoc, catalogue
from pipeline.queries.versions import diff
from pipeline.store.connection import open_for_reading as open_ledger

__all__ = [
    "AgencyRow",
    "AuditRow",
    "CiteRow",
    "CompareRow",
    "CorrectionRow",
    "DiffRow",
    "DueRow",
    "DutyRow",
    "LeadRow",
    "MatrixRow",
    "NoticeRow",
    "OutlineRow",
    "QueryDoc",
    "SentenceRow",
    "SourceRow",
    "TargetRow",
    "TaskRow",
    "agencies",
    "agency",
    "audit",
    "catalogue",
    "cites",
    "compare",
    "corrections",
    "diff",
    "due",
    "find_notice",
    "leads",
    "matrix",
    "notices",
    "open_ledger",
    "search",
    "show",
    "sources",
    "targets",
    "tasks",
]
