"""The gold sets: which facts belong to which notice, and whether either has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from pipeline.evaluation.claims import AnyClaim, GoldError, claims_of, read_claims
from pipeline.evaluation.matching import NoticeScore, score_crash, score_notice
from pipeline.evaluation.packed import read_packed, read_source, score_packed
from pipeline.readers import read
from schemas.records import NoticeRecords

_TEXT_SUFFIXES = (".txt", ".md")
_PACKED_SETS = {"real": "real-packed", "real-second": "real-packed-second"}
"""Folders of packed gold and their sets; a later batch is a set of its own, for floors are of the notices they were set on."""

Extract = Callable[[Path], NoticeRecords]


@dataclass(frozen=True, slots=True)
class GoldNotice:
    """`claims` point into the decoded text of `path`; `packed`: their phrases are hashes."""

    name: str
    path: Path
    claims: tuple[AnyClaim, ...]
    packed: bool = False


@dataclass(frozen=True, slots=True)
class GoldSet:
    """`sha256` is over the gold files and the notices that they speak of."""

    name: str
    notices: tuple[GoldNotice, ...]
    sha256: str


def load_set(name: str, *, gold: Path, notices: Path) -> GoldSet:
    """Every NAME.jsonl of `gold` with its NAME.txt or NAME.md anywhere below `notices`.

    Raises GoldError where a gold file breaks the contract, has no notice, or there is none at all.
    """
    return _load(name, gold, lambda file: _load_notice(file, notices))


def load_packed_set(name: str, *, gold: Path, notices: Path) -> GoldSet:
    """Every NAME.jsonl of `gold` with the file of `notices` that its first line names.

    Raises GoldError as `load_set` does, and where that file, or the text that its reader gives, is not the one that
    the gold was packed for.
    """
    return _load(name, gold, lambda file: _load_packed(file, notices))


def _load(name: str, gold: Path, load: Callable[[Path], GoldNotice]) -> GoldSet:
    files = sorted(gold.glob("*.jsonl"))
    if not files:
        raise GoldError(f"gold set {name}: no .jsonl file in {gold}")
    loaded = tuple(load(file) for file in files)
    digest = _digest(
        path for pair in zip(files, loaded, strict=True) for path in (pair[0], pair[1].path)
    )
    return GoldSet(name, loaded, digest)


def _load_notice(gold_file: Path, notices: Path) -> GoldNotice:
    path = _find_text(gold_file.stem, notices)
    text = path.read_bytes().decode("utf-8-sig")
    claims = read_claims(gold_file.read_text("utf-8"), text, name=gold_file.name)
    return GoldNotice(gold_file.stem, path, claims)


def _load_packed(gold_file: Path, notices: Path) -> GoldNotice:
    lines = gold_file.read_text("utf-8")
    packed_for = read_source(lines, name=gold_file.name)
    path = notices / packed_for.file
    source = read(path)
    packed_for.require(source, gold=gold_file.name)
    claims = read_packed(lines, source.text, name=gold_file.name)
    return GoldNotice(gold_file.stem, path, claims, packed=True)


def _find_text(stem: str, notices: Path) -> Path:
    for path in sorted(notices.rglob("*")):
        if path.stem == stem and path.suffix in _TEXT_SUFFIXES:
            return path
    raise GoldError(f"no {stem}.txt or {stem}.md below {notices}")


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        digest.update(f"{path.name}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def score_set(gold: GoldSet, extract: Extract) -> list[NoticeScore]:
    """One score a notice, in the set's order. Whatever an extraction raises costs its own notice alone."""
    with ThreadPoolExecutor(
        max_workers=1
    ) as pool:  # one: a future holds any exception, that is all
        runs = [(notice, pool.submit(extract, notice.path)) for notice in gold.notices]
    scores: list[NoticeScore] = []
    for notice, run in runs:
        error = run.exception()
        if error is None:
            score = score_packed if notice.packed else score_notice
            scores.append(score(notice.name, notice.claims, claims_of(run.result())))
        else:
            reason = f"{type(error).__name__}: {error}"
            scores.append(score_crash(notice.name, notice.claims, reason))
    return scores


def present_sets(root: Path, *, required: bool) -> Sequence[GoldSet]:
    """The project's own set, and those of real notices where `../shared` has them (a must if `required`)."""
    gold, shared = root / "tests" / "gold", root.parent / "shared"
    sets = [load_set("corpus", gold=gold, notices=root / "corpus")]
    if (shared / "gold").is_dir():
        sets.append(load_set("real", gold=shared / "gold", notices=shared / "notices"))
    elif required:
        raise GoldError("CI is set, but ../shared/gold is not there")
    for folder, name in _PACKED_SETS.items():
        missing = _missing_notices(gold / folder, shared / "notices")
        if required and missing:
            raise GoldError(f"CI is set, but ../shared/notices has no {missing[0]}")
        if (gold / folder).is_dir() and not missing:
            sets.append(load_packed_set(name, gold=gold / folder, notices=shared / "notices"))
    return sets


def _missing_notices(packed: Path, notices: Path) -> list[str]:
    files = [read_source(f.read_text("utf-8"), name=f.name).file for f in packed.glob("*.jsonl")]
    return sorted(file for file in files if not (notices / file).is_file())
