"""Where a notice comes from: the administrative divisions, and the region that a head or a title names."""

from extractors.regions.gazetteer import Level, gazetteer, region_level, stem_of
from extractors.regions.resolve import NATIONAL, resolve_region

__all__ = ["NATIONAL", "Level", "gazetteer", "region_level", "resolve_region", "stem_of"]
