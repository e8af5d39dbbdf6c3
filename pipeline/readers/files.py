"""The bytes of a regular file, or a clear word why not."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from pipeline.readers.limits import MAX_FILE_BYTES, MIB
from schemas.errors import LimitExceededError, NotReadableError


def safe_name(path: Path) -> str:
    """The file's name as text that can be stored, whatever bytes it is made of."""
    return os.fsencode(path.name).decode("utf-8", "backslashreplace")


def read_file(path: Path) -> bytes:
    """All bytes of a regular file. Never waits for a pipe or a device; raises NotReadableError or LimitExceededError."""
    return _bounded(_read(path, MAX_FILE_BYTES + 1))


def _read(path: Path, size: int) -> bytes:
    try:
        # O_NONBLOCK: a FIFO without a writer must not hold up the run.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError as e:
        raise NotReadableError("没有这个文件；请检查路径") from e
    except PermissionError as e:
        raise NotReadableError("没有读取权限；请检查文件权限") from e
    except (OSError, ValueError) as e:
        raise NotReadableError(f"无法打开：{_reason(e)}") from e
    try:
        _require_sound(os.fstat(descriptor))
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(size)
    except OSError as e:
        raise NotReadableError(f"读取失败：{_reason(e)}") from e
    finally:
        os.close(descriptor)


def read_head(path: Path, size: int = 4_096) -> bytes:
    """The first bytes of a regular file; as `read_file` otherwise."""
    return _read(path, size)


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _require_sound(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise NotReadableError("这是文件夹，不是文件；请给出其中的文件")
    if not stat.S_ISREG(status.st_mode):
        raise NotReadableError("不是普通文件（管道、设备或套接字）；请先存成文件")
    if status.st_size > MAX_FILE_BYTES:
        raise _too_large()


def _bounded(data: bytes) -> bytes:
    if len(data) > MAX_FILE_BYTES:
        raise _too_large()
    return data


def _too_large() -> LimitExceededError:
    return LimitExceededError(f"文件超过 {MAX_FILE_BYTES // MIB} MiB；请拆分后再试")
