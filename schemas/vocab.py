"""The closed vocabularies of the records."""

from __future__ import annotations

from enum import StrEnum


class Measure(StrEnum):
    """What kind of number an amount is."""

    LEVEL = "level"
    ANNUAL_GROWTH = "annual_growth"
    GROWTH = "growth"
    CHANGE = "change"
    MULTIPLE = "multiple"
    GAP = "gap"


class Comparator(StrEnum):
    """How the real value relates to the printed one."""

    EQ = "eq"
    GE = "ge"
    LE = "le"
    GT = "gt"
    LT = "lt"
    APPROX = "approx"
    RANGE = "range"


class Status(StrEnum):
    """Whether the notice promises an amount, reports it, or sets it as a rule's own amount."""

    TARGET = "target"
    ACTUAL = "actual"
    PARAMETER = "parameter"


class Recurrence(StrEnum):
    """How often an amount recurs."""

    YEARLY = "yearly"
    HALF_YEARLY = "half_yearly"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    BIENNIAL = "biennial"


class Nature(StrEnum):
    """预期性 or 约束性."""

    EXPECTED = "expected"
    BINDING = "binding"


class Origin(StrEnum):
    """Where an assignment was printed."""

    TEXT = "text"
    TABLE = "table"


class Role(StrEnum):
    """The part that an agency has in an assignment."""

    LEAD = "lead"
    SUPPORT = "support"
    RESPONSIBLE = "responsible"


class Severity(StrEnum):
    """`info` is for the reader; `warning` makes the notice `partial`."""

    INFO = "info"
    WARNING = "warning"


class NoticeStatus(StrEnum):
    """How an ingested notice came out."""

    OK = "ok"
    PARTIAL = "partial"
    FAILED = "failed"


class FaultClass(StrEnum):
    """What is wrong with an input, in one word: on stderr, in the ledger's `ingest_files` and in InputError.fault."""

    EMPTY = "empty"
    UNSUPPORTED_TYPE = "unsupported_type"
    CORRUPT = "corrupt"
    ENCRYPTED = "encrypted"
    FORBIDDEN_XML = "forbidden_xml"
    TOO_LARGE = "too_large"
    NO_TEXT = "no_text"
    NO_TEXT_LAYER = "no_text_layer"
    UNREADABLE_TEXT = "unreadable_text"
    UNKNOWN_ENCODING = "unknown_encoding"
    NOT_TEXT = "not_text"
    NOT_A_NOTICE = "not_a_notice"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    NOT_READABLE = "not_readable"
