"""Readers against the bare libraries, the ledger, and the command from a cold start."""

from __future__ import annotations

import gc
import resource
import statistics
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pypdfium2
from clock import ratio, seconds, side_by_side
from lxml import etree
from papers import write_papers

from extractors.notice import records_of
from pipeline.readers import read
from pipeline.store import Ledger
from schemas.records import NoticeRecords
from schemas.source import Source


def pdf_text(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as document:
        return sum(len(page.get_textpage().get_text_bounded()) for page in document)


def docx_text(path: Path) -> int:
    """All that python-docx gives, tables in place."""
    length = 0
    for item in docx.Document(str(path)).iter_inner_content():
        if isinstance(item, docx.table.Table):
            length += sum(len(cell.text) for row in item.rows for cell in row.cells)
        else:
            length += len(item.text)
    return length


def docx_parsed(path: Path) -> int:
    """The text of document.xml by lxml alone, no style or numbering looked at."""
    with zipfile.ZipFile(path) as package:
        tree = etree.fromstring(package.read("word/document.xml"))
    return sum(len(text) for text in tree.itertext())


def compare_readers(folders: Sequence[Path], runs: int) -> None:
    files = [path for folder in folders for path in sorted(folder.iterdir())]
    _compare_pdfs([path for path in files if path.suffix == ".pdf"], runs)
    with tempfile.TemporaryDirectory() as made:
        papers = [path for path in files if path.suffix == ".docx"]
        _compare_papers([*papers, *write_papers(files, Path(made))], runs)


def _compare_pdfs(pdfs: Sequence[Path], runs: int) -> None:
    print(f"readers: {len(pdfs)} .pdf")
    works = _over(pdfs, read), lambda: _ingest(pdfs), _over(pdfs, pdf_text)
    ours, stored, bare = side_by_side(works, runs)
    ratio(ours / bare, "x pypdfium2's own time for the text, to read a .pdf")
    ratio(stored / bare, "x the same, to read, extract and store it", "1.25 at most")


def _compare_papers(papers: Sequence[Path], runs: int) -> None:
    print(f"readers: {len(papers)} .docx")
    works = _over(papers, read), _over(papers, docx_parsed), _collecting(_over(papers, docx_text))
    ours, bare, peer = side_by_side(works, runs)
    ratio(peer / ours, "x as fast as python-docx with its tables", "8 at least")
    ratio(ours / bare, "x a bare lxml parse, to read a .docx", "2.2 at most")


def _over(paths: Sequence[Path], work: Callable[[Path], object]) -> Callable[[], object]:
    return lambda: [work(path) for path in paths]


def _collecting(work: Callable[[], object]) -> Callable[[], None]:
    """With the collector of cycles on: python-docx leaves many, and to get memory for more takes it longer."""

    def collecting() -> None:
        gc.enable()
        work()
        gc.disable()

    return collecting


def _ingest(paths: Sequence[Path]) -> None:
    _load([(records_of(source), source) for source in map(read, paths)])


def compare_store(sources: Sequence[Source], runs: int) -> None:
    notices = [(records_of(source), source) for source in sources]
    rows = sum(len(records.facts()) + len(records.uncovered) for records, _ in notices)
    taken = seconds(lambda: _load(notices), runs)
    print(f"store: {rows / taken:,.0f} rows/s into a new ledger, one transaction a notice")


def _load(notices: Sequence[tuple[NoticeRecords, Source]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder, "ledger.db")) as ledger:
        for number, (records, source) in enumerate(notices):
            ledger.load(records, source, path=str(number))


def compare_start(notice: Path, runs: int) -> None:
    """Processor time of whole processes, children included."""
    print("cold start")
    command = str(Path(sys.executable).with_name("taizhang"))
    for arguments, bar in ((["--help"], 0.15), (["extract", str(notice), "--format=jsonl"], 0.4)):
        taken = statistics.median(_child_seconds([command, *arguments]) for _ in range(runs))
        ratio(taken, f"s of processor time for taizhang {arguments[0]}", f"{bar} at most")


def _child_seconds(command: Sequence[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
