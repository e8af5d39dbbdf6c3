"""Every fact's place is where another program finds its words in the file."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import html

from pipeline import stages
from pipeline.export.phrases import kind_of
from pipeline.places import place_of, with_places
from schemas.base import Record
from schemas.records import Section
from schemas.source import Place, Source

pypdfium2: Any = importlib.import_module("pypdfium2")  # it ships no types
Finder = Callable[[Place], str]


def compact(text: str) -> str:
    return "".join(text.split())


def placed(path: Path) -> tuple[Source, list[tuple[Record, Place]]]:
    """The source, and its facts with their places; only a title that a page's head alone has is without one."""
    outline = stages.segment(stages.read(path))
    source = with_places(outline)
    found: list[tuple[Record, Place]] = []
    for record in stages.records_in(outline).facts():
        place = place_of(source.places, record.start, record.end)
        if place is not None:
            found.append((record, place))
        else:
            assert (path.suffix, kind_of(record)) == (".html", "document")
    return source, found


def first_part(source: Source, record: Record, place: Place) -> str:
    """What stands in the first stretch of a quote, which may go on in other cells, lines and pages."""
    stretches = [p for p in source.places if p.start < record.end and p.end > record.start]
    same = [p for p in stretches if p[2:3] + p[4:] == place[2:3] + place[4:]]
    return source.text[max(same[0].start, record.start) : min(same[-1].end, record.end)]


def in_docx(path: Path) -> Finder:
    document = Document(str(path))
    paragraphs = list(document.element.body.iter(qn("w:p")))

    def find(place: Place) -> str:
        assert place.paragraph is not None
        own = "".join(node.text or "" for node in paragraphs[place.paragraph - 1].iter(qn("w:t")))
        if place.table is not None:
            table = document.tables[place.table - 1]
            assert place.row is not None and place.col is not None  # noqa: PT018
            assert compact(own) in compact(table.cell(place.row - 1, place.col - 1).text)
        return own

    return find


def in_html(path: Path) -> Finder:
    root = html.fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    tree = root.getroottree()

    def find(place: Place) -> str:
        (element,) = cast("list[Any]", tree.xpath(place.path or "no path"))
        if place.table is not None:
            assert f"/tr[{place.row}]/" in (place.path or "")
        return str(element.text_content())

    return find


def in_pdf(path: Path) -> Finder:
    document = pypdfium2.PdfDocument(path)

    def find(place: Place) -> str:
        assert place.page is not None and place.box is not None  # noqa: PT018
        page = document[place.page - 1]
        x0, y0, x1, y1 = place.box
        height = page.get_height()
        return str(
            page.get_textpage().get_text_bounded(x0 - 2, height - y1 - 2, x1 + 2, height - y0 + 2)
        )

    return find


def in_text(path: Path) -> Finder:
    lines = stages.read(path).text.split("\n")
    return lambda place: lines[(place.line or 0) - 1]


FINDERS = {".docx": in_docx, ".html": in_html, ".pdf": in_pdf, ".txt": in_text}


def notices(folder: Path) -> Iterator[Path]:
    for name in ("notices", "variants"):
        yield from (path for path in (folder / name).iterdir() if path.suffix in FINDERS)


@pytest.mark.parametrize("ending", FINDERS)
def test_words_of_each_fact_are_at_its_place(corpus_folder: Path, ending: str) -> None:
    paths = [path for path in notices(corpus_folder) if path.suffix == ending]
    assert paths
    for path in paths:
        source, found = placed(path)
        find = FINDERS[ending](path)
        for record, place in found:
            quote = compact(first_part(source, record, place))
            there = compact(find(place))
            if isinstance(record, Section) and not there.startswith(record.label):
                quote = quote.removeprefix(record.label)  # an automatic number is in no run
            assert quote, (path.name, record, place)
            assert quote in there, (path.name, record, place)


@pytest.mark.parametrize("ending", ["docx", "pdf", "html"])
def test_cell_of_a_fact_is_the_same_in_every_format(corpus_folder: Path, ending: str) -> None:
    def cells(suffix: str) -> list[tuple[str, int | None, int | None, int | None]]:
        _, found = placed(corpus_folder / "variants" / f"qinghe-puhui-2025.{suffix}")
        return sorted(
            (record.quote, place.table, place.row, place.col)
            for record, place in found
            if place.table is not None and "\t" not in record.quote and "\n" not in record.quote
        )

    wanted = cells("docx")
    assert wanted
    assert cells(ending) == wanted
