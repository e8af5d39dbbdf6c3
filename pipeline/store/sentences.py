"""Sentences of a source, and the words of the index that finds them by any two neighbouring characters.

SQLite's own tokenizers find no Chinese word of two characters. So each pair of neighbours becomes one word of
the index, spelled in hexadecimal, for punctuation, digits and rare characters to be found like any other.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import pairwise

from schemas.source import Source

MIN_INDEXED = 2
"""A single character is in no pair."""

_END_RE = re.compile(r"[。！？；\r\n]+")
_EDGE = " \t\u3000\xa0|"
_ASCII_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def find_sentences(source: Source) -> Iterator[tuple[int, int]]:
    """Half-open spans: text up to 。！？； or the end of a line, table cells apart; blanks at the edges dropped."""
    start = 0
    for table in source.tables:
        for cell in table.cells:
            if cell.start >= start:
                yield from _split(source.text, start, cell.start)
                yield from _split(source.text, cell.start, cell.end)
                start = cell.end
    yield from _split(source.text, start, len(source.text))


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _END_RE.finditer(text, start, end):
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    body = piece.strip(f"{_EDGE}\r\n")
    if body:
        first = start + piece.index(body)
        yield first, first + len(body)


def pair_words(text: str) -> str:
    """The pairs of a sentence as words of the index; A and a are one letter, as for SQLite's lower()."""
    codes = [f"{ord(char):04x}" for char in text.translate(_ASCII_LOWER)]
    return " ".join(map("".join, pairwise(codes)))


def register_functions(db: sqlite3.Connection) -> None:
    """Makes `pair_words` known to this connection, for the indexes that are filled from other tables."""
    db.create_function("pair_words", 1, pair_words, deterministic=True)


def phrases(words: Iterable[str]) -> list[str]:
    """What an index is asked for, word by word: a phrase of its pairs; nothing for a word that has none."""
    return [f'"{pair_words(word)}"' for word in words if len(word) >= MIN_INDEXED]
