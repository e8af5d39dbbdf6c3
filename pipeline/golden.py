"""Golden files: yesterday's extraction of each notice, so that a change shows as gains and losses.

Whether a fact is right is for the gold (pipeline.evaluation) to say; a golden file only says that it was there.
A golden file of a notice that is no part of this project holds hashes where others hold words.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any, cast

from pipeline.children import Fault, Read, read_all
from pipeline.runner import find_files
from schemas.errors import UsageError

_HASH_LENGTH = 12
_FREE_OF_WORDS = frozenset(
    {
        "type", "rule_id", "section", "label", "level", "start", "end", "measure", "comparator", "value",
        "value_max", "value_base", "value_max_base", "unit", "unit_base", "status", "date", "recurrence",
        "cumulative", "nature", "deadline", "origin", "issued_on", "period",
    }
)  # fmt: skip
"""Fields that may be kept as they are of a notice whose words may not be."""
_SHOWN_LENGTH = 60

Plain = dict[str, Any]
"""A record as it stands in a golden file."""


@dataclass(frozen=True, slots=True)
class Collection:
    """Notices of one kind and the folder below GOLDEN_FOLDER for their golden files."""

    name: str
    notices: Path
    keep_words: bool


COLLECTIONS = (
    Collection("corpus", Path("corpus/notices"), keep_words=True),
    Collection("real", Path("../shared/notices"), keep_words=False),
)


@dataclass(frozen=True, slots=True)
class Change:
    """A record that is new (`before` empty), gone (`after` empty) or different."""

    before: Plain = field(default_factory=Plain)
    after: Plain = field(default_factory=Plain)

    @property
    def sign(self) -> str:
        """+ for a gain, - for a loss, ~ for another value."""
        return "~" if self.before and self.after else "+" if self.after else "-"


@dataclass(frozen=True, slots=True)
class NoticeDiff:
    """What became different in one notice; `remarks` speak of the notice as a whole."""

    notice: str
    changes: tuple[Change, ...] = ()
    remarks: tuple[str, ...] = ()
    text: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self.changes or self.remarks)

    def count(self, sign: str) -> int:
        """How many changes have this sign."""
        return sum(change.sign == sign for change in self.changes)


def golden_of(result: Read | Fault, *, keep_words: bool) -> Plain:
    """The golden form of one notice, or of the reason why there is none."""
    if isinstance(result, Fault):
        return {"notice": result.path.name, "fault": result.fault, "records": []}
    return {
        "notice": result.path.name,
        "sha256": result.source.sha256,
        "diagnostics": _counts(item.code for item in result.records.diagnostics),
        "audit": _counts(item.rule_id for item in result.records.audit),
        "records": [
            _plain(json.loads(record.model_dump_json()), keep_words=keep_words)
            for record in result.records.facts()
        ],
    }


def _counts(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def _plain(record: Plain, *, keep_words: bool) -> Plain:
    """Empty fields are left out; a quote is always a hash, as its place says what it is."""
    kept = {
        name: value
        for name, value in record.items()
        if value is not None and value is not False and value != []
    }
    return {
        name: value
        if name in _FREE_OF_WORDS or (keep_words and name != "quote")
        else _hashed(value)
        for name, value in kept.items()
    }


def _hashed(value: object) -> object:
    if isinstance(value, list):
        return [_hashed(item) for item in cast("list[object]", value)]
    if isinstance(value, str):
        return "#" + hashlib.sha256(value.encode()).hexdigest()[:_HASH_LENGTH]
    return value


def golden_text(golden: Plain) -> str:
    """Canonical JSON, a record a line, so that git shows a change as a line."""
    head = {name: value for name, value in golden.items() if name != "records"}
    lines = [json.dumps(record, ensure_ascii=False, sort_keys=True) for record in golden["records"]]
    body = ",\n".join(lines)
    return (
        json.dumps(head, ensure_ascii=False, sort_keys=True)[:-1] + f', "records": [\n{body}\n]}}\n'
    )


def check(folder: Path, *, workers: int = 2) -> Iterator[NoticeDiff]:
    """A diff for each notice with a golden file in `folder` or none, empty where nothing changed."""
    for collection in _present():
        yield from _check_collection(folder / collection.name, collection, workers)


def update(folder: Path, *, workers: int = 2) -> Iterator[NoticeDiff]:
    """Write the golden files anew, and say what became different.

    Raises:
        UsageError: CI is set. A build that accepts its own changes checks nothing.
    """
    if os.environ.get("CI"):
        raise UsageError("golden files are not updated where CI is set")
    for collection in _present():
        target = folder / collection.name
        target.mkdir(parents=True, exist_ok=True)
        known = {path.name for path in target.glob("*.json")}
        for result, golden in _today(collection, workers):
            path = _golden_path(target, result.path)
            yield _compare(_load(path), golden, result)
            path.write_text(golden_text(golden), "utf-8")
            known.discard(path.name)
        for name in sorted(known):
            (target / name).unlink()
            yield NoticeDiff(name.removesuffix(".json"), remarks=("its notice is gone",))


def _present() -> Iterator[Collection]:
    """The collections whose notices are here; those of others may be absent."""
    found = [collection for collection in COLLECTIONS if collection.notices.is_dir()]
    if not found:
        raise UsageError(f"no notices here: {', '.join(str(c.notices) for c in COLLECTIONS)}")
    yield from found


def _check_collection(target: Path, collection: Collection, workers: int) -> Iterator[NoticeDiff]:
    missing = {path.name for path in target.glob("*.json")}
    for result, golden in _today(collection, workers):
        path = _golden_path(target, result.path)
        missing.discard(path.name)
        yield _compare(_load(path), golden, result)
    for name in sorted(missing):
        yield NoticeDiff(name.removesuffix(".json"), remarks=("its notice is gone",))


def _today(collection: Collection, workers: int) -> Iterator[tuple[Read | Fault, Plain]]:
    for result in read_all(find_files([collection.notices]), workers=workers):
        yield result, golden_of(result, keep_words=collection.keep_words)


def _golden_path(target: Path, notice: Path) -> Path:
    return target / f"{notice.name}.json"


def _load(path: Path) -> Plain | None:
    if not path.is_file():
        return None
    golden: Plain = json.loads(path.read_text("utf-8"))
    return golden


def _compare(before: Plain | None, after: Plain, result: Read | Fault) -> NoticeDiff:
    text = result.source.text if isinstance(result, Read) else ""
    if before is None:
        return NoticeDiff(after["notice"], remarks=("new notice, no golden file",), text=text)
    changes = tuple(compare_records(before["records"], after["records"]))
    return NoticeDiff(after["notice"], changes, tuple(_remarks(before, after)), text)


def _remarks(before: Plain, after: Plain) -> Iterator[str]:
    for name in ("fault", "sha256"):
        if before.get(name) != after.get(name):
            yield f"{name}: {before.get(name)} -> {after.get(name)}"
    for kind in ("diagnostics", "audit"):
        old, new = before.get(kind, {}), after.get(kind, {})
        for code in sorted(old.keys() | new.keys()):
            if old.get(code, 0) != new.get(code, 0):
                yield f"{kind} {code}: {old.get(code, 0)} -> {new.get(code, 0)}"


def compare_records(before: Sequence[Plain], after: Sequence[Plain]) -> Iterator[Change]:
    """Gains, losses and changes, in reading order within each type.

    Records of a type at the very same place belong together, in order; of the rest, those that overlap.
    """
    old, new = _by_place(before), _by_place(after)
    gone: list[Plain] = []
    come: list[Plain] = []
    for place in sorted(old.keys() | new.keys()):
        pairs = zip_longest(old.get(place, ()), new.get(place, ()))
        for left, right in pairs:
            if left and right:
                if left != right:
                    yield Change(left, right)
            elif left:
                gone.append(left)
            else:
                come.append(right)
    yield from _moved(gone, come)


def _by_place(records: Sequence[Plain]) -> dict[tuple[str, int, int], list[Plain]]:
    places: dict[tuple[str, int, int], list[Plain]] = defaultdict(list)
    for record in records:
        places[record["type"], record["start"], record["end"]].append(record)
    return places


def _moved(gone: Sequence[Plain], come: list[Plain]) -> Iterator[Change]:
    for left in gone:
        right = next((record for record in come if _overlap(left, record)), None)
        if right is not None:
            come.remove(right)
        yield Change(left, right or {})
    for right in come:
        yield Change({}, right)


def _overlap(left: Plain, right: Plain) -> bool:
    if left["type"] != right["type"]:
        return False
    return bool(left["start"] < right["end"] and right["start"] < left["end"])


def change_lines(change: Change, text: str) -> Iterator[str]:
    """A change as lines to read: the record, then each field that differs."""
    record = change.after or change.before
    start, end = record["start"], record["end"]
    quote = text[start:end].replace("\n", "")
    shown = quote if len(quote) <= _SHOWN_LENGTH else quote[: _SHOWN_LENGTH - 1] + "…"
    yield f"{change.sign} {record['type']} {start}:{end} {shown} [{record['rule_id']}]"
    if change.sign == "~":
        for name in sorted(change.before.keys() | change.after.keys()):
            left, right = change.before.get(name), change.after.get(name)
            if left != right and name != "quote":
                yield f"    {name}: {_shown(left)} -> {_shown(right)}"
    else:
        yield "    " + ", ".join(f"{name}={_shown(value)}" for name, value in _telling(record))


def _telling(record: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in record.items():
        if name not in {"type", "start", "end", "quote", "rule_id", "section"}:
            yield name, value


def _shown(value: object) -> str:
    return "-" if value is None else json.dumps(value, ensure_ascii=False)
