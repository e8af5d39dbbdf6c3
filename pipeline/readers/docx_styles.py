"""What the paragraph and character styles of a document say about structure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.readers.docx_names import attribute, child, is_on, value, w
from pipeline.readers.elements import Element

_HEADING_NAME = re.compile(r"(?:heading|标题)\s?([1-9])$", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|目录)\s?(?:[1-9]|heading|标题)$", re.IGNORECASE)
_BODY_LEVEL = 9
_MAX_CHAIN = 16
_UNUSED = (
    (b'<w:style w:type="table"', b"</w:style>"),
    (b"<w:latentStyles", b"</w:latentStyles>"),
)
_CHARACTERS = b'<w:style w:type="character"', b"</w:style>"


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, with what it takes from those it is based on."""

    is_contents: bool
    is_hidden: bool
    heading_level: int | None
    """1 for the outermost level of the outline; None for body text."""
    number: tuple[str, int | None, str] | None
    """The list that the style counts in, the level if it is said, and the style that says so."""


@dataclass(frozen=True, slots=True)
class _OwnStyle:
    """One style, its ancestors not followed: None is "not said here"."""

    key: str
    name: str
    parent: str | None
    outline: int | None
    number: str | None
    depth: int | None
    is_hidden: bool | None


class Styles:
    """The styles by their keys; only those asked for are read, of the hundreds that a template brings."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._styles: dict[str | None, Style] = {}
        self.default: str | None = None
        for element in () if root is None else root.iterchildren(w("style")):
            key = attribute(element, "styleId")
            if key is None:
                continue
            self._elements[key] = element
            is_default = attribute(element, "default") in {"1", "true", "on"}
            if is_default and attribute(element, "type") == "paragraph":
                self.default = key

    def get(self, key: str | None) -> Style:
        """The style of a key; where the document defines none, one that says nothing."""
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = _resolved(key, self._chain(key))
        return style

    def _chain(self, key: str | None) -> list[_OwnStyle]:
        chain: list[_OwnStyle] = []
        while key in self._elements and len(chain) < _MAX_CHAIN:
            chain.append(_own_style(key, self._elements[key]))
            key = chain[-1].parent
        return chain


def _resolved(key: str | None, chain: list[_OwnStyle]) -> Style:
    states = (own.is_hidden for own in chain if own.is_hidden is not None)
    numbers = ((own.number, own.depth, own.key) for own in chain if own.number is not None)
    name = chain[0].name if chain else key or ""
    return Style(
        is_contents=_CONTENTS_NAME.match(name) is not None,
        is_hidden=next(states, False),
        heading_level=_heading_level(chain),
        number=next(numbers, None),
    )


def _heading_level(chain: list[_OwnStyle]) -> int | None:
    for own in chain:
        if own.outline is not None:
            return outline_level(own.outline)
        named = _HEADING_NAME.match(own.name)
        if named:
            return int(named[1])
    return None


def without_unused(xml: bytes) -> bytes:
    """The styles part without the styles of tables, nine tenths of a common template, which are long to parse."""
    for opening, closing in _UNUSED:
        xml = _without(xml, opening, closing)
    return xml


def without_characters(xml: bytes) -> bytes:
    """The styles part without the styles of characters, which say nothing but what is hidden."""
    return _without(xml, *_CHARACTERS)


def _without(xml: bytes, opening: bytes, closing: bytes) -> bytes:
    kept: list[bytes] = []
    position = 0
    while (start := xml.find(opening, position)) >= 0 and (end := xml.find(closing, start)) >= 0:
        kept.append(xml[position:start])
        position = end + len(closing)
    return b"".join([*kept, xml[position:]])


def outline_level(outline: int) -> int | None:
    return outline + 1 if 0 <= outline < _BODY_LEVEL else None


def parse_outline(text: str | None) -> int | None:
    """The value of a w:outlineLvl, from 0; 9 is body text."""
    return int(text) if text and len(text) == 1 and text.isdigit() else None


def _own_style(key: str, element: Element) -> _OwnStyle:
    properties = child(element, "pPr")
    numbered = None if properties is None else child(properties, "numPr")
    depth = value(numbered, "ilvl")
    return _OwnStyle(
        key=key,
        name=value(element, "name") or "",
        parent=value(element, "basedOn"),
        outline=parse_outline(value(properties, "outlineLvl")),
        number=value(numbered, "numId"),
        depth=int(depth) if depth and len(depth) == 1 and depth.isdigit() else None,
        is_hidden=is_on(child(element, "rPr"), "vanish"),
    )
