"""`python -m pipeline.ocr FILE [PAGE]`: the numbers of a PDF's pages without text, or what stands on one of them.

A page is JSON: `width`, `height`, `words` as [text, x0, top, x1, bottom, confidence] and `rules` as [x0, top, x1, bottom],
in points from the top left corner of the page as it is shown. One page a process: what a recogniser takes, it keeps.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_DPI = 200
_POINTS = 72 / _DPI
_MOST_PIXELS = 6_000
_SHORTEST_RULE = 45
"""In pixels: the rows of a table are higher."""

_THICKEST_RULE = 8
_DARK = 160


def main() -> None:
    """Print what is asked for."""
    path, *page = sys.argv[1:]
    found = _recognised(path, int(page[0])) if page else _bare_pages(path)
    print(json.dumps(found))  # noqa: T201 - the answer


def _bare_pages(path: str) -> list[int]:
    from pipeline.readers.limits import MAX_PAGES  # noqa: PLC0415
    from pipeline.readers.page_layout import is_bare  # noqa: PLC0415
    from pipeline.readers.pdf_document import PdfFile  # noqa: PLC0415

    file = PdfFile(Path(path).read_bytes())
    numbers = range(1, min(len(file), MAX_PAGES) + 1)
    found = [number for number in numbers if is_bare(file.page(number))]
    file.close()
    return found


def _recognised(path: str, number: int) -> dict[str, object]:
    picture = _picture(path, number)
    height, width = picture.shape[:2]
    return {
        "width": width * _POINTS,
        "height": height * _POINTS,
        "words": list(_words(picture)),
        "rules": list(_rules(picture)),
    }


def _picture(path: str, number: int) -> Any:  # noqa: ANN401 - an array of a library without types
    pdfium: Any = importlib.import_module("pypdfium2")
    page = pdfium.PdfDocument(path)[number - 1]
    scale = min(_DPI / 72, _MOST_PIXELS / max(page.get_size()))
    return page.render(scale=scale).to_numpy()[:, :, :3]


def _words(picture: Any) -> Iterator[list[object]]:  # noqa: ANN401
    rapidocr: Any = importlib.import_module("rapidocr")
    threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    result = rapidocr.RapidOCR(params={**threads, "Global.log_level": "error"})(picture)
    if result.boxes is None:
        return
    for corners, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
        xs, ys = [[float(corner[axis]) * _POINTS for corner in corners] for axis in (0, 1)]
        box = [round(value, 2) for value in (min(xs), min(ys), max(xs), max(ys))]
        yield [str(text), *box, round(float(score), 3)]


def _rules(picture: Any) -> Iterator[list[float]]:  # noqa: ANN401
    """Long thin dark strokes, across and down."""
    cv2: Any = importlib.import_module("cv2")
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    _, dark = cv2.threshold(grey, _DARK, 255, cv2.THRESH_BINARY_INV)
    for shape in ((_SHORTEST_RULE, 1), (1, _SHORTEST_RULE)):
        strokes = cv2.morphologyEx(dark, cv2.MORPH_OPEN, cv2.getStructuringElement(0, shape))
        _, _, boxes, _ = cv2.connectedComponentsWithStats(strokes)
        for x, y, width, height, _ in boxes[1:].tolist():
            if min(width, height) <= _THICKEST_RULE:
                middle_x, middle_y = x + width / 2, y + height / 2
                is_level = width > height
                ends = (
                    (x, middle_y, x + width, middle_y)
                    if is_level
                    else (middle_x, y, middle_x, y + height)
                )
                yield [round(end * _POINTS, 2) for end in ends]


if __name__ == "__main__":
    main()
