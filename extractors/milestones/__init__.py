"""Commitments with a deadline and no amount."""

from __future__ import annotations

from extractors.milestones.rules import DIMENSION, find_milestones

__all__ = ["DIMENSION", "find_milestones"]
