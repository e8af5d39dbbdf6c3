"""The list of the example notices, and of the real ones that the project is measured on."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from corpus.notice_source import Notice

_HEADING = """# The example notices (notice), the other formats of one of them (variant), all written by corpus/build.py,
# and the real notices (real) that the project is measured on: facts only, none of their text is here.
# `python -m corpus.build` rewrites all but the [[real]] tables.
"""


def _table(kind: str, fields: Mapping[str, str | list[str]]) -> str:
    """One TOML table; a JSON string is a TOML basic string."""
    rows = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()]
    return "\n".join([f"[[{kind}]]", *rows, ""])


def notice_fields(notice: Notice, name: str, data: bytes) -> dict[str, str | list[str]]:
    """What the manifest says of a notice in its own format."""
    return {
        "id": notice.id,
        "file": name,
        "format": notice.format,
        "title": notice.title,
        "doc_number": notice.doc_number,
        "issuer": notice.issuer,
        "region": notice.region,
        "sha256": hashlib.sha256(data).hexdigest(),
        "shows": notice.shows,
    }


def variant_fields(notice: Notice, name: str, data: bytes) -> dict[str, str | list[str]]:
    """What the manifest says of another format of a notice."""
    return {
        "id": f"{notice.id}.{name.rpartition('.')[2]}",
        "file": name,
        "of": notice.id,
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def read_real(path: Path) -> list[dict[str, str | list[str]]]:
    """The [[real]] tables of a manifest."""
    tables: list[dict[str, str | list[str]]] = tomllib.loads(path.read_text("utf-8")).get(
        "real", []
    )
    return tables


def render_manifest(
    files: Iterable[tuple[Notice, str, bytes]], real: Iterable[Mapping[str, str | list[str]]]
) -> str:
    """The manifest's text, notices before variants before real ones."""
    notices: list[str] = []
    variants: list[str] = []
    for notice, name, data in files:
        if name.startswith("notices/"):
            notices.append(_table("notice", notice_fields(notice, name, data)))
        else:
            variants.append(_table("variant", variant_fields(notice, name, data)))
    return "\n".join([_HEADING, *notices, *variants, *[_table("real", fields) for fields in real]])
