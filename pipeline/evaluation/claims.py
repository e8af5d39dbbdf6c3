"""What gold asserts and what the program says, in one form that can be compared.

Texts are folded on the way in (see `fold`), so that `==` means "the same fact".
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Annotated, Any, ClassVar, Literal, Self, TypeVar, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from schemas.errors import TaizhangError
from schemas.records import NoticeRecords

_DASHES_RE = re.compile("[—–―~-]+")
_NOISE_RE = re.compile(r"[\s\"'“”‘’「」]+")
_BRACKETS = str.maketrans("〔〕【】", "()()")
_EDGE_PUNCTUATION = "。;,:、"

T = TypeVar("T")


class GoldError(TaizhangError):
    """A gold file breaks the contract, or its notice is not there."""

    exit_code = 1


def fold(value: object) -> str:
    """Drop what is no fact: width, white space, quotation marks, the shape of dashes and brackets."""
    text = unicodedata.normalize("NFKC", str(value or ""))
    text = _DASHES_RE.sub("-", text).translate(_BRACKETS)
    return _NOISE_RE.sub("", text).strip(_EDGE_PUNCTUATION)


def _items(value: object) -> list[object]:
    return list(cast("Iterable[object]", value)) if isinstance(value, list | tuple) else [value]


def _fold_forms(value: object) -> tuple[str, ...]:
    return tuple(fold(form) for form in _items(value))


def _fold_names(value: object) -> tuple[str, ...]:
    return tuple(sorted({fold(name) for name in _items(value) if name}))


Form = Annotated[str, BeforeValidator(fold)]
Forms = Annotated[tuple[str, ...], BeforeValidator(_fold_forms)]
"""Gold lists accepted forms, the preferred one first; the program gives one."""
Names = Annotated[tuple[str, ...], BeforeValidator(_fold_names)]
"""A set of names, kept sorted."""


def same_number(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def _wrong(right: dict[str, bool]) -> list[str]:
    return [field for field, is_right in right.items() if not is_right]


class Claim(BaseModel):
    """One stated fact. Gold says where by `quote` and `nth`, the program by `start` and `end`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    quote: str = ""
    nth: int = Field(default=1, ge=1)
    start: int = -1
    end: int = -1
    optional: bool = False

    def placed(self, text: str) -> Self:
        """The same claim with `start` and `end`. Raises GoldError where the quote does not stand."""
        if self.start >= 0 or not self.quote:
            return self
        at = -1
        for _ in range(self.nth):
            at = text.find(self.quote, at + 1)
            if at < 0:
                raise GoldError(f"the text has no occurrence {self.nth} of {self.quote[:40]!r}")
        return self.model_copy(update={"start": at, "end": at + len(self.quote)})

    def overlap(self, other: Claim) -> int:
        """How many code points the two share; zero or less: none."""
        return min(self.end, other.end) - max(self.start, other.start)


class DocumentClaim(Claim):
    type: Literal["document"]
    title: Form = ""
    plan_title: Form = ""
    doc_number: Form = ""
    issuers: Names = ()
    issued_on: Form = ""
    region: Form = ""
    period: tuple[int, ...] | None = None

    def stated_fields(self) -> list[str]:
        """The fields that the gold file names; only these are scored."""
        fields = DocumentClaim.model_fields.keys() - Claim.model_fields.keys() - {"type"}
        return sorted(fields & self.model_fields_set)


class CitationClaim(Claim):
    type: Literal["citation"]
    title: Form
    doc_number: Form = ""


class SectionClaim(Claim):
    KIND: ClassVar = "section"
    type: Literal["section"]
    label: Form
    heading: Forms
    level: int

    def is_found_in(self, out: Self) -> bool:
        """Asked of gold, here and below: is `out` the same thing, if perhaps wrong in its details?"""
        return self.label == out.label and out.heading[0] in self.heading

    def wrong_fields(self, out: Self) -> list[str]:
        """Asked of gold, here and below: the details in which `out` is wrong."""
        return _wrong({"level": self.level == out.level})


class QuantityClaim(Claim):
    KIND: ClassVar = "quantity"
    type: Literal["quantity"]
    indicator: Forms
    measure: str | None = None
    comparator: str | None = None
    value: float | None = None
    value_max: float | None = None
    unit: Form = ""
    status: str | None = None
    date: str | None = None
    recurrence: str | None = None

    def is_found_in(self, out: Self) -> bool:
        same_unit = self.value is None or self.unit == out.unit
        return same_unit and same_number(self.value, out.value)

    def wrong_fields(self, out: Self) -> list[str]:
        return _wrong(
            {
                "indicator": out.indicator[0] in self.indicator,
                "measure": self.measure == out.measure,
                "comparator": self.comparator == out.comparator,
                "status": self.status == out.status,
                "date": self.date == out.date,
                "recurrence": self.recurrence == out.recurrence,
                "value_max": same_number(self.value_max, out.value_max),
            }
        )


class AssignmentClaim(Claim):
    KIND: ClassVar = "assignment"
    type: Literal["assignment"]
    task: Forms = ("",)
    lead: Names = ()
    support: Names = ()
    responsible: Names = ()
    deadline: str | None = None

    def agencies(self) -> list[tuple[str, str]]:
        """(role, name) of everybody named, sorted."""
        roles = {"lead": self.lead, "support": self.support, "responsible": self.responsible}
        return sorted((role, name) for role, names in roles.items() for name in names)

    def is_found_in(self, out: Self) -> bool:
        named = {name for _, name in self.agencies()}
        return any(name in named for _, name in out.agencies())

    def wrong_fields(self, out: Self) -> list[str]:
        return _wrong(
            {
                "lead": self.lead == out.lead,
                "support": self.support == out.support,
                "responsible": self.responsible == out.responsible,
                "task": out.task[0] in self.task,
                "deadline": self.deadline == out.deadline,
            }
        )


class MilestoneClaim(Claim):
    KIND: ClassVar = "milestone"
    type: Literal["milestone"]
    what: Forms
    deadline: str
    hashed: bool = False
    """Gold whose `what` is a hash: no shorter form can be looked for in it, so place and deadline decide."""

    def is_found_in(self, out: Self) -> bool:
        return self.deadline == out.deadline

    def wrong_fields(self, out: Self) -> list[str]:
        if self.hashed:
            return []
        said = out.what[0]
        return _wrong({"what": any(said and (said in form or form in said) for form in self.what)})


AnyClaim = Annotated[
    DocumentClaim | SectionClaim | QuantityClaim | AssignmentClaim | MilestoneClaim | CitationClaim,
    Field(discriminator="type"),
]
_CLAIM: TypeAdapter[AnyClaim] = TypeAdapter(AnyClaim)


def to_claim(row: object) -> AnyClaim:
    """Raises ValidationError where the row breaks the contract."""
    return _CLAIM.validate_python(row)


def read_rows(lines: str, read: Callable[[dict[str, Any]], T], *, name: str) -> tuple[T, ...]:
    """`read` of every JSON object of a JSON Lines file. Raises GoldError naming the line."""
    rows: list[T] = []
    for number, line in enumerate(lines.splitlines(), 1):
        if not line.strip():
            continue
        try:
            rows.append(read(_to_object(line)))
        except (ValidationError, json.JSONDecodeError, GoldError) as error:
            raise GoldError(f"{name}:{number}: {error}") from error
    return tuple(rows)


def _to_object(line: str) -> dict[str, Any]:
    row = json.loads(line)
    if not isinstance(row, dict):
        raise GoldError("not a JSON object")
    return cast("dict[str, Any]", row)


def read_claims(lines: str, text: str, *, name: str) -> tuple[AnyClaim, ...]:
    """The claims of a JSON Lines file, each placed in `text`. Raises GoldError naming the line."""
    return read_rows(lines, lambda row: to_claim(row).placed(text), name=name)


def claims_of(records: NoticeRecords) -> tuple[AnyClaim, ...]:
    """What the program says of a notice; diagnostics are no claims."""
    return tuple(to_claim(record.model_dump(mode="json")) for record in records.facts())
