"""Turn gold with quotes into gold that holds no sentence of its notice.

usage: python tests/gold/pack.py GOLD.jsonl NOTICE_FILE OUT.jsonl

Facts stay as they are, a quote becomes its offsets in the text that the reader gives for NOTICE_FILE, and every
phrase becomes a hash. White space may differ between a quote and that text. A quote that cannot be placed is
reported, and then nothing is written.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pipeline.evaluation.claims import GoldError, read_rows
from pipeline.evaluation.packed import PHRASES, PackedSource, hash_phrase
from pipeline.readers import read
from schemas.errors import TaizhangError

FACTS = {
    "document": {"doc_number", "issuers", "issued_on", "region", "period"},
    "section": {"label", "level"},
    "quantity": {
        "measure", "comparator", "value", "value_max", "unit", "status", "date", "recurrence", "cumulative", "nature",
    },
    "assignment": {"lead", "support", "responsible", "deadline", "origin"},
    "milestone": {"deadline"},
    "citation": {"doc_number"},
}  # fmt: skip
"""By record type, the fields that are no sentences. They stay in clear."""
DROPPED = {"note", "nth"}

Row = dict[str, Any]
Span = tuple[int, int]


class Places:
    """Where the quotes of a gold file stand in `text`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._kept = [at for at, char in enumerate(text) if not char.isspace()]
        self._squeezed = "".join(text[at] for at in self._kept)

    def find(self, quote: str, nth: int | None) -> Span:
        """To the letter, else white space apart. Raises GoldError where the quote has no or no single place."""
        squeezed = "".join(quote.split())
        if not squeezed:
            raise GoldError("an empty quote")
        at = _only(self.text, quote, nth)
        if at >= 0:
            return at, at + len(quote)
        at = _only(self._squeezed, squeezed, nth)
        if at < 0:
            raise GoldError(f"no occurrence {nth or 1} in the text: {quote}")
        return self._kept[at], self._kept[at + len(squeezed) - 1] + 1


def _only(text: str, wanted: str, nth: int | None) -> int:
    """Where `wanted` stands the nth time, -1 if nowhere; without `nth` it may stand there once alone."""
    if nth is None and _find_nth(text, wanted, 2) >= 0:
        raise GoldError(f"stands in more than one place: {wanted}")
    return _find_nth(text, wanted, nth or 1)


def _find_nth(text: str, wanted: str, nth: int) -> int:
    at = -1
    for _ in range(nth):
        at = text.find(wanted, at + 1)
        if at < 0:
            break
    return at


def pack_row(row: Row, places: Places) -> Row:
    """Raises GoldError where the quote cannot be placed, or a field is not known."""
    kind = row.get("type")
    if kind not in FACTS:
        raise GoldError(f"unknown type {kind!r}")
    packed: Row = {}
    for key, value in row.items():
        if key == "quote":
            start, end = places.find(value, row.get("nth"))
            packed |= {"quote": hash_phrase(places.text[start:end]), "start": start, "end": end}
        elif key in PHRASES[kind] or key == "relative_to":
            packed[key] = _hashes(value)
        elif key in FACTS[kind] or key in {"type", "optional"}:
            packed[key] = value
        elif key not in DROPPED:
            raise GoldError(f"unknown field {key!r}")
    return packed


def _hashes(phrase: object) -> object:
    """Of one phrase, or of each accepted form once; null stays null."""
    if phrase is None:
        return None
    return (
        list(dict.fromkeys(map(hash_phrase, phrase)))
        if isinstance(phrase, list)
        else hash_phrase(phrase)
    )


def pack(gold: Path, notice: Path, report: Callable[[str], object]) -> list[Row]:
    """The rows of the packed file, its source first; empty if `report` was told of a row that cannot be packed."""
    source = read(notice)
    places = Places(source.text)
    sound = True

    def pack_or_report(row: Row) -> Row:
        nonlocal sound
        try:
            return pack_row(row, places)
        except GoldError as error:
            sound = False
            report(f"{gold.name}: {row.get('type')}: {error}")
            return {}

    rows = read_rows(gold.read_text("utf-8"), pack_or_report, name=gold.name)
    return [PackedSource.of(source).model_dump(), *rows] if sound else []


def main(arguments: Sequence[str]) -> int:
    """0: packed. 1: not, and stderr says why. 2: wrong usage."""
    if len(arguments) != 3:
        sys.stderr.write(f"{__doc__}")
        return 2
    gold, notice, out = map(Path, arguments)
    try:
        rows = pack(gold, notice, lambda line: sys.stderr.write(f"pack: {line}\n"))
    except TaizhangError as error:
        sys.stderr.write(f"pack: {error}\n")
        return error.exit_code
    if not rows:
        return 1
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("".join(lines), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
