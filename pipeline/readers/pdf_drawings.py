"""What a page of a PDF draws: straight rules, and whether there is a picture."""

from __future__ import annotations

from typing import Any

from pipeline.readers.page_content import Box, sides_of, thin_rules_of
from pipeline.readers.pdfium import (
    IMAGE,
    PATH,
    Drawing,
    draw_mode,
    drawings,
    fill_colour,
    multiply,
    outlines,
    own_matrix,
)

_MAX_OBJECTS = 50_000
_MAX_FORM_DEPTH = 6
_PALE = 250


def rules_and_image(page: Any) -> tuple[list[Box], bool]:  # noqa: ANN401
    """The straight rules of a page, y upwards, and whether it shows an image."""
    rules: list[Box] = []
    has_image = False
    for drawing in drawings(page, _MAX_OBJECTS, _MAX_FORM_DEPTH):
        if drawing.kind == IMAGE:
            has_image = True
        elif drawing.kind == PATH:
            found = _path_rules(drawing)
            rules.extend(found or ())
            has_image = has_image or found == []
    return rules, has_image


def _path_rules(drawing: Drawing) -> list[Box] | None:
    """The sides of a stroked path, or the one rule that a thin filled shape is; None where nothing of it shows."""
    path = drawing.handle
    is_filled, is_stroked = draw_mode(path)
    if not is_stroked and (not is_filled or _is_pale(path)):
        return None
    parts = outlines(path, multiply(own_matrix(path), drawing.matrix), _MAX_OBJECTS)
    of_outline = sides_of if is_stroked else thin_rules_of
    return [rule for part in parts for rule in of_outline(part)]


def _is_pale(path: int) -> bool:
    return all(colour >= _PALE for colour in fill_colour(path))
