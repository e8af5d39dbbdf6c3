"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

REPO_ROOT = Path(__file__).resolve().parents[1]

settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],  # the machine is shared
)
settings.register_profile("local", parent=settings.get_profile("ci"), derandomize=False)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(scope="session")
def repo_root() -> Path:
    return REPO_ROOT


@pytest.fixture(scope="session")
def corpus_folder() -> Path:
    """The example notices and what belongs to them."""
    return REPO_ROOT / "corpus"


@pytest.fixture(scope="session")
def real_notices() -> Path:
    """The folder of real notices, which are no part of the project."""
    return _shared("notices")


@pytest.fixture(scope="session")
def real_gold() -> Path:
    """The folder of hand-made gold for the real notices."""
    return _shared("gold")


def _shared(name: str) -> Path:
    folder = REPO_ROOT.parent / "shared" / name
    if folder.is_dir():
        return folder
    reason = f"../shared/{name} is not beside the project"
    if os.environ.get("CI"):
        pytest.fail(f"{reason}, and CI is set")
    pytest.skip(reason)
