"""Old Word files as files that a reader takes: by LibreOffice where it is installed, else by antiword.

Both parse what may be hostile, so both run like the children: limited in memory, processor time and size of output,
and killed with whatever they started. LibreOffice gets a profile of its own that runs no macro and reaches no network.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from pipeline.limited import LimitedRunner
from pipeline.readers.files import read_file, read_head
from pipeline.readers.sniff import CONVERTIBLE, may_be_convertible
from pipeline.readers.sniff import detect as detect_type
from schemas.errors import InputError
from schemas.vocab import FaultClass

BATCH = 20
"""Files that one start of LibreOffice converts."""

_ENDINGS = {
    "application/msword": (".doc", "MS Word 97"),
    "application/vnd.ms-works": (".wps", "MS_Works"),
    "application/rtf": (".rtf", "Rich Text Format"),
    "application/vnd.oasis.opendocument.text": (".odt", "writer8"),
    "application/vnd.ms-wordml": (".xml", "MS Word 2003 XML"),
}
"""By type, the ending and the import filter of LibreOffice; without a filter it would take a broken file for text."""

_SETTING = '<item oor:path="/org.openoffice.{0}"><prop oor:name="{1}" oor:op="fuse"><value>{2}</value></prop></item>'
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Misc", "UseLocking", "false"),
    ("Office.Writer/Content/Update", "Link", "0"),
    # Nobody listens at this port: what a document links to stays out of reach.
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(_SETTING.format(*setting) for setting in _SETTINGS)
    + "</oor:items>"
)


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a file could not be converted."""

    fault: FaultClass
    message: str


@dataclass(frozen=True, slots=True)
class _Job:
    """A file to convert, under a name of ours: its own may be anything."""

    path: Path
    media_type: str
    copy: Path


class Office:
    """Converts those of `paths` that need it, several at a time and only when the first of them is asked for."""

    def __init__(self, paths: Iterable[Path], time_limit: float) -> None:
        self._waiting = [path for path in paths if _is_candidate(path)]
        self._candidates = frozenset(self._waiting)
        self._runner = LimitedRunner(time_limit)
        self._results: dict[Path, Path | Failed | None] = {}
        self._folder: Path | None = None
        self._closed = False
        self._lock = Lock()

    def copy_of(self, path: Path) -> Path | Failed | None:
        """The converted file, why there is none, or None where the file is read as it is."""
        if path not in self._candidates:  # it must not wait for a batch of others
            return None
        with self._lock:
            while path in self._waiting and not self._closed:
                batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
                self._convert(batch)
            return self._results.get(path)

    def close(self) -> None:
        """Ends what is running and removes all copies."""
        self._closed = True
        self._runner.kill()
        with self._lock:
            if self._folder is not None:
                shutil.rmtree(self._folder, ignore_errors=True)
                self._folder = None

    def _convert(self, paths: Sequence[Path]) -> None:
        if not (soffice_path() or antiword_path()):
            return
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="taizhang-"))
        jobs = list(filter(None, (self._job(path) for path in paths)))
        by_type: dict[str, list[_Job]] = {}
        for job in jobs:
            by_type.setdefault(job.media_type, []).append(job)
        for group in by_type.values():
            self._convert_group(group)
        for job in jobs:
            job.copy.unlink(missing_ok=True)

    def _job(self, path: Path) -> _Job | None:
        """A copy to convert; None where the file's own fault will be told when it is read."""
        try:
            data = read_file(path)
        except InputError:
            return None
        media_type = detect_type(data, path.name).media_type
        if media_type not in CONVERTIBLE or self._folder is None:
            return None
        ending, _ = _ENDINGS[media_type]
        copy = self._folder / f"{len(self._results)}{ending}"
        self._results[path] = None
        copy.write_bytes(data)
        return _Job(path, media_type, copy)

    def _convert_group(self, jobs: Sequence[_Job]) -> None:
        """All in one go, and one by one those that it left out: a bad file stops no other."""
        if soffice_path():
            if len(jobs) > 1:
                self._run_soffice(jobs)
            for job in jobs:
                if len(jobs) == 1 or not _converted(job).exists():
                    late = self._run_soffice([job])
                    self._results[job.path] = _outcome(job, late=late)
                else:
                    self._results[job.path] = _converted(job)
            return
        for job in jobs:
            if job.media_type == "application/msword":
                self._results[job.path] = self._run_antiword(job)

    def _run_soffice(self, jobs: Sequence[_Job]) -> bool:
        """Converts to .docx beside the copies; whether the time was over."""
        folder = jobs[0].copy.parent
        profile = Path(tempfile.mkdtemp(prefix="profile-", dir=folder))
        settings = profile / "user" / "registrymodifications.xcu"
        settings.parent.mkdir()
        settings.write_text(_PROFILE, "utf-8")
        command = [
            soffice_path() or "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
            f"--infilter={_ENDINGS[jobs[0].media_type][1]}",
            "--convert-to", "docx:MS Word 2007 XML",
            "--outdir", str(folder),
            *(str(job.copy) for job in jobs),
        ]  # fmt: skip
        try:
            return not self._runner.run(command, folder, extra={"SAL_USE_VCLPLUGIN": "svp"})
        finally:
            shutil.rmtree(profile, ignore_errors=True)

    def _run_antiword(self, job: _Job) -> Path | Failed:
        """Its text, a line a paragraph."""
        text = job.copy.with_suffix(".txt")
        command = [antiword_path() or "antiword", "-t", "-w", "0", "-m", "UTF-8.txt", str(job.copy)]
        with text.open("wb") as output:
            late = not self._runner.run(command, job.copy.parent, output)
        if late:
            return _late()
        return text if text.stat().st_size else _refused("antiword")


def soffice_path() -> str | None:
    """LibreOffice, if it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def antiword_path() -> str | None:
    """antiword, if it is installed."""
    return shutil.which("antiword")


def _is_candidate(path: Path) -> bool:
    try:
        return may_be_convertible(read_head(path))
    except InputError:
        return False


def _converted(job: _Job) -> Path:
    return job.copy.with_suffix(".docx")


def _outcome(job: _Job, *, late: bool) -> Path | Failed:
    if _converted(job).exists():
        return _converted(job)
    return _late() if late else _refused("LibreOffice")


def _late() -> Failed:
    message = (
        "转换为 .docx 超过时限，已放弃；请用 Word 或 WPS 另存为 .docx，或用 --timeout 放宽时限"
    )
    return Failed(FaultClass.TIMEOUT, message)


def _refused(converter: str) -> Failed:
    message = f"{converter} 打不开它，文件可能已损坏；请用 Word 或 WPS 另存为 .docx"
    return Failed(FaultClass.CORRUPT, message)
