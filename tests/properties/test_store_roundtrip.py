"""Records of any kind into the ledger and out again."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import tempfile
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.notice import records_of
from pipeline.store import Ledger, LoadOutcome, dump
from schemas.records import (
    Assignment,
    Citation,
    Diagnostic,
    Document,
    Milestone,
    NoticeRecords,
    Quantity,
    Section,
    Uncovered,
)
from schemas.source import Source
from schemas.vocab import Comparator, Measure, Nature, Origin, Recurrence, Severity, Status
from tests.properties.texts import source_of
from tests.properties.texts import texts as texts_of_noise

TABLES = ("sections", "quantities", "assignments", "milestones", "citations", "diagnostics")
words = st.text("云江市县财政局发展a1（）、'\"%_ 𠮷", min_size=1, max_size=12)
dates = st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31))
amounts = st.decimals(-(10**14), 10**14, places=4, allow_nan=False, allow_infinity=False)
texts = st.text(
    "云江市县第一二财政局，。；\n（）存款余额达到90亿元a \u200b", min_size=4, max_size=200
)
names = st.lists(
    st.sampled_from(["市财政局", "县发改委", "人行青禾支行", "各区县人民政府"]) | words, max_size=3
)


@st.composite
def places(draw: st.DrawFn, text: str) -> dict[str, Any]:
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return {"start": start, "end": end, "quote": text[start:end], "rule_id": "test.any"}


@st.composite
def sections(draw: st.DrawFn, text: str) -> tuple[Section, ...]:
    """Sections that nest, one after the other."""
    starts = sorted(draw(st.sets(st.integers(0, len(text) - 1), max_size=5)))
    found: list[Section] = []
    for start in starts:
        open_path = found[-1].section if found else ()
        depth = draw(st.integers(0, len(open_path)))
        path = (*open_path[:depth], draw(st.sampled_from(["一、", "（一）", "1.", "——"])))
        found.append(
            Section(
                start=start,
                end=start + 1,
                quote=text[start],
                rule_id="test.any",
                section=path,
                label=path[-1],
                heading=draw(words),
                level=len(path),
            )
        )
    return tuple(found)


@st.composite
def quantities(draw: st.DrawFn, text: str, path: tuple[str, ...]) -> Quantity:
    low = draw(st.none() | amounts)
    high = draw(st.none() | st.just(low + 1)) if low is not None else None
    comparators = [None, *(each for each in Comparator if each is not Comparator.RANGE)]
    return Quantity(
        **draw(places(text)),
        section=path,
        indicator=draw(words),
        measure=draw(st.sampled_from(Measure)),
        comparator=Comparator.RANGE if high is not None else draw(st.sampled_from(comparators)),
        value=low,
        value_max=high,
        unit=draw(st.none() | words),
        value_base=low,
        value_max_base=high,
        unit_base=draw(st.none() | words),
        status=draw(st.sampled_from(Status)),
        date=draw(st.none() | dates),
        recurrence=draw(st.none() | st.sampled_from(Recurrence)),
        cumulative=draw(st.booleans()),
        nature=draw(st.none() | st.sampled_from(Nature)),
        relative_to=draw(st.none() | words),
    )


@st.composite
def notices(draw: st.DrawFn) -> tuple[Source, NoticeRecords]:
    text = draw(texts)
    found = draw(sections(text))
    path = st.sampled_from([(), *(section.section for section in found)])
    place = places(text)
    marks = st.sampled_from(Severity)

    def some(one: st.SearchStrategy[Any]) -> tuple[Any, ...]:
        return tuple(draw(st.lists(one, max_size=3)))

    assigned = st.builds(
        lambda where, inside, rest: Assignment(**where, section=inside, **rest),
        place,
        path,
        st.fixed_dictionaries(
            {
                "task": st.none() | words,
                "lead": names,
                "support": names,
                "responsible": names,
                "deadline": st.none() | dates | st.just("ongoing"),
                "origin": st.sampled_from(Origin),
            }
        ),
    )
    document = Document(
        **draw(place),
        title=draw(words),
        plan_title=draw(st.none() | words),
        doc_number=draw(st.none() | words),
        issuers=tuple(draw(names)),
        issued_on=draw(st.none() | dates),
        region=draw(st.none() | st.sampled_from(["云江市", "云江市/青禾县", "华中省/云江市"])),
        period=draw(st.none() | st.just((2024, 2026))),
    )
    records = NoticeRecords(
        document=document,
        sections=found,
        quantities=some(path.flatmap(lambda inside: quantities(text, inside))),
        assignments=some(assigned),
        milestones=some(st.builds(lambda at, what, day: Milestone(**at, what=what, deadline=day), place, words, dates)),
        citations=some(st.builds(lambda at, title: Citation(**at, title=title), place, words)),
        diagnostics=some(st.builds(lambda at, mark: Diagnostic(**at, code="T001", severity=mark, message="？"), place, marks)),
        uncovered=some(st.builds(lambda at: Uncovered(**at, kind="number", reason="date"), place)),
    )  # fmt: skip
    return source_of(text), records


@cache
def empty_ledger() -> bytes:
    """The file of a ledger without notices, which is far quicker to copy than to make."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        Ledger.open(path).close()
        return path.read_bytes()


@contextmanager
def new_ledger() -> Generator[Path]:
    """Hypothesis runs all examples inside one call of the test, so that tmp_path would be shared."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        path.write_bytes(empty_ledger())
        yield path


def load(path: Path, *loaded: tuple[Source, NoticeRecords]) -> list[LoadOutcome]:
    with Ledger.open(path) as ledger:
        return [
            ledger.load(records, source, path=f"{source.sha256}.txt") for source, records in loaded
        ]


def rows(path: Path, table: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute(f"SELECT * FROM {table}")]  # noqa: S608


def stored(row: dict[str, Any], names_of: Sequence[str]) -> list[Any]:
    return [row[name] for name in names_of]


@given(notices())
@settings(max_examples=40)
def test_every_record_is_a_row(loaded: tuple[Source, NoticeRecords]) -> None:
    source, records = loaded
    with new_ledger() as path:
        assert load(path, loaded) == [LoadOutcome.ADDED]
        for table in TABLES:
            facts = getattr(records, table)
            found = rows(path, table)
            assert [(row["start_offset"], row["end_offset"], row["quote"]) for row in found] == [
                (fact.start, fact.end, fact.quote) for fact in facts
            ]
            assert [tuple(json.loads(row["section"])) for row in found] == [
                fact.section for fact in facts
            ]
        [notice] = rows(path, "notices")
        counts = [notice[f"{kind}_count"] for kind in ("section", "quantity", "assignment")]
        assert counts == [
            len(records.sections),
            len(records.quantities),
            len(records.assignments),
        ]
        assert (notice["text"], notice["status"]) == (source.text, records.status.value)
        assert sum(row["count"] for row in rows(path, "coverage")) == len(records.uncovered)


@given(notices())
@settings(max_examples=40)
def test_amounts_and_agencies_are_read_back(loaded: tuple[Source, NoticeRecords]) -> None:
    _, records = loaded
    with new_ledger() as path:
        load(path, loaded)
        for row, fact in zip(rows(path, "quantities"), records.quantities, strict=True):
            printed = [fact.value, fact.value_max, fact.value_base, fact.value_max_base]
            numbers = stored(row, ["value", "value_max", "value_base", "value_max_base"])
            assert [None if n is None else Decimal(repr(n)) for n in numbers] == [
                None if n is None else Decimal(repr(float(n))) for n in printed
            ]
            fields = fact.model_dump(mode="json")
            kept = ("indicator", "measure", "comparator", "unit", "status", "date", "nature")
            assert stored(row, kept) == [fields[name] for name in kept]
        told = sorted(
            (number, role, position, name)
            for number, fact in enumerate(records.assignments, 1)
            for role in ("lead", "support", "responsible")
            for position, name in enumerate(getattr(fact, role))
        )
        named = ("assignment_id", "role", "position", "printed")
        assert (
            sorted(tuple(stored(row, named)) for row in rows(path, "assignment_agencies")) == told
        )


@given(notices(), notices())
@settings(max_examples=25)
def test_loading_twice_changes_nothing(
    one: tuple[Source, NoticeRecords], other: tuple[Source, NoticeRecords]
) -> None:
    with new_ledger() as path:
        load(path, one, other)
        before = dump(path)
        assert set(load(path, one, other)) == {LoadOutcome.UNCHANGED}
        assert dump(path) == before


@given(notices(), notices())
@settings(max_examples=25)
def test_the_order_of_loading_leaves_no_trace(
    one: tuple[Source, NoticeRecords], other: tuple[Source, NoticeRecords]
) -> None:
    with new_ledger() as path, new_ledger() as turned:
        load(path, one, other)
        load(turned, other, one)
        same = one[0].sha256 == other[0].sha256
        assert same or dump(path) == dump(turned)


@given(texts_of_noise())
@settings(max_examples=60)
def test_what_is_read_from_any_text_can_be_kept(text: str) -> None:
    source = source_of("云江市" + text.replace("\0", ""))
    records = records_of(source)
    with new_ledger() as path:
        assert load(path, (source, records)) == [LoadOutcome.ADDED]
        assert [len(rows(path, table)) for table in TABLES] == [
            len(getattr(records, table)) for table in TABLES
        ]
