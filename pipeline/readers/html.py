"""Web pages of government sites (.html): the article without the site around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.readers.assemble import Item, ParagraphText, SourceWriter, TableText, tidy
from pipeline.readers.charset import Decoded, decode
from pipeline.readers.contents import is_contents_line
from pipeline.readers.elements import Element
from pipeline.readers.head_table import is_head, parse_date, parse_head
from pipeline.readers.html_blocks import read_items
from pipeline.readers.html_tree import drop_furniture, find_article, parse_page, weigh
from pipeline.readers.quality import count_han, has_printed
from pipeline.readers.sniff import HTML
from schemas.errors import LimitExceededError, NotANoticeError, UnknownEncodingError
from schemas.source import Source

_DECLARED = re.compile(rb"charset\s{0,3}=\s{0,3}[\"']?([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
_BODY_NAME = re.compile(r"(?:政府|办公厅|办公室|委员会|委|局|厅|部|院|中心)$")
_MIN_HAN = 20
_MAX_HEAD_TEXTS = 5_000


def read_html(data: bytes, name: str, sha256: str) -> Source:
    """The article's paragraphs and tables; what the site's head says of it goes into the metadata."""
    decoded = decode(data) or _as_declared(data)
    root = parse_page(decoded.text)
    body = root.find("body")
    if body is None:
        raise NotANoticeError("网页中没有正文；请在浏览器中打开原网页后重新保存")
    meta = _meta_tags(root)
    try:
        items, head = _article_items(body)
    except RecursionError as e:
        raise LimitExceededError("网页嵌套过深；请检查文件来源") from e
    metadata = _metadata(meta, parse_head(head))
    writer = SourceWriter()
    writer.write(_with_title(items, metadata))
    replaced = f"{decoded.replaced} 处字节无法解码，已用 U+FFFD 代替"
    return Source(
        text=writer.text,
        name=name,
        media_type=HTML,
        sha256=sha256,
        blocks=tuple(writer.blocks),
        tables=tuple(writer.tables),
        places=tuple(writer.places),
        metadata=metadata,
        reader="html",
        encoding=decoded.encoding,
        warnings=(replaced,) if decoded.replaced else (),
    )


def _as_declared(data: bytes) -> Decoded:
    """The page's own word on its encoding, which is asked last because it is often wrong."""
    declared = _DECLARED.search(data[:4096])
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    try:
        text = data.decode(encoding, "replace")
    except LookupError as e:
        raise UnknownEncodingError("网页的编码无法识别；请在浏览器中打开后另存为 UTF-8") from e
    return Decoded(text, encoding, text.count("\ufffd"))


def _article_items(body: Element) -> tuple[list[Item], list[str]]:
    """The article, and the texts of the head: from tables inside the article and from the page around it."""
    weights = weigh(body)
    if weights.han[body] < _MIN_HAN:
        raise NotANoticeError(
            "网页中几乎没有正文（导航、验证页或由脚本生成的页面）；请重新保存原网页"
        )
    article = find_article(body, weights)
    head = [*_runs_outside(body, article)][:_MAX_HEAD_TEXTS]
    drop_furniture(article, weights)
    items: list[Item] = []
    for item in read_items(article, weights):
        cells = [cell.text for cell in item.cells] if isinstance(item, TableText) else []
        if is_head(cells):
            head = cells + head
        elif isinstance(item, TableText) or not is_contents_line(item.text):
            items.append(item)
    return items, head


def _runs_outside(element: Element, article: Element) -> Iterator[str]:
    """The text runs of the page around the article, in order."""
    if element is article:
        return
    if element.text and element.text.strip():
        yield tidy(element.text)
    for node in element:
        yield from _runs_outside(node, article)
        if node.tail and node.tail.strip():
            yield tidy(node.tail)


def _meta_tags(root: Element) -> dict[str, str]:
    tags = {
        (tag.get("name") or "").lower(): tidy(tag.get("content") or "") for tag in root.iter("meta")
    }
    found = {
        "title": tags.get("articletitle", ""),
        "published_on": parse_date(tags.get("pubdate", "")) or "",
        "issuers": _issuer(tags.get("contentsource", "")),
    }
    return {key: value for key, value in found.items() if value}


def _issuer(source: str) -> str:
    """The source that a page names, if it is a body and not 本网 or a newspaper."""
    return source if _BODY_NAME.search(source) and count_han(source) == len(source) else ""


def _metadata(meta: dict[str, str], head: dict[str, str]) -> dict[str, str]:
    """The head goes before the meta tags, which speak of the page rather than of the notice."""
    return meta | head


def _with_title(items: list[Item], metadata: dict[str, str]) -> Iterator[Item]:
    """The title first where the article does not print it, so that it has a place to be quoted from."""
    title = metadata.get("title", "")
    text = "".join(item.text for item in items[:30] if isinstance(item, ParagraphText))
    if title and not has_printed(text, title):
        yield ParagraphText(title, heading_level=1)
    yield from items
