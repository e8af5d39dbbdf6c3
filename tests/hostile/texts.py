"""Hostile texts and web pages: encodings, control characters, depth, spans, and what regular expressions dread."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

from tests.hostile.packages import MIB
from tests.hostile.sound import LINES, OK, TEXT, TITLE, Hostile, hostile, page


def files(web: str) -> Iterator[Hostile]:
    yield hostile("sound.txt", TEXT, OK)
    yield hostile("sound.html", page(), OK)
    yield from _encodings()
    yield from _characters()
    yield from map(_stress, sorted(_STRESS.keys() - _LONG))
    yield from _wrong_types()
    yield from _pages(web)


def heavy_files() -> Iterator[Hostile]:
    """Those that take long, to make or to read."""
    for name in sorted(_LONG):
        yield _stress(name, "timeout", "too_large", "memory")
    yield hostile("large.txt", TEXT.encode() * (70 * MIB // len(TEXT.encode())), "too_large")
    yield hostile(
        "type-gzip-bomb.html", gzip.compress(b"<p>" + b" " * (300 * MIB), mtime=0), "too_large"
    )
    yield hostile(
        "page-one-line.html",
        page("<p>" + TEXT.replace("\n", "") * 20_000),
        OK,
        "too_large",
        "timeout",
    )
    yield hostile(
        "page-paragraphs.html",
        page("<p>推进工作。" * 150_000),
        OK,
        "too_large",
        "timeout",
        "not_a_notice",
    )
    yield hostile(
        "page-attributes.html",
        page(f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>{TEXT}</p>"),
        OK,
        "timeout",
    )


def _encodings() -> Iterator[Hostile]:
    for encoding in (
        "gb18030",
        "gbk",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-8-sig",
        "utf-32",
        "big5",
    ):
        text = (
            TEXT
            if encoding != "big5"
            else "雲江市人民政府關於印發普惠金融工作要點的通知\n到2025年，貸款餘額達到90億元以上。\n"
        )
        yield hostile(f"text-{encoding}.txt", text.encode(encoding), OK)
    yield hostile("text-gb18030-4.txt", (TEXT + "𠮷㐀䶮镇\n").encode("gb18030"), OK)
    yield hostile("text-hz.txt", TEXT.encode("hz"), "not_a_notice")
    yield hostile("text-iso-2022.txt", TEXT.encode("iso2022_jp_2", "ignore"), "unknown_encoding")
    yield hostile("text-utf7.txt", TEXT.encode("utf-7"), "not_a_notice")
    yield hostile("text-ebcdic.txt", ("NOTICE " * 99).encode("cp037"), "unknown_encoding")
    yield hostile("text-utf16-odd.txt", TEXT.encode("utf-16") + b"\x4e", OK)
    yield hostile(
        "text-utf16-lone.txt",
        TEXT.encode("utf-16-le") + b"\x00\xd8" + "通知".encode("utf-16-le"),
        "not_text",
    )
    yield hostile("text-utf8-lone.txt", TEXT.encode() + b"\xed\xa0\x80" + TEXT.encode(), OK)
    yield hostile("text-cut-character.txt", TEXT.encode()[:-2], OK)
    yield hostile("text-mixed.txt", TEXT.encode() + TEXT.encode("gb18030"), "unknown_encoding")
    yield hostile("text-bom-middle.txt", TEXT.replace("目标", "\ufeff目\ufeff标"), OK)
    yield hostile("text-two-boms.txt", b"\xef\xbb\xbf" * 2 + TEXT.encode(), OK)


def _characters() -> Iterator[Hostile]:
    yield hostile("nul-one.txt", TEXT.replace("目标", "目\0标"), OK)
    yield hostile("nul-many.txt", TEXT + "\0" * 100_000, "not_text")
    yield hostile("nul-only.txt", bytes(4096), "not_text")
    yield hostile("empty.txt", b"", "empty")
    yield hostile("blanks.txt", "　 \t\r\n\ufeff" * 500, "empty")
    yield hostile("bidi.txt", TEXT.replace("90亿元", "\u202e09\u202c亿元"), OK)
    yield hostile("zero-width.txt", "\u200b".join(TEXT), OK)
    yield hostile("escapes.txt", TEXT * 2 + "\x1b]0;a\x07", OK)
    yield hostile("combining.txt", TEXT + "贷" + "\u0301" * 100_000, OK)
    yield hostile("astral.txt", TEXT + "\U0010ffff𠮷🏛" * 500, OK)
    yield hostile("line-ends.txt", TEXT.replace("\n", "\r"), OK)
    yield hostile("separators.txt", TEXT.replace("\n", "\u2028") + "\x85\x0b\x0c", OK)
    yield hostile("formulas.txt", TEXT.replace(TITLE, f"=cmd|' /C calc'!A0关于{TITLE}"), OK)
    yield hostile(
        "markup.txt", TEXT + "<script>alert(1)</script>《<img src=x onerror=alert(1)>》\n", OK
    )


_STRESS = {
    "brackets": "（" * 200_000,
    "quotes": "《" * 200_000,
    "about": "关于" * 150_000,
    "blanks": " " * 1_000_000 + "。",
    "digits": "1" * 1_000_000,
    "grouped": "1," * 300_000,
    "amounts": "达到90亿元" * 100_000,
    "labels": "一、" * 200_000,
    "label-lines": "一、\n" * 50_000,
    "numerals": "一二三四五六七八九十百千万亿" * 30_000,
    "dates": "2025年" * 100_000,
    "half-dates": "2025年1" * 100_000,
    "ranges": "1—" * 300_000,
    "commas": "，" * 500_000,
    "agencies": "县财政局、" * 60_000,
    "notes": "（牵头单位：县财政局" * 40_000,
    "leads": "牵头单位：" * 100_000,
    "pipes": "|" * 300_000,
    "pipe-rows": "|a" * 100_000 + "\n" + "|-" * 100_000 + "\n" + "|1" * 100_000,
    "tabs": "\t" * 500_000,
    "tab-lines": "\t1\n" * 60_000,
    "dots": "." * 500_000 + "1",
    "dashes": "—" * 500_000,
    "percent": "%" * 300_000,
    "one-line": "推进普惠金融，到2025年末贷款余额达到90亿元以上。" * 150_000,
    "headings": "# 目标\n" * 40_000,
    "short-lines": "甲\n" * 200_000,
}


_LONG = {
    "amounts", "short-lines", "pipe-rows", "tab-lines", "dates", "quotes", "half-dates", "numerals", "one-line",
    "label-lines", "headings", "ranges", "leads", "labels",
}  # fmt: skip


def _stress(name: str, *bounds: str) -> Hostile:
    """Read, or stopped by one of these bounds."""
    return hostile(f"stress-{name}.txt", f"{TEXT}{_STRESS[name]}\n", OK, *bounds)


def _wrong_types() -> Iterator[Hostile]:
    magics = {
        "picture.pdf": b"\x89PNG\r\n\x1a\n" + bytes(500),
        "photo.docx": b"\xff\xd8\xff\xe0" + bytes(500),
        "archive.docx": b"Rar!\x1a\x07\x01\x00" + bytes(500),
        "seven.zip": b"7z\xbc\xaf\x27\x1c" + bytes(500),
    }
    for name, data in magics.items():
        yield hostile(f"type-{name}", data, "unsupported_type")
    # `unsupported_type` where no word processor is installed.
    letter = b"{\\rtf1\\ansi " + b"a" * 500 + b"}"
    yield hostile("type-letter.docx", letter, "not_a_notice", "unsupported_type")
    yield hostile(
        "type-noise.pdf", bytes((n * n * 7 + n // 3) % 256 for n in range(20_000)), "not_text"
    )
    yield hostile("type-elf.docx", b"\x7fELF\x02\x01\x01" + bytes(5000), "not_text")
    yield hostile(
        "type-ole.doc",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 3000,
        "corrupt",
        "unsupported_type",
    )
    yield hostile("type-ole-loop.doc", _ole_loop(), "corrupt", "unsupported_type")
    yield hostile("type-xml.docx", f'<?xml version="1.0"?><a>{TEXT}</a>', "unsupported_type")
    yield hostile(
        "type-english.txt", "All work and no play makes a dull notice.\n" * 50, "not_a_notice"
    )
    yield hostile("type-gzip-text.gz", gzip.compress(TEXT.encode(), mtime=0), "unsupported_type")
    yield hostile("type-gzip-page.html", gzip.compress(page().encode(), mtime=0), OK)
    yield hostile("type-gzip-cut.html", gzip.compress(page().encode(), mtime=0)[:-30], "corrupt")
    yield hostile(
        "type-mail.doc",
        f"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page()}",
        OK,
    )
    parts = "".join(
        f'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="{n}"\r\n\r\n--{n}\r\n'
        for n in range(300)
    )
    yield hostile("type-mail-deep.mht", parts, "unsupported_type")


def _ole_loop() -> bytes:
    """A compound file whose sector chains lead back to themselves."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[24:34] = b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00"
    header[44:48] = b"\x01\x00\x00\x00"
    header[68:76] = b"\x01\x00\x00\x00\xff\xff\x00\x00"
    header[76:80] = bytes(4)
    return bytes(header) + bytes(512) + b"\x01\x00\x00\x00" * 128


def _pages(web: str) -> Iterator[Hostile]:
    yield hostile("page-deep-div.html", page("<div>" * 100_000 + TEXT), "too_large")
    yield hostile(
        "page-deep-tables.html", page(TEXT + "<table><tr><td>" * 3000 + "底"), "too_large"
    )
    yield hostile("page-deep-inline.html", page("<p>" + "<b>" * 50_000 + TEXT), "too_large")
    for side in ("colspan", "rowspan"):
        wide = f"<table><tr><td {side}='999999999'>甲</td><td {side}='99999999999999999999'>乙</td></tr></table>"
        yield hostile(
            f"page-{side}.html", page("".join(f"<p>{line}</p>" for line in LINES) + wide * 50), OK
        )
    cells = "<tr>" + "<td rowspan=65000 colspan=63>1</td>" * 200 + "</tr>"
    yield hostile("page-spans.html", page(TEXT + f"<table>{cells * 300}</table>"), "too_large")
    yield hostile("page-rows.html", page(TEXT + "<table>" + "<tr><td>1" * 70_000), "too_large")
    yield hostile("page-one-attribute.html", page(f"<p class='{'x ' * 3_000_000}'>{TEXT}</p>"), OK)
    yield hostile("page-open-tag.html", page(TEXT + "<" * 500_000), OK)
    yield hostile("page-comment.html", page(TEXT + "<!--" * 100_000), OK)
    yield hostile(
        "page-references.html",
        page(TEXT + "&#x110000;&#xD800;&#0;&#99999999999;&amp" * 10_000),
        "unreadable_text",
    )
    yield hostile(
        "page-entities.html",
        "<!DOCTYPE html [<!ENTITY a 'x'>"
        + "".join(f"<!ENTITY a{n} '&a;&a;'>" for n in range(50))
        + f"]><html><body>{TEXT}&a49;</body></html>",
        OK,
    )
    yield hostile(
        "page-scripts.html",
        page("".join(f"<p>{line}</p>" for line in LINES), "<script>while(1){}</script>" * 5000),
        OK,
    )
    web = f"<base href='http://{web}/'><link rel=stylesheet href='http://{web}/s.css'><script src='//{web}/a.js'></script>"
    frames = f"<img src='http://{web}/i.png'><iframe src='file:///etc/passwd'></iframe>"
    yield hostile(
        "page-outside.html", page("".join(f"<p>{line}</p>" for line in LINES) + frames, web), OK
    )
    yield hostile(
        "page-refresh.html",
        page(head=f"<meta http-equiv=refresh content='0;url=http://{web}/'>"),
        OK,
    )
    yield hostile(
        "page-charset-lie.html", page().replace("charset='utf-8'", "charset='utf-16'"), OK
    )
    yield hostile(
        "page-charset-unknown.html", page().replace("charset='utf-8'", "charset='x-none'"), OK
    )
    yield hostile(
        "page-404.html", page("<h1>404</h1><p>抱歉，您访问的页面不存在。</p>"), "not_a_notice"
    )
    yield hostile("page-robot.html", page("<p>请完成安全验证后继续访问</p>"), "not_a_notice")
    yield hostile("page-empty.html", "<html><body></body></html>", "not_a_notice")
    yield hostile("page-cut.html", page()[:-60], OK)
    yield hostile("page-nul.html", page().replace("<p>", "<p\0>"), OK)
