"""docs/queries.md: the named queries with their parameters and their SQL."""

from __future__ import annotations

from pipeline.docs.markdown import fenced, page, table
from pipeline.queries import QueryDoc, catalogue

_INTRO = (
    "Each query is a file of `pipeline/queries/`, its head comment the text below. The commands and the functions of "
    "`pipeline.queries` send just these."
)


def queries_page() -> str:
    """The page."""
    return page("Queries", _INTRO, *map(_query, catalogue()))


def _query(query: QueryDoc) -> str:
    parts = [f"## {query.name}", query.summary]
    if query.details:
        parts.append(query.details)
    if query.parameters:
        rows = ((f"`:{name}`", meaning) for name, meaning in query.parameters)
        parts.append(table(("Parameter", "Meaning"), rows))
    return "\n\n".join((*parts, fenced(query.sql.strip(), "sql")))
