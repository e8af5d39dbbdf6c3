"""Folders and files to the ledger: found in a fixed order, read in children, loaded by one writer."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

_ASIDE = ("readme", "license", "licence", "changelog")
"""Files about a folder of notices, told by the beginning of their name."""


def find_files(paths: Iterable[Path]) -> list[Path]:
    """All files that `paths` name or contain, sorted by their bytes, each once.

    In folders, hidden files, lock files (`~$…`), links, and files about the folder (README …) are left out; a file that
    is named itself never is, even where it does not exist: reading it will say what is wrong.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for file in _walk(path) if path.is_dir() else (path,):
            found.setdefault(os.path.realpath(file), file)
    return sorted(found.values(), key=os.fsencode)


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            file = Path(root, name)
            if not _is_aside(name) and stat.S_ISREG(file.lstat().st_mode):
                yield file


def _is_aside(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower().startswith(_ASIDE)
