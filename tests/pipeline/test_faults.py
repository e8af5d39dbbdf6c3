"""One word for each class of fault: provoked by a file, told on stderr, kept in the ledger."""

from __future__ import annotations

import io
import sqlite3
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from pipeline import children
from pipeline.cli import app
from schemas.vocab import FaultClass

NOTICE = "云江市人民政府关于印发养老服务实施方案的通知\n到2025年，建成助餐点90个。\n"
WORKER = """
import time
from pipeline import stages, worker

def read(path, copy, read=stages.read):
    if path.stem == "timeout":
        time.sleep(60)
    if path.stem == "memory":
        bytearray(worker.MEMORY_LIMIT)
    return read(path, copy)

stages.read = read
worker.main()
"""


def word_file(document: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", document)
    return buffer.getvalue()


def empty_page() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.rect(50, 50, 200, 200)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


BODY = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body/></w:document>"
FILES: dict[FaultClass, tuple[str, bytes]] = {
    FaultClass.EMPTY: ("empty.txt", b""),
    FaultClass.UNSUPPORTED_TYPE: ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(60)),
    FaultClass.CORRUPT: ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<<"),
    FaultClass.ENCRYPTED: (
        "locked.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
    ),
    FaultClass.FORBIDDEN_XML: (
        "entity.docx",
        word_file(f"<!DOCTYPE x [<!ENTITY a 'b'>]>{BODY}"),
    ),
    FaultClass.TOO_LARGE: ("rows.html", b"<html><body>" + b"<div>" * 20_000),
    FaultClass.NO_TEXT: ("bare.docx", word_file(BODY)),
    FaultClass.NO_TEXT_LAYER: ("scan.pdf", empty_page()),
    FaultClass.UNREADABLE_TEXT: ("glyphs.txt", ("\ue001\ue002" * 40 + "云江市").encode()),
    FaultClass.UNKNOWN_ENCODING: ("odd.txt", bytes(range(0x80, 0x100)) * 20),
    FaultClass.NOT_TEXT: ("noise.txt", bytes(range(256)) * 8),
    FaultClass.NOT_A_NOTICE: (
        "page.html",
        b"<html><title>404</title><body>404 Not Found</body></html>",
    ),
    FaultClass.TIMEOUT: ("timeout.txt", NOTICE.encode()),
    FaultClass.MEMORY: ("memory.txt", NOTICE.encode()),
}
"""NOT_READABLE is a path without a file."""


def test_each_class_is_told_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "COMMAND", (sys.executable, "-c", WORKER))
    expected = {str(tmp_path / name): str(fault) for fault, (name, _) in FILES.items()}
    for name, data in FILES.values():
        (tmp_path / name).write_bytes(data)
    expected[str(tmp_path / "none.txt")] = "not_readable"
    db = tmp_path / "ledger.db"
    arguments = ["ingest", *expected, "--db", str(db), "--timeout", "8"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 1
    told = [line.split(": ", 3) for line in result.stderr.splitlines()]
    assert {line[1]: line[2] for line in told} == expected
    assert all(line[0] == "taizhang" and line[3] for line in told)
    connection = sqlite3.connect(db)
    assert dict(connection.execute("SELECT path, fault FROM ingest_files")) == expected
    connection.close()
    assert set(expected.values()) == set(FaultClass)


def test_folder_without_files_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["ingest", str(tmp_path), "--db", str(tmp_path / "l.db")])
    assert result.exit_code == 3
    assert result.stderr.startswith(f"taizhang: {tmp_path}: empty: ")
