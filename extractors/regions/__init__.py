"""Where a notice comes from: the administrative divisions, and the region that a head or a title names."""

from extractors.regions.gazetteer import (
    NATIONAL,
    Level,
    ended,
    gazetteer,
    region_at,
    region_level,
    stem_of,
)
from extractors.regions.resolve import province_of_number, resolve_region

__all__ = [
    "NATIONAL",
    "Level",
    "ended",
    "gazetteer",
    "province_of_number",
    "region_at",
    "region_level",
    "resolve_region",
    "stem_of",
]
