"""Plain text: offsets hold in the file itself, whatever the encoding."""

from __future__ import annotations

import hashlib

import pytest

from pipeline.readers import read_bytes
from schemas.errors import NotTextError, UnknownEncodingError

TEXT = (
    "云江市人民政府关于印发养老服务实施方案的通知\r\n\r\n"
    "　　到2025年，全市建成助餐点90个以上，覆盖率不低于75%。\r\n"
    "（牵头单位：市民政局；配合单位：市财政局、各区县政府）\r\n"
)
TRADITIONAL = "市政府關於發展養老服務工作的通知，請各區縣政府和各部門認真執行。\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_every_encoding_gives_the_same_text(encoding: str) -> None:
    source = read_bytes(TEXT.encode(encoding), "a.txt")
    assert source.text == TEXT
    assert source.warnings == ()


def test_big5_is_not_taken_for_gb18030() -> None:
    source = read_bytes(TRADITIONAL.encode("big5"), "a.txt")
    assert (source.text, source.encoding) == (TRADITIONAL, "big5")


def test_source_says_where_it_comes_from() -> None:
    data = TEXT.encode()
    source = read_bytes(data, "通知.md")
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert (source.name, source.media_type, source.reader) == ("通知.md", "text/markdown", "text")
    assert (source.blocks, source.tables) == ((), ())


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_cut_tail_is_replaced_and_told(encoding: str) -> None:
    body = "到二〇二五年建成助餐点。" * 20
    source = read_bytes((body + "县").encode(encoding)[:-1], "a.txt")
    assert source.text.startswith(body)
    assert source.text.endswith("\ufffd")
    assert len(source.warnings) == 1


def test_few_bad_bytes_are_replaced_and_counted() -> None:
    data = TEXT.encode() * 10
    source = read_bytes(data[:60] + b"\xff" + data[60:], "a.txt")
    assert source.encoding == "utf-8"
    assert source.warnings[0].startswith("1 处")


def test_noise_is_no_text() -> None:
    with pytest.raises(NotTextError):
        read_bytes(b"\x00\x01\x02\xfe\xfa" * 400, "a.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_stray_nul_is_a_bad_byte(encoding: str) -> None:
    data = (TEXT * 2).encode(encoding)
    source = read_bytes(data + b"\0", "a.txt")
    assert source.text == TEXT * 2 + "\ufffd"
    assert source.warnings[0].startswith("1 处")


def test_letters_of_a_mainframe_are_no_chinese() -> None:
    with pytest.raises(UnknownEncodingError):
        read_bytes(("NOTICE " * 99).encode("cp037"), "a.txt")
