"""What a folder may hold besides plain files: odd names, links, pipes, sockets, devices, holes."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

from tests.hostile.sound import OK, TEXT, Hostile, hostile

HOLE_BYTES = 8 * 1024**3
_CLOSED = "not_readable"

Outcomes = dict[bytes, tuple[str, ...]]


def names() -> Iterator[Hostile]:
    """Sound notices, each with a text of its own, under names that programs stumble over."""
    odd: tuple[str | bytes, ...] = (
        "new\nline.txt",
        "tab\tand\rreturn.txt",
        "🏛️通知.txt",
        "-rf.txt",
        "--help.txt",
        "rtl\u202egnp.txt",
        "quote'\"`$(id).txt",
        "percent%s%n.txt",
        "[bold red]rich.txt",
        "escape\x1b[2J.txt",
        "null-like%00.txt",
        b"bytes-\xff\xfe\x80.txt",
        "gbk-通知".encode("gbk") + b".txt",
        "长" * 83 + ".txt",
        " leading and trailing .txt ",
        "no-ending",
        "two.endings.pdf.txt",
        "UPPER.TXT",
        "caf\u00e9.txt",
        "cafe\u0301.txt",
        "semi;colon&and.txt",
        "star*?.txt",
        "back\\slash.txt",
    )
    for number, name in enumerate(odd):
        shown = hostile("", TEXT.replace("90亿元", f"{number + 10}亿元"), OK)
        yield Hostile(name, shown.data, shown.outcomes)


def make_special(folder: Path) -> Outcomes:
    """Links, pipes and the like in the folder, with what becomes of each."""
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(TEXT.replace("90亿元", "7亿元"), "utf-8")
    links = {
        "link-broken.txt": "nowhere.txt",
        "link-loop.txt": "link-loop.txt",
        "link-zero.txt": "/dev/zero",
        "link-folder": str(outside),
        "link-out.txt": str(outside / "secret.txt"),
        "link-up": "..",
        "link-proc.txt": "/proc/self/mem",
    }
    for name, target in links.items():
        (folder / name).symlink_to(target)
    os.mkfifo(folder / "pipe.txt")
    _make_socket(folder / "socket.txt")
    with (folder / "hole.txt").open("wb") as file:
        file.truncate(HOLE_BYTES)
    (folder / "folder.docx").mkdir()
    (folder / "folder.docx" / "inside.txt").write_text(TEXT.replace("90亿元", "8亿元"), "utf-8")
    deep = folder / "/".join(["deep"] * 60)
    deep.mkdir(parents=True)
    (deep / "bottom.txt").write_text(TEXT.replace("90亿元", "9亿元"), "utf-8")
    os.link(folder / "sound.txt", folder / "hard-link.txt")
    closed: Outcomes = {name.encode(): (_CLOSED,) for name in (*links, "pipe.txt", "socket.txt")}
    found: Outcomes = {
        b"hole.txt": ("too_large",),
        b"folder.docx/inside.txt": (OK,),
        b"hard-link.txt": (OK,),
    }
    return closed | found | {os.fsencode(deep.relative_to(folder)) + b"/bottom.txt": (OK,)}


def _make_socket(path: Path) -> None:
    """By a short name: that of a socket may have 107 bytes."""
    here = os.getcwd()  # noqa: PTH109 - to come back to
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(path.name)
    finally:
        os.chdir(here)
