"""What stands before any reader: the file itself, its type by content, and a clear word for each fault."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import os
import zipfile
from pathlib import Path

import pytest

from pipeline import readers
from pipeline.readers import limits, ole, sniff
from schemas.errors import (
    CorruptInputError,
    EmptyInputError,
    EncryptedInputError,
    InputError,
    LimitExceededError,
    NotANoticeError,
    NotReadableError,
    UnsupportedTypeError,
)

NOTICE = "云江市人民政府关于印发养老服务实施方案的通知\n到2025年，建成助餐点90个。\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
WORD_STREAM = "WordDocument".encode("utf-16-le")


def package(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return buffer.getvalue()


def typed_package() -> bytes:
    """A Word file whose parts go by other names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        file.writestr("[Content_Types].xml", f"<Types><Override ContentType='{kind}'/></Types>")
        file.writestr("text/main.xml", "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"\n%PDF-1.7\n", "a.txt", sniff.PDF),
        (package("[Content_Types].xml", "word/document.xml"), "a.pdf", sniff.DOCX),
        (package("OFD.xml", "Doc_0/Document.xml"), "a.docx", "application/ofd"),
        (package("readme"), "a.docx", "application/zip"),
        (OLE + WORD_STREAM, "a.docx", "application/msword"),
        (OLE + WORD_STREAM, "a.wps", sniff.DOC),
        (OLE + "Workbook".encode("utf-16-le"), "a.et", "application/vnd.ms-excel"),
        (package("uofd.xml", "OFD.XML"), "a.docx", sniff.OFD),
        (OLE, "a.doc", sniff.BROKEN_OLE),
        (typed_package(), "a.zip", sniff.DOCX),
        (package("word/document.xml", "x")[:-30], "a.docx", sniff.DOCX),
        (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n", "a.pdf", sniff.PDF),
        (b"about %PDF files", "a.pdf", sniff.PLAIN),
        (gzip.compress(b"<html></html>"), "a.html", sniff.GZIP),
        (
            b"<?xml version='1.0'?><?mso-application progid='Word.Document'?>",
            "a.doc",
            sniff.WORD_XML,
        ),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", sniff.ENCRYPTED_OFFICE),
        (b"{\\rtf1\\ansi", "a.doc", "application/rtf"),
        (b"MIME-Version: 1.0\r\nContent-Type: text/html", "a.doc", "message/rfc822"),
        (b"\x89PNG\r\n\x1a\n", "a.pdf", "image/png"),
        (b"<!DOCTYPE html><html>", "a.doc", sniff.HTML),
        ("<html>云江市</html>".encode("utf-16"), "a.txt", sniff.HTML),
        (b"<div>" + b"<p>a</p>" * 6 + b"</div>", "a.txt", sniff.HTML),
        (NOTICE.encode(), "a.html", sniff.PLAIN),
        (NOTICE.encode("gb18030"), "a.pdf", sniff.PLAIN),
        (NOTICE.encode(), "a.md", sniff.MARKDOWN),
        (bytes(range(256)) * 8, "a.txt", sniff.BINARY),
    ],
)
def test_detect_goes_by_content(data: bytes, name: str, expected: str) -> None:
    detected = readers.detect(data, name)
    assert detected.media_type == expected
    assert detected.reason


@pytest.mark.parametrize(
    ("data", "name", "word"),
    [
        (OLE + WORD_STREAM, "a.doc", "LibreOffice"),
        (b"{\\rtf1\\ansi", "a.rtf", "LibreOffice"),
        (b"\xff\xd8\xff\xe0", "a.jpg", "OCR"),
        (package("xl/workbook.xml"), "a.xlsx", "电子表格"),
        (package("a.txt"), "a.zip", "解压"),
    ],
)
def test_other_types_are_refused_with_what_to_do(data: bytes, name: str, word: str) -> None:
    with pytest.raises(UnsupportedTypeError, match=word) as caught:
        readers.read_bytes(data, name)
    assert caught.value.fault == "unsupported_type"


PAGE = f"<html><body><p>{NOTICE}</p><p>各区要抓好落实，按季度报送进展情况。</p></body></html>"
SAVED_PAGE = (
    b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
    b"--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    + base64.encodebytes(PAGE.encode())
    + b"\r\n--x\r\nContent-Type: image/png\r\n\r\nx\r\n--x--\r\n"
)


@pytest.mark.parametrize(
    ("data", "word"),
    [(PAGE.encode(), "<html>"), (gzip.compress(PAGE.encode()), "gzip"), (SAVED_PAGE, "MIME")],
    ids=["html", "gzip", "mhtml"],
)
def test_page_is_read_under_any_name_and_wrapping(data: bytes, word: str) -> None:
    source = readers.read_bytes(data, "a.doc")
    assert source.reader == "html"
    assert word in source.detected_by
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert "建成助餐点90个" in source.text


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (gzip.compress(b"\x89PNG"), UnsupportedTypeError),
        (gzip.compress(gzip.compress(PAGE.encode())), UnsupportedTypeError),
        (gzip.compress(PAGE.encode())[:-20], CorruptInputError),
        (gzip.compress(bytes(limits.MAX_TEXT_BYTES + 1)), LimitExceededError),
        (b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx", UnsupportedTypeError),
    ],
    ids=["picture", "twice", "cut", "bomb", "mail"],
)
def test_wrapping_without_a_page_is_refused(data: bytes, error: type[InputError]) -> None:
    with pytest.raises(error):
        readers.read_bytes(data, "a.html")


def test_old_word_file_is_told_by_its_directory() -> None:
    assert ole.streams_of(OLE) == {}
    assert ole.is_locked_word(b"\xec\xa5" + bytes(8) + b"\0\1")
    assert not ole.is_locked_word(b"\xec\xa5" + bytes(10))


def test_encrypted_word_file_is_encrypted() -> None:
    with pytest.raises(EncryptedInputError, match="密码"):
        readers.read_bytes(OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx")


@pytest.mark.parametrize("data", [b"", b" \r\n\t", "\ufeff\u3000\n".encode()])
def test_nothing_printed_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyInputError):
        readers.read_bytes(data, "a.txt")


@pytest.mark.parametrize(
    "text", ["404 Not Found", "Hello, world. " * 50, "您访问的页面不存在或已删除，请返回首页"]
)
def test_error_page_is_no_notice(text: str) -> None:
    with pytest.raises(NotANoticeError):
        readers.read_bytes(text.encode(), "a.txt")


def test_text_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MAX_TEXT_BYTES", 10)
    with pytest.raises(LimitExceededError):
        readers.read_bytes(NOTICE.encode(), "a.txt")


def test_sparse_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.truncate(8 << 30)
    with pytest.raises(LimitExceededError, match=str(limits.MAX_FILE_BYTES // limits.MIB)):
        readers.read(path)


def test_missing_path_and_folder_are_not_readable(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.txt", tmp_path):
        with pytest.raises(NotReadableError):
            readers.read(path)


def test_fifo_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    with pytest.raises(NotReadableError, match="管道"):
        readers.read(path)


def test_name_of_any_bytes_can_be_stored(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xff.txt")
    path.write_text(NOTICE, "utf-8")
    assert readers.read(path).name == "\\xff.txt"


def test_message_does_not_repeat_the_path(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        readers.read(tmp_path / "missing.txt")
    assert "missing" not in str(caught.value)
