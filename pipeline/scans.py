"""Pages without a text layer, recognised one by one: each in a process of its own, which `pipeline.ocr` is."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from pipeline.limited import LimitedRunner
from pipeline.readers.files import read_file, read_head
from pipeline.readers.sniff import pdf_start
from schemas.errors import InputError, UsageError

Progress = Callable[[Path, int, int], None]
"""Told of a file which of its pages without text comes next, and how many there are."""

PYTHON = sys.executable
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def require_ocr() -> None:
    """Raises UsageError where the libraries of the extra `ocr` are not installed."""
    if importlib.util.find_spec("rapidocr") is None:
        raise UsageError("文字识别（OCR）没有安装；请先运行 pip install 'taizhang[ocr]'")


class Scans:
    """Recognises the pages that have no text; `copy_of` gives a file with their words by page."""

    def __init__(self, time_limit: float, progress: Progress) -> None:
        self._runner = LimitedRunner(time_limit)
        self._progress = progress
        self._folder: Path | None = None
        self._closed = False
        self._lock = Lock()

    def copy_of(self, path: Path) -> Path | None:
        """The recognised words as JSON, or None where every page has text or none could be read."""
        if not _is_pdf(path):
            return None
        with self._lock:
            if self._closed:
                return None
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="taizhang-"))
            source = self._folder / "source.pdf"
            source.write_bytes(read_file(path))
            bare: list[int] = self._ask(source) or []
            pages: dict[str, object] = {}
            for done, number in enumerate(bare, start=1):
                self._progress(path, done, len(bare))
                page = self._ask(source, str(number))
                if page is not None:
                    pages[str(number)] = page
            source.unlink()
            if not pages:
                return None
            handle, name = tempfile.mkstemp(".json", dir=self._folder)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(pages, file)
            return Path(name)

    def close(self) -> None:
        """Ends what is running and removes all copies."""
        self._closed = True
        self._runner.kill()
        with self._lock:
            if self._folder is not None:
                shutil.rmtree(self._folder, ignore_errors=True)
                self._folder = None

    def _ask(self, source: Path, *page: str) -> list[int] | None:
        """What `pipeline.ocr` prints; None where it failed or was late."""
        answer = source.with_suffix(".answer")
        root = str(Path(__file__).parents[1])
        paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        command = [PYTHON, "-m", "pipeline.ocr", str(source), *page]
        with answer.open("wb") as output:
            in_time = self._runner.run(
                command, source.parent, output, {**_ONE_THREAD, "PYTHONPATH": paths}
            )
        try:
            found: list[int] | None = json.loads(answer.read_bytes()) if in_time else None
        except ValueError:
            return None
        return found


def _is_pdf(path: Path) -> bool:
    try:
        return pdf_start(read_head(path)) is not None
    except InputError:
        return False
