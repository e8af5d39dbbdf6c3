"""The visible text of a Word paragraph, and the text boxes anchored in it."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.readers.docx_fields import Fields
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
_CODE = w("instrText")
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
_NOTES = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
_ORDINARY = range(0x21, 0xD800)
"""Characters outside the private-use codes that symbol fonts live in."""
_PRIVATE = 0xF000
_SYMBOLS = {
    "Symbol": {
        0xA3: "≤", 0xB3: "≥", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞",
        0xA2: "′", 0xB2: "″", 0xB7: "·", 0xD7: "·",
    },
    "Wingdings": {0x6C: "●", 0x6E: "■", 0x6F: "□", 0x75: "◆", 0xA8: "□", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
    "Wingdings 2": {0x50: "✓", 0x52: "☑", 0x54: "☒", 0xA3: "□"},
}  # fmt: skip
"""What the codes of symbol fonts print, where it says something."""


class ParagraphContent(NamedTuple):
    """What stands in a paragraph: its text, text boxes anchored in it, and (kind, key) of notes referred to."""

    text: str
    boxes: list[Element]
    notes: list[tuple[str, str]]


class RunReader:
    """Reads paragraphs in document order: fields may begin in one and end in another."""

    def __init__(self, styles: Styles, *, may_hide: bool) -> None:
        self._styles = styles
        self._may_hide = may_hide
        self._fields = Fields()
        self._out: list[str] = []
        self._boxes: list[Element] = []
        self._notes: list[tuple[str, str]] = []
        self._is_style_hidden = False

    def read(self, paragraph: Element, *, is_hidden: bool = False) -> ParagraphContent:
        """The text with insertions, without deletions, hidden text and field codes.

        `is_hidden` says that the paragraph's style hides what does not say otherwise itself.
        """
        self._out, self._boxes, self._notes = [], [], []
        self._is_style_hidden = is_hidden
        self._inline(paragraph)
        self._fields.end_paragraph()
        return ParagraphContent("".join(self._out), self._boxes, self._notes)

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
            if tag == _TEXT:
                if self._fields.is_printed and not is_hidden:
                    self._out.append(node.text or "")
            elif tag != _PROPERTIES:
                self._no_text(node, is_hidden=is_hidden)

    def _no_text(self, node: Element, *, is_hidden: bool) -> None:
        """What stands in a run besides text: marks of fields, pictures, references, single characters."""
        tag = node.tag
        if tag == _FIELD:
            self._out.append(self._fields.mark(attribute(node, "fldCharType")))
        elif tag == _CODE:
            self._fields.add_code(node.text or "")
        elif tag == ALTERNATIVES:
            self._run(chosen_branch(node), is_hidden=is_hidden)
        elif tag in _HOLDERS:
            self._boxes.extend([] if is_hidden else _text_boxes(node))
        elif not is_hidden and self._fields.is_printed:
            if tag == _RUBY:
                self._inline(node)
            elif tag in _NOTES:
                self._notes.append((_NOTES[str(tag)], attribute(node, "id") or ""))
            self._out.append(_spelled(node))

    def _is_hidden(self, run: Element) -> bool:
        properties = child(run, "rPr")
        own = is_on(properties, "vanish")
        if own is not None:
            return own
        return self._is_style_hidden or self._styles.get(value(properties, "rStyle")).is_hidden


def _spelled(node: Element) -> str:
    if node.tag == _SYMBOL:
        return _symbol(attribute(node, "font"), attribute(node, "char"))
    return _SPELLED.get(str(node.tag), "")


def _symbol(font: str | None, code: str | None) -> str:
    """A character of a symbol font, where it is known or means the same outside that font."""
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    known = _SYMBOLS.get(font or "")
    if known is not None:
        place = number - _PRIVATE if number >= _PRIVATE else number
        return known.get(place, "")
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
