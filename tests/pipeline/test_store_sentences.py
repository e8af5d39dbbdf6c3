"""Sentences and their index, on any text."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from pipeline.store.sentences import find_sentences, pair_words, phrases
from schemas.source import Source

TEXT = st.text(alphabet="金融普惠A a1％。；，\n\t　\r|𠮷é\"*'", max_size=40)
WORD = st.text(alphabet="金融普惠Aa1％，。𠮷é\"*'", min_size=2, max_size=4)


def source(text: str) -> Source:
    return Source(text=text, name="a", media_type="text/plain", sha256="0" * 64)


@given(TEXT)
def test_sentences_are_in_order_and_leave_out_blanks_alone(text: str) -> None:
    spans = list(find_sentences(source(text)))
    assert spans == sorted(spans)
    covered = {at for start, end in spans for at in range(start, end)}
    assert len(covered) == sum(end - start for start, end in spans)
    assert {char for at, char in enumerate(text) if at not in covered} <= set(" \t　\r\n|")


@given(st.lists(TEXT, max_size=8), WORD)
def test_the_index_misses_nothing(texts: list[str], word: str) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE VIRTUAL TABLE i USING fts5 (pairs, content = '', tokenize = 'ascii')")
        rows = [(number, pair_words(text)) for number, text in enumerate(texts, start=1)]
        db.executemany("INSERT INTO i (rowid, pairs) VALUES (?, ?)", rows)
        match = phrases([word])[0]
        found = {number for (number,) in db.execute("SELECT rowid FROM i WHERE i MATCH ?", [match])}
    lowered = [text.encode().lower().decode() for text in texts]
    scan = {n for n, text in enumerate(lowered, start=1) if word.encode().lower().decode() in text}
    assert found == scan


def test_a_single_character_is_not_asked_of_the_index() -> None:
    assert phrases(["县"]) == []
    assert phrases(["县", "金融"]) == phrases(["金融"])
