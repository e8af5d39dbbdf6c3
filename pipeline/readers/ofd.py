"""Fixed-layout files of government offices (.ofd, GB/T 33190): the pages of all documents in the container."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.readers.assemble import SourceWriter, tidy
from pipeline.readers.elements import Element
from pipeline.readers.limits import MAX_PAGES
from pipeline.readers.ofd_page import Sheet, parse_box, read_page
from pipeline.readers.packages import Package
from pipeline.readers.page_content import Box, PageContent
from pipeline.readers.page_layout import items_of, page_warnings, without_head
from pipeline.readers.quality import has_printed
from pipeline.readers.sniff import OFD
from schemas.errors import CorruptInputError, EncryptedInputError
from schemas.source import Source

_ENTRY = "OFD.xml"
_LOCKS = ("encrypt", "decryptseed")
"""Beginnings of the names of members and elements that only a locked file has."""
_A4 = Box(0, 0, 210, 297)


@dataclass(frozen=True, slots=True)
class _PageRef:
    """Where a page's content stands, the frame of its document, and the templates that may lie under it."""

    part: str
    frame: Box
    templates: dict[str, str]


def read_ofd(data: bytes, name: str, sha256: str) -> Source:
    """Paragraphs and tables in reading order, each with its page; annotations, attachments and seals are left aside.

    Raises EncryptedInputError, CorruptInputError, NoTextLayerError, and what the guards of the package raise.
    """
    package = Package(data)
    entry = _part(package, _ENTRY)
    if _is_locked(package, entry):
        raise EncryptedInputError("OFD 已加密；请用原来的阅读器解密后另存再试")
    refs = [ref for body in entry.iterfind("{*}DocBody") for ref in _page_refs(package, body)]
    pages, count = _pages(package, refs)
    warnings = page_warnings(pages, count)
    items, metadata = without_head(items_of(pages))
    writer = SourceWriter()
    writer.write(items)
    title = tidy(entry.findtext("{*}DocBody/{*}DocInfo/{*}Title") or "")
    if has_printed(writer.text, title):
        metadata.setdefault("title", title)
    return Source(
        text=writer.text,
        name=name,
        media_type=OFD,
        sha256=sha256,
        blocks=tuple(writer.blocks),
        tables=tuple(writer.tables),
        places=tuple(writer.places),
        metadata=metadata,
        reader="ofd",
        warnings=warnings,
    )


def _part(package: Package, name: str) -> Element:
    """A part that must be there; a writer for Windows may spell its name with other capitals."""
    named = {member.lower(): member for member in package.names()}
    root = package.xml(named.get(name.lower(), name))
    if root is None:
        raise CorruptInputError(f"OFD 缺少 {name}，已损坏；请重新下载")
    return root


def _is_locked(package: Package, entry: Element) -> bool:
    names = [posixpath.basename(member) for member in package.names()]
    names += [str(element.tag).rpartition("}")[2] for element in entry.iter()]
    return any(name.lower().startswith(_LOCKS) for name in names)


def _page_refs(package: Package, body: Element) -> Iterator[_PageRef]:
    root = tidy(body.findtext("{*}DocRoot") or "")
    if not root:
        raise CorruptInputError("OFD 没有说明正文在哪里，已损坏；请重新下载")
    path = _resolved("", root)
    document = _part(package, path)
    folder = posixpath.dirname(path)
    common = document.find("{*}CommonData")
    templates: dict[str, str] = {}
    frame = None
    if common is not None:
        frame = parse_box(common.findtext("{*}PageArea/{*}PhysicalBox"))
        for template in common.iterfind("{*}TemplatePage"):
            templates[template.get("ID") or ""] = _resolved(folder, template.get("BaseLoc") or "")
    for page in document.iterfind("{*}Pages/{*}Page"):
        part = _resolved(folder, page.get("BaseLoc") or "")
        yield _PageRef(part, frame or _A4, templates)


def _resolved(folder: str, path: str) -> str:
    """A member's name; a path is meant from the file that names it, or from the root behind a slash."""
    path = path.strip().replace("\\", "/")
    joined = path if path.startswith("/") else posixpath.join(folder, path)
    return posixpath.normpath(joined).lstrip("/")


def _pages(package: Package, refs: Sequence[_PageRef]) -> tuple[list[PageContent], int]:
    """The pages up to the bound, and how many there are; a part that is named twice is one page."""
    unique = list({ref.part: ref for ref in refs}.values())
    sheets = [_sheet(package, ref) for ref in unique[:MAX_PAGES]]
    uses = Counter(part for sheet in sheets for part in sheet.templates)
    pages: list[PageContent] = []
    for number, sheet in enumerate(sheets, start=1):
        # What lies under several pages is their furniture; under one alone it may be the head of the notice.
        below = [
            _sheet(package, _PageRef(part, sheet.frame, {}))
            for part in sheet.templates
            if uses[part] == 1
        ]
        pages.append(_page(number, [*below, sheet]))
    return pages, len(unique)


def _sheet(package: Package, ref: _PageRef) -> Sheet:
    sheet = read_page(_part(package, ref.part), ref.frame)
    parts = tuple(ref.templates[key] for key in sheet.templates if key in ref.templates)
    return replace(sheet, templates=parts)


def _page(number: int, sheets: Sequence[Sheet]) -> PageContent:
    frame = sheets[-1].frame
    return PageContent(
        number,
        frame.width,
        frame.height,
        [word for sheet in sheets for word in sheet.words],
        [rule for sheet in sheets for rule in sheet.rules],
        has_image=any(sheet.has_image for sheet in sheets),
    )
