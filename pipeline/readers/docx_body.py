"""The body of a Word document as paragraphs and tables in reading order."""

from __future__ import annotations

from pipeline.readers.assemble import Item, ParagraphText, TableText, cell_content
from pipeline.readers.docx_names import (
    ALTERNATIVES,
    attribute,
    by_name,
    child,
    is_on,
    value,
    value_of,
    w,
)
from pipeline.readers.docx_numbering import Numbering
from pipeline.readers.docx_parts import Notes
from pipeline.readers.docx_runs import RunReader, chosen_branch
from pipeline.readers.docx_styles import Style, Styles, outline_level, parse_outline
from pipeline.readers.docx_tables import frame_cell, place_cells
from pipeline.readers.elements import Element
from pipeline.readers.spots import Places
from schemas.source import Place

_WRAPPERS = frozenset(map(w, ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")))
_PARAGRAPH = w("p")
_TABLE = w("tbl")
_STYLE = w("pStyle")
_MARK = w("rPr")
_NUMBER = w("numPr")
_OUTLINE = w("outlineLvl")
_FRAME = w("framePr")
_DROPPED = frozenset({"drop", "margin"})


class BodyReader:
    """Walks the body once, in document order, which automatic numbering and fields depend on."""

    def __init__(
        self, styles: Styles, numbering: Numbering, runs: RunReader, notes: Notes, body: Element
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._runs = runs
        self._notes = notes
        self._waiting: list[tuple[str, str]] = []
        self._note_path: str | None = None
        self._carried = ""
        self._cells = 0
        self._unread = enumerate(body.iter(_PARAGRAPH), 1)

    def items(self, container: Element) -> list[Item]:
        """Paragraphs and tables of the body, of a cell, a text box or a note; notes follow what refers to them."""
        found: list[Item] = []
        self._walk(container, found)
        self._rest(found)
        self._referred(found)
        return found

    def _walk(self, container: Element, found: list[Item]) -> None:
        for node in container:
            tag = node.tag
            if tag == _PARAGRAPH:
                self._paragraph(node, found)
            elif tag == _TABLE:
                self._rest(found)
                self._table(node, found)
            elif tag == ALTERNATIVES:
                self._walk(chosen_branch(node), found)
            elif tag in _WRAPPERS and not _is_contents_control(node):
                self._walk(node, found)
            if self._waiting:
                self._referred(found)

    def _paragraph(self, node: Element, found: list[Item]) -> None:
        properties = by_name(child(node, "pPr"))
        style = self._styles.get(value_of(properties.get(_STYLE)) or self._styles.default)
        text, boxes, notes = self._runs.read(node, is_hidden=style.is_hidden)
        self._waiting += notes
        text = self._carried + text
        self._carried = ""
        if properties and _runs_on(properties):
            self._carried = text
        elif not style.is_contents and (text.strip() or not _is_gone(properties, style)):
            label = self._label(properties.get(_NUMBER), style)
            if text.strip() or (label and self._cells):
                level = _heading_level(properties.get(_OUTLINE), style)
                found.append(self._placed(node, _labelled(label, text), level))
        for box in boxes:
            carried, waiting = self._carried, self._waiting
            self._carried, self._waiting = "", []
            found += self.items(box)
            self._carried, self._waiting = carried, waiting + self._waiting

    def _placed(self, node: Element, text: str, level: int | None) -> ParagraphText:
        if self._note_path is None:
            place = Place(0, len(text), paragraph=self._number_of(node))
        else:
            place = Place(0, len(text), path=self._note_path)
        return ParagraphText(text, level, (place,))

    def _rest(self, found: list[Item]) -> None:
        """What a paragraph without an end of its own leaves where no other follows it."""
        text, self._carried = self._carried, ""
        if text.strip():
            found.append(ParagraphText(text))

    def _table(self, node: Element, found: list[Item]) -> None:
        frame = frame_cell(node)
        if frame is not None:
            found += self.items(frame)
        else:
            self._cells += 1
            cells = place_cells(node, self._cell)
            self._cells -= 1
            found.append(TableText(cells))

    def _cell(self, cell: Element) -> tuple[str, Places]:
        """The paragraphs of a cell, a line each; a table inside it flattened, a line a row."""
        return cell_content(self.items(cell))

    def _referred(self, found: list[Item]) -> None:
        """The notes that were referred to since the last ones, unless a cell, a note or a cut paragraph goes on here."""
        if self._cells or self._carried or self._note_path is not None:
            return
        waiting, self._waiting = self._waiting, []
        for kind, key in waiting:
            note = self._notes.get(kind, key)
            if note is not None:
                self._note_path = self._notes.path(kind, key)
                found += self.items(note)
                self._note_path = None

    def _label(self, own: Element | None, style: Style) -> str:
        """The automatic number; the paragraph's own w:numPr goes before that of its style."""
        if own is None and style.number is None:
            return ""
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

    def _number_of(self, paragraph: Element) -> int | None:
        """The paragraph's number in the part; asked for in document order."""
        for number, node in self._unread:
            if node is paragraph:
                return number
        return None


def _heading_level(outline: Element | None, style: Style) -> int | None:
    own = parse_outline(value_of(outline))
    return style.heading_level if own is None else outline_level(own)


def _labelled(label: str, text: str) -> str:
    """A blank keeps `1.` apart from a text that starts with a figure."""
    text = text.lstrip()
    if not label:
        return text
    parted = label[-1:].isascii() and text[:1].isascii() and text[:1].isalnum()
    return f"{label} {text}" if parted else label + text


def _depth(text: str | None) -> int:
    return int(text) if text and len(text) == 1 and text.isdigit() else 0


def _runs_on(properties: dict[str, Element]) -> bool:
    """Whether the next paragraph goes on with this one: a tracked change takes its end away, or it is a drop cap."""
    mark, frame = properties.get(_MARK), properties.get(_FRAME)
    if frame is not None and attribute(frame, "dropCap") in _DROPPED:
        return True
    return mark is not None and any(child(mark, gone) is not None for gone in ("del", "moveFrom"))


def _is_gone(properties: dict[str, Element], style: Style) -> bool:
    """Whether of an empty paragraph not even its number is printed: its end is hidden too."""
    return style.is_hidden or bool(is_on(properties.get(_MARK), "vanish"))


def _is_contents_control(node: Element) -> bool:
    properties = child(node, "sdtPr")
    gallery = (
        None if properties is None else properties.find(f"{w('docPartObj')}/{w('docPartGallery')}")
    )
    return gallery is not None and attribute(gallery, "val") == "Table of Contents"
