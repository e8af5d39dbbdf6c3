"""Paragraphs and tables of an article in a web page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.readers.assemble import Item, ParagraphText, TableText, cell_content
from pipeline.readers.elements import Element
from pipeline.readers.html_tables import is_layout, place_cells
from pipeline.readers.html_tree import ElementPaths, Weights
from pipeline.readers.spots import Places
from schemas.source import Place

_BLOCKS = frozenset(
    # A list would take a line a word.
    """
    address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr legend li main ol p pre section summary tbody td tfoot th thead tr ul ucapcontent
    ucaptitle table
    """.split()  # noqa: SIM905
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_CJK = "\u2010-\u2027\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef"
_WRAPPED = re.compile(f"(?<=[{_CJK}])\r(?=[{_CJK}])")


def read_items(article: Element, weights: Weights) -> list[Item]:
    """The article's items in reading order; tables that only arrange the page are unwrapped."""
    return list(_ItemReader(weights, ElementPaths()).items(article))


class _ItemReader:
    def __init__(self, weights: Weights, paths: ElementPaths) -> None:
        self._weights = weights
        self._paths = paths
        self._inline: list[str] = []

    def items(self, element: Element, level: int | None = None) -> Iterator[Item]:
        """What stands in a block element, the text in front of its first inner block included."""
        self._take(element.text)
        yield from self._children(element, level, element)
        yield from self._flush(level, element)

    def _children(self, element: Element, level: int | None, block: Element) -> Iterator[Item]:
        for node in element:
            if node.tag == "br":
                self._inline.append("\n")
            elif node.tag in _BLOCKS:
                yield from self._flush(level, block)
                yield from self._block(node, level)
            else:
                self._take(node.text)
                yield from self._children(node, level, block)
            self._take(node.tail)

    def _block(self, node: Element, level: int | None) -> Iterator[Item]:
        if node.tag == "table" and not is_layout(node, self._weights.han):
            yield TableText(place_cells(node, self._cell))
        else:
            yield from self.items(node, _HEADINGS.get(str(node.tag), level))

    def _cell(self, cell: Element) -> tuple[str, Places]:
        return cell_content(_ItemReader(self._weights, self._paths).items(cell))

    def _take(self, text: str | None) -> None:
        """Blanks as a browser shows them; a source line's end is remembered as a carriage return."""
        if text:
            self._inline.append(_BLANKS.sub(lambda m: "\r" if "\n" in m[0] else " ", text))

    def _flush(self, level: int | None, block: Element) -> Iterator[ParagraphText]:
        text = _WRAPPED.sub("", "".join(self._inline)).replace("\r", " ")
        self._inline.clear()
        if text.strip():
            places = (Place(0, len(text), path=self._paths.of(block)),)
            yield ParagraphText(text, level, places)
