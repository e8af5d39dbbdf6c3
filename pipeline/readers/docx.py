"""Word documents (.docx), read from the package's XML with lxml.

python-docx is the writer and the oracle of the tests, not the reader: it parses every part before any bound can
be set, takes ten times as long, and has no notion of automatic numbering, tracked changes, fields or text boxes,
so that nothing of it but its element classes would be used.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator

from pipeline.readers.assemble import (
    Item,
    ParagraphText,
    SourceWriter,
    TableText,
    cell_content,
    tidy,
)
from pipeline.readers.contents import is_contents_line
from pipeline.readers.docx_names import (
    ALTERNATIVES,
    NAMESPACE,
    STRICT_NAMESPACE,
    attribute,
    by_name,
    child,
    value,
    value_of,
    w,
)
from pipeline.readers.docx_numbering import Numbering
from pipeline.readers.docx_runs import RunReader, chosen_branch
from pipeline.readers.docx_styles import (
    Style,
    Styles,
    outline_level,
    parse_outline,
    without_unused,
)
from pipeline.readers.docx_tables import place_cells
from pipeline.readers.elements import Element
from pipeline.readers.packages import Package, parse_xml
from pipeline.readers.quality import has_printed
from pipeline.readers.sniff import DOCX
from pipeline.readers.spots import Places
from schemas.errors import CorruptInputError, LimitExceededError
from schemas.source import Place, Source

_MAIN_PART = "word/document.xml"
_WRAPPERS = frozenset(map(w, ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")))
_PARAGRAPH = w("p")
_TABLE = w("tbl")
_STYLE = w("pStyle")
_MARK = w("rPr")
_NUMBER = w("numPr")
_OUTLINE = w("outlineLvl")
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def read_docx(data: bytes, name: str, sha256: str) -> Source:
    """Paragraphs and tables in reading order, as Word prints them with all changes accepted."""
    package = Package(data)
    writer = SourceWriter()
    try:
        _write_body(package, writer)
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
    )


def _write_body(package: Package, writer: SourceWriter) -> None:
    part = _main_part(package)
    root = _word_xml(package, part)
    body = None if root is None else child(root, "body")
    if body is None:
        raise CorruptInputError("Word 文件缺少正文部分，已损坏；请重新下载")
    style_root = _word_xml(package, _related_part(package, part, "styles"), without_unused)
    styles = Styles(style_root)
    runs = RunReader(styles, may_hide=_hides(root) or _hides(style_root))
    numbering = Numbering(_word_xml(package, _related_part(package, part, "numbering")))
    writer.write(
        item
        for item in _BodyReader(styles, numbering, runs, body).items(body)
        if isinstance(item, TableText) or not is_contents_line(item.text)
    )


def _hides(root: Element | None) -> bool:
    """Whether a part speaks of hidden text at all: few do, and to ask every run is slow."""
    return root is not None and next(root.iter(w("vanish")), None) is not None


def _word_xml(
    package: Package, part: str, shorten: Callable[[bytes], bytes] = bytes
) -> Element | None:
    """A part with the names of the transitional form, which the strict form only spells differently."""
    data = package.read(part)
    if data is None:
        return None
    return parse_xml(shorten(data).replace(STRICT_NAMESPACE.encode(), NAMESPACE.encode()))


def _main_part(package: Package) -> str:
    return _target(package, "_rels/.rels", "/officeDocument", "") or _MAIN_PART


def _related_part(package: Package, part: str, kind: str) -> str:
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    return _target(package, relations, f"/{kind}", folder) or posixpath.join(folder, f"{kind}.xml")


def _target(package: Package, relations: str, kind: str, folder: str) -> str | None:
    root = package.xml(relations)
    for relation in () if root is None else root:
        if (relation.get("Type") or "").endswith(kind):
            target = relation.get("Target") or ""
            path = target if target.startswith("/") else posixpath.join(folder, target)
            return posixpath.normpath(path).lstrip("/")
    return None


def _metadata(package: Package, text: str) -> dict[str, str]:
    """The title of the core properties, unless it is a left-over of another document."""
    core = package.xml("docProps/core.xml")
    title = tidy((core.findtext(_TITLE) or "") if core is not None else "")
    return {"title": title} if has_printed(text, title) else {}


class _BodyReader:
    """Walks the body once, in document order, which automatic numbering and fields depend on."""

    def __init__(
        self, styles: Styles, numbering: Numbering, runs: RunReader, body: Element
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._runs = runs
        self._carried = ""
        self._unread = enumerate(body.iter(_PARAGRAPH), 1)

    def items(self, container: Element) -> Iterator[Item]:
        """Paragraphs and tables of the body, of a cell or of a text box."""
        for node in container:
            tag = node.tag
            if tag == _PARAGRAPH:
                yield from self._paragraph(node)
            elif tag == _TABLE:
                yield TableText(place_cells(node, self._cell))
            elif tag == ALTERNATIVES:
                yield from self.items(chosen_branch(node))
            elif tag in _WRAPPERS and not _is_contents_control(node):
                yield from self.items(node)

    def _paragraph(self, node: Element) -> Iterator[Item]:
        properties = by_name(child(node, "pPr"))
        style = self._styles.get(value_of(properties.get(_STYLE)) or self._styles.default)
        text, boxes = self._runs.read(node)
        text = self._carried + text
        self._carried = ""
        if _mark_is_deleted(properties.get(_MARK)):
            self._carried = text
        elif not (style.is_contents or style.is_hidden):
            label = self._label(properties.get(_NUMBER), style)
            if text.strip():
                text = _labelled(label, text)
                places = (Place(0, len(text), paragraph=self._number_of(node)),)
                level = _heading_level(properties.get(_OUTLINE), style)
                yield ParagraphText(text, level, places)
        for box in boxes:
            yield from self.items(box)

    def _label(self, own: Element | None, style: Style) -> str:
        """The automatic number; the paragraph's own w:numPr goes before that of its style."""
        depth, own_number = value(own, "ilvl"), value(own, "numId")
        if own_number is not None:
            return self._numbering.label(own_number, _depth(depth))
        if style.number is None:
            return ""
        number, style_depth, owner = style.number
        if depth is not None:
            return self._numbering.label(number, _depth(depth))
        if style_depth is None:
            style_depth = self._numbering.level_of_style(number, owner)
        return self._numbering.label(number, style_depth)

    def _cell(self, cell: Element) -> tuple[str, Places]:
        """The paragraphs of a cell, a line each; a table inside it flattened, a line a row."""
        return cell_content(self.items(cell))

    def _number_of(self, paragraph: Element) -> int | None:
        """The paragraph's number in the part; asked for in document order."""
        return next((number for number, node in self._unread if node is paragraph), None)


def _heading_level(outline: Element | None, style: Style) -> int | None:
    own = parse_outline(value_of(outline))
    return style.heading_level if own is None else outline_level(own)


def _labelled(label: str, text: str) -> str:
    """A blank keeps `1.` apart from a text that starts with a figure."""
    text = text.lstrip()
    parted = label[-1:].isascii() and text[:1].isascii() and text[:1].isalnum()
    return f"{label} {text}" if label and parted else label + text


def _depth(text: str | None) -> int:
    return int(text) if text and len(text) == 1 and text.isdigit() else 0


def _mark_is_deleted(mark: Element | None) -> bool:
    """Whether a tracked change deletes the paragraph's end, so that it runs on into the next one."""
    return mark is not None and child(mark, "del") is not None


def _is_contents_control(node: Element) -> bool:
    properties = child(node, "sdtPr")
    gallery = (
        None if properties is None else properties.find(f"{w('docPartObj')}/{w('docPartGallery')}")
    )
    return gallery is not None and attribute(gallery, "val") == "Table of Contents"
