"""Parts of a zip package, read under guard: bombs, locked members and DOCTYPE are refused before any parsing."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable

from lxml import etree

from pipeline.readers.elements import Element
from pipeline.readers.limits import (
    MAX_INFLATED_BYTES,
    MAX_MEMBER_BYTES,
    MAX_MEMBERS,
    MAX_RATIO,
    RATIO_FREE_BYTES,
)
from schemas.errors import (
    CorruptInputError,
    EncryptedInputError,
    ForbiddenXmlError,
    LimitExceededError,
)

_ZIP_FAULTS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError,
    OverflowError, NotImplementedError,
)  # fmt: skip
"""What zipfile raises on a damaged package."""

_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)
_CHUNK = 1 << 20
_LOCKED = 0x1
_DOCTYPE = re.compile(rb"<!\s{0,8}(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_TOO_LARGE = "压缩内容展开后过大，疑似压缩炸弹；请检查文件来源"
_BROKEN = "文件已损坏，无法解包；请重新下载"


class Package:
    """A zip package in memory. Members inflate on demand, and all of them together up to a bound."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ZIP_FAULTS as e:
            raise CorruptInputError(_BROKEN) from e
        self._members = {member.filename: member for member in self._zip.infolist()}
        self._inflated = 0
        _guard(list(self._members.values()))

    def names(self) -> Iterable[str]:
        """The names of all members."""
        return self._members.keys()

    def read(self, name: str) -> bytes | None:
        """The bytes of a member, or None where there is none of that name."""
        member = self._members.get(name)
        if member is None:
            return None
        try:
            return self._inflate(member)
        except _ZIP_FAULTS as e:
            raise CorruptInputError(_BROKEN) from e
        except RuntimeError as e:  # zipfile's word for a locked member
            raise EncryptedInputError("文件有密码保护；请去掉密码后另存再试") from e

    def _inflate(self, member: zipfile.ZipInfo) -> bytes:
        """Counts real bytes: the sizes that the directory claims are not to be trusted."""
        chunks: list[bytes] = []
        size = 0
        with self._zip.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                chunks.append(chunk)
                size += len(chunk)
                self._inflated += len(chunk)
                if size > MAX_MEMBER_BYTES or self._inflated > MAX_INFLATED_BYTES:
                    raise LimitExceededError(_TOO_LARGE)
        return b"".join(chunks)

    def xml(self, name: str) -> Element | None:
        """The root of an XML member, or None where there is none of that name."""
        data = self.read(name)
        return None if data is None else parse_xml(data)


def _guard(members: list[zipfile.ZipInfo]) -> None:
    if any(member.flag_bits & _LOCKED for member in members):
        raise EncryptedInputError("文件有密码保护；请去掉密码后另存再试")
    if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_INFLATED_BYTES:
        raise LimitExceededError(_TOO_LARGE)
    if any(map(_is_bomb, members)):
        raise LimitExceededError(_TOO_LARGE)


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    packed = max(member.compress_size, 1)
    return member.file_size > RATIO_FREE_BYTES and member.file_size / packed > MAX_RATIO


def forbid_doctype(xml: bytes) -> None:
    """Raises ForbiddenXmlError for a DOCTYPE or an entity."""
    # Without its NULs a UTF-16 part shows its declarations too.
    if _DOCTYPE.search(xml.replace(b"\0", b"") if b"\0" in xml else xml):
        raise ForbiddenXmlError("文件内含被禁止的 XML 声明（DOCTYPE 或实体）；请检查文件来源")


def parse_xml(data: bytes) -> Element:
    """The root element. Raises ForbiddenXmlError for a DOCTYPE or an entity, else CorruptInputError."""
    forbid_doctype(data)
    try:
        return etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as e:
        raise CorruptInputError("文件内容已损坏（XML 不完整）；请重新下载") from e
