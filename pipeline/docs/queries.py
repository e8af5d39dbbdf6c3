"""docs/queries.md: the named queries with their parameters and their SQL."""

from __future__ import annotations

from pipeline.docs.markdown import fenced, page, table
from pipeline.queries import QueryDoc, all_candidates, catalogue

_INTRO = (
    "Each query is a file of `pipeline/queries/`, its head comment the text below. The commands and the functions of "
    "`pipeline.queries` send just these."
)
_CANDIDATES = (
    "A query that reads `candidates` begins with `WITH candidates AS NOT MATERIALIZED (…)`, in the brackets the narrowest "
    "of these that the question allows. What is read from end to end is named; everything else is looked up by an index."
)


def queries_page() -> str:
    """The page."""
    return page(
        "Queries",
        _INTRO,
        *map(_query, catalogue()),
        "## Candidates",
        _CANDIDATES,
        *(_query(found, "###") for found in all_candidates()),
    )


def _query(query: QueryDoc, level: str = "##") -> str:
    parts = [f"{level} {query.name}", query.summary]
    if query.details:
        parts.append(query.details)
    if query.parameters:
        rows = ((f"`:{name}`", meaning) for name, meaning in query.parameters)
        parts.append(table(("Parameter", "Meaning"), rows))
    return "\n\n".join((*parts, fenced(query.sql.strip(), "sql")))
