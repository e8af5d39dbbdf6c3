"""Plain text and Markdown: the decoded file itself, byte order mark dropped, line ends kept."""

from __future__ import annotations

from pathlib import PurePath

from pipeline.readers.charset import require_decoded
from schemas.source import Source

_MARKDOWN_ENDINGS = {".md", ".markdown"}


def read_text(data: bytes, name: str, sha256: str) -> Source:
    """`Source.text` is exactly the decoded bytes, so that offsets hold in the file too."""
    decoded = require_decoded(data)
    is_markdown = PurePath(name).suffix.lower() in _MARKDOWN_ENDINGS
    warnings = (f"{decoded.replaced} 处字节无法解码，已用 U+FFFD 代替",) if decoded.replaced else ()
    return Source(
        text=decoded.text,
        name=name,
        media_type="text/markdown" if is_markdown else "text/plain",
        sha256=sha256,
        reader="text",
        encoding=decoded.encoding,
        warnings=warnings,
    )
