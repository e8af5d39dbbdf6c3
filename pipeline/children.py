"""Child processes that read files, each with a limit on time, killed and replaced where they fail."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, TYPE_CHECKING

from pipeline.office import Failed, Office
from pipeline.scans import Progress, Scans
from pipeline.settings import TIME_LIMIT
from pipeline.transfer import LENGTH, question, source_from
from schemas.errors import InputError, TaizhangError
from schemas.source import Source
from schemas.vocab import FaultClass

if TYPE_CHECKING:
    from schemas.records import NoticeRecords

COMMAND = (sys.executable, "-m", "pipeline.worker")
FILES_A_CHILD = 200
"""A child is replaced after so many files, so that no library's leaks add up."""
ANSWER_LIMIT = 512 * 1024**2
_CHUNK = 1 << 20
_SIGNAL_FAULTS: dict[int, FaultClass] = {
    signal.SIGXCPU: FaultClass.TIMEOUT,
    # A library that is refused memory aborts or traps; the system kills what takes too much of it.
    signal.SIGABRT: FaultClass.MEMORY,
    signal.SIGTRAP: FaultClass.MEMORY,
    signal.SIGILL: FaultClass.MEMORY,
    signal.SIGKILL: FaultClass.MEMORY,
}
_FAULT_MESSAGES = {
    FaultClass.TIMEOUT: "读取它用尽了处理器时限；请检查文件，或用 --timeout 放宽时限",
    FaultClass.MEMORY: "读取它需要的内存超过上限；请检查文件来源，或拆分后再试",
    FaultClass.CORRUPT: "解析它的程序崩溃了，文件可能已损坏；请重新下载",
}
_AHEAD = 3
"""Files under way or read but not yet taken, for each child: bounds the memory of the parent."""


@dataclass(frozen=True, slots=True)
class Read:
    """A file that gave a notice."""

    path: Path
    source: Source
    records: NoticeRecords
    seconds: float


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that gave none: `fault` is a FaultClass, or `internal` with a traceback where our own code is at fault."""

    path: Path
    fault: str
    message: str
    detail: str = ""

    def error(self) -> TaizhangError:
        """The fault as an error that can be raised."""
        if self.fault == "internal":
            return TaizhangError(f"{self.message}（本程序的缺陷，请报告）")
        return InputError(self.message, fault=FaultClass(self.fault))


class _NoAnswerError(Exception):
    """The child did not answer; `fault` says in a word why."""

    def __init__(self, fault: str, message: str) -> None:
        super().__init__(message)
        self.fault = fault


class Child:
    """One child process."""

    def __init__(self) -> None:
        self._files = 0
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            COMMAND,
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    @property
    def spent(self) -> bool:
        """No longer to be used."""
        return self._process.poll() is not None or self._files >= FILES_A_CHILD

    def read(self, path: Path, time_limit: float, copy: Path | None = None) -> Read | Fault:
        """The notice of one file, by its converted `copy` where it has one; after a `timeout` or a crash the child is gone."""
        self._files += 1
        begun = time.monotonic()
        try:
            self._ask(question(path, copy, time_limit))
            # Pydantic is slow to import, and the child is at work meanwhile.
            import_module("schemas.records")
            answer = self._answer(begun + time_limit)
        except TimeoutError:
            self.kill()
            return Fault(
                path,
                FaultClass.TIMEOUT,
                f"读取超过 {time_limit:g} 秒，已放弃；请检查文件，或用 --timeout 放宽时限",
            )
        except _NoAnswerError as error:
            self.kill()
            return Fault(path, error.fault, str(error))
        return _parse(path, answer, time.monotonic() - begun)

    def kill(self) -> None:
        """End the child and whatever it started."""
        if self._process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        _pipe(self._process.stdin).close()
        _pipe(self._process.stdout).close()

    def _ask(self, line: bytes) -> None:
        try:
            _pipe(self._process.stdin).write(line)
        except BrokenPipeError as error:
            raise self._crash() from error

    def _answer(self, deadline: float) -> bytes:
        (length,) = LENGTH.unpack(self._take(LENGTH.size, deadline))
        if length > ANSWER_LIMIT:
            raise _NoAnswerError(FaultClass.TOO_LARGE, "从中得到的内容超过一份通知的上限")
        return self._take(length, deadline)

    def _take(self, length: int, deadline: float) -> bytes:
        """The next `length` bytes of the answer."""
        stdout = _pipe(self._process.stdout)
        parts = bytearray()
        while len(parts) < length:
            ready, _, _ = select.select([stdout], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError
            part = stdout.read(min(_CHUNK, length - len(parts)))
            if not part:
                raise self._crash()
            parts += part
        return bytes(parts)

    def _crash(self) -> _NoAnswerError:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=1)
        code = self._process.returncode
        if code is None or code >= 0:
            return _NoAnswerError("internal", f"读取它的进程意外中止（退出码 {code}）")
        fault = _SIGNAL_FAULTS.get(-code, FaultClass.CORRUPT)
        return _NoAnswerError(fault, f"{_FAULT_MESSAGES[fault]}（信号 {-code}）")


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise TaizhangError("a child process has no pipe")
    return pipe


def _parse(path: Path, answer: bytes, seconds: float) -> Read | Fault:
    from schemas.records import NoticeRecords  # noqa: PLC0415

    first, _, records = answer.partition(b"\n")
    if records:
        facts = NoticeRecords.model_validate_json(records)
        return Read(path, source_from(first), facts, seconds)
    return Fault(path, **json.loads(first))


class Nursery:
    """Children made when asked for and used again; never more than there are callers at a time."""

    def __init__(
        self, time_limit: float, office: Office | None = None, scans: Scans | None = None
    ) -> None:
        self._time_limit = time_limit
        self._office = office
        self._scans = scans
        self._idle: SimpleQueue[Child] = SimpleQueue()
        self._living: set[Child] = set()

    def read(self, path: Path) -> Read | Fault:
        """The notice of one file, read in an idle child or a new one."""
        copy = self._office.copy_of(path) if self._office else None
        if isinstance(copy, Failed):
            return Fault(path, copy.fault, copy.message)
        if copy is None and self._scans:
            copy = self._scans.copy_of(path)
        child = self._take()
        result = child.read(path, self._time_limit, copy)
        if child.spent:
            self._living.discard(child)
            child.kill()
        else:
            self._idle.put(child)
        return result

    def close(self) -> None:
        """End all children, those at work too."""
        if self._office:
            self._office.close()
        if self._scans:
            self._scans.close()
        for child in tuple(self._living):
            child.kill()

    def _take(self) -> Child:
        try:
            return self._idle.get_nowait()
        except Empty:
            child = Child()
            self._living.add(child)
            return child


def read_one(
    path: Path, *, time_limit: float = TIME_LIMIT, ocr: Progress | None = None
) -> Read | Fault:
    """One file, in a child of its own."""
    (result,) = read_all([path], time_limit=time_limit, ocr=ocr)
    return result


def read_all(
    paths: Iterable[Path],
    *,
    workers: int = 1,
    time_limit: float = TIME_LIMIT,
    ocr: Progress | None = None,
) -> Iterator[Read | Fault]:
    """The files in the order given, `workers` at a time; pages without text are recognised where `ocr` is to be told."""
    paths = list(paths)
    scans = Scans(time_limit, ocr) if ocr else None
    nursery = Nursery(time_limit, Office(paths, time_limit), scans)
    pending: deque[Future[Read | Fault]] = deque()
    threads = ThreadPoolExecutor(workers, thread_name_prefix="reader")
    try:
        for path in paths:
            pending.append(threads.submit(nursery.read, path))
            if len(pending) >= workers * _AHEAD:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    finally:
        # After an interrupt a child may be at work still: it goes first, or its thread would wait for it.
        threads.shutdown(wait=False, cancel_futures=True)
        nursery.close()
        threads.shutdown()
