"""docs/schema.md and docs/schema/*.json: the records and the tables of the ledger."""

from __future__ import annotations

import inspect
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from pipeline.docs.markdown import fenced, page, table
from pipeline.store import Ledger, open_for_reading
from schemas import SCHEMA_VERSION
from schemas.records import (
    Assignment,
    AuditFinding,
    Citation,
    Diagnostic,
    Document,
    Milestone,
    NoticeRecords,
    Quantity,
    Section,
    Uncovered,
)
from schemas.source import Place

MODELS: tuple[type[BaseModel], ...] = (
    Document,
    Section,
    Quantity,
    Assignment,
    Milestone,
    Citation,
    Diagnostic,
    Uncovered,
    AuditFinding,
    NoticeRecords,
)
_OFFSETS = (
    "Every record points at its source: `source.text[start:end] == quote`, half-open, in code points. "
    "[JSON Schema files](schema/) hold the same."
)
_SQL = "SELECT tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
_INTERNAL = ("sqlite_", "_sqlite_", "sentence_index_")
"""Beginnings of tables that SQLite and sqlite-utils make for themselves."""


def schema_page() -> str:
    """The page."""
    records = [f"### {model.__name__}\n\n{_doc(model)}\n\n{_fields(model)}" for model in MODELS]
    tables = [f"### {name}\n\n{fenced(sql, 'sql')}" for name, sql in ledger_tables().items()]
    records.append(f"### Place\n\n{inspect.getdoc(Place)}")
    version = f"Version {SCHEMA_VERSION}. {_OFFSETS}"
    return page("Schema", version, "## Records", *records, "## Ledger", *tables)


def json_schemas() -> Iterator[tuple[str, str]]:
    """(file name, JSON Schema) of every record type."""
    for model in MODELS:
        schema = model.model_json_schema(mode="serialization")
        head = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
        yield (
            f"{model.__name__.lower()}.json",
            json.dumps(head, ensure_ascii=False, indent=2) + "\n",
        )


def ledger_tables() -> dict[str, str]:
    """The SQL of each table of an empty ledger, its indexes behind it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ledger.db")
        Ledger.open(path).close()
        db = open_for_reading(path)
        try:
            rows = db.execute(_SQL).fetchall()
        finally:
            db.close()
    tables: dict[str, str] = {}
    for name, sql in rows:
        if not name.startswith(_INTERNAL):
            tables[name] = f"{tables[name]}\n{sql};" if name in tables else f"{sql};"
    return tables


def _doc(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").strip()


def _fields(model: type[BaseModel]) -> str:
    schema = model.model_json_schema(mode="serialization")
    members = {
        name: " / ".join(definition["enum"])
        for name, definition in schema.get("$defs", {}).items()
        if "enum" in definition
    }
    rows = (
        (f"`{name}`", _type(field, members), field.get("description", ""))
        for name, field in schema["properties"].items()
    )
    return table(("Field", "Type", "Meaning"), rows)


def _type(field: dict[str, Any], members: dict[str, str]) -> str:
    """A JSON Schema type in a few words; a vocabulary by its members."""
    if "$ref" in field:
        name = str(field["$ref"]).rsplit("/", 1)[-1]
        return members.get(name, name)
    if "anyOf" in field:
        return " or ".join(dict.fromkeys(_type(option, members) for option in field["anyOf"]))
    if "const" in field:
        return f"`{field['const']}`"
    if field.get("type") == "array":
        inner: list[dict[str, Any]] = field.get("prefixItems") or [field["items"]]
        return "list of " + ", ".join(_type(item, members) for item in inner)
    return str(field.get("format", field.get("type", "")))
