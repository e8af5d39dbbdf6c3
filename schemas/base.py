"""What every record has: a place in the source, the words that stand there, and the rule that made it."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema


class Model(BaseModel):
    """Frozen, and closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Record(Model):
    """A typed fact. `source.text[start:end] == quote`, half-open, in code points."""

    start: int = Field(ge=0, description="first code point of the quote in source.text")
    end: int = Field(ge=0, description="one past the last code point of the quote")
    quote: str = Field(min_length=1, description="source.text[start:end], to the letter")
    section: tuple[str, ...] = Field(
        default=(), description="labels of the sections that the quote stands in, outermost first"
    )
    rule_id: str = Field(min_length=1, description="the rule that made this record")


def _plain_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


Amount = Annotated[
    Decimal,
    Field(allow_inf_nan=False),
    PlainSerializer(_plain_number, when_used="json"),
    WithJsonSchema({"type": "number"}),
]
"""An exact number, written to JSON as a plain one."""
