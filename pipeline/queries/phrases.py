"""A fact of the ledger in a few Chinese words, for the outline of a notice."""

from __future__ import annotations

from typing import Any

from pipeline.export.amounts import amount, indicator_phrase, marks
from pipeline.export.labels import VALUES

Fields = dict[str, Any]
_ROLES = {"lead": "牵头", "responsible": "责任", "support": "配合"}


def phrase(kind: str, fields: Fields) -> str:
    """What the record of this kind says."""
    match kind:
        case "section":
            return f"{fields['label']}{fields['heading']}"
        case "quantity":
            return _quantity(fields)
        case "assignment":
            return _assignment(fields)
        case "milestone":
            return f"{fields['what']}（{fields['deadline']}）"
        case "citation":
            return f"《{fields['title']}》{fields['doc_number'] or ''}"
        case _:
            return f"{VALUES[fields['severity']]} {fields['code']}：{fields['message']}"


def _quantity(fields: Fields) -> str:
    printed = (fields[name] for name in ("comparator", "value", "value_max", "unit"))
    shown = amount(*printed) or fields["relative_to"] or "未写数值"
    found = marks(fields["recurrence"], fields["nature"], cumulative=bool(fields["cumulative"]))
    known = [VALUES[fields["status"]], *found, *([fields["date"]] if fields["date"] else [])]
    return (
        f"{indicator_phrase(fields['indicator'], fields['measure'])}：{shown}（{'，'.join(known)}）"
    )


def _assignment(fields: Fields) -> str:
    parts = [
        f"{label} {'、'.join(names)}"
        for role, label in _ROLES.items()
        if (names := [name for own, name in fields["agencies"] if own == role])
    ]
    deadline = fields["deadline"]
    if deadline:
        parts.append(f"时限 {VALUES.get(deadline, deadline)}")
    return f"{fields['task'] or '（未写任务）'}：{'；'.join(parts)}"
