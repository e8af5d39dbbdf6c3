"""Blocks as a page of a government site: menu, text, footer; tables with their spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from corpus.notice_source import Block, Grid, GridCell, Line

_TAGS = {"title": "h1", "heading1": "h2", "heading2": "h3", "heading3": "h4"}
_STYLES = {"caption": ' style="text-align:center"', "right": ' style="text-align:right"'}
_HEAD = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>政策文件</title></head><body>'
    '<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li></ul>'
    '<div class="content" id="zoom">'
)
_FOOT = '</div><div class="footer"><p>主办：云江市人民政府办公室　网站标识码：0000000000</p></div></body></html>'


def write_page(blocks: Sequence[Block]) -> bytes:
    """The bytes of a .html."""
    return "\n".join([_HEAD, *_elements(blocks), _FOOT]).encode()


def _elements(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Line):
            tag = _TAGS.get(block.kind, "p")
            yield f"<{tag}{_STYLES.get(block.kind, '')}>　　{escape(block.text)}</{tag}>"
        elif isinstance(block, Grid):
            rows = ("".join(map(_cell, _row(block, row))) for row in range(block.rows))
            yield f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _row(grid: Grid, row: int) -> list[GridCell]:
    return [cell for cell in grid.cells if cell.row == row]


def _cell(cell: GridCell) -> str:
    text = "<br>".join(escape(line) for line in cell.text.split("\n"))
    return f'<td rowspan="{cell.row_span}" colspan="{cell.col_span}">{text}</td>'
