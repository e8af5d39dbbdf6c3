"""One self-contained page: the notice with its facts marked, and beside it the facts with links to their places."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from itertools import groupby
from string import Template

from extractors.outline import Outline
from pipeline.export.body import body_html
from pipeline.export.labels import TYPES
from pipeline.export.marks import Mark, MarkedText, text_html
from pipeline.export.phrases import details, headline, kind_of
from pipeline.export.places import place_phrase
from pipeline.places import place_of
from schemas.base import Record
from schemas.records import Diagnostic, NoticeRecords, Section
from schemas.source import Place


def html_page(outline: Outline, records: NoticeRecords) -> str:
    """The page as text. It loads nothing, runs nothing, and forbids both."""
    style = _file("notice.css")
    numbered = list(_numbered(_all_records(records)))
    places = _Places(outline.source.places)
    marks = [_mark(name, record, places) for name, record in numbered if _is_marked(record)]
    return Template(_file("notice.html")).substitute(
        csp=f"default-src 'none'; style-src '{_digest(style)}'; base-uri 'none'; form-action 'none'",
        style=style,
        title=text_html(records.document.title),
        file=text_html(outline.source.name),
        sha256=outline.source.sha256,
        head=_head_html(records),
        legend=_legend_html(records),
        body=body_html(outline, MarkedText(outline.source.text, marks)),
        facts=_facts_html(numbered, places),
    )


class _Places:
    """Where the file has each record, in words."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._places = places

    def of(self, record: Record) -> str:
        return place_phrase(place_of(self._places, record.start, record.end))


def _file(name: str) -> str:
    return resources.files("pipeline.export").joinpath(name).read_text("utf-8")


def _digest(style: str) -> str:
    """The hash by which a content security policy lets one style sheet through."""
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def _all_records(records: NoticeRecords) -> tuple[Record, ...]:
    return (*records.facts(), *records.diagnostics, *records.uncovered, *records.audit)


def _numbered(records: Iterable[Record]) -> Iterator[tuple[str, Record]]:
    for number, record in enumerate(records, 1):
        yield f"f{number}", record


def _is_marked(record: Record) -> bool:
    """A diagnostic on the notice as a whole has no place of its own."""
    return not (isinstance(record, Diagnostic) and record.rule_id == "reader.warning")


def _mark(name: str, record: Record, places: _Places) -> Mark:
    phrases = (TYPES[kind_of(record)], headline(record), *details(record), places.of(record))
    note = f"{'｜'.join(filter(None, phrases))}（{record.rule_id}）"
    return Mark(record.start, record.end, kind_of(record), name, note)


def _head_html(records: NoticeRecords) -> str:
    return "".join(f"<li>{text_html(phrase)}</li>" for phrase in details(records.document))


def _legend_html(records: NoticeRecords) -> str:
    counts = Counter(map(kind_of, _all_records(records)))
    return "".join(
        f'<li><a href="#list-{kind}"><mark class="{kind}">{label}</mark> {counts[kind]}</a></li>'
        for kind, label in TYPES.items()
        if kind != "document" and counts[kind]
    )


def _facts_html(numbered: Iterable[tuple[str, Record]], places: _Places) -> str:
    parts: list[str] = []
    for kind, group in groupby(numbered, key=lambda pair: kind_of(pair[1])):
        if kind == "document":
            continue
        items = [_item_html(name, record, places) for name, record in group]
        parts.append(
            f'<section id="list-{kind}"><h2><mark class="{kind}">{TYPES[kind]}</mark> '
            f"<small>{len(items)}</small></h2><ol>{''.join(items)}</ol></section>"
        )
    return "\n".join(parts)


def _item_html(name: str, record: Record, places: _Places) -> str:
    indent = f' class="depth{min(record.level, 6)}"' if isinstance(record, Section) else ""
    phrases = filter(None, (*details(record), places.of(record)))
    more = "".join(f"<span>{text_html(phrase)}</span>" for phrase in phrases)
    more = f"<small>{more}</small>" if more else ""
    return f'<li{indent}><a href="#{name}">{text_html(headline(record))}</a>{more}</li>'
