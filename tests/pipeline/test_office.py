"""Old Word files through a word processor: LibreOffice where it is there, a stand-in for what it may do wrong."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import office
from pipeline.children import Fault, Read, read_all, read_one
from pipeline.readers import ole

OLE = ole.MAGIC + bytes(600) + "WordDocument".encode("utf-16-le")
TEXT = "云江市人民政府关于印发养老服务实施方案的通知\n到2025年，建成助餐点90个。\n"
FILTERS = {"doc": "doc:MS Word 97", "wps": "doc:MS Word 97", "rtf": "rtf", "odt": "odt"}
needs_libreoffice = pytest.mark.skipif(
    office.soffice_path() is None, reason="LibreOffice is not installed; it converts old Word files"
)


@pytest.fixture(scope="module")
def old_files(corpus_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One notice of the corpus in each type that is converted, written by LibreOffice itself."""
    folder = tmp_path_factory.mktemp("old")
    source = shutil.copy(corpus_folder / "variants" / "qinghe-puhui-2025.docx", folder / "a.docx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    made: dict[str, Path] = {}
    for ending, name in FILTERS.items():
        out = folder / ending
        convert = ["--headless", "--convert-to", name, "--outdir", str(out), str(source)]
        command = [office.soffice_path() or "soffice", profile, *convert]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        (written,) = out.iterdir()
        made[ending] = written.rename(out / f"notice.{ending}")
    return made


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where temporary folders are made; nothing may be left in it."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def stand_in(folder: Path, name: str, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command of that name that does as the script says; no other converter is found."""
    command = folder / name
    command.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    command.chmod(0o755)
    find = shutil.which
    known = {name: str(command)}
    monkeypatch.setattr(
        "shutil.which",
        lambda asked: (
            known.get(asked) if asked in {"soffice", "libreoffice", "antiword"} else find(asked)
        ),
    )


def old_file(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(OLE)
    return path


@needs_libreoffice
@pytest.mark.slow
def test_old_files_give_the_facts_of_the_new_one(
    old_files: dict[str, Path], corpus_folder: Path, folders: Path
) -> None:
    wanted = read_one(corpus_folder / "variants" / "qinghe-puhui-2025.docx")
    assert isinstance(wanted, Read)
    for result in read_all(old_files.values()):
        assert isinstance(result, Read), result
        assert result.source.text == wanted.source.text
        assert result.records == wanted.records
        assert (result.source.reader, result.source.name) == ("docx", result.path.name)
        assert "LibreOffice" in result.source.detected_by


@needs_libreoffice
@pytest.mark.slow
def test_broken_file_in_a_batch_stops_no_other(
    old_files: dict[str, Path], tmp_path: Path, folders: Path
) -> None:
    data = old_files["doc"].read_bytes()
    names = ["a.doc", "b.doc", "-c 云江 ‘d’.doc"]
    paths = [tmp_path / name for name in names]
    for path in paths:
        path.write_bytes(data)
    paths[1].write_bytes(data[:1_500])
    results = list(read_all(paths, workers=2))
    assert [getattr(result, "fault", "read") for result in results] == ["read", "corrupt", "read"]


def test_without_a_converter_the_word_is_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    result = read_one(old_file(tmp_path, "a.doc"))
    assert isinstance(result, Fault)
    assert result.fault == "unsupported_type"
    assert "安装 LibreOffice" in result.message


def test_late_converter_is_killed_with_what_it_started(
    tmp_path: Path, folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(
        tmp_path, "soffice", f"sleep 61.7 & echo $! > {tmp_path}/started; sleep 61.7", monkeypatch
    )
    begun = time.monotonic()
    result = read_one(old_file(tmp_path, "a.doc"), time_limit=1)
    assert isinstance(result, Fault)
    assert result.fault == "timeout"
    assert time.monotonic() - begun < 30
    started = int((tmp_path / "started").read_text())
    time.sleep(0.2)
    status = Path(f"/proc/{started}/stat")
    assert not status.exists() or status.read_text().split()[2] == "Z"


def test_converter_that_refuses_is_corrupt(
    tmp_path: Path, folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, "soffice", "exit 1", monkeypatch)
    results = list(read_all([old_file(tmp_path, "a.doc"), old_file(tmp_path, "b.doc")]))
    assert [getattr(result, "fault", "read") for result in results] == ["corrupt", "corrupt"]


def test_antiword_is_the_second_choice(
    tmp_path: Path, folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "text").write_text(TEXT, "utf-8")
    stand_in(tmp_path, "antiword", f"cat {tmp_path}/text", monkeypatch)
    result = read_one(old_file(tmp_path, "a.doc"))
    assert isinstance(result, Read)
    assert (result.source.text, result.source.reader) == (TEXT, "text")
    assert "antiword" in result.source.detected_by


def test_other_compound_files_are_not_converted(
    tmp_path: Path, folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, "soffice", f"touch {tmp_path}/called", monkeypatch)
    path = tmp_path / "a.et"
    path.write_bytes(ole.MAGIC + bytes(600) + "Workbook".encode("utf-16-le"))
    result = read_one(path)
    assert isinstance(result, Fault)
    assert result.fault == "unsupported_type"
    assert not (tmp_path / "called").exists()


def test_copies_are_made_in_batches(
    tmp_path: Path, folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "BATCH", 2)
    stand_in(tmp_path, "soffice", f"echo x >> {tmp_path}/calls; for f; do :; done", monkeypatch)
    paths = [old_file(tmp_path, f"{number}.doc") for number in range(4)]
    converter = office.Office(paths, 10)
    assert converter.copy_of(tmp_path / "other.txt") is None
    assert not (tmp_path / "calls").exists()
    converter.copy_of(paths[0])
    assert (tmp_path / "calls").read_text().count(
        "x"
    ) == 3  # both, and each alone after the refusal
    converter.close()
    assert converter.copy_of(paths[3]) is None
