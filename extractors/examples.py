"""The text of an example as a small notice of its own, for the dimensions that read whole notices."""

from __future__ import annotations

from extractors.outline import Outline
from extractors.segmentation import segment
from schemas.source import Source


def example_source(text: str) -> Source:
    """A source that was never a file."""
    return Source(text=text, name="example", media_type="text/plain", sha256="0" * 64)


def example_outline(text: str) -> Outline:
    """Its outline; offsets of the view are those of `text` where nothing was dropped."""
    return segment(example_source(text))
