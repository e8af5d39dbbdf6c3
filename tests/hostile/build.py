"""The hostile folder: every file of it with the outcomes that are right."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from tests.hostile import odd, packages, pdfs, texts
from tests.hostile.odd import Outcomes
from tests.hostile.sound import Hostile


def hostile_files(web: str, *, heavy: bool) -> Iterator[Hostile]:
    """All that are told by their bytes and names alone; references to the web lead to the host and port `web`."""
    quick = chain(packages.files(web), pdfs.files(web), texts.files(web), odd.names())
    return chain(quick, pdfs.heavy_files(), texts.heavy_files()) if heavy else quick


def build(folder: Path, *, web: str, heavy: bool) -> Outcomes:
    """Write the folder, which is new; `heavy` adds what takes minutes."""
    folder.mkdir()
    outcomes: Outcomes = {}
    for file in hostile_files(web, heavy=heavy):
        if file.file_name in outcomes:
            raise ValueError(f"two files named {file.file_name!r}")
        (folder / os.fsdecode(file.file_name)).write_bytes(file.data)
        outcomes[file.file_name] = file.outcomes
    return outcomes | odd.make_special(folder)
