"""The type of a file and what in its bytes says so; the ending only tells Markdown from plain text."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from pipeline.readers import ole

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
OFD = "application/ofd"
DOC = "application/msword"
WORKS = "application/vnd.ms-works"
RTF = "application/rtf"
ODT = "application/vnd.oasis.opendocument.text"
WORD_XML = "application/vnd.ms-wordml"
HTML = "text/html"
MHTML = "message/rfc822"
GZIP = "application/gzip"
PLAIN = "text/plain"
MARKDOWN = "text/markdown"
ENCRYPTED_OFFICE = "application/x-ole-encrypted"
BROKEN_OLE = "application/x-ole-broken"
BINARY = "application/octet-stream"

CONVERTIBLE = frozenset({DOC, WORKS, RTF, ODT, WORD_XML})
"""Types that a word processor turns into .docx."""

_HEAD = 1024
_SCAN = 65_536
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_MAGIC = (
    (b"{\\rtf", RTF),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"\x1f\x8b", GZIP),
    (b"Rar!", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
)
_ZIP_PARTS = (
    (re.compile(r"OFD\.xml", re.IGNORECASE), OFD),
    (re.compile(r"word/.*"), DOCX),
    (
        re.compile(r"xl/.*"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    (
        re.compile(r"ppt/.*"),
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    (re.compile(r"content\.xml"), ODT),
)
_ZIP_MEMBER = re.compile(rb"PK\x03\x04.{22}(.)\x00..", re.DOTALL)
"""The head of a member, with the length of its name."""

_CONTENT_TYPES = "[Content_Types].xml"
_WORD_MAIN = b"wordprocessingml.document.main"
_ZIP_FAULTS = (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError)
_MAX_MEMBERS = 100_000
_OLE_STREAMS = (
    ("EncryptedPackage", ENCRYPTED_OFFICE),
    ("WordDocument", DOC),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("MatOST", WORKS),
)
_PDF_START = re.compile(rb"%PDF-[0-9]")
_HTML_START = re.compile(rb"<!doctype\s{1,5}html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_BLOCK_START = re.compile(
    rb"\s*<(?:div|table|p|section|article|span|style|meta|!--)[\s>-]", re.IGNORECASE
)
_CLOSING_TAG = re.compile(rb"</(?:p|div|td|tr|table|span|a|li|ul|h[1-6])\s{0,3}>", re.IGNORECASE)
_WORD_XML_START = re.compile(rb"<\?mso-application\s[^>]{0,40}Word\.Document|<w:wordDocument[\s>]")
_MIME_HEADER = re.compile(rb"^(?:MIME-Version|From|Content-Type):", re.IGNORECASE | re.MULTILINE)
_MANY_TAGS = 5
_HTML_ENDINGS = {".html", ".htm", ".shtml", ".xhtml"}


@dataclass(frozen=True, slots=True)
class Detected:
    """`reason` is what in the bytes says so, in the words that the reader of a ledger sees."""

    media_type: str
    reason: str


def detect(data: bytes, name: str) -> Detected:
    """The type of `data`. Never raises; what is neither known nor text is application/octet-stream."""
    return _container(data) or _marked_up(data, name) or _plain(data, name)


def may_be_convertible(head: bytes) -> bool:
    """Whether the first bytes do not exclude one of CONVERTIBLE, which only the whole file tells."""
    is_open_document = head.startswith(_ZIP) and ODT.encode() in head[:_HEAD]
    is_word_xml = _WORD_XML_START.search(head.replace(b"\0", b"")) is not None
    return head.startswith((ole.MAGIC, b"{\\rtf")) or is_open_document or is_word_xml


def pdf_start(data: bytes) -> int | None:
    """Where a PDF begins: a download may put a few lines before it."""
    found = _PDF_START.search(data[: _HEAD + 8])
    return found.start() if found else None


def _container(data: bytes) -> Detected | None:
    start = pdf_start(data)
    if start is not None:
        return Detected(PDF, f"第 {start} 字节起是 %PDF" if start else "开头是 %PDF")
    if data.startswith(_ZIP):
        return _zip_type(data)
    if data.startswith(ole.MAGIC):
        return _ole_type(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return Detected("image/webp", "开头是 RIFF…WEBP")
    for magic, kind in _MAGIC:
        if _starts(data, magic):
            return Detected(kind, f"开头是 {kind.rpartition('/')[2]} 的标记")
    return None


def _starts(data: bytes, magic: bytes) -> bool:
    """A short ASCII magic may also begin an English text: then a control character must follow."""
    is_vague = magic.isalpha() and len(magic) < len(b"GIF8")
    return data.startswith(magic) and (not is_vague or b"\0" in data[:16])


def _zip_type(data: bytes) -> Detected:
    """By the names of the members; those of a damaged package by the heads of its members."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()[:_MAX_MEMBERS]
            by_name = _by_parts(names)
            return by_name or _by_content_types(package, names) or _OTHER_ZIP
    except _ZIP_FAULTS:
        found = [data[m.end() : m.end() + m[1][0]] for m in _ZIP_MEMBER.finditer(data)]
        return _by_parts([name.decode("latin-1") for name in found]) or _OTHER_ZIP


_OTHER_ZIP = Detected("application/zip", "压缩包，里面没有文档的部件")


def _by_parts(names: list[str]) -> Detected | None:
    for part, kind in _ZIP_PARTS:
        found = next(filter(part.fullmatch, names), None)
        if found is not None:
            return Detected(kind, f"压缩包里有 {found}")
    return None


def _by_content_types(package: zipfile.ZipFile, names: list[str]) -> Detected | None:
    """A Word file whose parts go by other names says in its list of types that it is one."""
    if _CONTENT_TYPES not in names:
        return None
    with package.open(_CONTENT_TYPES) as types:
        is_word = _WORD_MAIN in types.read(_SCAN)
    return Detected(DOCX, f"压缩包的 {_CONTENT_TYPES} 说是 Word 文档") if is_word else None


def _ole_type(data: bytes) -> Detected:
    """By the streams of the directory; those of a damaged one are looked for in its bytes."""
    streams = ole.streams_of(data)
    for stream, kind in _OLE_STREAMS:
        if stream in streams or (not streams and stream.encode("utf-16-le") in data):
            if ole.is_locked_word(streams.get("WordDocument", b"")):
                return Detected(ENCRYPTED_OFFICE, "复合文档的 WordDocument 流已加密")
            return Detected(kind, f"复合文档里有 {stream} 流")
    if not streams:
        return Detected(BROKEN_OLE, "复合文档，目录读不出来")
    return Detected("application/x-ole-storage", "复合文档，里面没有文字文档的流")


def _marked_up(data: bytes, name: str) -> Detected | None:
    head = data[:_SCAN].replace(b"\0", b"")  # so that UTF-16 shows its tags too
    start = _HTML_START.search(head[: 4 * _HEAD])
    is_mail = b"MIME-Version:" in head[:_HEAD] and _MIME_HEADER.search(head[:_HEAD])
    if is_mail and not (start and start.start() < head.index(b"MIME-Version:")):
        return Detected(MHTML, "开头有 MIME-Version")
    if start:
        return Detected(HTML, f"开头有 {start[0].decode('ascii').rstrip('> ')}>")
    if _WORD_XML_START.search(head[: 4 * _HEAD]):
        return Detected(WORD_XML, "XML 的根是 Word 文档")
    if head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(b"<?xml"):
        return Detected("application/xml", "开头是 <?xml")
    tags = len(_CLOSING_TAG.findall(head))
    is_named = PurePath(name).suffix.lower() in _HTML_ENDINGS and tags > 0
    is_fragment = tags >= _MANY_TAGS and _BLOCK_START.match(head) is not None
    return Detected(HTML, f"有 {tags} 个网页标签") if is_named or is_fragment else None


def _plain(data: bytes, name: str) -> Detected:
    from pipeline.readers.charset import decode  # noqa: PLC0415

    decoded = decode(data[: 4 * _SCAN])
    if decoded is None:
        return Detected(BINARY, "不是已知的类型，也解不成文字")
    is_markdown = PurePath(name).suffix.lower() in {".md", ".markdown"}
    reason = f"没有其他标记，按 {decoded.encoding} 能解成文字"
    return Detected(MARKDOWN if is_markdown else PLAIN, reason)
