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


@dataclass(frozen=True, slots=True)
class Style:
    """One style, its ancestors not followed: None is "not said here"."""

    name: str = ""
    parent: str | None = None
    outline: int | None = None
    number: str | None = None
    depth: int | None = None
    is_hidden: bool | None = None


class Styles:
    """Look-ups that follow the chain of styles a style is based on."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default: str | None = None
        for element in () if root is None else root.iterfind(w("style")):
            key = attribute(element, "styleId")
            if key is None:
                continue
            self._styles[key] = _style(element)
            is_default = attribute(element, "default") in {"1", "true", "on"}
            if is_default and attribute(element, "type") == "paragraph":
                self.default = key

    def _chain(self, key: str | None) -> list[tuple[str, Style]]:
        chain: list[tuple[str, Style]] = []
        while key in self._styles and len(chain) < _MAX_CHAIN:
            style = self._styles[key]
            chain.append((key, style))
            key = style.parent
        return chain

    def heading_level(self, key: str | None) -> int | None:
        """1 for the outermost level of the outline; None for body text."""
        for _, style in self._chain(key):
            if style.outline is not None:
                return outline_level(style.outline)
            named = _HEADING_NAME.match(style.name)
            if named:
                return int(named[1])
        return None

    def number(self, key: str | None) -> tuple[str, int | None, str] | None:
        """The list that a style counts in, the level if it is said, and the style that says so."""
        for owner, style in self._chain(key):
            if style.number is not None:
                return style.number, style.depth, owner
        return None

    def is_hidden(self, key: str | None) -> bool:
        states = (style.is_hidden for _, style in self._chain(key))
        return next((state for state in states if state is not None), False)

    def is_contents(self, key: str | None) -> bool:
        """Whether paragraphs of the style stand in a table of contents."""
        style = self._styles.get(key or "")
        return _CONTENTS_NAME.match(style.name if style else key or "") is not None


def outline_level(outline: int) -> int | None:
    return outline + 1 if 0 <= outline < _BODY_LEVEL else None


def parse_outline(properties: Element | None) -> int | None:
    """The w:outlineLvl of paragraph properties, from 0; 9 is body text."""
    text = value(properties, "outlineLvl")
    return int(text) if text and len(text) == 1 and text.isdigit() else None


def _style(element: Element) -> Style:
    properties = child(element, "pPr")
    numbered = None if properties is None else child(properties, "numPr")
    depth = value(numbered, "ilvl")
    return Style(
        name=value(element, "name") or "",
        parent=value(element, "basedOn"),
        outline=parse_outline(properties),
        number=value(numbered, "numId"),
        depth=int(depth) if depth and len(depth) == 1 and depth.isdigit() else None,
        is_hidden=is_on(child(element, "rPr"), "vanish"),
    )
