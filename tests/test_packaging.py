"""The wheel works where the checkout is not: right files, right names, right command."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

PACKAGES = ("extractors", "pipeline", "schemas")
READ_RESOURCES = f"""
import json
from importlib.resources import files
from importlib.resources.abc import Traversable

def walk(folder: Traversable, prefix: str):
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from walk(entry, f"{{prefix}}/{{entry.name}}")
        elif not entry.name.endswith((".py", ".pyc")):
            entry.read_bytes()
            yield f"{{prefix}}/{{entry.name}}"

print(json.dumps(sorted(path for name in {PACKAGES!r} for path in walk(files(name), name))))
"""
OWNERS = f"""
import json
from importlib.metadata import packages_distributions
owners = packages_distributions()
print(json.dumps({{name: sorted(set(owners[name])) for name in {PACKAGES!r}}}))
"""


def run(*command: str | Path, cwd: Path) -> str:
    parts = [str(part) for part in command]
    result = subprocess.run(parts, cwd=cwd, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(repo_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build = ("-m", "build", "--wheel", "--no-isolation", "--outdir", folder)
    run(sys.executable, *build, repo_root, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts folder of an environment with our wheel, which borrows the dependencies of this one."""
    folder = tmp_path_factory.mktemp("clean")
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    scripts = folder / "venv" / "bin"
    python = scripts / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install")
    run(*pip, "--no-deps", "--no-index", "--quiet", wheel, cwd=folder)
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder)
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(site.strip()) / "borrowed.pth").write_text("\n".join(sorted(borrowed)))
    return scripts


def test_command_runs_elsewhere(installed: Path, tmp_path: Path) -> None:
    assert "ingest" in run(installed / "taizhang", "--help", cwd=tmp_path)


def test_installed_code_is_the_wheels(installed: Path, tmp_path: Path) -> None:
    place = run(installed / "python", "-c", "import schemas; print(schemas.__file__)", cwd=tmp_path)
    assert Path(place.strip()).is_relative_to(installed.parent)


def test_every_data_file_ships(installed: Path, tmp_path: Path, repo_root: Path) -> None:
    shipped: list[str] = json.loads(run(installed / "python", "-c", READ_RESOURCES, cwd=tmp_path))
    ours = (path for name in PACKAGES for path in (repo_root / name).rglob("*") if path.is_file())
    expected = [path for path in ours if path.suffix not in {".py", ".pyc"}]
    assert "extractors/units/units.toml" in shipped
    assert shipped == sorted(str(path.relative_to(repo_root)) for path in expected)


def test_generic_names_are_ours_alone(installed: Path, tmp_path: Path) -> None:
    owners = json.loads(run(installed / "python", "-c", OWNERS, cwd=tmp_path))
    assert owners == {name: ["taizhang"] for name in PACKAGES}
