"""The directory of an OLE compound file: old Word, Excel and WPS files, and locked new ones."""

from __future__ import annotations

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER = 512
_ENTRY = 128
_MAX_SECTORS = 4_096
"""Of a directory: far more streams than any document has."""

_END_OF_CHAIN = 0xFFFFFFF0
_KIND_STREAM = 2
_SMALL_STREAM = 4_096
_FIB = 12
_FIB_FLAGS = 10
_ENCRYPTED = 0x0100


def streams_of(data: bytes) -> dict[str, bytes]:
    """The names of the streams, each with the first bytes where they stand in a sector of their own.

    Never raises: of a damaged directory what can be read.
    """
    if len(data) < _HEADER:
        return {}
    (shift,) = struct.unpack_from("<H", data, 30)
    size = 1 << shift if shift in {9, 12} else _HEADER
    found: dict[str, bytes] = {}
    for sector in _chain(data, size):
        for place in range(sector, min(sector + size, len(data) - _ENTRY + 1), _ENTRY):
            name, start, length = _entry(data, place)
            if name:
                at = (start + 1) * size
                found[name] = data[at : at + _FIB] if length >= _SMALL_STREAM else b""
    return found


def is_locked_word(fib: bytes) -> bool:
    """Whether the head of a WordDocument stream says that the text is encrypted."""
    if len(fib) < _FIB:
        return False
    (flags,) = struct.unpack_from("<H", fib, _FIB_FLAGS)
    return bool(flags & _ENCRYPTED)


def _chain(data: bytes, size: int) -> Iterator[int]:
    """Where the sectors of the directory begin, as the allocation table links them."""
    table = struct.unpack_from("<109I", data, 76)
    (sector,) = struct.unpack_from("<I", data, 48)
    a_sector = size // 4
    for _ in range(_MAX_SECTORS):
        place = (sector + 1) * size
        if sector >= _END_OF_CHAIN or place >= len(data):
            return
        yield place
        number, rest = divmod(sector, a_sector)
        if number >= len(table):
            return
        link = (table[number] + 1) * size + 4 * rest
        if link + 4 > len(data):
            return
        (sector,) = struct.unpack_from("<I", data, link)


def _entry(data: bytes, place: int) -> tuple[str, int, int]:
    """Name, first sector and length of a directory entry; no name where it is no stream."""
    (length,) = struct.unpack_from("<H", data, place + 64)
    if data[place + 66] != _KIND_STREAM or not 2 <= length <= 64:  # noqa: PLR2004 - bytes of a name
        return "", 0, 0
    name = data[place : place + length - 2].decode("utf-16-le", "replace")
    start, size = struct.unpack_from("<II", data, place + 116)
    return name, start, size
