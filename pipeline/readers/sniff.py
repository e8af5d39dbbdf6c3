"""The media type of a file, by its content; the ending only tells Markdown from plain text."""

from __future__ import annotations

import re
from pathlib import PurePath

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
HTML = "text/html"
PLAIN = "text/plain"
MARKDOWN = "text/markdown"
ENCRYPTED_OFFICE = "application/x-ole-encrypted"
BINARY = "application/octet-stream"

_HEAD = 1024
_SCAN = 65_536
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_MAGIC = (
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"\x1f\x8b", "application/gzip"),
    (b"Rar!", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
)
_ZIP_PARTS = (
    (b"OFD.xml", "application/ofd"),
    (b"word/", DOCX),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (b"content.xml", "application/vnd.oasis.opendocument.text"),
)
_OLE_STREAMS = (
    ("EncryptedPackage", ENCRYPTED_OFFICE),
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
)
_HTML_START = re.compile(rb"<!doctype\s{1,5}html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_BLOCK_START = re.compile(
    rb"\s*<(?:div|table|p|section|article|span|style|meta|!--)[\s>-]", re.IGNORECASE
)
_CLOSING_TAG = re.compile(rb"</(?:p|div|td|tr|table|span|a|li|ul|h[1-6])\s{0,3}>", re.IGNORECASE)
_MIME_HEADER = re.compile(rb"^(?:MIME-Version|From|Content-Type):", re.IGNORECASE | re.MULTILINE)
_MANY_TAGS = 5
_HTML_ENDINGS = {".html", ".htm", ".shtml", ".xhtml"}


def detect(data: bytes, name: str) -> str:
    """The media type of `data`. Never raises; what is neither known nor text is application/octet-stream."""
    return _container(data, name) or _marked_up(data, name) or _plain(data, name)


def _container(data: bytes, name: str) -> str | None:
    if b"%PDF" in data[:_HEAD]:
        return PDF
    if data.startswith(_ZIP):
        return _zip_type(data)
    if data.startswith(_OLE):
        return _ole_type(data, name)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for magic, kind in _MAGIC if _starts(data, magic)), None)


def _starts(data: bytes, magic: bytes) -> bool:
    """A short ASCII magic may also begin an English text: then a control character must follow."""
    is_vague = magic.isalpha() and len(magic) < len(b"GIF8")
    return data.startswith(magic) and (not is_vague or b"\0" in data[:16])


def _zip_type(data: bytes) -> str:
    """By the names of the members, which stand unpacked in the central directory at the end."""
    directory = data[-4 * _SCAN :] if len(data) > 4 * _SCAN else data
    names = directory + data[:_SCAN]
    return next((kind for part, kind in _ZIP_PARTS if part in names), "application/zip")


def _ole_type(data: bytes, name: str) -> str:
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            is_wps = kind == "application/msword" and PurePath(name).suffix.lower() == ".wps"
            return "application/vnd.ms-works" if is_wps else kind
    return "application/x-ole-storage"


def _marked_up(data: bytes, name: str) -> str | None:
    head = data[:_SCAN].replace(b"\0", b"")  # so that UTF-16 shows its tags too
    if _HTML_START.search(head[: 4 * _HEAD]):
        return HTML
    if b"MIME-Version:" in head[:_HEAD] and _MIME_HEADER.search(head[:_HEAD]):
        return "message/rfc822"
    if head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(b"<?xml"):
        return "application/xml"
    tags = len(_CLOSING_TAG.findall(head))
    is_named = PurePath(name).suffix.lower() in _HTML_ENDINGS and tags > 0
    is_fragment = tags >= _MANY_TAGS and _BLOCK_START.match(head) is not None
    return HTML if is_named or is_fragment else None


def _plain(data: bytes, name: str) -> str:
    from pipeline.readers.charset import decode  # noqa: PLC0415

    if decode(data[: 4 * _SCAN]) is None:
        return BINARY
    return MARKDOWN if PurePath(name).suffix.lower() in {".md", ".markdown"} else PLAIN
