"""The word lists of words.toml."""

from __future__ import annotations

import re

from extractors.engine import Row, alternation, load_table


class WordsRow(Row):
    """A list of words with one part to play."""

    id: str
    list: tuple[str, ...]


WORD_ROWS = load_table("extractors.quantities", "words.toml", "words", WordsRow)
WORDS = {row.id: row.list for row in WORD_ROWS}

SCOPE = alternation(WORDS["scope"])
LEADING_RE = re.compile(rf"(?:{alternation((*WORDS['leading'], *WORDS['scope']))})")
KEPT_RE = re.compile(alternation(WORDS["kept"]))
CUT_RE = re.compile(alternation(WORDS["cut"]))
TRAILING_RE = re.compile(rf"(?:{alternation(WORDS['trailing'])})$")
TAIL_KEPT = WORDS["trailing-kept"]
TAKING_RE = re.compile(rf"(?:{alternation(WORDS['taking'])})了?$")
AFTER_NOUN_RE = re.compile(alternation(WORDS["after-noun"]))
REWARDS = frozenset(WORDS["reward"])
GENERIC = frozenset(WORDS["generic-noun"])
REWARD_RE = re.compile(alternation(WORDS["reward"]))
