"""Gold of notices whose sentences may not stand in this project: facts and offsets in clear, phrases as hashes.

A packed gold file is JSON Lines. The first line names the notice that the offsets count in (`PackedSource`), each of
the others is a claim whose phrases are hashes of their folded forms. `tests/gold/pack.py` writes such files.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from pydantic import ValidationError

from pipeline.evaluation.claims import AnyClaim, GoldError, fold, read_rows, to_claim
from pipeline.evaluation.matching import NoticeScore, score_notice
from schemas.base import Model
from schemas.source import Source

PHRASES = {
    "document": ("title", "plan_title"),
    "section": ("heading",),
    "quantity": ("indicator",),
    "assignment": ("task",),
    "milestone": ("what",),
    "citation": ("title",),
}
"""By record type, the scored fields that hold a notice's own words."""

_HASH_LENGTH = 16
_HASH_RE = re.compile(rf"\b[0-9a-f]{{{_HASH_LENGTH}}}\b")


class PackedSource(Model):
    """The file that the gold speaks of, and the text that a reader made of it."""

    type: Literal["source"] = "source"
    file: str
    sha256: str
    text_sha256: str
    reader: str

    @classmethod
    def of(cls, source: Source) -> PackedSource:
        return cls(
            file=source.name,
            sha256=source.sha256,
            text_sha256=_hash_text(source.text),
            reader=source.reader,
        )

    def require(self, source: Source, *, gold: str) -> None:
        """Raises GoldError unless `source` is the file and the text that the gold was packed for."""
        now = PackedSource.of(source)
        if now.sha256 != self.sha256:
            raise GoldError(f"{gold}: {self.file} is another file than the one it was packed for")
        if now.text_sha256 != self.text_sha256:
            raise GoldError(
                f"{gold}: the {now.reader} reader now gives another text for {self.file}, so that its"
                " offsets count in nothing; pack the gold anew with tests/gold/pack.py"
            )


def _hash_text(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def hash_phrase(phrase: object) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the folded phrase; nothing stays nothing."""
    folded = fold(phrase)
    return _hash_text(folded)[:_HASH_LENGTH] if folded else ""


def read_source(lines: str, *, name: str) -> PackedSource:
    """The first line of a packed gold file. Raises GoldError where it is none."""
    try:
        return PackedSource.model_validate_json(lines.partition("\n")[0])
    except ValidationError as error:
        raise GoldError(f"{name}:1: the first line is no source: {error}") from error


def read_packed(lines: str, text: str, *, name: str) -> tuple[AnyClaim, ...]:
    """The claims of a packed gold file, their quotes taken from `text`. Raises GoldError naming the line."""

    def unpack(row: dict[str, Any]) -> AnyClaim | None:
        return None if row.get("type") == "source" else to_claim(_unpacked(row, text))

    rows = read_rows(lines, unpack, name=name)
    return tuple(claim for claim in rows if claim is not None)


def _unpacked(row: dict[str, Any], text: str) -> dict[str, Any]:
    if "quote" not in row:
        return {**row, "hashed": True}
    start, end = row.get("start"), row.get("end")
    quote = text[start:end]
    if start is None or end is None or hash_phrase(quote) != row["quote"]:
        raise GoldError(f"its quote does not stand at [{start}, {end})")
    return {**row, "quote": quote, "hashed": True}


def score_packed(name: str, gold: Sequence[AnyClaim], out: Sequence[AnyClaim]) -> NoticeScore:
    """As `score_notice`, for gold with hashes and a program that speaks in words.

    The misses show the words of the program; of the gold they know its place and its hashes alone.
    """
    words: dict[str, str] = {}
    score = score_notice(name, gold, [_hashed(claim, words) for claim in out])

    def in_words(found: re.Match[str]) -> str:
        return words.get(found[0], found[0])

    misses = (replace(miss, detail=_HASH_RE.sub(in_words, miss.detail)) for miss in score.misses)
    return replace(score, misses=tuple(misses))


def _hashed(claim: AnyClaim, words: dict[str, str]) -> AnyClaim:
    """The claim with hashes for phrases; `words` learns what each hash stands for."""

    def seal(phrase: str) -> str:
        digest = hash_phrase(phrase)
        words[digest] = phrase
        return digest

    sealed: dict[str, object] = {}
    for key in PHRASES[claim.type]:
        said: str | tuple[str, ...] = getattr(claim, key)
        sealed[key] = seal(said) if isinstance(said, str) else tuple(map(seal, said))
    return claim.model_copy(update=sealed)
