"""Names of agencies: in lists, in prose, and what they stand for."""

from __future__ import annotations

from extractors.agencies.names import is_agency, split_agency_list, split_names
from extractors.agencies.prose import find_agencies
from extractors.agencies.rules import DIMENSION
from extractors.agencies.tables import Name

__all__ = ["DIMENSION", "Name", "find_agencies", "is_agency", "split_agency_list", "split_names"]
