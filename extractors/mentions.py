"""What spans say by themselves: sentences with their times and amounts, in running text and in cells that hold prose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from extractors.amounts import Amount, find_amounts
from extractors.frames import Sentence, iter_sentences, sentences_in
from extractors.marks import TITLE_RE
from extractors.outline import Outline
from extractors.tabular import ProseCell, read_prose_cells

_SLOGAN_UNITS = frozenset({"个", "项", "条", "类", "种"})
_SLOGAN_LARGEST = 20
_SLOGAN_LENGTH = 24


class SentenceMentions(NamedTuple):
    """A sentence and its amounts. In a table: the row's subject, and its deadline for what names none."""

    sentence: Sentence
    amounts: tuple[Amount, ...]
    subject: str | None = None
    deadline: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Mentions:
    """All sentences of a notice in reading order, those of table cells after those of the text."""

    sentences: tuple[SentenceMentions, ...]


def extract(outline: Outline) -> Mentions:
    """The mentions of a notice."""
    running = [_mentions(outline, sentence, None) for sentence in iter_sentences(outline)]
    cells = [
        _mentions(outline, sentence, cell)
        for cell in read_prose_cells(outline)
        for sentence in sentences_in(outline, cell.start, cell.end)
    ]
    return Mentions((*running, *cells))


def _mentions(outline: Outline, sentence: Sentence, cell: ProseCell | None) -> SentenceMentions:
    amounts = tuple(_amounts(outline.view.text, sentence))
    if cell is None:
        return SentenceMentions(sentence, amounts)
    deadline = cell.deadline if isinstance(cell.deadline, dt.date) else None
    return SentenceMentions(sentence, amounts, cell.subject, deadline)


def _amounts(text: str, sentence: Sentence) -> Iterator[Amount]:
    """Amounts that are neither times nor part of a document's title."""
    if sentence.is_title:
        return
    for amount in find_amounts(text, sentence.start, sentence.end):
        in_time = any(t.start < amount.end and amount.number < t.end for t in sentence.times)
        named = _in_title(text, sentence, amount) or _in_slogan(text, sentence, amount)
        if not in_time and not named:
            yield amount


def _in_title(text: str, sentence: Sentence, amount: Amount) -> bool:
    if "《" not in text[sentence.start : amount.start]:
        return False
    return any(
        title.start() < amount.number < title.end()
        for title in TITLE_RE.finditer(text, sentence.start, sentence.end)
    )


def _in_slogan(text: str, sentence: Sentence, amount: Amount) -> bool:
    """“5个统一” is a name; “50亿元” in quotation marks is still an amount."""
    if amount.unit not in _SLOGAN_UNITS or amount.value > _SLOGAN_LARGEST:
        return False
    opened = text.rfind("“", max(sentence.start, amount.start - _SLOGAN_LENGTH), amount.start)
    if opened < 0 or "”" in text[opened : amount.start]:
        return False
    return "”" in text[amount.end : min(sentence.end, amount.end + _SLOGAN_LENGTH)]
