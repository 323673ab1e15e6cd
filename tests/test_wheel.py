"""The wheel: what it ships, and that it runs where nothing else is installed.

The environments are made anew and their dependencies come from the package index, so these tests
are skipped, with pip's own words, where there is none; and for a Python that is not on the machine.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from .pincite.commands import environment

ROOT = Path(__file__).parent.parent
VERSIONS = ("3.11", "3.12", "3.13")
PATIENCE = 110
"""Seconds for each step; installing the dependencies takes ten to forty."""

pytestmark = pytest.mark.timeout(400)


def interpreter(version: str) -> str | None:
    """A Python of this version that starts: on the path, or among pyenv's."""
    if f"{sys.version_info.major}.{sys.version_info.minor}" == version:
        return sys.executable
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = [shutil.which(f"python{version}"), *sorted(pyenv.glob(f"{version}.*/bin/python3"))]
    for each in map(str, filter(None, found)):
        done = subprocess.run([each, "-c", "import venv"], capture_output=True, check=False)
        if done.returncode == 0:
            return each
    return None


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=cwd,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    # A copy, so that what a build leaves behind is not left in the tree.
    source = folder / "source"
    kept = ("citations", "checker", "results", "pincite")
    for name in kept:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    pip = (sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), str(source))
    done = run(*pip, cwd=folder)
    if "No matching distribution" in done.stderr or "Could not fetch" in done.stderr:
        pytest.skip(f"no package index: {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


def test_it_ships_what_it_needs_and_no_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    packages = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert packages == {"citations", "checker", "results", "pincite"}
    source = wheel.parent / "source"
    shipped = [
        path.relative_to(source).as_posix()
        for package in sorted(packages)
        for path in (source / package).rglob("*")
        if path.is_file()
    ]
    assert shipped
    assert [name for name in shipped if name not in names] == []
    for package in packages:
        assert f"{package}/py.typed" in names
    assert not [name for name in names if "test" in Path(name).name]
    assert any(name.endswith("/licenses/LICENSE") for name in names)


@pytest.fixture(scope="module", params=VERSIONS)
def installed(
    request: pytest.FixtureRequest, wheel: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The folder of an environment that holds the wheel and its dependencies only."""
    python = interpreter(request.param)
    if python is None:
        pytest.skip(f"no Python {request.param} on this machine")
    folder = tmp_path_factory.mktemp(f"python{request.param}")
    made = run(python, "-m", "venv", "--without-pip", "venv", cwd=folder)
    assert made.returncode == 0, made.stderr
    # The tests' own pip: an environment of its own takes as long to get one as all the rest.
    pip = (sys.executable, "-m", "pip", "--python", "venv/bin/python")
    done = run(*pip, "install", "-q", "--no-compile", str(wheel), cwd=folder)
    assert done.returncode == 0, done.stderr
    yield folder
    shutil.rmtree(folder)


def test_it_runs_where_nothing_else_is(installed: Path) -> None:
    shutil.copytree(ROOT / "examples" / "letters", installed / "letters")
    program = installed / "venv" / "bin" / "pincite"
    told = run(program, "--version", cwd=installed)
    assert told.stdout.startswith("pincite, version ")

    read = run(program, "extract", "letters", "--format", "json", cwd=installed)
    assert read.returncode in (0, 1), read.stderr
    assert sum(len(each["notes"]) for each in json.loads(read.stdout)["documents"]) > 10

    shown = run(program, "demo", "--output", "demo.html", cwd=installed)
    assert shown.returncode == 0, shown.stderr
    assert "✗ gone" in shown.stdout
    assert (installed / "demo.html").stat().st_size > 20_000


def test_type_checkers_find_its_types(installed: Path) -> None:
    """PEP 561: a program that uses the four packages is checked against their annotations."""
    (installed / "uses.py").write_text(
        "from citations import read\n"
        "from results import Store\n"
        "document = read(b'A claim.[^1]\\n\\n[^1]: Smith, Book (2020).', 'letter.md')\n"
        "reveal_type(document.notes[0].label)\n"
        "Store.open(1)\n",
        encoding="utf-8",
    )
    python = installed / "venv" / "bin" / "python"
    done = run(
        sys.executable, "-m", "mypy", "--python-executable", python, "uses.py", cwd=installed
    )
    assert 'Revealed type is "str"' in done.stdout.replace("builtins.", "")
    assert 'Argument 1 to "open" of "Store" has incompatible type "int"' in done.stdout
