"""Web pages inside another file: packed by gzip on the way, or saved as one file with their pictures (MHTML)."""

from __future__ import annotations

import email
import email.policy
import zlib

from pipeline.readers.limits import MAX_TEXT_BYTES, MIB
from schemas.errors import CorruptInputError, LimitExceededError, UnsupportedTypeError

_GZIP = 16 + zlib.MAX_WBITS
_CHUNK = 1 << 16


def unpack_gzip(data: bytes) -> bytes:
    """What was packed, up to the bound on text."""
    inflater = zlib.decompressobj(_GZIP)
    parts: list[bytes] = []
    size = 0
    try:
        for place in range(0, len(data), _CHUNK):
            part = inflater.decompress(data[place : place + _CHUNK], MAX_TEXT_BYTES + 1 - size)
            parts.append(part)
            size += len(part)
            if size > MAX_TEXT_BYTES:
                raise LimitExceededError(f"解压后超过 {MAX_TEXT_BYTES // MIB} MiB；请检查文件来源")
            if inflater.eof:
                return b"".join(parts)
    except zlib.error as e:
        raise CorruptInputError("gzip 压缩的内容已损坏；请重新下载") from e
    raise CorruptInputError("gzip 压缩的内容不完整；请重新下载")


def page_of_mhtml(data: bytes) -> bytes:
    """The bytes of the first web page among the parts of a saved page or a mail."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        for part in message.walk():
            if part.get_content_type() == "text/html":
                payload = part.get_payload(decode=True)
                return payload if isinstance(payload, bytes) else b""
    except RecursionError as e:
        raise LimitExceededError("邮件各部分嵌套过深；请检查文件来源") from e
    except (ValueError, LookupError) as e:
        raise CorruptInputError("单一文件网页（.mht）已损坏；请重新保存") from e
    raise UnsupportedTypeError("这是邮件或 .mht 文件，里面没有网页；请把正文另存为 .html 或 .docx")
