"""Who answers for which task: notes, lines and sentences of running text."""

from __future__ import annotations

from extractors.assignments.checks import check_assignments
from extractors.assignments.find import find_assignments, standing_rules
from extractors.assignments.roles import Roles, read_roles
from extractors.assignments.rules import DIMENSION

__all__ = [
    "DIMENSION",
    "Roles",
    "check_assignments",
    "find_assignments",
    "read_roles",
    "standing_rules",
]
