"""What a child and its parent write to each other.

A question is a line of JSON, `[path, copy, seconds]`; `copy` is null or a converted file. An answer is its length and as many bytes: the source and the records
as JSON, a line each, or the one line of a fault. Nothing here loads the extractors: the parent does not need them.
"""

from __future__ import annotations

import dataclasses
import json
import os
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from schemas.source import Block, Cell, Place, Source, Table

if TYPE_CHECKING:
    from schemas.records import NoticeRecords

_BOX = Place._fields.index("box")
LENGTH = struct.Struct(">Q")


def question(path: Path, copy: Path | None, seconds: float) -> bytes:
    """One line; a name that is no text keeps its bytes as surrogates."""
    return (
        json.dumps([os.fspath(path), None if copy is None else os.fspath(copy), seconds]).encode()
        + b"\n"
    )


def parse_question(line: str) -> tuple[Path, Path | None, float]:
    """What `question` wrote."""
    path, copy, seconds = json.loads(line)
    return Path(path), None if copy is None else Path(copy), float(seconds)


def notice_answer(source: Source, records: NoticeRecords) -> bytes:
    """Both lines. Pydantic refuses lone surrogates, which a file's name may hold: the source goes as plain JSON."""
    plain = json.dumps(_fields(source), default=_fields)
    return f"{plain}\n{records.model_dump_json()}".encode()


def _fields(part: Source | Table | Block | Cell) -> dict[str, Any]:
    """One level: of a source with a hundred thousand parts, asdict would copy each to its last number."""
    return {field.name: getattr(part, field.name) for field in dataclasses.fields(part)}


def fault_answer(fault: str, message: str, detail: str = "") -> bytes:
    """Why there is no notice; `detail` is a traceback where our own code is at fault."""
    return json.dumps({"fault": fault, "message": message, "detail": detail}).encode()


def source_from(line: bytes) -> Source:
    """The source of a `notice_answer`."""
    plain: dict[str, Any] = json.loads(line)
    plain["blocks"] = tuple(Block(**block) for block in plain["blocks"])
    for table in plain["tables"]:
        table["cells"] = tuple(Cell(**cell) for cell in table["cells"])
    plain["tables"] = tuple(Table(**table) for table in plain["tables"])
    plain["places"] = tuple(map(_place, plain["places"]))
    plain["warnings"] = tuple(plain["warnings"])
    return Source(**plain)


def _place(values: list[Any]) -> Place:
    box = values[_BOX]
    if box is not None:
        values[_BOX] = tuple(box)
    return Place(*values)


def send(stream: BinaryIO, payload: bytes) -> None:
    """One answer."""
    stream.write(LENGTH.pack(len(payload)))
    stream.write(payload)
    stream.flush()
