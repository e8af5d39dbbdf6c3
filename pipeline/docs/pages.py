"""All generated pages, by their path from the root of the project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.docs.cli import cli_page
from pipeline.docs.notation import notation_page
from pipeline.docs.queries import queries_page
from pipeline.docs.rules import rules_page
from pipeline.docs.schema import json_schemas, schema_page
from pipeline.docs.sessions import has_sessions, renew_sessions, session_folder

READMES = ("README.md", "README.zh-CN.md")
REAL = "docs/real-notices.md"


def pages(root: Path) -> Iterator[tuple[Path, str]]:
    """(path, what the page should say today)."""
    docs = root / "docs"
    yield docs / "cli.md", cli_page()
    yield docs / "schema.md", schema_page()
    for name, text in json_schemas():
        yield docs / "schema" / name, text
    yield docs / "rules.md", rules_page()
    yield docs / "queries.md", queries_page()
    yield docs / "notation.md", notation_page()
    yield from _with_sessions(root, READMES, root / "corpus" / "notices")
    yield from _with_sessions(root, (REAL,), root.resolve().parent / "shared" / "notices")


def _with_sessions(root: Path, names: Sequence[str], notices: Path) -> Iterator[tuple[Path, str]]:
    """Pages with what commands print for these notices; none on a machine that does not have them."""
    paths = [root / name for name in names if (root / name).is_file()]
    texts = {path: path.read_text("utf-8") for path in paths}
    if notices.is_dir() and any(map(has_sessions, texts.values())):
        with session_folder(notices) as folder:
            for path, text in texts.items():
                yield path, renew_sessions(text, folder)


def stale_pages(root: Path) -> list[tuple[Path, str]]:
    """The pages that do not say what they should, and what they should say."""
    return [(path, text) for path, text in pages(root) if _read(path) != text]


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None
