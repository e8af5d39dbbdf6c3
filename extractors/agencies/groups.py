"""Groups of agencies (各区县政府, 市级有关部门, 教育部门) under a name that says where they are."""

from __future__ import annotations

from extractors.agencies.classify import kind_of
from extractors.agencies.naming import Named
from extractors.agencies.places import place_in
from extractors.agencies.tables import FIELD_WORDS
from extractors.regions import NATIONAL

_WHOLE = ("全市", "全省", "全区", "全县", "全州", "全旗")
_AFTER_LEVEL = ("级", "直", "属", "、")
_STATE = ("国务院", "国家", "中央", "军队", "全国", "在", "驻")


def is_group(text: str) -> bool:
    """Whether the name means several bodies; the bare field of several (教育、公安等) among them."""
    return text in FIELD_WORDS or kind_of(text).id == "group"


def group(text: str, region: str | None) -> Named:
    """各有关部门 gets the place of its notice, 市级有关部门 that of its level."""
    if text in FIELD_WORDS:
        text = f"{text}部门"
    if region is None or region == NATIONAL or text.startswith(_STATE):
        return Named(text, region if not text.startswith(_STATE) else NATIONAL, "group")
    if text.startswith(_WHOLE):
        text = text[2:] if text[2:].startswith("各") else f"各{text[2:]}"
    levelled = _levelled(text, region)
    if levelled:
        return levelled
    placed = place_in(text, region)
    return Named(placed.full, placed.region, "group")


def _levelled(text: str, region: str) -> Named | None:
    """市级有关部门, 市属企业 and 市、区县两级财政部门 begin with the place that 市 means."""
    if not text[1:].startswith(_AFTER_LEVEL):
        return None
    parts = region.split("/")
    for depth in reversed(range(len(parts))):
        if parts[depth].endswith(text[0]):
            return Named(f"{parts[depth]}{text[1:]}", "/".join(parts[: depth + 1]), "group")
    return None
