"""Pages that are laid out (PDF, OFD) to paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.readers.assemble import Item, ParagraphText, TableText
from pipeline.readers.head_table import is_head, parse_head, split_pairs
from pipeline.readers.page_content import Box, PageContent
from pipeline.readers.pdf_columns import lines_in_order
from pipeline.readers.pdf_furniture import drop_furniture
from pipeline.readers.pdf_lines import (
    Line,
    TypeArea,
    find_type_area,
    joined_in_place,
    paragraphs_of,
)
from pipeline.readers.pdf_table_text import is_continued, table_text
from pipeline.readers.pdf_tables import Grid, find_grids
from schemas.errors import NoTextError, NoTextLayerError

_MIN_CHARACTERS = 10
_SHOWN_PAGES = 10


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines that follow one another without a table between them."""

    lines: list[Line]


@dataclass(frozen=True, slots=True)
class _Parts:
    """A table, by its parts on successive pages."""

    grids: list[Grid]


def is_bare(page: PageContent) -> bool:
    """Whether a page shows something and has no text, but perhaps a number."""
    return sum(len(word.text) for word in page.words) < _MIN_CHARACTERS and (
        page.has_image or not page.words
    )


def page_warnings(pages: Sequence[PageContent], count: int) -> tuple[str, ...]:
    """What of the pages is not read. Raises NoTextLayerError, and NoTextError where nothing is drawn either."""
    if sum(len(word.text) for page in pages for word in page.words) < _MIN_CHARACTERS:
        if not any(page.has_image or page.rules or page.words for page in pages):
            raise NoTextError("文件完好，但每一页都是空白；请检查下载是否完整")
        raise NoTextLayerError(
            "文件没有文字层（多为扫描件）；请换用文字版，PDF 也可以用 --ocr 做文字识别"
        )
    found: list[str] = []
    bare = [str(page.number) for page in pages if page.has_image and not page.words]
    if bare:
        more = " 等" if len(bare) > _SHOWN_PAGES else ""
        found.append(f"第 {'、'.join(bare[:_SHOWN_PAGES])}{more} 页只有图像，没有读取")
    if count > len(pages):
        found.append(f"共 {count} 页，只读取了前 {len(pages)} 页")
    return tuple(found)


def items_of(pages: Sequence[PageContent]) -> list[Item]:
    """Everything in reading order, tables and paragraphs that a page break cuts made whole."""
    found = [find_grids(page) for page in pages]
    lines = [lines_in_order(words, page) for page, (_, words) in zip(pages, found, strict=True)]
    kept = drop_furniture(pages, lines)
    areas = _type_areas(pages, kept)
    items: list[Item] = []
    for piece in _pieces([grids for grids, _ in found], kept):
        if isinstance(piece, _Parts):
            items.append(table_text(piece.grids))
        else:
            items.extend(_paragraphs(piece.lines, pages, areas))
    return items


def _pieces(grids: Sequence[list[Grid]], lines: Sequence[list[Line]]) -> list[_Run | _Parts]:
    """Runs of lines and whole tables; the text of a run goes on across pages."""
    pieces: list[_Run | _Parts] = []
    for on_page, left in zip(grids, lines, strict=True):
        for element in _in_place(on_page, left):
            last = pieces[-1] if pieces else None
            if isinstance(element, Line):
                if isinstance(last, _Run):
                    last.lines.append(element)
                else:
                    pieces.append(_Run([element]))
            elif isinstance(last, _Parts) and is_continued(last.grids[-1], element):
                last.grids.append(element)
            else:
                pieces.append(_Parts([element]))
    return pieces


def _in_place(grids: Sequence[Grid], lines: Sequence[Line]) -> Iterator[Line | Grid]:
    """Lines in their order, each table before the first line that stands below its head."""
    waiting = list(grids)
    for line in lines:
        while waiting and waiting[0].box.top < line.box.top:
            yield waiting.pop(0)
        yield line
    yield from waiting


def _type_areas(pages: Sequence[PageContent], lines: Sequence[list[Line]]) -> dict[int, TypeArea]:
    """The type area by the width of the page, upright and broad pages having one each."""
    by_width: dict[int, list[Line]] = {}
    for page, found in zip(pages, lines, strict=True):
        by_width.setdefault(round(page.width), []).extend(found)
    return {
        width: find_type_area(found, Box(0, 0, width, width))
        for width, found in by_width.items()
        if found
    }


def _paragraphs(
    lines: Sequence[Line], pages: Sequence[PageContent], areas: dict[int, TypeArea]
) -> Iterator[ParagraphText]:
    width = round(pages[lines[0].page - 1].width)
    for group in paragraphs_of(lines, areas[width]):
        text, places = joined_in_place(group)
        yield ParagraphText(text, places=places)


def without_head(items: list[Item]) -> tuple[list[Item], dict[str, str]]:
    """The items without the head that a portal prints, and what that head says."""
    metadata: dict[str, str] = {}
    kept: list[Item] = []
    for item in items:
        cells = [cell.text for cell in item.cells] if isinstance(item, TableText) else []
        texts = [part for text in cells for part in split_pairs(text)]
        if is_head(texts):
            metadata = parse_head(texts) | metadata
        else:
            kept.append(item)
    return kept, metadata
