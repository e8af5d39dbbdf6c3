"""Hostile PDFs: loops, bombs, lies, locks, cuts and text that cannot be read."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from tests.hostile.packages import MIB
from tests.hostile.sound import LINES, OK, PAGE, Hostile, hostile, pdf, printed, stream

_FLATE = b"/Filter /FlateDecode"


def files(web: str) -> Iterator[Hostile]:
    yield hostile("sound.pdf", pdf(), OK)
    yield from _loops()
    yield from _bombs()
    yield from _lies()
    yield from _unreadable()
    yield from _locked()
    yield from _active(web.encode())


def heavy_files() -> Iterator[Hostile]:
    """Those that take long, to make or to read."""
    yield hostile(
        "bomb-stream.pdf",
        pdf(o4=stream(_packed(b" ", 1536 * MIB), _FLATE)),
        "too_large",
        "memory",
        "no_text",
    )
    twice = zlib.compress(_packed(b"q ", 1024 * MIB), 9)
    yield hostile(
        "bomb-filters.pdf",
        pdf(o4=stream(twice, b"/Filter [/FlateDecode /FlateDecode]")),
        "too_large",
        "memory",
        "timeout",
        "no_text",
        "corrupt",
    )
    lines = b"".join(b"%d %d m %d %d l S " % (n % 600, 0, n % 599, 800) for n in range(200_000))
    yield hostile("bomb-rules.pdf", pdf(o4=stream(zlib.compress(lines + printed()), _FLATE)), OK)
    text = zlib.compress(b"BT /F1 1 Tf 9 9 Td " + b"<8d37> Tj " * 1_000_000 + b"ET")
    yield hostile(
        "bomb-characters.pdf",
        pdf(o4=stream(text, _FLATE)),
        OK,
        "too_large",
        "timeout",
        "not_a_notice",
    )
    many = b"<< /Type /Pages /Kids [" + b"3 0 R " * 20_000 + b"] /Count 20000 >>"
    yield hostile("pages-20000.pdf", pdf(o2=many), OK, "too_large", "timeout")


def _loops() -> Iterator[Hostile]:
    own = b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>"
    yield hostile("loop-pages-self.pdf", pdf(o2=own), "corrupt")
    ring = {
        "o2": b"<< /Type /Pages /Kids [8 0 R] /Count 1 >>",
        "o8": b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>",
    }
    yield hostile("loop-pages-ring.pdf", pdf(**ring), "corrupt")
    outline = {
        "o1": b"<< /Type /Catalog /Pages 2 0 R /Outlines 8 0 R >>",
        "o8": b"<< /Type /Outlines /First 9 0 R /Last 9 0 R /Count 1 >>",
        "o9": b"<< /Title (a) /Parent 8 0 R /Next 9 0 R /First 9 0 R /Dest [3 0 R /Fit] >>",
    }
    yield hostile("loop-outline.pdf", pdf(**outline), OK)
    form = stream(
        b"/X Do",
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 8 0 R >> >>",
    )
    with_form = PAGE.replace(b"/Font", b"/XObject << /X 8 0 R >> /Font")
    yield hostile("loop-form.pdf", pdf(o3=with_form, o4=stream(printed() + b" /X Do"), o8=form), OK)
    yield hostile(
        "loop-length.pdf", pdf(o4=stream(printed()).replace(b"/Length", b"/Length 4 0 R /L")), OK
    )
    yield hostile(
        "loop-reference.pdf", pdf(o3=PAGE.replace(b"4 0 R", b"8 0 R"), o8=b"8 0 R"), "no_text"
    )
    yield hostile("loop-xref.pdf", _with_prev(pdf()), OK)
    fonts = {
        "o5": b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding 5 0 R /DescendantFonts [5 0 R] >>"
    }
    yield hostile("loop-font.pdf", pdf(**fonts), "no_text")
    annotation = {
        "o3": PAGE.replace(b"/Contents", b"/Annots [8 0 R] /Contents"),
        "o8": b"<< /Subtype /Popup /Parent 8 0 R /Popup 8 0 R >>",
    }
    yield hostile("loop-annotation.pdf", pdf(**annotation), OK)


def _with_prev(data: bytes) -> bytes:
    start = data.rindex(b"startxref\n") + 10
    place = data[start : data.index(b"\n", start)]
    return data.replace(b"/Root", b"/Prev " + place + b" /Root")


def _bombs() -> Iterator[Hostile]:
    chain = b"/Filter [" + b"/ASCIIHexDecode " * 2000 + b"]"
    yield hostile("bomb-chain.pdf", pdf(o4=stream(printed(), chain)), OK)
    yield hostile(
        "bomb-arrays.pdf", pdf(o8=b"[" * 500_000, o3=PAGE.replace(b"4 0 R", b"8 0 R")), "no_text"
    )
    yield hostile("bomb-dictionaries.pdf", pdf(o4=stream(printed()), o8=b"<</a" * 200_000), OK)
    yield hostile("bomb-operands.pdf", pdf(o4=stream(b"[" * 2_000_000)), "no_text")
    yield hostile("bomb-states.pdf", pdf(o4=stream(b"q " * 2_000_000 + printed())), OK)
    grid = b"".join(
        b"%d 0 m %d 842 l S 0 %d m 595 %d l S " % (n, n, n, n) for n in range(0, 590, 1)
    )
    yield hostile("bomb-grid.pdf", pdf(o4=stream(grid + printed())), OK)
    cmap = (
        b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange "
        + b"1 beginbfrange <0000> <ffff> <4e00> endbfrange " * 20_000
        + b"endcmap"
    )
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 8 0 R >>"
    yield hostile("bomb-cmap.pdf", pdf(o5=font, o8=stream(zlib.compress(cmap), _FLATE)), OK)
    image = stream(
        zlib.compress(bytes(1000)),
        b"/Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /FlateDecode",
    )
    drawn = PAGE.replace(b"/Font", b"/XObject << /I 8 0 R >> /Font")
    yield hostile("bomb-image.pdf", pdf(o3=drawn, o4=stream(printed() + b" /I Do"), o8=image), OK)


def _packed(unit: bytes, size: int) -> bytes:
    """So many bytes of one kind, deflated piece by piece."""
    packer = zlib.compressobj(9)
    piece = unit * (MIB // len(unit))
    return b"".join(packer.compress(piece) for _ in range(size // MIB)) + packer.flush()


def _lies() -> Iterator[Hostile]:
    sound = pdf()
    yield hostile(
        "count-huge.pdf", pdf(o2=b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>"), OK
    )
    yield hostile("count-negative.pdf", pdf(o2=b"<< /Type /Pages /Kids [3 0 R] /Count -5 >>"), OK)
    yield hostile("box-huge.pdf", pdf(o3=PAGE.replace(b"595 842", b"1e30 1e30")), OK)
    yield hostile("box-none.pdf", pdf(o3=PAGE.replace(b"595 842", b"0 0")), OK)
    yield hostile("no-pages.pdf", pdf(o2=b"<< /Type /Pages /Kids [] /Count 0 >>"), "corrupt")
    yield hostile("no-root.pdf", sound.replace(b"/Root", b"/Toor"), "corrupt")
    yield hostile("no-xref.pdf", sound[: sound.index(b"xref\n")], "corrupt")
    yield hostile("xref-wrong.pdf", sound.replace(b"startxref\n", b"startxref\n99"), OK)
    yield hostile("header-only.pdf", b"%PDF-1.7\n", "corrupt")
    yield hostile("header-and-noise.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 200, "corrupt")
    yield hostile("junk-before.pdf", b"HTTP/1.1 200 OK\r\n\r\n" + sound, OK)
    yield hostile("junk-behind.pdf", sound + b"\0" * 5000, OK)
    yield hostile(
        "stream-broken.pdf",
        pdf(o4=stream(zlib.compress(printed())[:-20] + b"\xff" * 20, _FLATE)),
        OK,
    )
    for share in (1, 20, 40, 60, 80, 95):
        yield hostile(f"cut-{share:02}.pdf", sound[: len(sound) * share // 100], "corrupt")
    yield hostile("notice-as.pdf", "\n".join(LINES), OK)
    yield hostile("page-as.pdf", "<html><body>" + "<p>页面不存在</p></body></html>", "not_a_notice")


def _unreadable() -> Iterator[Hostile]:
    private = tuple("".join(chr(0xE000 + ord(c) % 6000) for c in line) for line in LINES)
    yield hostile("private-use.pdf", pdf(o4=stream(printed(private))), "unreadable_text")
    yield hostile(
        "cid-text.pdf", pdf(o4=stream(printed(["(cid:123)" * 8 + "通知"] * 20))), "unreadable_text"
    )
    yield hostile(
        "replacement.pdf", pdf(o4=stream(printed(["\ufffd" * 30] * 20))), "unreadable_text"
    )
    yield hostile("blank-page.pdf", pdf(o4=stream(b"")), "no_text")
    drawn = PAGE.replace(b"/Font", b"/XObject << /I 8 0 R >> /Font")
    image = stream(
        bytes(3), b"/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
    )
    yield hostile(
        "scan.pdf", pdf(o3=drawn, o4=stream(b"500 0 0 800 0 0 cm /I Do"), o8=image), "no_text_layer"
    )
    yield hostile(
        "latin.pdf",
        pdf(o4=stream(printed(["All work and no play makes a dull notice."] * 9))),
        "not_a_notice",
    )


def _locked() -> Iterator[Hostile]:
    yield hostile("locked-40.pdf", _encrypted("geheim", 40), "encrypted")
    yield hostile("locked-128.pdf", _encrypted("geheim", 128), "encrypted")
    yield hostile("owner-locked.pdf", _encrypted("", 128), OK)
    garbage = b"/Encrypt << /Filter /Standard /V 9 /R 99 /O (x) /U (y) /P -1 >> /ID [(a) (b)]"
    yield hostile("lock-unknown.pdf", pdf(garbage), "encrypted")


def _encrypted(password: str, strength: int) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    target = io.BytesIO()
    lock = StandardEncryption(password, ownerPassword="besitz", strength=strength)
    canvas = Canvas(target, encrypt=lock, invariant=True)
    canvas.setFont("STSong-Light", 12)
    for number, line in enumerate(LINES):
        canvas.drawString(60, 780 - 24 * number, line)
    canvas.save()
    return target.getvalue()


def _active(web: bytes) -> Iterator[Hostile]:
    script = b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.launchURL\\('http://%b/js'\\)) >> >>"
    yield hostile("script.pdf", pdf(o1=script % web), OK)
    outside = b"<< /Length 0 /F << /FS /URL /F (http://%b/stream) >> >>\nstream\n\nendstream" % web
    yield hostile("outside-stream.pdf", pdf(o4=outside), "no_text")
    launch = b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /F (/bin/touch) /P (/tmp/taizhang-launched) >> >>"
    yield hostile("launch.pdf", pdf(o1=launch), OK)
    path = {
        "o5": b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /#2e#2e#2f#2e#2e#2fetc#2fpasswd /DescendantFonts [6 0 R] >>"
    }
    yield hostile("cmap-path.pdf", pdf(**path), OK)
