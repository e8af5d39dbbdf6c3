"""Files to Sources. The heavy libraries are imported by the one reader that needs them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from pipeline.readers.files import read_file, safe_name
from pipeline.readers.limits import MAX_TEXT_BYTES, MIB
from pipeline.readers.quality import require_notice, require_readable, require_text
from pipeline.readers.sniff import (
    BINARY,
    BROKEN_OLE,
    CONVERTIBLE,
    DOCX,
    ENCRYPTED_OFFICE,
    GZIP,
    HTML,
    MARKDOWN,
    MHTML,
    OFD,
    PDF,
    PLAIN,
    Detected,
    detect,
)
from schemas.errors import (
    CorruptInputError,
    EmptyInputError,
    EncryptedInputError,
    InputError,
    LimitExceededError,
    UnsupportedTypeError,
)
from schemas.source import Source

__all__ = ["detect", "read", "read_bytes"]

_REFUSALS = {
    "application/xml": "这是 XML 文件，不能读取；请另存为 .docx 或 .html 后再试",
    "application/zip": "这是压缩包；请解压后再试",
}
_REFUSED_FAMILIES = (
    ("image/", "这是图片，没有文字；请换用文字版，或先做文字识别（OCR）"),
    (
        "application/vnd.ms-",
        "这是电子表格或演示文稿，不是通知正文；请提供 .docx、.pdf、.html 或 .txt",
    ),
    (
        "application/vnd.openxml",
        "这是电子表格或演示文稿，不是通知正文；请提供 .docx、.pdf、.html 或 .txt",
    ),
    (GZIP, "这是压缩包；请解压后再试"),
    ("application/vnd.rar", "这是压缩包；请解压后再试"),
    ("application/x-7z", "这是压缩包；请解压后再试"),
)
_NO_CONVERTER = (
    "这是旧版 Word、WPS 文字、RTF 或 OpenDocument 文件，要由 LibreOffice（或 antiword）转换，而它们没有安装；"
    "请安装 LibreOffice，或另存为 .docx 后再试"
)
_UNKNOWN = "这种文件不能读取；可以读取 .docx、.pdf（带文字层）、.ofd、.html、.txt 和 .md"


def read(path: Path, copy: Path | None = None) -> Source:
    """The notice in a file; an old Word file is read by the `copy` that a word
    processor made of it, a scan by what OCR recognised.

    Raises an InputError of schemas.errors whose `fault` names what is wrong; its message says what to do and
    does not repeat the path.
    """
    converted = None if copy is None else read_file(copy)
    return read_bytes(read_file(path), safe_name(path), converted)


def read_bytes(data: bytes, name: str, converted: bytes | None = None) -> Source:
    """As `read`, for bytes that are in memory already."""
    if not data:
        raise EmptyInputError("文件是空的（0 字节）；请重新下载")
    sha256 = hashlib.sha256(data).hexdigest()
    detected, inside = _unwrapped(detect(data, name), data, name)
    recognised = converted if detected.media_type == PDF else None
    if converted is not None and detected.media_type in CONVERTIBLE:
        detected, inside = _converted(detected, converted), converted
    if recognised is not None:
        from pipeline.readers.pdf import read_pdf  # noqa: PLC0415

        source = read_pdf(inside, name, sha256, recognised)
    else:
        source = _read_as(detected.media_type, inside, name, sha256)
    require_text(source.text, is_plain=source.reader == "text")
    require_readable(source.text)
    require_notice(source.text)
    return replace(source, detected_by=detected.reason)


def _converted(detected: Detected, copy: bytes) -> Detected:
    """The type of the copy, and by what it was made."""
    media_type = detect(copy, "").media_type
    converter = "LibreOffice 转为 .docx" if media_type == DOCX else "antiword 取出文字"
    return Detected(media_type, f"{detected.reason}，由 {converter}")


def _unwrapped(detected: Detected, data: bytes, name: str) -> tuple[Detected, bytes]:
    """The web page inside what a server packed or a browser saved, with its type; else what was given."""
    if detected.media_type == GZIP:
        from pipeline.readers.wrapped import unpack_gzip  # noqa: PLC0415

        inside = unpack_gzip(data)
    elif detected.media_type == MHTML:
        from pipeline.readers.wrapped import page_of_mhtml  # noqa: PLC0415

        return Detected(HTML, f"{detected.reason}，其中有网页"), page_of_mhtml(data)
    else:
        return detected, data
    found = detect(inside, name)
    if found.media_type != HTML:
        raise _refusal(GZIP)
    return Detected(HTML, f"{detected.reason}，解压后{found.reason}"), inside


def _read_as(media_type: str, data: bytes, name: str, sha256: str) -> Source:
    if media_type == DOCX:
        from pipeline.readers.docx import read_docx  # noqa: PLC0415

        return read_docx(data, name, sha256)
    if media_type == PDF:
        from pipeline.readers.pdf import read_pdf  # noqa: PLC0415

        return read_pdf(data, name, sha256)
    if media_type == OFD:
        from pipeline.readers.ofd import read_ofd  # noqa: PLC0415

        return read_ofd(data, name, sha256)
    if media_type == BINARY:
        from pipeline.readers.charset import undecodable  # noqa: PLC0415

        raise undecodable(data)
    if media_type not in {HTML, PLAIN, MARKDOWN}:
        raise _refusal(media_type)
    if len(data) > MAX_TEXT_BYTES:
        raise LimitExceededError(f"文件超过 {MAX_TEXT_BYTES // MIB} MiB；请拆分后再试")
    if media_type == HTML:
        from pipeline.readers.html import read_html  # noqa: PLC0415

        return read_html(data, name, sha256)
    from pipeline.readers.text import read_text  # noqa: PLC0415

    return read_text(data, name, sha256)


def _refusal(media_type: str) -> InputError:
    if media_type == BROKEN_OLE:
        return CorruptInputError("旧版 Office 文件已损坏；请重新下载")
    if media_type == ENCRYPTED_OFFICE:
        return EncryptedInputError("文件有密码保护；请去掉密码后另存再试")
    if media_type in CONVERTIBLE:
        return UnsupportedTypeError(_NO_CONVERTER)
    family = next((text for start, text in _REFUSED_FAMILIES if media_type.startswith(start)), None)
    return UnsupportedTypeError(_REFUSALS.get(media_type) or family or _UNKNOWN)
