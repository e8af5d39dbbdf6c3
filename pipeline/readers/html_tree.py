"""A parsed web page without what is never printed, and where in it the article stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from pipeline.readers.elements import Element
from pipeline.readers.quality import count_han
from schemas.errors import LimitExceededError, NotANoticeError

_UNPRINTED = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "video",
    "audio", "select", "option", "button", "textarea", "nav", "footer", "title",
)  # fmt: skip
_HIDDEN_STYLE = re.compile(
    r"(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)", re.IGNORECASE
)
_FURNITURE = re.compile(
    r"(?:^|[-_\s])(?:share|print|crumbs?|breadcrumbs?|location|toolbar|pagination|pager|related|qrcode|ewm"
    r"|copyright|footer|foot|fontsize|bdsharebuttonbox|editor_info|pageprint)(?:$|[-_\s0-9])",
    re.IGNORECASE,
)
_ARTICLE_NAMES = frozenset(
    # A list would take a line a word.
    """
    ucap-content trs_editor trs_ueditor trs_paper_preappend view trs_uedit_para_wrap pages_content pages-content
    zoom zoomcon zoomcontent article-content article_content articlecontent article-body article_body article-con
    article_con articlecon articletext article-text news_content news-content newscontent newstext detail-content
    detail_content content_detail content-detail text_content text-content con_text xxgk_content wz_content
    vsb_content v_news_content txt_txt bt_content bt-content nr_content main_content_text scroll_cont j-content
    policy-content file_content contenttext content_txt content-txt txtcontent artical_content ivs_content
    """.split()  # noqa: SIM905
)
_NO_ARTICLE = "网页中没有正文；请在浏览器中打开原网页后重新保存"
_SENTENCE_MARKS = "。，；"
_MIN_ARTICLE = 60
_NAMED_SHARE = 0.5
_INNERMOST_SHARE = 0.9
_CHILD_SHARE = 0.7
_STRAY_MARKS = 3
_STRAY_SHARE = 0.02
_FURNITURE_HAN = 80


@dataclass(slots=True)
class Weights:
    """By element: Chinese characters outside links, and sentence marks among them."""

    han: dict[Element, int] = field(default_factory=dict[Element, int])
    marks: dict[Element, int] = field(default_factory=dict[Element, int])


class ElementPaths:
    """XPaths of elements as the page was parsed; only children of one name are numbered among each other."""

    def __init__(self) -> None:
        self._paths: dict[Element, str] = {}

    def of(self, element: Element) -> str:
        """The path from the root; each parent's children are looked at once."""
        path = self._paths.get(element)
        if path is None:
            parent = element.getparent()
            if parent is None:
                return f"/{element.tag}"
            self._number(parent, self.of(parent))
            path = self._paths[element]
        return path

    def _number(self, parent: Element, path: str) -> None:
        counts: dict[str, int] = {}
        for node in parent:
            tag = str(node.tag)
            counts[tag] = counts.get(tag, 0) + 1
            self._paths[node] = f"{path}/{tag}[{counts[tag]}]"


def parse_page(text: str) -> Element:
    """The page's root; comments, scripts and hidden parts are gone. Raises NotANoticeError, LimitExceededError."""
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        root: Element | None = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as e:
        raise NotANoticeError(_NO_ARTICLE) from e
    if root is None:
        raise NotANoticeError(_NO_ARTICLE)
    if len(parser.error_log.filter_from_fatals()):  # libxml2 stops there and leaves out the rest
        raise LimitExceededError("网页嵌套过深，无法完整读取；请检查文件来源")
    etree.strip_elements(root, *_UNPRINTED, with_tail=False)
    for element in list(root.iter()):
        if _is_hidden(element):
            _empty(element)
    return root


def _is_hidden(element: Element) -> bool:
    if element.tag in {"html", "body"}:  # often hidden until a script has run
        return False
    style = element.get("style")
    return element.get("hidden") is not None or (
        style is not None and _HIDDEN_STYLE.search(style) is not None
    )


def _empty(element: Element) -> None:
    """Takes out what stands in an element; the text behind it stays."""
    element.text = None
    for node in list(element):
        element.remove(node)


def weigh(root: Element) -> Weights:
    """Weights of all elements in one pass from the leaves up."""
    weights = Weights()
    for element in reversed(list(root.iter())):
        han, marks = _own_weight(element.text)
        for node in element:
            tail_han, tail_marks = _own_weight(node.tail)
            han += weights.han.get(node, 0) + tail_han
            marks += weights.marks.get(node, 0) + tail_marks
        is_link = element.tag == "a"
        weights.han[element] = 0 if is_link else han
        weights.marks[element] = 0 if is_link else marks
    return weights


def _own_weight(text: str | None) -> tuple[int, int]:
    if not text:
        return 0, 0
    return count_han(text), sum(map(text.count, _SENTENCE_MARKS))


def find_article(body: Element, weights: Weights) -> Element:
    """The element that holds the article and little else."""
    named = _named_article(body, weights)
    return _densest(body, weights) if named is None else named


def _names(element: Element) -> Iterator[str]:
    yield (element.get("id") or "").lower()
    yield from (element.get("class") or "").lower().split()


def _named_article(body: Element, weights: Weights) -> Element | None:
    """The innermost container that goes by one of the usual names, if it holds most of the page."""
    least = max(_MIN_ARTICLE, _NAMED_SHARE * weights.han[body])
    named = [
        element
        for element in body.iter()
        if weights.han[element] >= least and not _ARTICLE_NAMES.isdisjoint(_names(element))
    ]
    most = max((weights.han[element] for element in named), default=0)
    full = [element for element in named if weights.han[element] >= _INNERMOST_SHARE * most]
    return full[-1] if full else None


def _densest(body: Element, weights: Weights) -> Element:
    """Down from the body as long as one child holds nearly all the prose."""
    current = body
    while True:
        heaviest = max(current, key=lambda node: weights.han[node], default=None)
        if heaviest is None or not _holds_prose(heaviest, current, weights):
            break
        current = heaviest
    while current.tag in {"tr", "tbody", "thead", "tfoot", "table"}:
        parent = current.getparent()
        if parent is None:
            break
        current = parent
    return current


def _holds_prose(node: Element, parent: Element, weights: Weights) -> bool:
    if node.tag in {"p", "span", "font", "strong", "b", "h1", "h2", "h3"}:
        return False
    stray = weights.marks[parent] - weights.marks[node]
    is_prose = stray <= _STRAY_MARKS + _STRAY_SHARE * weights.marks[parent]
    return is_prose and weights.han[node] >= _CHILD_SHARE * max(weights.han[parent], 1)


def drop_furniture(article: Element, weights: Weights) -> None:
    """Removes share buttons, print links and the like from inside the article."""
    for element in list(article.iter()):
        name = f"{element.get('id') or ''} {element.get('class') or ''}"
        is_small = weights.han.get(element, 0) <= _FURNITURE_HAN
        if element is not article and is_small and name != " " and _FURNITURE.search(name):
            _empty(element)
