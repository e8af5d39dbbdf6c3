"""What every part agrees on and nothing heavy is needed to know."""

from __future__ import annotations

from pathlib import Path

TIME_LIMIT = 60.0
"""Seconds of wall time for one file."""
DEFAULT_LEDGER = Path("output/ledger.db")
GOLDEN_FOLDER = Path("tests/golden")
"""Golden files, relative to the root of the project."""
