"""The parts of a Word package, found by their relationships, and what in them is no running text."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable

from pipeline.readers.docx_names import NAMESPACE, attribute, w
from pipeline.readers.elements import Element
from pipeline.readers.packages import Package, parse_xml
from schemas.errors import CorruptInputError

_MAIN_PART = "word/document.xml"
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    (b"wordprocessingml/main", NAMESPACE.encode()),
    (b"officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
_GRAPHIC = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_FOREIGN = {w("altChunk"): "嵌入的其他文件", w("subDoc"): "链接的子文档"}
_DRAWN = {"chart": "图表", "chartex": "图表", "diagram": "SmartArt 图示"}
_EMBEDDED = "嵌入对象"
_FORMULA = "Equation"
_SIGNS = (b"graphicData", b"OLEObject", b"altChunk", b"subDoc")


class WordParts:
    """Parts by what they are for; the names of the strict form are turned into those of the transitional one."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._targets: dict[str, list[tuple[str, str]]] = {}
        self._main = self._target("_rels/.rels", "officeDocument", "") or _MAIN_PART

    def main(self) -> tuple[Element, bytes]:
        """The root of the main part, and its bytes.

        Raises:
            CorruptInputError: there is none.
        """
        data = self._data(self._main)
        if data is None:
            raise CorruptInputError("Word 文件缺少正文部分，已损坏；请重新下载")
        return parse_xml(data), data

    def related(self, kind: str, shorten: Callable[[bytes], bytes] = bytes) -> bytes | None:
        """The bytes of the part of a kind, e.g. `styles`; None where the document has none."""
        data = self._data(self.name(kind))
        return None if data is None else shorten(data)

    def name(self, kind: str) -> str:
        """Where the part of a kind stands in the package."""
        folder, name = posixpath.split(self._main)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        return self._target(relations, kind, folder) or posixpath.join(folder, f"{kind}.xml")

    def _data(self, part: str) -> bytes | None:
        data = self._package.read(part)
        if data is None or _STRICT not in data:
            return data
        for strict, transitional in _TRANSITIONAL:
            data = data.replace(_STRICT + strict, transitional)
        return data

    def _target(self, relations: str, kind: str, folder: str) -> str | None:
        for purpose, target in self._relations(relations):
            if purpose.endswith(f"/{kind}"):
                path = target if target.startswith("/") else posixpath.join(folder, target)
                return posixpath.normpath(path).lstrip("/")
        return None

    def _relations(self, part: str) -> list[tuple[str, str]]:
        """The type and target of each relation of a part, which is parsed once."""
        if part not in self._targets:
            root = self._package.xml(part)
            found = () if root is None else root
            self._targets[part] = [(r.get("Type") or "", r.get("Target") or "") for r in found]
        return self._targets[part]


def unread_warnings(root: Element, data: bytes) -> tuple[str, ...]:
    """What a document holds besides text, in a line each; pictures and formulas are left aside."""
    if not any(sign in data for sign in _SIGNS):
        return ()
    counts = Counter(filter(None, map(_unread, root.iter(_GRAPHIC, _OBJECT, *_FOREIGN))))
    return tuple(f"有 {count} 个{what}没有读取" for what, count in sorted(counts.items()))


def _unread(element: Element) -> str | None:
    if element.tag == _GRAPHIC:
        return _DRAWN.get((element.get("uri") or "").rsplit("/", 1)[-1])
    if element.tag == _OBJECT:
        return None if (element.get("ProgID") or "").startswith(_FORMULA) else _EMBEDDED
    return _FOREIGN[str(element.tag)]


class Notes:
    """Footnotes and endnotes by the references to them; a part is parsed when it is first asked for."""

    def __init__(self, parts: WordParts) -> None:
        self._parts = parts
        self._notes: dict[str, dict[str, Element]] = {}

    def get(self, kind: str, key: str) -> Element | None:
        """The note of a kind, `footnotes` or `endnotes`."""
        if kind not in self._notes:
            data = self._parts.related(kind)
            found = () if data is None else parse_xml(data)
            self._notes[kind] = {attribute(note, "id") or "": note for note in found}
        return self._notes[kind].get(key)

    def path(self, kind: str, key: str) -> str:
        """Where the note stands in the package."""
        return f"{self._parts.name(kind)}#{key}"
