"""Hostile zip packages: bombs, overlap, lies, locks, forbidden XML, and Word files of absurd shape."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator

from tests.hostile.sound import (
    BODY,
    LINES,
    OK,
    TEXT,
    TYPES,
    Hostile,
    W,
    document,
    hostile,
    package,
    paragraph,
    word,
    word_parts,
)

MIB = 1 << 20


def files(web: str) -> Iterator[Hostile]:
    """`web` is the host and port that external references lead to."""
    yield hostile("sound.docx", word(), OK)
    yield from _bombs()
    yield from _lies()
    yield from _forbidden(web)
    yield from _shapes()
    yield from _other_packages()


def _bombs() -> Iterator[Hostile]:
    zeros = package({**word_parts(), "word/media/a.bin": bytes(190 * MIB)})
    yield hostile("bomb-ratio.docx", zeros, "too_large")
    blanks = word(BODY + " " * (100 * MIB))
    yield hostile("bomb-document.docx", blanks, "too_large")
    many = word_parts() | {f"word/media/{n}.bin": b"" for n in range(3000)}
    yield hostile("bomb-members.docx", package(many), "too_large")
    nested = package({"a.zip": package({"b.zip": package({"c.bin": bytes(20 * MIB)})})})
    yield hostile("bomb-nested.zip", nested, "unsupported_type")
    inside = package({**word_parts(), "word/embeddings/inner.docx": zeros})
    yield hostile("bomb-embedded.docx", inside, OK)
    yield hostile("bomb-overlap.docx", _overlapping(), "too_large")
    yield hostile("bomb-lying-size.docx", _with_size(zeros, b"word/media/a.bin", 10), OK)
    lying = _with_size(blanks, b"word/document.xml", 1000)
    yield hostile("bomb-lying-document.docx", lying, "corrupt")


def _with_size(data: bytes, name: bytes, size: int) -> bytes:
    """The package with another inflated size of a member in its directory."""
    at = data.rindex(name) - 46
    return data[: at + 24] + struct.pack("<I", size) + data[at + 28 :]


def _overlapping() -> bytes:
    """Many members of the directory that all point at one kernel."""
    kernel = package({"k": bytes(60 * MIB)})
    with zipfile.ZipFile(io.BytesIO(kernel)) as archive:
        info = archive.infolist()[0]
    local = kernel[: kernel.index(b"PK\x01\x02")]
    directory = b""
    for number in range(500):
        name = b"word/%d.xml" % number
        directory += struct.pack(
            "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, info.CRC, info.compress_size,
            info.file_size, len(name), 0, 0, 0, 0, 0, 0,
        ) + name  # fmt: skip
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 500, 500, len(directory), len(local), 0)
    return local + directory + end


def _lies() -> Iterator[Hostile]:
    sound = word()
    at = sound.index(b"PK\x01\x02")
    yield hostile("no-directory.docx", sound[:at], "corrupt")
    yield hostile("only-end.docx", sound[sound.index(b"PK\x05\x06") :], "unsupported_type")
    yield hostile("bad-crc.docx", _flipped(sound, b"PK\x01\x02", 16), "corrupt")
    yield hostile(
        "bad-method.docx",
        _patched(package(word_parts(), zipfile.ZIP_STORED), 10, b"\x63"),
        "corrupt",
    )
    yield hostile("locked-member.docx", _locked(sound), "encrypted")
    yield hostile("locked.zip", _locked(package({"通知.txt": TEXT.encode()})), "unsupported_type")
    yield hostile("no-document.docx", package({"[Content_Types].xml": TYPES.encode()}), "corrupt")
    yield hostile("empty.zip", package({}), "unsupported_type")
    slip = word_parts() | {"../../../tmp/taizhang-slip.txt": b"out", "/etc/taizhang-slip": b"out"}
    yield hostile("slip.docx", package(slip), OK)
    twice = package(word_parts()) + package(
        {"word/document.xml": document(paragraph("另一份")).encode()}
    )
    yield hostile("two-in-one.docx", twice, "not_a_notice")
    yield hostile("junk-before.docx", b"junk" * 50 + sound, "not_text")
    yield hostile("junk-behind.docx", sound + b"junk" * 50, OK)
    yield hostile("bzip2.docx", package(word_parts(), zipfile.ZIP_BZIP2), OK)
    yield hostile("lzma.docx", package(word_parts(), zipfile.ZIP_LZMA), OK)
    for share in (1, 10, 30, 50, 70, 90, 99):
        # Before the name of its main part comes, nothing says that it is a Word file.
        outcome = "corrupt" if share >= 50 else "unsupported_type"
        yield hostile(f"cut-{share:02}.docx", sound[: len(sound) * share // 100], outcome)


def _patched(data: bytes, offset: int, new: bytes) -> bytes:
    """Bytes behind each directory entry's signature put in place of the old ones."""
    out, at = bytearray(data), data.find(b"PK\x01\x02")
    while at >= 0:
        out[at + offset : at + offset + len(new)] = new
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(out)


def _locked(data: bytes) -> bytes:
    return _patched(data, 8, b"\x01")


def _flipped(data: bytes, mark: bytes, offset: int) -> bytes:
    out = bytearray(data)
    out[data.rindex(mark) + offset] ^= 0xFF
    return bytes(out)


_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "哈"}">' for n in range(10))


def _entities(web: str) -> dict[str, str]:
    return {
        "billion-laughs": f"<!DOCTYPE w:document [{_LAUGHS}]>",
        "quadratic": f'<!DOCTYPE w:document [<!ENTITY a "{"哈" * 100_000}">]>',
        "external-file": '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        "external-web": f'<!DOCTYPE w:document SYSTEM "http://{web}/a.dtd">',
        "parameter": f'<!DOCTYPE w:document [<!ENTITY % x SYSTEM "http://{web}/b"> %x;]>',
    }


def _forbidden(web: str) -> Iterator[Hostile]:
    entities = _entities(web)
    for name, head in entities.items():
        body = BODY + paragraph(
            "&l9;" if "laughs" in name else "&a;" * 1000 if "quad" in name else "&x;"
        )
        yield hostile(f"xml-{name}.docx", word(body, head), "forbidden_xml")
    wide = document(BODY, entities["external-file"]).replace("UTF-8", "UTF-16").encode("utf-16")
    yield hostile(
        "xml-utf16.docx", package(word_parts() | {"word/document.xml": wide}), "forbidden_xml"
    )
    ebcdic = (
        document(BODY, entities["external-file"])
        .replace("UTF-8", "IBM037")
        .encode("cp037", "replace")
    )
    yield hostile(
        "xml-ebcdic.docx", package(word_parts() | {"word/document.xml": ebcdic}), "corrupt"
    )
    utf7 = document(BODY, entities["external-file"]).replace("UTF-8", "UTF-7").encode("utf-7")
    yield hostile(
        "xml-utf7.docx", package(word_parts() | {"word/document.xml": utf7}), "forbidden_xml"
    )
    types = TYPES.replace(
        "<Types", entities["external-file"].replace("w:document", "Types") + "<Types"
    )
    yield hostile(
        "xml-types.docx", package(word_parts() | {"[Content_Types].xml": types.encode()}), OK
    )
    numbering = f"<!DOCTYPE w [{_LAUGHS}]><w:numbering {W}>&l9;</w:numbering>"
    yield hostile("xml-numbering.docx", _related("numbering", numbering), "forbidden_xml")
    include = '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="file:///etc/hostname" parse="text"/>'
    yield hostile("xml-include.docx", word(BODY + include), OK)
    sheet = f'<?xml-stylesheet href="http://{web}/s.xsl" type="text/xsl"?>'
    yield hostile("xml-stylesheet.docx", word(BODY, sheet), OK)


def _related(name: str, content: str) -> bytes:
    base = "http://schemas.openxmlformats.org"
    relations = (
        f'<Relationships xmlns="{base}/package/2006/relationships"><Relationship Id="r9" Target="{name}.xml"'
        f' Type="{base}/officeDocument/2006/relationships/{name}"/></Relationships>'
    )
    extra = {
        "word/_rels/document.xml.rels": relations.encode(),
        f"word/{name}.xml": content.encode(),
    }
    return package(word_parts(BODY + _numbered()) | extra)


def _numbered() -> str:
    return '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>末项</w:t></w:r></w:p>'


def _cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def _shapes() -> Iterator[Hostile]:
    for name in ("gridSpan", "gridBefore", "vMerge"):
        span = f'<w:{name} w:val="200000000"/>'
        row = f"<w:tr><w:trPr>{span}</w:trPr>{_cell('甲', span)}{_cell('乙', span)}</w:tr>"
        yield hostile(f"shape-{name}.docx", word(BODY + f"<w:tbl>{row * 3}</w:tbl>"), OK)
    deep = "<w:tbl><w:tr><w:tc>" * 80 + paragraph("底") + "</w:tc></w:tr></w:tbl>" * 80
    yield hostile("shape-nested-80.docx", word(BODY + deep), OK)
    deeper = "<w:tbl><w:tr><w:tc>" * 20_000 + "</w:tc></w:tr></w:tbl>" * 20_000
    yield hostile("shape-nested-20000.docx", word(BODY + deeper), "corrupt")
    ins = "<w:ins>" * 250 + paragraph("底") + "</w:ins>" * 250
    yield hostile("shape-wrapped-250.docx", word(BODY + ins), OK)
    rows = f"<w:tbl>{'<w:tr>' + _cell('1') + '</w:tr>'}</w:tbl>".replace("<w:tr>", "<w:tr>", 1)
    many = rows.replace("</w:tbl>", ("<w:tr>" + _cell("1") + "</w:tr>") * 70_000 + "</w:tbl>")
    yield hostile("shape-70000-rows.docx", word(BODY + many), "too_large")
    yield hostile(
        "shape-long-run.docx", word(BODY + paragraph("贷款余额" * 1_500_000)), "too_large"
    )
    numbers = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:numStyleLink w:val="s{n + 1}"/><w:styleLink w:val="s{n}"/></w:abstractNum>'
        for n in range(2000)
    )
    loop = f'<w:numbering {W}>{numbers}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    yield hostile("shape-numbering-chain.docx", _related("numbering", loop), OK)
    start = '<w:lvl w:ilvl="0"><w:start w:val="999999999"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1%1%1%1"/></w:lvl>'
    huge = f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{start}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    yield hostile("shape-numbering-start.docx", _related("numbering", huge), OK)
    style = f'<w:styles {W}><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>'
    looped = BODY + '<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>末段</w:t></w:r></w:p>'
    yield hostile(
        "shape-style-loop.docx",
        package(word_parts(looped) | {"word/styles.xml": style.encode()}),
        OK,
    )
    yield hostile("shape-empty.docx", word("<w:p/>"), "no_text")
    fields = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 20_000
    yield hostile("shape-open-fields.docx", word(f"{BODY}<w:p>{fields}</w:p>"), OK)
    yield hostile("shape-nulls.docx", word(BODY.replace("目标", "目\x00标")), "corrupt")
    surrogate = word(BODY.replace("目标", "&#xD800;标"))
    yield hostile("shape-surrogate.docx", surrogate, "corrupt")


def _other_packages() -> Iterator[Hostile]:
    sheet = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
    yield hostile("sheet-as.docx", package(sheet), "unsupported_type")
    yield hostile("slides-as.pdf", package({"ppt/presentation.xml": b"<p/>"}), "unsupported_type")
    yield hostile("ofd-as.zip", package({"OFD.xml": b"<OFD/>"}), "no_text")
    yield hostile("docx-as.txt", word(), OK)
    yield hostile("docx-as.pdf", word(), OK)
    yield hostile("archive.zip", package({"通知.txt": TEXT.encode()}), "unsupported_type")
    yield hostile("lines.docx", word("".join(map(paragraph, LINES * 200))), OK)
