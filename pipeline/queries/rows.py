"""Typed rows that the queries answer with. Every value is one that JSON has; days are ISO texts."""

from __future__ import annotations

from typing import NamedTuple

Number = int | float


class LeadRow(NamedTuple):
    """An assignment in the light of one role. `match` says where the words stand: task, heading or text.

    `lead` are those who lead, or who are responsible where nobody leads.
    """

    region: str | None
    notice: str
    task: str | None
    role: str
    agencies: tuple[str, ...]
    canonical: tuple[str, ...]
    support: tuple[str, ...]
    lead: tuple[str, ...]
    deadline: str | None
    match: str
    headings: str | None
    section: tuple[str, ...]
    quote: str
    start: int
    end: int
    notice_id: str


class TargetRow(NamedTuple):
    """An amount as printed and in its base unit, with the baseline of the same notice.

    `indicator_canonical` and `unit_family` are what notices compare by; `indicator` is as printed.
    `place` says where it is printed: text, table (a cell of one) or box (专栏).
    """

    indicator: str
    indicator_canonical: str
    unit_family: str | None
    region: str | None
    notice: str
    status: str
    measure: str
    baseline: Number | None
    baseline_unit: str | None
    baseline_base: Number | None
    baseline_date: str | None
    baseline_quote: str | None
    comparator: str | None
    value: Number | None
    value_max: Number | None
    unit: str | None
    value_base: Number | None
    value_max_base: Number | None
    unit_base: str | None
    date: str | None
    recurrence: str | None
    cumulative: bool
    nature: str | None
    relative_to: str | None
    place: str
    headings: str | None
    section: tuple[str, ...]
    quote: str
    start: int
    end: int
    notice_id: str


class DueRow(NamedTuple):
    """What falls due; `deadline` is `ongoing` for a duty without end, `kind` assignment, milestone or target.

    A target's amount is told by the fields from `measure` to `relative_to`; the others have none.
    """

    deadline: str
    overdue: bool
    light: str | None
    progress: str | None
    kind: str
    what: str | None
    measure: str | None
    comparator: str | None
    value: Number | None
    value_max: Number | None
    unit: str | None
    recurrence: str | None
    cumulative: bool
    nature: str | None
    relative_to: str | None
    agencies: tuple[str, ...]
    support: tuple[str, ...]
    region: str | None
    notice: str
    headings: str | None
    section: tuple[str, ...]
    quote: str
    start: int
    end: int
    record: str | None
    notice_id: str


class AgencyRow(NamedTuple):
    """An agency. `rules` led from `aliases` to the name, pair by pair; the counts are of assignments and notices.

    `current_name` is what it became on the day `changed_on`, as `change_source` says; its own name where it never changed.
    """

    name: str
    kind: str
    kind_label: str
    function: str
    function_label: str
    region: str | None
    current_name: str
    changed_on: str | None
    change_source: str | None
    aliases: tuple[str, ...]
    rules: tuple[str, ...]
    leads: int
    supports: int
    responsible: int
    notices: int


class CompareRow(NamedTuple):
    """A district's target of an indicator under one printed name for one year, or its growth where it states that alone.

    `implied_growth` is the yearly growth from baseline to target in %, two decimals; None where either is missing, a
    range, a share, not above zero, or counts by the year or since a start. `times` is how often the notice prints it.
    """

    indicator_canonical: str
    indicator: str
    region: str | None
    year: int | None
    baseline: Number | None
    baseline_unit: str | None
    baseline_base: Number | None
    baseline_date: str | None
    baseline_quote: str | None
    comparator: str | None
    value: Number | None
    value_max: Number | None
    unit: str | None
    value_base: Number | None
    value_max_base: Number | None
    unit_base: str | None
    unit_family: str | None
    date: str | None
    recurrence: str | None
    cumulative: bool
    nature: str | None
    relative_to: str | None
    times: int
    stated_comparator: str | None
    stated_growth: Number | None
    stated_growth_max: Number | None
    stated_date: str | None
    stated_quote: str | None
    implied_growth: Number | None
    notice: str
    issued_on: str | None
    quote: str
    start: int
    end: int
    notice_id: str


class DutyRow(NamedTuple):
    """An agency's part in an assignment, or a dated target or milestone in a passage that it leads or is responsible for.

    `partners` are the others with a part in the assignment, `deadline` is `ongoing` for a duty without end.
    """

    agency: str
    current_name: str
    agency_region: str | None
    printed: str
    role: str
    kind: str
    what: str | None
    measure: str | None
    comparator: str | None
    value: Number | None
    value_max: Number | None
    unit: str | None
    recurrence: str | None
    cumulative: bool
    nature: str | None
    relative_to: str | None
    deadline: str | None
    partners: tuple[str, ...]
    region: str | None
    notice: str
    headings: str | None
    section: tuple[str, ...]
    quote: str
    start: int
    end: int
    notice_id: str


class CiteRow(NamedTuple):
    """A paper around a notice; `relation` is rests_on, cited_by, predecessor, successor or parent.

    `notice_id` is the paper's in the ledger, if it is there. `quote` with its place cites: of the notice asked for, or of
    the one that cites it; the others have none. `times` is how often it is cited.
    """

    relation: str
    title: str
    doc_number: str | None
    region: str | None
    issued_on: str | None
    notice_id: str | None
    times: int = 0
    quote: str | None = None
    start: int | None = None
    end: int | None = None


class DiffRow(NamedTuple):
    """What became of a target or a task of one version of a plan in another.

    `change` is raised, lowered, changed (bound or day of a target, some of a task's bodies), moved (all of them), dropped,
    expired (due before the new version was issued) or new. `old` and `new` say the amount, or who answers.
    """

    kind: str
    change: str
    what: str
    old: str | None
    old_date: str | None
    new: str | None
    new_date: str | None
    old_quote: str | None
    old_start: int | None
    old_end: int | None
    new_quote: str | None
    new_start: int | None
    new_end: int | None


class SentenceRow(NamedTuple):
    """A sentence, or a table cell's, that holds the words."""

    region: str | None
    notice: str
    sentence: str
    headings: str | None
    section: tuple[str, ...]
    start: int
    end: int
    notice_id: str


class TaskRow(NamedTuple):
    """A row of a 任务分解表. `record` names the assignment; `light` is red, yellow, green or None; `progress` as people said."""

    region: str | None
    notice: str
    doc_number: str | None
    headings: str | None
    task: str | None
    passage: str
    lead: tuple[str, ...]
    support: tuple[str, ...]
    responsible: tuple[str, ...]
    deadline: str | None
    progress: str | None
    light: str | None
    origin: str
    by_hand: bool
    section: tuple[str, ...]
    quote: str
    start: int
    end: int
    record: str
    notice_id: str


class CorrectionRow(NamedTuple):
    """A person's decision about a field of an assignment (values are JSON) or of an agency."""

    about: str
    notice: str | None
    field: str
    extracted: str | None
    corrected: str | None
    state: str
    corrected_by: str
    corrected_at: str
    quote: str | None
    record: str


class MatrixRow(NamedTuple):
    """A task in a region: who leads there (or is responsible), with the first place; all null where nobody answers.

    `task` is the name of the group of tasks, `printed` the one of this region.
    """

    task: str
    region: str | None
    agencies: tuple[str, ...]
    printed: str | None
    notice: str | None
    quote: str | None
    start: int | None
    end: int | None
    notice_id: str | None


class AuditRow(NamedTuple):
    """A finding of the audit. `other_*` is its second place, where there is one."""

    region: str | None
    notice: str
    rule: str
    severity: str
    message: str
    quote: str
    other_quote: str | None
    headings: str | None
    section: tuple[str, ...]
    start: int
    end: int
    other_start: int | None
    other_end: int | None
    notice_id: str


class NoticeRow(NamedTuple):
    """A notice with the number of its facts, and the files that it was read from.

    `unexplained` counts the numbers and names that are in no record for a reason unknown; each is a diagnostic too.
    """

    notice_id: str
    region: str | None
    title: str
    plan_title: str | None
    doc_number: str | None
    issuers: tuple[str, ...]
    issued_on: str | None
    period_start: int | None
    period_end: int | None
    status: str
    sections: int
    quantities: int
    assignments: int
    milestones: int
    citations: int
    diagnostics: int
    unexplained: int
    sources: tuple[str, ...]


class SourceRow(NamedTuple):
    """A file that a notice was read from; `detected_by` is what in its bytes made it go to `reader`."""

    notice_id: str
    path: str
    reader: str
    detected_by: str
    media_type: str
    encoding: str | None
    sha256: str


class OutlineRow(NamedTuple):
    """A section or a fact. `level` is the depth at which it stands, `text` says it in a few words.

    The fields from `page` on say where the file has it; None is what the file has not.
    """

    kind: str
    level: int
    text: str
    section: tuple[str, ...]
    quote: str
    start: int
    end: int
    rule_id: str
    page: int | None
    box: tuple[float, float, float, float] | None
    table: int | None
    row: int | None
    col: int | None
    paragraph: int | None
    line: int | None
    path: str | None
    confidence: float | None
