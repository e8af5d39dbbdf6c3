"""The way from clean text back to the source."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from extractors.view import Piece, View, build_view, clean
from tests.properties.texts import ALL_PIECES, texts

UNSEEN = [
    "[bookmark:_Toc1]",
    "**",
    "*",
    "\u200b",
    "\ufeff",
    "\ue5e5",
    "\uf06c",
    " ",
    "\u3000",
    "\t",
    "\n",
    "\xa0",
]
dirty = st.lists(
    st.sampled_from([*UNSEEN, "1", "２", "A", "％", "，", ",", "（", "市", "局"]), max_size=30
).map("".join)  # fmt: skip
anything = dirty | texts()


@st.composite
def cut_texts(draw: st.DrawFn) -> tuple[str, list[list[Piece]]]:
    """A text, and paragraphs of pieces of it in order, some parts left out."""
    text = draw(anything)
    marks = sorted(draw(st.lists(st.integers(0, len(text)), max_size=10)))
    paragraphs: list[list[Piece]] = []
    for low, high in pairwise(marks):
        kind = draw(st.sampled_from(["new", "new", "more", "out"]))
        if kind == "new" or (kind == "more" and not paragraphs):
            paragraphs.append([(low, high)])
        elif kind == "more":
            paragraphs[-1].append((low, high))
    return text, paragraphs


def whole(text: str) -> View:
    return build_view(text, [[(0, len(text))]])[0]


@given(cut_texts())
def test_every_position_maps_back(cut: tuple[str, list[list[Piece]]]) -> None:
    source, paragraphs = cut
    view, spans = build_view(source, paragraphs)
    assert len(view.text) == len(view.printed)
    assert len(spans) == len(paragraphs)
    last = -1
    for position in (at for low, high in spans for at in range(low, high)):
        offset = view.source_offset(position)
        printed = source[offset]
        assert last < offset < len(source)
        assert view.printed[position] == (" " if printed.isspace() else printed)
        last = offset


@given(cut_texts())
def test_paragraphs_part_at_line_feeds_alone(cut: tuple[str, list[list[Piece]]]) -> None:
    view, spans = build_view(*cut)
    assert view.text.count("\n") == len(spans)
    assert all("\n" not in view.text[low:high] for low, high in spans)
    assert all(view.text[high] == "\n" for _, high in spans)


@given(cut_texts(), st.data())
def test_a_span_of_the_source_cleans_to_its_view(
    cut: tuple[str, list[list[Piece]]], data: st.DataObject
) -> None:
    source, paragraphs = cut
    assume(len(paragraphs) > 0)
    index = data.draw(st.integers(0, len(paragraphs) - 1))
    view, spans = build_view(source, [pieces[:1] for pieces in paragraphs])
    low, high = spans[index]
    assume(low < high)
    start = data.draw(st.integers(low, high - 1))
    end = data.draw(st.integers(start + 1, high))
    first, last = view.source_span(start, end)
    assert paragraphs[index][0][0] <= first < last <= paragraphs[index][0][1]
    # A comma beside Chinese text is wide, and the span may have left its neighbour out.
    cleaned, expected = (
        t.replace("，", ",") for t in (clean(source[first:last]), view.text[start:end])
    )
    assert cleaned == expected.strip(" ")


@given(anything)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(max_size=80))
def test_folding_keeps_the_length(text: str) -> None:
    view = whole(text)
    assert len(view.text) == len(view.printed) <= len(text) + 1


@given(st.lists(st.sampled_from(UNSEEN), max_size=20).map("".join))
def test_nothing_is_left_of_what_no_reader_sees(text: str) -> None:
    assert clean(text).strip("*") == ""


def test_the_pieces_hold_what_must_be_cleaned() -> None:
    assert {"\u200b", "\ue5e5", "**", "\t"} <= set(ALL_PIECES)
