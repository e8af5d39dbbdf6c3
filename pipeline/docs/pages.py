"""All generated pages, by their path from the root of the project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.docs.cli import cli_page
from pipeline.docs.notation import notation_page
from pipeline.docs.queries import queries_page
from pipeline.docs.rules import rules_page
from pipeline.docs.schema import json_schemas, schema_page
from pipeline.docs.sessions import has_sessions, renew_sessions, session_folder

READMES = ("README.md", "README.zh-CN.md")


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
    yield from _readmes(root)


def _readmes(root: Path) -> Iterator[tuple[Path, str]]:
    paths = [root / name for name in READMES if (root / name).is_file()]
    texts = {path: path.read_text("utf-8") for path in paths}
    if any(map(has_sessions, texts.values())):
        with session_folder(root) as folder:
            for path, text in texts.items():
                yield path, renew_sessions(text, folder)


def stale_pages(root: Path) -> list[tuple[Path, str]]:
    """The pages that do not say what they should, and what they should say."""
    return [(path, text) for path, text in pages(root) if _read(path) != text]


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None
