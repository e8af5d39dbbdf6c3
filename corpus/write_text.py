"""Notices as plain text and as a page of a government site."""

from __future__ import annotations

from html import escape

from corpus.notice_source import Block, Grid, GridCell, Line, Notice, PageBreak, Signature, WebPage

_RELEASE = "（此件公开发布）"


def _table_rows(grid: Grid) -> list[list[str]]:
    """The cells of each row; what a cell above covers is empty, what one to the left covers is not there."""
    rows: list[dict[int, str]] = [{} for _ in range(grid.rows)]
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            rows[row][cell.col] = cell.text if row == cell.row else ""
    return [[cells[col] for col in sorted(cells)] for cells in rows]


def _table_text(notice: Notice, grid: Grid) -> list[str]:
    """Cells one a line behind a tab, rows apart by a blank line; or a row a line, cells apart by tabs."""
    if notice.tables == "rows":
        rows = ["\t".join(row).replace("\n", " ") for row in _table_rows(grid)]
        return ["", *rows, ""]
    lines = [""]
    for row in _table_rows(grid):
        lines += [f"\t{cell}" for cell in row]
        lines.append("")
    return lines


def _block_text(notice: Notice, block: Block) -> list[str]:
    match block:
        case Line(kind, text):
            return ["", text] if kind == "heading1" else [text]
        case Grid():
            return _table_text(notice, block)
        case Signature():
            return ["", notice.issuer, notice.printed_date, _RELEASE, ""]
        case PageBreak():
            return [""]


def text_of(notice: Notice) -> str:
    """The notice as a converter leaves it: one paragraph a line."""
    lines = [*notice.title_lines, "", notice.doc_number, "", notice.addressee]
    for block in notice.blocks:
        lines += _block_text(notice, block)
    lines += ["", *notice.imprint] if notice.imprint else []
    return "\n".join(lines) + "\n"


def write_text(notice: Notice) -> bytes:
    """The bytes of a .txt file in the notice's encoding."""
    return text_of(notice).encode(notice.encoding)


def _cell_html(cell: GridCell, *, head: bool) -> str:
    tag = "th" if head else "td"
    spans = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    spans += f' colspan="{cell.col_span}"' if cell.col_span > 1 else ""
    return f"<{tag}{spans}>{escape(cell.text, quote=False).replace(chr(10), '<br>')}</{tag}>"


def _table_html(grid: Grid) -> list[str]:
    lines = ['<table class="bg-table" border="1" cellspacing="0" cellpadding="4">']
    for row in range(grid.rows):
        cells = [_cell_html(c, head=row < grid.head) for c in grid.cells if c.row == row]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return [*lines, "</table>"]


_CENTRED = '<p style="text-align:center">{}</p>'
_RIGHT = '<p style="text-align:right">{}</p>'
_PARAGRAPH_HTML = {
    "paragraph": "<p>　　{}</p>",
    "heading1": "<p>　　<strong>{}</strong></p>",
    "heading2": "<p>　　<strong>{}</strong></p>",
    "heading3": "<p>　　<strong>{}</strong></p>",
    "title": '<p style="text-align:center"><strong>{}</strong></p>',
    "caption": _CENTRED,
    "right": _RIGHT,
    "flush": "<p>{}</p>",
    "note": "<p>{}</p>",
}


def _block_html(notice: Notice, block: Block) -> list[str]:
    match block:
        case Line(kind, text):
            return [_PARAGRAPH_HTML[kind].format(escape(text, quote=False))]
        case Grid():
            return _table_html(block)
        case Signature():
            signed = [_RIGHT.format(line) for line in (notice.issuer, notice.printed_date)]
            return [*signed, f"<p>　　{_RELEASE}</p>"]
        case PageBreak():
            return []


def _meta_html(notice: Notice, web: WebPage) -> list[str]:
    pairs = {
        "SiteName": web.site,
        "ColumnName": "行政规范性文件",
        "ArticleTitle": notice.title,
        "PubDate": f"{web.published_on} 10:30",
        "ContentSource": notice.issuer,
    }
    return [f'<meta name="{name}" content="{escape(value)}">' for name, value in pairs.items()]


def _facts_html(notice: Notice, web: WebPage) -> list[str]:
    """The table of keys and values that stands above the text."""
    rows = (
        ("索 引 号", web.index_number, "主题分类", web.subject),
        ("发文机关", notice.issuer, "成文日期", notice.printed_date),
        ("发文字号", notice.doc_number, "发布日期", str(web.published_on)),
    )
    lines = ['<table class="xxgk-table">']
    for key, value, other_key, other in rows:
        cells = f"<td>{key}：</td><td>{value}</td><td>{other_key}：</td><td>{other}</td>"
        lines.append(f"<tr>{cells}</tr>")
    title = f'<tr><td>标　　题：</td><td colspan="3">{notice.title}</td></tr>'
    return [*lines, title, "</table>"]


_STYLE = """<style>
body{font-family:"Microsoft YaHei",sans-serif;color:#222;margin:0}
.nav li,.path li{display:inline;margin-right:1em}
.article{width:900px;margin:0 auto;line-height:2}
</style>"""
_MENU = ("首页", "政务公开", "办事服务", "互动交流", "走进云江", "数据开放")
_TOOLS = '<div class="tools">字号：<a>大</a> <a>中</a> <a>小</a> <a>打印</a> <a>收藏</a> 分享到：<a>微信</a> <a>微博</a></div>'


def _head_html(notice: Notice, web: WebPage) -> list[str]:
    items = "".join(f"<li><a>{item}</a></li>" for item in _MENU)
    head = ["<!DOCTYPE html>", '<html lang="zh-CN">', "<head>", '<meta charset="utf-8">']
    head += [f"<title>{notice.title}_{web.site}</title>", *_meta_html(notice, web), _STYLE]
    head += ["<script>var siteId=1;function doPrint(){window.print();}</script>", "</head>"]
    site = [f'<div class="logo">{web.site}网</div>', f'<ul class="nav">{items}</ul>']
    path = '<div class="path">当前位置：首页 &gt; 政务公开 &gt; 政策文件 &gt; 行政规范性文件</div>'
    return [*head, "<body>", *site, path]


def _foot_html(web: WebPage) -> list[str]:
    return [
        '<div class="related"><h3>相关解读</h3><ul><li><a>一图读懂</a></li><li><a>部门解读</a></li></ul></div>',
        f'<div class="footer"><p>主办：{web.site}办公室　承办：大数据中心</p>',
        "<p>网站标识码：0000000000　备案号：云江ICP备00000000号　版权所有，未经许可不得转载</p></div>",
        "</body>",
        "</html>",
    ]


def write_html(notice: Notice) -> bytes:
    """The bytes of a page as a government site serves it: menus, facts table, text, footer.

    Raises:
        ValueError: the notice has no web page.
    """
    if notice.web is None:
        raise ValueError(f"{notice.id} has no [web] table")
    titles = "<br>".join(notice.title_lines)
    lines = [*_head_html(notice, notice.web), '<div class="article">']
    lines += [*_facts_html(notice, notice.web), _TOOLS, f"<h1>{titles}</h1>"]
    lines += ['<div id="zoom" class="content">', _CENTRED.format(notice.doc_number)]
    lines.append(f"<p>{notice.addressee}</p>")
    for block in notice.blocks:
        lines += _block_html(notice, block)
    lines += [f"<p>{line}</p>" for line in notice.imprint]
    lines += ["</div>", "</div>", *_foot_html(notice.web)]
    return ("\n".join(lines) + "\n").encode()
