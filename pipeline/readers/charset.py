"""Bytes to text: byte order mark, strict UTF-8, strict GB18030, UTF-16, Big5, and then with replacement."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from schemas.errors import NotTextError, UnknownEncodingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536
_CONTROL_BYTES = bytes({*range(0x20), 0x7F} - {*b"\t\n\f\r\x1a\x1b"})
_BINARY_SHARE = 100
"""One control byte in so many: no text of any encoding."""

_FREQUENT = frozenset(
    "的一和在是有为为不对中大国年月日工作发展府政市各部加强建设，。、：；（）發展門務關會經與個"
)
_CONTROLS = frozenset(map(chr, [*range(9), 0x0B, *range(0x0E, 0x1A), *range(0x1B, 0x20)]))
_REPLACEMENT = "\ufffd"
_ORDINARY_SHARE = 0.8
_BAD_SHARE = 20
"""One bad byte in so many characters beyond ASCII is damage; more is another encoding."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without its byte order mark; `replaced` counts the U+FFFD put in for bad bytes."""

    text: str
    encoding: str
    replaced: int = 0


def decode(data: bytes) -> Decoded | None:
    """The text of the bytes, or None where they are no text in any encoding that notices come in."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, mark, encoding)
    wide = _best(data, ("utf-16-le", "utf-16-be")) if b"\0" in data[:_SAMPLE] else None
    found = wide or _strict_utf8(data) or _damaged(data, "utf-8") or _han_encoding(data)
    return None if found is None else _without_nul(found)


def _without_nul(found: Decoded) -> Decoded:
    """A few NULs are damage like other bad bytes; a text with more of them was never taken for one."""
    text = found.text.replace("\0", _REPLACEMENT)
    return Decoded(text, found.encoding, found.replaced + found.text.count("\0"))


def require_decoded(data: bytes) -> Decoded:
    """The text of the bytes. Raises NotTextError or UnknownEncodingError where there is none."""
    decoded = decode(data)
    if decoded is None:
        raise undecodable(data)
    return decoded


def undecodable(data: bytes) -> NotTextError | UnknownEncodingError:
    """Why bytes that do not decode do not: noise, or text of another encoding."""
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    if controls * _BINARY_SHARE > len(sample):
        return NotTextError("内容不是文字，也不是已知的文件类型；请提供 .docx、.pdf、.html 或 .txt")
    return UnknownEncodingError("文字的编码无法识别；请用 UTF-8 或 GB18030 另存后再试")


def _decode_marked(data: bytes, mark: bytes, encoding: str) -> Decoded | None:
    strict = _strict(data, encoding)
    if strict is not None:
        return Decoded(strict, encoding)
    text = data.decode(encoding, "replace")
    count = text.count(_REPLACEMENT)
    tolerable = count * _BAD_SHARE <= max(len(text), _BAD_SHARE)
    return Decoded(text, encoding, count) if tolerable and len(data) > len(mark) else None


def _strict_utf8(data: bytes) -> Decoded | None:
    text = _strict(data, "utf-8")
    return None if text is None or is_noise(text) else Decoded(text, "utf-8")


def _han_encoding(data: bytes) -> Decoded | None:
    """GB18030 unless another encoding reads far better; a last try mends damaged GB18030."""
    best = _best(data, ("gb18030", "utf-16-le", "utf-16-be", "big5"))
    return best or _damaged(data, "gb18030")


def _best(data: bytes, encodings: tuple[str, ...]) -> Decoded | None:
    readings: list[tuple[float, Decoded]] = []
    for encoding in encodings:
        text = _strict(data, encoding)
        if text is not None and not is_noise(text) and _is_ordinary(text):
            readings.append((_plausibility(text), Decoded(text, encoding)))
    share, best = max(readings, key=lambda reading: reading[0], default=(0.0, None))
    return best if share > 0 else None


def _damaged(data: bytes, encoding: str) -> Decoded | None:
    """The text with U+FFFD for a cut tail or a few bad bytes, or None if there are more than a few."""
    text = data.decode(encoding, "replace")
    bad = text.count(_REPLACEMENT)
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    if bad * _BAD_SHARE > beyond_ascii or is_noise(text) or not _is_ordinary(text):
        return None
    if _plausibility(text) <= 0:
        return None
    return Decoded(text, encoding, bad)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def is_noise(text: str) -> bool:
    """Whether a text holds so many control characters that it was never text."""
    sample = text[:_SAMPLE]
    return sum(character in _CONTROLS for character in sample) * 100 > len(sample)


def _is_ordinary(text: str) -> bool:
    """Whether most characters are of everyday Chinese, simplified or traditional; noise is made of rare ones."""
    sample = text[:_SAMPLE]
    known = max(
        len(sample.encode(charset, "ignore").decode(charset)) for charset in ("gb2312", "big5")
    )
    return known >= _ORDINARY_SHARE * len(sample)


def _plausibility(text: str) -> float:
    """Share of characters that every notice is full of, less those that none holds."""
    sample = text[:_SAMPLE]
    frequent = sum(character in _FREQUENT for character in sample)
    private = sum("\ue000" <= character <= "\uf8ff" for character in sample)
    return (frequent - private) / max(len(sample), 1)
