"""The child process that reads files: whatever a file does to it, the parent lives.

It takes a path a line (JSON) on stdin and answers each on stdout with a length and as many bytes: the source
and the records as JSON, a line each, or one line `{"fault": …, "message": …, "detail": …}`.
"""

from __future__ import annotations

import dataclasses
import json
import os
import resource
import struct
import sys
import traceback
from pathlib import Path
from typing import Any, BinaryIO

from pipeline import stages
from schemas.errors import InputError
from schemas.source import Block, Cell, Source, Table

MEMORY_LIMIT = 2 * 1024**3
LENGTH = struct.Struct(">Q")


def main() -> None:
    """Answer until stdin ends."""
    # Whatever a library prints must not stand between two answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit()
    for line in sys.stdin:
        payload = answer(Path(json.loads(line)))
        send(answers, payload)


def answer(path: Path) -> bytes:
    """What is said of one file."""
    try:
        source = stages.read(path)
        records = stages.records_of(source)
    except InputError as error:
        return _fault(error.fault, str(error))
    except MemoryError:
        return _fault("too_large", "读取它需要的内存超过上限；请拆分文件")
    except Exception as error:  # noqa: BLE001 - the boundary: one bad file never stops the others
        return _fault("internal", f"{type(error).__name__}: {error}", traceback.format_exc())
    # Pydantic refuses lone surrogates, which may stand in a file's name: the source goes as plain JSON.
    plain = json.dumps(dataclasses.asdict(source))
    return f"{plain}\n{records.model_dump_json()}".encode()


def source_from(line: bytes) -> Source:
    """The source that `answer` wrote."""
    plain: dict[str, Any] = json.loads(line)
    plain["blocks"] = tuple(Block(**block) for block in plain["blocks"])
    for table in plain["tables"]:
        table["cells"] = tuple(Cell(**cell) for cell in table["cells"])
    plain["tables"] = tuple(Table(**table) for table in plain["tables"])
    plain["warnings"] = tuple(plain["warnings"])
    return Source(**plain)


def send(stream: BinaryIO, payload: bytes) -> None:
    """One answer."""
    stream.write(LENGTH.pack(len(payload)))
    stream.write(payload)
    stream.flush()


def _fault(fault: str, message: str, detail: str = "") -> bytes:
    return json.dumps({"fault": fault, "message": message, "detail": detail}).encode()


def _limit() -> None:
    """No core dump, no file written, no more memory than a sound notice needs."""
    sys.dont_write_bytecode = True
    _set_limit(resource.RLIMIT_CORE, 0)
    _set_limit(resource.RLIMIT_FSIZE, 0)
    if sys.platform.startswith("linux"):
        # Elsewhere the limit on address space is not kept, or refused.
        _set_limit(resource.RLIMIT_AS, MEMORY_LIMIT)


def _set_limit(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    if hard == resource.RLIM_INFINITY or value < hard:
        resource.setrlimit(kind, (value, hard))


if __name__ == "__main__":
    main()
