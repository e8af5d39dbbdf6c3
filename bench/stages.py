"""The stages of the extraction, timed one by one."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from extractors.notice import check, extract, resolve, segment
from schemas.source import Source

Result = TypeVar("Result")

STAGES = ("segment", "extract", "resolve", "check")


def as_source(text: str) -> Source:
    """A text as a .txt file would give it."""
    return Source(text=text, name="bench", media_type="text/plain", sha256="0" * 64)


def stage_seconds(sources: Sequence[Source], runs: int) -> list[float]:
    """The median processor time of each stage over all sources, one unmeasured run before."""
    for source in sources:
        _stages(source)
    rounds = [[_stages(source) for source in sources] for _ in range(runs)]
    sums = [[sum(stage) for stage in zip(*times, strict=True)] for times in rounds]
    return [statistics.median(stage) for stage in zip(*sums, strict=True)]


def _stages(source: Source) -> list[float]:
    outline, segmented = _timed(lambda: segment(source))
    mentions, extracted = _timed(lambda: extract(outline))
    records, resolved = _timed(lambda: resolve(outline, mentions))
    _, checked = _timed(lambda: check(outline, records))
    return [segmented, extracted, resolved, checked]


def _timed(stage: Callable[[], Result]) -> tuple[Result, float]:
    start = time.process_time()
    result = stage()
    return result, time.process_time() - start
