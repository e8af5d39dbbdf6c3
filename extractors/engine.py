"""What all dimensions share: rules with an id and a sentence, rows of tables, and examples that fire them."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import TypeVar, cast

from pydantic import BaseModel, ConfigDict, ValidationError

from schemas.errors import RuleError


class Row(BaseModel):
    """A row of a rule table. `example` is a text that makes the row fire."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    example: str


AnyRow = TypeVar("AnyRow", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's id (`dimension.kebab-case`) and what it reads, in one sentence."""

    id: str
    says: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a dimension found in an example: [start, end) of the text, the rule, the fields, the table rows used."""

    rule_id: str
    start: int
    end: int
    fields: Mapping[str, object] = field(default_factory=dict[str, object])
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dimension:
    """A package of rules. `find` runs it alone on a text; `rows` names every row of its tables with its example."""

    name: str
    rules: tuple[Rule, ...]
    find: Callable[[str], Sequence[Finding]]
    rows: Mapping[str, str] = field(default_factory=dict[str, str])


def load_table(package: str, file: str, key: str, row: type[AnyRow]) -> tuple[AnyRow, ...]:
    """The rows of `[[key]]` in a TOML table beside the code; a wrong row raises RuleError and says where."""
    where = f"{package}/{file}"
    try:
        data = tomllib.loads(resources.files(package).joinpath(file).read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"{where}: {error}") from error
    rows: list[AnyRow] = []
    for number, values in enumerate(data.get(key, []), 1):
        try:
            rows.append(row.model_validate(values))
        except ValidationError as error:
            raise RuleError(f"{where}: [[{key}]] {number}: {error}") from error
        doubled = _doubled(rows[-1])
        if doubled:
            raise RuleError(f"{where}: [[{key}]] {number}: twice: {'、'.join(doubled)}")
    if not rows:
        raise RuleError(f"{where}: no [[{key}]]")
    return tuple(rows)


def _doubled(row: BaseModel) -> list[str]:
    """The words that stand twice in one list of a row."""
    doubled: list[str] = []
    for _, value in row:
        if isinstance(value, tuple):
            words = cast("tuple[object, ...]", value)
            doubled += [str(word) for word, times in Counter(words).items() if times > 1]
    return doubled


_DIGITS_RE = re.compile("[0-9]+")


def find_at_digits(
    pattern: re.Pattern[str], text: str, start: int, end: int
) -> Iterator[re.Match[str]]:
    """As `pattern.finditer`, tried only where digits begin: for a pattern that begins with one, and never behind one."""
    at = start
    for digits in _DIGITS_RE.finditer(text, start, end):
        if digits.start() >= at and (match := pattern.match(text, digits.start(), end)):
            yield match
            at = match.end()


def alternation(words: Sequence[str]) -> str:
    """A pattern for any of `words`, the longest first; refuses an empty list, which would match everywhere."""
    if not words or not all(words):
        raise RuleError("an alternation of nothing matches everywhere")
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))
