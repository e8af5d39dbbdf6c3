"""The page of one notice: every word once, facts marked, nothing that runs or loads."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pipeline import stages
from pipeline.export.html import html_page
from pipeline.export.marks import Mark, MarkedText
from schemas.source import Source

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)> & \x1b[31m \u202e'
FILES = [
    "shiqiao-jinrong-2024.txt",
    "qinghe-puhui-2023.docx",
    "yunjiang-jinrong-2024.html",
    "bailu-yanglao-2021.pdf",
]


class Page(HTMLParser):
    """Tags with their attributes, the anchors and links, and the text of the notice."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self._inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.add(tag)
        self.attributes.update(values)
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if tag == "a":
            self.links.append(values["href"] or "")
        self._inside = self._inside or tag == "article"

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "article"

    def handle_data(self, data: str) -> None:
        self.text += data if self._inside else ""


def squash(text: str) -> str:
    return re.sub(r"[\s|]+", "", text)


def page_of(source: Source) -> str:
    return html_page(stages.segment(source), stages.records_of(source))


def text_source(text: str) -> Source:
    return Source(text=text, name="notice.txt", media_type="text/plain", sha256="0" * 64)


@pytest.fixture(scope="module", params=FILES)
def source(request: pytest.FixtureRequest, corpus_folder: Path) -> Source:
    return stages.read(corpus_folder / "notices" / request.param)


def test_every_word_of_the_source_once(source: Source) -> None:
    assert squash(Page(page_of(source)).text) == squash(source.text)


def test_every_fact_is_listed_and_has_its_place(source: Source) -> None:
    page = Page(page_of(source))
    facts = [link[1:] for link in page.links if re.fullmatch(r"#f[0-9]+", link)]
    assert len(facts) >= len(stages.records_of(source).facts()) - 1
    assert set(facts) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_tables_are_tables(corpus_folder: Path) -> None:
    source = stages.read(corpus_folder / "notices" / "qinghe-puhui-2023.docx")
    assert page_of(source).count("<table>") == len(stages.segment(source).grids) > 0


def test_nothing_runs_and_nothing_is_loaded(source: Source) -> None:
    html = page_of(source)
    page = Page(html)
    assert not page.tags & {"script", "img", "link", "iframe", "object", "form", "base"}
    assert not {name for name in page.attributes if name.startswith("on")}
    assert not page.attributes & {"src", "style"}
    assert "default-src 'none'" in html
    assert page.links
    assert all(link.startswith("#") for link in page.links)


def test_hostile_text_is_only_text() -> None:
    text = f"云江市人民政府关于印发{HOSTILE}方案的通知\n\n一、目标{HOSTILE}\n到2025年，余额达到90亿元。\n"
    html = page_of(text_source(text))
    assert Page(html).tags.isdisjoint({"script", "img"})
    assert not re.search("[\x1b\u202e]", html)
    assert "U+001B" in html
    assert "U+202E" in html


def marked(*marks: tuple[int, int, str]) -> str:
    facts = [Mark(start, end, kind, f"f{n}", kind) for n, (start, end, kind) in enumerate(marks)]
    return MarkedText("甲乙丙丁戊", facts).html(0, 5)


def test_overlapping_marks_are_split_at_their_boundaries() -> None:
    pieces = re.findall(
        r'<mark class="([a-z ]+)"[^>]*>(.*?)</mark>', marked((0, 3, "a"), (2, 5, "b"))
    )
    assert pieces == [("a", "甲乙"), ("a b", "丙"), ("b", "丁戊")]


def test_marks_at_one_place_share_it() -> None:
    html = marked((1, 3, "a"), (1, 3, "b"))
    assert html == (
        '甲<span id="f1"><span id="f0"><mark class="a b" title="a ‖ b">乙丙</mark></span></span>丁戊'
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb", "a b"),
        ("甲\n乙", "甲乙"),
        ("<&>", "&lt;&amp;&gt;"),
        ("\x00", '<i class="control">U+0000</i>'),
    ],
)
def test_text(text: str, shown: str) -> None:
    assert MarkedText(text, []).html(0, len(text)) == shown
