"""Word documents (.docx), read from the package's XML with lxml.

python-docx is the writer and the oracle of the tests, not the reader: it parses every part before any bound can
be set, takes ten times as long, and has no notion of automatic numbering, tracked changes, fields or text boxes,
so that nothing of it but its element classes would be used.
"""

from __future__ import annotations

from pipeline.readers.assemble import SourceWriter, TableText, tidy
from pipeline.readers.contents import is_contents_line
from pipeline.readers.docx_body import BodyReader
from pipeline.readers.docx_names import child
from pipeline.readers.docx_numbering import Numbering
from pipeline.readers.docx_parts import Notes, WordParts, unread_warnings
from pipeline.readers.docx_runs import RunReader
from pipeline.readers.docx_styles import Styles, without_characters, without_unused
from pipeline.readers.packages import Package, forbid_doctype, parse_xml
from pipeline.readers.quality import has_printed
from pipeline.readers.sniff import DOCX
from schemas.errors import CorruptInputError, LimitExceededError
from schemas.source import Source

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_HIDING = b"vanish"


def read_docx(data: bytes, name: str, sha256: str) -> Source:
    """Paragraphs and tables in reading order, as Word prints them with all changes accepted."""
    package = Package(data)
    writer = SourceWriter()
    try:
        warnings = _write_body(WordParts(package), writer)
    except RecursionError as e:
        raise LimitExceededError("文档嵌套过深；请检查文件来源") from e
    return Source(
        text=writer.text,
        name=name,
        media_type=DOCX,
        sha256=sha256,
        blocks=tuple(writer.blocks),
        tables=tuple(writer.tables),
        places=tuple(writer.places),
        metadata=_metadata(package, writer.text),
        reader="docx",
        warnings=warnings,
    )


def _write_body(parts: WordParts, writer: SourceWriter) -> tuple[str, ...]:
    """Writes the document; what in it could not be read."""
    root, data = parts.main()
    body = child(root, "body")
    if body is None:
        raise CorruptInputError("Word 文件缺少正文部分，已损坏；请重新下载")
    style_data = parts.related("styles", without_unused) or b""
    # Few documents speak of hidden text at all, and to ask every run is slow.
    may_hide = _HIDING in data or _HIDING in style_data
    if not may_hide:
        style_data = without_characters(style_data)
    styles = Styles(parse_xml(style_data) if style_data else None)
    runs = RunReader(styles, may_hide=may_hide)
    number_data = parts.related("numbering") or b""
    forbid_doctype(number_data)
    numbering = Numbering(lambda: parse_xml(number_data) if number_data else None)
    writer.write(
        item
        for item in BodyReader(styles, numbering, runs, Notes(parts), body).items(body)
        if isinstance(item, TableText) or not is_contents_line(item.text)
    )
    return unread_warnings(root, data)


def _metadata(package: Package, text: str) -> dict[str, str]:
    """The title of the core properties, unless it is a left-over of another document."""
    core = package.xml("docProps/core.xml")
    title = tidy((core.findtext(_TITLE) or "") if core is not None else "")
    return {"title": title} if has_printed(text, title) else {}
