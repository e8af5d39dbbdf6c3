"""Programs that parse what may be hostile: limited, and killed with whatever they started."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

_MEMORY_KIB = 2 * 1024**2
_OUTPUT_BLOCKS = 2 * 200 * 1024
"""200 MiB in blocks of 512 bytes, as `ulimit -f` counts."""

_LIMITED = 'ulimit -c 0; ulimit -v "$1"; ulimit -f "$2"; ulimit -t "$3"; shift 3; exec "$@"'


class LimitedRunner:
    """Runs one program at a time; `kill` may come from another thread."""

    def __init__(self, time_limit: float) -> None:
        self._time_limit = time_limit
        self._process: subprocess.Popen[bytes] | None = None

    def run(
        self,
        command: Sequence[str],
        folder: Path,
        output: int | IO[bytes] = subprocess.DEVNULL,
        extra: Mapping[str, str] | None = None,
    ) -> bool:
        """Runs a command to its end in a folder; whether it ended in time. `extra` goes into its environment."""
        limits = (str(_MEMORY_KIB), str(_OUTPUT_BLOCKS), str(int(self._time_limit) + 1))
        process = subprocess.Popen(  # noqa: S603 - our own command; the shell sees a file's name as an argument only
            ["/bin/sh", "-c", _LIMITED, "sh", *limits, *command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={**os.environ, "HOME": str(folder), "TMPDIR": str(folder), **(extra or {})},
            start_new_session=True,
        )
        self._process = process
        try:
            process.wait(self._time_limit)
        except subprocess.TimeoutExpired:
            return False
        else:
            return True
        finally:
            self.kill()

    def kill(self) -> None:
        """Ends what is running."""
        process, self._process = self._process, None
        if process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
