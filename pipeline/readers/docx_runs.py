"""The visible text of a Word paragraph, and the text boxes anchored in it."""

from __future__ import annotations

from pipeline.readers.docx_names import (
    ALTERNATIVES,
    CHOICE,
    FALLBACK,
    MATH_TEXT,
    attribute,
    child,
    is_on,
    value,
    w,
)
from pipeline.readers.docx_styles import Styles
from pipeline.readers.elements import Element

_RUN = w("r")
_PROPERTIES = w("rPr")
_TEXT = w("t")
_FIELD = w("fldChar")
_SYMBOL = w("sym")
_RUBY = w("ruby")
_BOX = w("txbxContent")
_SPELLED = {
    w("tab"): " ",  # a tab is what parts the cells of a table in the text
    w("ptab"): " ",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
}
_WRAPPERS = frozenset(
    map(
        w, ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple")
    )
) | {w("bdo"), w("dir"), w("rubyBase")}
_MATH = frozenset(
    f"{{http://schemas.openxmlformats.org/officeDocument/2006/math}}{name}"
    for name in ("oMath", "oMathPara")
)
_HOLDERS = frozenset((w("drawing"), w("pict"), w("object")))
_ORDINARY = range(0x21, 0xD800)
"""Characters outside the private-use codes that symbol fonts live in."""


class RunReader:
    """Reads paragraphs in document order: fields may begin in one and end in another."""

    def __init__(self, styles: Styles, *, may_hide: bool) -> None:
        self._styles = styles
        self._may_hide = may_hide
        self._fields: list[bool] = []
        self._out: list[str] = []
        self._boxes: list[Element] = []

    def read(self, paragraph: Element) -> tuple[str, list[Element]]:
        """The text with insertions, without deletions, hidden text and field codes; and its text boxes."""
        self._out, self._boxes = [], []
        self._inline(paragraph)
        return "".join(self._out), self._boxes

    def _inline(self, element: Element) -> None:
        for node in element:
            tag = node.tag
            if tag == _RUN:
                self._run(node, is_hidden=self._may_hide and self._is_hidden(node))
            elif tag in _WRAPPERS:
                self._inline(node)
            elif tag == ALTERNATIVES:
                self._inline(chosen_branch(node))
            elif tag in _MATH:
                self._out.extend(part.text or "" for part in node.iter(MATH_TEXT))

    def _run(self, content: Element, *, is_hidden: bool) -> None:
        for node in content:
            tag = node.tag
            if tag == _PROPERTIES:
                continue
            if tag == _FIELD:
                self._field(attribute(node, "fldCharType"))
            elif tag == ALTERNATIVES:
                self._run(chosen_branch(node), is_hidden=is_hidden)
            elif tag in _HOLDERS:
                self._boxes.extend(_text_boxes(node))
            elif not is_hidden and all(self._fields):
                if tag == _RUBY:
                    self._inline(node)
                self._out.append(_spelled(node))

    def _field(self, kind: str | None) -> None:
        """Each open field holds whether its result has begun; before that stands its code."""
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _is_hidden(self, run: Element) -> bool:
        properties = child(run, "rPr")
        if properties is None:
            return False
        own = is_on(properties, "vanish")
        return self._styles.get(value(properties, "rStyle")).is_hidden if own is None else own


def _spelled(node: Element) -> str:
    if node.tag == _TEXT:
        return node.text or ""
    if node.tag == _SYMBOL:
        return _symbol(attribute(node, "char"))
    return _SPELLED.get(str(node.tag), "")


def _symbol(code: str | None) -> str:
    """A character of a symbol font, where it means the same outside that font."""
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    return chr(number) if number in _ORDINARY else ""


def chosen_branch(alternatives: Element) -> Element:
    """One of the branches of mc:AlternateContent; both say the same, for newer and older programs."""
    choice = alternatives.find(CHOICE)
    fallback = alternatives.find(FALLBACK)
    if choice is None or (fallback is not None and not _has_text(choice)):
        return alternatives if fallback is None else fallback
    return choice


def _has_text(element: Element) -> bool:
    return next(element.iter(_TEXT), None) is not None


def _text_boxes(element: Element) -> list[Element]:
    """The outermost text boxes below an element, each once."""
    if element.tag == _BOX:
        return [element]
    branch = chosen_branch(element) if element.tag == ALTERNATIVES else element
    return [box for node in branch for box in _text_boxes(node)]
