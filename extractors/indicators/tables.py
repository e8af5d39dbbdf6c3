"""The words that names of indicators differ in and that change nothing."""

from __future__ import annotations

from functools import cache

from extractors.engine import Row, load_table

_PACKAGE = "extractors.indicators"


class WordsRow(Row):
    """Words that make no difference to a name."""

    id: str
    words: tuple[str, ...]


class PrefixRow(WordsRow):
    """Words that may begin a name; with `before`, only where one of these follows in it."""

    before: tuple[str, ...] = ()


class NameRow(WordsRow):
    """`words` anywhere in a name (a piece), or the whole name (a synonym), are `name`."""

    name: str


@cache
def prefixes() -> tuple[PrefixRow, ...]:
    """Rows of [[prefix]]."""
    return load_table(_PACKAGE, "variants.toml", "prefix", PrefixRow)


@cache
def pieces() -> tuple[NameRow, ...]:
    """Rows of [[piece]]."""
    return load_table(_PACKAGE, "variants.toml", "piece", NameRow)


@cache
def synonyms() -> tuple[NameRow, ...]:
    """Rows of [[synonym]]."""
    return load_table(_PACKAGE, "variants.toml", "synonym", NameRow)
