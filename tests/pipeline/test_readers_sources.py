"""What holds for the source of every format, on the project's own notices and on real ones."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from pipeline.readers import read, read_bytes
from schemas.errors import InputError
from schemas.source import Block, Source, Table

VARIANTS = ("docx", "html", "ofd", "pdf", "txt")
VARIANT_STEM = "qinghe-puhui-2025"


def items_of(source: Source) -> list[Block | Table]:
    return sorted([*source.blocks, *source.tables], key=lambda item: (item.start, item.end))


def assert_items_cover_text(source: Source) -> None:
    """Blocks and tables are whole, in order, apart from one another, and leave out nothing printed."""
    at = 0
    for item in items_of(source):
        assert source.text[at : item.start].strip() == ""
        assert item.start >= at
        assert source.text[item.start : item.end].strip()
        at = item.end
    assert source.text[at:].strip() == ""


def assert_cells_fit_tables(source: Source) -> None:
    for table in source.tables:
        taken: set[tuple[int, int]] = set()
        at = table.start
        for cell in table.cells:
            assert at <= cell.start <= cell.end <= table.end
            at = cell.end
            places = {
                (row, col)
                for row in range(cell.row, cell.row + cell.row_span)
                for col in range(cell.col, cell.col + cell.col_span)
            }
            assert taken.isdisjoint(places)
            taken |= places


def assert_sound(source: Source) -> None:
    if source.reader != "text":
        assert_items_cover_text(source)
        assert_cells_fit_tables(source)


def squeezed(source: Source) -> list[str]:
    """Cells without white space, by table."""
    return ["".join(source.text[c.start : c.end].split()) for t in source.tables for c in t.cells]


def test_own_notices_are_sound(corpus_folder: Path) -> None:
    paths = sorted(corpus_folder.glob("notices/*")) + sorted(corpus_folder.glob("variants/*"))
    assert len(paths) > len(VARIANTS)
    for path in paths:
        assert_sound(read(path))


def test_real_notices_are_sound(real_notices: Path) -> None:
    paths = sorted(set(real_notices.iterdir()) - {real_notices / "README.md"})
    assert paths
    for path in paths:
        assert_sound(read(path))


@pytest.mark.parametrize("ending", VARIANTS[1:4])
def test_one_notice_has_the_same_cells_in_every_format(corpus_folder: Path, ending: str) -> None:
    folder = corpus_folder / "variants"
    expected = read(folder / f"{VARIANT_STEM}.docx")
    found = read(folder / f"{VARIANT_STEM}.{ending}")
    assert squeezed(found) == squeezed(expected)
    assert squeezed(expected)


@pytest.mark.parametrize("ending", ["pdf", "ofd"])
def test_paragraphs_on_pages_are_those_of_the_word_file(corpus_folder: Path, ending: str) -> None:
    folder = corpus_folder / "variants"
    printed, written = (read(folder / f"{VARIANT_STEM}.{kind}") for kind in (ending, "docx"))
    texts = [
        ["".join(source.text[b.start : b.end].split()) for b in source.blocks]
        for source in (printed, written)
    ]
    assert texts[0] == texts[1]


def test_text_file_is_its_own_text(corpus_folder: Path) -> None:
    sources = {path: read(path) for path in corpus_folder.glob("notices/*.txt")}
    own = {path: s.text for path, s in sources.items() if s.encoding in {"utf-8", "utf-8-sig"}}
    assert own
    assert own == {path: path.read_bytes().decode("utf-8-sig") for path in own}


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("01_guofa2016-73_xinxihua_guihua.pdf", (25, 24, 75)),
        ("05_guobanfa2019-4_yiyuan_kaohe.html", (56,)),
        ("07_guangzhou_jiatingyisheng.html", (20, 40)),
    ],
)
def test_tables_of_real_notices_are_whole(
    real_notices: Path, name: str, rows: tuple[int, ...]
) -> None:
    source = read(real_notices / name)
    found = tuple(
        max(cell.row + cell.row_span for cell in table.cells)
        for table in source.tables
        if len({cell.col for cell in table.cells}) > 1
    )
    assert found == rows


def test_ledger_over_many_pages_keeps_every_row(real_notices: Path) -> None:
    source = read(real_notices / "01_guofa2016-73_xinxihua_guihua.pdf")
    ledger = source.tables[-1]
    numbers = [source.text[c.start : c.end] for c in ledger.cells if c.col == 0 and c.row > 0]
    assert numbers == [str(number) for number in range(1, 75)]


@pytest.mark.parametrize(
    ("name", "number", "issued_on"),
    [
        ("01_guofa2016-73_xinxihua_guihua.pdf", "国发〔2016〕73号", "2016-12-15"),
        ("04_guofa2019-4_zhijiao.html", "国发〔2019〕4号", "2019-01-24"),
        ("05_guobanfa2019-4_yiyuan_kaohe.html", "国办发〔2019〕4号", "2019-01-16"),
        ("17_guofa2018-32_shuangchuang.pdf", "国发〔2018〕32号", "2018-09-18"),
    ],
)
def test_head_of_real_pages_is_read(
    real_notices: Path, name: str, number: str, issued_on: str
) -> None:
    metadata = read(real_notices / name).metadata
    assert (metadata["doc_number"], metadata["issued_on"]) == (number, issued_on)


def mutated(data: bytes, random: Random) -> bytes:
    """Bytes flipped, cut off or repeated."""
    at = random.randrange(len(data))
    chunk = data[at : at + random.randrange(1, 2_000)]
    flipped = bytearray(data)
    for _ in range(random.choice((1, 20, 400))):
        flipped[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return random.choice((bytes(flipped), data[:at], data[:at] + chunk * 9 + data[at:]))


@pytest.mark.parametrize("ending", VARIANTS)
def test_damaged_file_gives_text_or_an_input_error(corpus_folder: Path, ending: str) -> None:
    random = Random(ending)  # noqa: S311
    data = (corpus_folder / "variants" / f"{VARIANT_STEM}.{ending}").read_bytes()
    faults: list[str] = []
    for _ in range(100):
        try:
            assert_sound(read_bytes(mutated(data, random), f"a.{ending}"))
        except InputError as error:
            faults.append(error.fault)
    # Every byte of the OFD file is under a checksum.
    assert len(faults) < 100 or ending == "ofd"
    assert "not_readable" not in faults


def test_readers_load_their_libraries_only_when_asked() -> None:
    probe = (
        "import sys, pipeline.readers as readers; readers.read_bytes('云江市通知。'.encode(), 'a.txt');"
        "print([n for n in ('lxml', 'docx', 'pypdfium2', 'pdfplumber') if n in sys.modules])"
    )
    command = [sys.executable, "-c", probe]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
