"""A printed name of an agency as one name by which agencies of different notices and districts compare."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from extractors.agencies.places import Placed, place_in
from extractors.engine import load_table
from extractors.regions import NATIONAL

_SPACE_RE = re.compile(r"\s+")
_BRACKETS = str.maketrans("〔〕()", "（）（）")
_GROUP_HEADS = ("各", "有关", "相关", "其他", "行业", "牵头")
_REMEMBERED = 16_384


class Example(BaseModel):
    """A printed name, the region of its notice, and the name that must come out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    printed: str
    region: str
    name: str


class Form(BaseModel):
    """A row of [[form]], [[party]] or [[branch]] in short_forms.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    short: tuple[str, ...] = Field(min_length=1)
    full: str
    example: Example
    regions: tuple[str, ...] = ()
    since: dt.date | None = None
    alone: bool = False
    state: bool = False
    ends: str = ""
    place: Literal["short", "full"] | None = None

    def holds(self, region: str | None, issued_on: dt.date | None) -> bool:
        """Whether the row may be used in a notice of this region and day."""
        here = not self.regions or (region or "").partition("/")[0] in self.regions
        return here and (self.since is None or issued_on is None or issued_on >= self.since)


class Function(BaseModel):
    """A row of [[function]] in functions.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    label: str
    words: tuple[str, ...] = Field(min_length=1)
    general: bool = False
    example: str


class Kind(BaseModel):
    """A row of [[kind]] in functions.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    function: str | None = None
    example: str

    def fits(self, name: str) -> bool:
        """Whether a prefix, a suffix or a word of the row stands in the name."""
        return (
            name.startswith(self.prefixes)
            or name.endswith(self.suffixes)
            or any(word in name for word in self.words)
        )


_Named = tuple[str, str | None, str]
"""Name, region and rule."""


@dataclass(frozen=True, slots=True)
class CanonicalAgency:
    """One agency. `name` and `region` together are its identity; `rule` says how the name was unfolded."""

    name: str
    region: str | None
    function: str
    kind: str
    rule: str


@cache
def forms(key: Literal["form", "party", "branch"]) -> tuple[Form, ...]:
    """The rows of one table of short_forms.toml; a wrong row raises RuleError."""
    return load_table("extractors.agencies", "short_forms.toml", key, Form)


@cache
def functions() -> tuple[Function, ...]:
    """The closed vocabulary of functions."""
    return load_table("extractors.agencies", "functions.toml", "function", Function)


@cache
def kinds() -> tuple[Kind, ...]:
    """The closed vocabulary of kinds, in the order in which they are tried."""
    return load_table("extractors.agencies", "functions.toml", "kind", Kind)


def function_labels() -> dict[str, str]:
    """The Chinese label of every function."""
    return {row.id: row.label for row in functions()}


@lru_cache(maxsize=_REMEMBERED)
def canonical_agency(
    printed: str, region: str | None = None, issued_on: dt.date | None = None
) -> CanonicalAgency:
    """The agency that a notice of `region` means by `printed`.

    Only what a row of the tables is sure of is unfolded; any other name stays as printed behind its place.
    """
    text = _SPACE_RE.sub("", printed).translate(_BRACKETS)
    name, place, rule = _named(text, region, issued_on)
    function, kind = _classified(name, place)
    return CanonicalAgency(name, place, function, kind, f"agency.{rule}")


def _named(text: str, region: str | None, issued_on: dt.date | None) -> _Named:
    kind = _kind_of(text)
    if kind.id == "group":
        return _group(text, region)
    branch = _branch(text, region, issued_on)
    if branch:
        return branch
    placed = place_in(text, region)
    if kind.id == "enterprise":
        return placed.full if placed.level else text, placed.region, kind.id
    party = _party(placed, region, issued_on)
    if party:
        return party
    found = _unfold(placed.body, "form", region, issued_on)
    if found is None and placed.body.startswith(("政府", "人民政府")):
        found = _unfold(placed.body.partition("政府")[2], "form", region, issued_on)
    if found is None:
        return text if placed.short else placed.full, placed.region, "as-printed"
    full, row = found
    return f"{_place_before(row, placed)}{full}", placed.region, row.id


def _place_before(row: Form, placed: Placed) -> str:
    """The place; 国家 where it goes without saying, in a notice of the state itself."""
    unsaid = row.state and placed.region == NATIONAL and not placed.name
    return "国家" if unsaid else placed.name


def _group(text: str, region: str | None) -> _Named:
    """各有关部门 gets the place of its notice, 市级有关部门 has its own."""
    placed = place_in(text, region)
    own = placed.level or text.startswith(_GROUP_HEADS)
    return placed.full if own else text, region, "group"


def _branch(text: str, region: str | None, issued_on: dt.date | None) -> _Named | None:
    """A body of the state with its place inside its name (人行石桥支行) or before it (石桥证监局)."""
    for row in forms("branch"):
        if not row.holds(region, issued_on):
            continue
        if row.place is None:
            short = _longest(row.short, text)
            if short and text.endswith(row.ends):
                rest = text.removeprefix(short)
                name = f"{row.full}{rest}".replace("营管部", "营业管理部")
                return name, place_in(rest, region).region if rest else NATIONAL, row.id
        else:
            found = _placed_branch(row, text, region)
            if found:
                return found
    return None


def _placed_branch(row: Form, text: str, region: str | None) -> _Named | None:
    """石桥证监局, 县税务局: nothing but a place before the word."""
    for short in row.short:
        word = short.removeprefix("{place}")
        before = text.removesuffix(word)
        if before == text:
            continue
        placed = place_in(text, region)
        if placed.body == word and placed.written and placed.short == (row.place == "short"):
            return (
                row.full.format(place=before if placed.short else placed.name),
                placed.region,
                row.id,
            )
    return None


def _party(placed: Placed, region: str | None, issued_on: dt.date | None) -> _Named | None:
    """市委…, or a department of the committee that stands alone (宣传部)."""
    body = placed.body
    if body.startswith("委") and not body.startswith("委员会"):
        rest = body.removeprefix("委")
        found = _unfold(rest, "party", region, issued_on)
        full, rule = (found[0], found[1].id) if found else (rest, "party")
        return f"中共{placed.name}委{full}", placed.region, rule
    for row in forms("party"):
        if row.alone and body in row.short:
            return f"中共{placed.name}委{row.full}", placed.region, row.id
    return None


def _unfold(
    body: str, key: Literal["form", "party"], region: str | None, issued_on: dt.date | None
) -> tuple[str, Form] | None:
    """The full form and its row, where a short form is the whole body or all of it before a bracket."""
    head, bracket, tail = body.partition("（")
    for row in forms(key):
        if head in row.short and row.holds(region, issued_on):
            return f"{row.full}{bracket}{tail}", row
    return None


def _longest(candidates: tuple[str, ...], text: str) -> str | None:
    return max((short for short in candidates if text.startswith(short)), key=len, default=None)


def _classified(name: str, region: str | None) -> tuple[str, str]:
    """Function and kind, of name and region alone, so that one agency never has two."""
    kind = _kind_of(name.removeprefix((region or "").rpartition("/")[2]))
    return _function_of(name) or kind.function or "other", kind.id


def _kind_of(name: str) -> Kind:
    return next(kind for kind in kinds() if kind.fits(name))


def _function_of(name: str) -> str | None:
    """The function of the longest word that stands in the name, general words last."""
    return max(_words_in(name), default=(False, 0, 0, None))[3]


def _words_in(name: str) -> Iterator[tuple[bool, int, int, str | None]]:
    for order, row in enumerate(functions()):
        for word in row.words:
            if word in name:
                yield not row.general, len(word), -order, row.id
