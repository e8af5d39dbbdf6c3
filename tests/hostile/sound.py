"""Small sound notices in each format, made byte by byte so that a part of them can be made unsound."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

TITLE = "南坪县人民政府关于印发普惠金融工作要点的通知"
LINES = (
    TITLE,
    "各镇人民政府，县级各部门：",
    "一、工作目标",
    "到2025年末，全县普惠贷款余额达到90亿元以上，新增首贷户300户。",
    "二、重点任务",
    "（一）扩大信贷投放。每年开展银企对接活动不少于4次。（牵头单位：县财政局，配合单位：县农业农村局）",
    "南坪县人民政府",
    "2024年3月5日",
)
TEXT = "\n".join(LINES) + "\n"

OK = "read"
"""The outcome of a file that gives a notice; every other outcome is a FaultClass."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file by its bytes, and the outcomes that are right for it."""

    name: str | bytes
    data: bytes
    outcomes: tuple[str, ...]

    @property
    def file_name(self) -> bytes:
        return self.name.encode() if isinstance(self.name, str) else self.name


def hostile(name: str | bytes, data: bytes | str, *outcomes: str) -> Hostile:
    return Hostile(name, data.encode() if isinstance(data, str) else data, outcomes)


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


BODY = "".join(map(paragraph, LINES))


def document(body: str = BODY, head: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document {W}><w:body>{body}</w:body></w:document>'


def word_parts(body: str = BODY, head: str = "") -> dict[str, bytes]:
    return {
        "[Content_Types].xml": TYPES.encode(),
        "_rels/.rels": RELATIONS.encode(),
        "word/document.xml": document(body, head).encode(),
    }


def package(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return target.getvalue()


def word(body: str = BODY, head: str = "", **extra: bytes) -> bytes:
    """A .docx; `extra` by the names of parts below word/, without `.xml`."""
    more = {f"word/{name}.xml": data for name, data in extra.items()}
    return package(word_parts(body, head) | more)


def page(body: str = "", head: str = "") -> str:
    text = body or "".join(f"<p>{line}</p>" for line in LINES)
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{text}</body></html>"
    )


FONTS = {
    5: b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
    6: b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 7 0 R"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>",
    7: b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /Ascent 752 /Descent -271 /CapHeight 737"
    b" /ItalicAngle 0 /StemV 58 /FontBBox [-25 -254 1000 880] >>",
}
"""The objects of a Chinese font that is not embedded."""


def printed(lines: Sequence[str] = LINES) -> bytes:
    """The drawing of some lines, a new one each 24 points."""
    shown = "".join(f"<{line.encode('utf-16-be').hex()}> Tj 0 -24 Td " for line in lines)
    return f"BT /F1 12 Tf 60 780 Td {shown}ET".encode()


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), entries, data)


PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>"


def pdf_objects(**changes: bytes) -> dict[int, bytes]:
    """The objects of a page by number, `o4=…` in place of what is sound."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: PAGE,
        4: stream(printed()),
        **FONTS,
    }
    return objects | {int(key[1:]): value for key, value in changes.items()}


def pdf(trailer: bytes = b"", /, **changes: bytes) -> bytes:
    """A PDF with a right cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    objects = pdf_objects(**changes)
    places: dict[int, int] = {}
    for number, content in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += (
            b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
        )
    out += b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        trailer,
        start,
    )
    return bytes(out)
