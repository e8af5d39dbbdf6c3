"""The notice itself as HTML: paragraphs and tables in reading order, every word of the source once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.outline import Grid, GridCell, Outline, Paragraph, ParagraphKind
from pipeline.export.marks import MarkedText

_BETWEEN_CELLS = " \t\r\n\u3000|-:"


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell; [start, end) in the source, empty where nothing is printed."""

    start: int
    end: int
    row_span: int
    col_span: int


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph, or a table if it has rows; [start, end) in the source."""

    start: int
    end: int
    css_class: str = ""
    rows: tuple[tuple[_Cell, ...], ...] = ()


def body_html(outline: Outline, text: MarkedText) -> str:
    """All paragraphs and tables."""
    groups = list(_nested(sorted(_parts(outline), key=lambda part: (part.start, -part.end))))
    html: list[str] = []
    at = 0
    for number, (part, inside) in enumerate(groups):
        following = groups[number + 1][0].start if number + 1 < len(groups) else None
        end = len(outline.source.text) if following is None else following
        html.append(_loose_html(outline.source.text, at, part.start, text))
        if part.rows:
            html.append(_table_html(part, text))
            html.append(_rest_html(outline.source.text, part, end, text))
        else:
            html.append(_paragraph_html(part, inside, end, text))
        at = end
    return "\n".join(filter(None, html))


def _nested(parts: Sequence[_Part]) -> Iterator[tuple[_Part, list[_Part]]]:
    """Each part with the paragraphs that stand inside it, as a page number does in a broken paragraph."""
    current: _Part | None = None
    inside: list[_Part] = []
    for part in parts:
        if current is not None and not part.rows and not current.rows and part.end <= current.end:
            inside.append(part)
            continue
        if current is not None:
            yield current, inside
        current, inside = part, []
    if current is not None:
        yield current, inside


def _parts(outline: Outline) -> Iterator[_Part]:
    for grid in outline.grids:
        rows = tuple(tuple(_cells(outline, row)) for row in grid.rows)
        printed = [cell for row in rows for cell in row if cell.end > cell.start]
        if printed:
            start, end = min(c.start for c in printed), max(c.end for c in printed)
            yield _Part(start, end, rows=rows)
    for paragraph in outline.paragraphs:
        if paragraph.end > paragraph.start and not _in_grid(paragraph, outline.grids):
            span = outline.view.source_span(paragraph.start, paragraph.end)
            yield _Part(*span, _css_class(outline, paragraph, span[0]))


def _in_grid(paragraph: Paragraph, grids: Sequence[Grid]) -> bool:
    return any(grid.start <= paragraph.start < grid.end for grid in grids)


def _css_class(outline: Outline, paragraph: Paragraph, start: int) -> str:
    if outline.document.start <= start < outline.document.end:
        return "title"
    if not outline.body_start <= paragraph.start < outline.body_end:
        return ParagraphKind.FURNITURE.value
    return paragraph.kind.value


def _cells(outline: Outline, row: Sequence[GridCell]) -> Iterator[_Cell]:
    for cell in row:
        start, end = 0, 0
        if cell.end > cell.start:
            start, end = outline.view.source_span(cell.start, cell.end)
        yield _Cell(start, end, cell.row_span, cell.col_span)


def _paragraph_html(part: _Part, inside: Sequence[_Part], end: int, text: MarkedText) -> str:
    html, at = "", part.start
    for other in inside:
        html += text.html(at, other.start)
        html += f'<span class="{other.css_class}">{text.html(other.start, other.end)}</span>'
        at = other.end
    return f'<p class="{part.css_class}">{html}{text.html(at, end)}</p>'


def _table_html(part: _Part, text: MarkedText) -> str:
    rows = ("<tr>" + "".join(_cell_html(cell, text) for cell in row) + "</tr>" for row in part.rows)
    return "<table>" + "".join(rows) + "</table>"


def _cell_html(cell: _Cell, text: MarkedText) -> str:
    spans = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    spans += f' colspan="{cell.col_span}"' if cell.col_span > 1 else ""
    return f"<td{spans}>{text.html(cell.start, cell.end)}</td>"


def _rest_html(source: str, part: _Part, end: int, text: MarkedText) -> str:
    """What stands among or behind the cells of a table and in none of them."""
    at, html = part.start, ""
    cells = sorted((c.start, c.end) for row in part.rows for c in row if c.end > c.start)
    for low, high in [*cells, (end, end)]:
        html += _loose_html(source, at, low, text)
        at = max(at, high)
    return html


def _loose_html(source: str, start: int, end: int, text: MarkedText) -> str:
    """Text that belongs to no paragraph, if there is any to see."""
    if start >= end or not source[start:end].strip(_BETWEEN_CELLS):
        return ""
    return f'<p class="furniture">{text.html(start, end)}</p>'
