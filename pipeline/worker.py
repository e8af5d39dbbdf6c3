"""The child process that reads files: whatever a file does to it, the parent lives."""

from __future__ import annotations

import gc
import os
import resource
import sys
import traceback
from pathlib import Path

from pipeline import stages
from pipeline.places import with_places
from pipeline.transfer import fault_answer, notice_answer, parse_question, send
from schemas.errors import InputError
from schemas.vocab import FaultClass

MEMORY_LIMIT = 2 * 1024**3
OPEN_FILES = 256


def main() -> None:
    """Answer until stdin ends."""
    # Whatever a library prints must not stand between two answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit()
    # All that is made of a file lives until it is answered: to look through it for cycles again and again would make
    # the time grow faster than the file.
    gc.freeze()
    gc.disable()
    for line in sys.stdin:
        path, copy, seconds = parse_question(line)
        _limit_processor(seconds)
        send(answers, answer(path, copy))
        gc.collect()


def answer(path: Path, copy: Path | None = None) -> bytes:
    """What is said of one file."""
    try:
        outline = stages.segment(stages.read(path, copy))
        return notice_answer(with_places(outline), stages.records_in(outline))
    except InputError as error:
        return fault_answer(error.fault, str(error))
    except MemoryError:
        return fault_answer(
            FaultClass.MEMORY, "读取它需要的内存超过上限；请检查文件来源，或拆分后再试"
        )
    except Exception as error:  # noqa: BLE001 - the boundary: one bad file never stops the others
        return fault_answer("internal", f"{type(error).__name__}: {error}", traceback.format_exc())


def _limit() -> None:
    """No core dump, no file written, few files open, no more memory than a sound notice needs."""
    sys.dont_write_bytecode = True
    _set_limit(resource.RLIMIT_CORE, 0)
    _set_limit(resource.RLIMIT_FSIZE, 0)
    _set_limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    if sys.platform.startswith("linux"):
        # Elsewhere the limit on address space is not kept, or refused.
        _set_limit(resource.RLIMIT_AS, MEMORY_LIMIT)


def _limit_processor(seconds: float) -> None:
    """The parent kills a child that is late; this ends one whose parent is gone."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _set_limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + seconds) + 1)


def _set_limit(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    if hard == resource.RLIM_INFINITY or value < hard:
        resource.setrlimit(kind, (value, hard))


if __name__ == "__main__":
    main()
