"""The house stands as docs/architecture.md says: arrows, doors, dependencies, sizes."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("citations", "checker", "results", "pincite")

# Each library is imported in few, named places; a new place is a decision, made here.
DEPENDENCIES: Mapping[str, tuple[str, ...]] = {
    "brotli": ("checker/fetching/unasked.py",),
    "bs4": ("citations/formats/html",),
    "click": ("pincite/cli/", "pincite/reference.py"),
    "h2": ("checker/fetching/http2.py",),
    "htmldate": ("checker/page/dating.py",),
    "httpx": ("checker/",),
    "idna": ("citations/links", "checker/fetching/addresses"),
    "jinja2": ("results/reports/html",),
    "lxml": (
        "citations/formats/docx",
        "citations/formats/pandoc/flat.py",
        "citations/formats/trees.py",
        "results/fixes/docx",
    ),
    "markupsafe": ("results/reports/html",),
    "protego": ("checker/visiting/robots",),
    "publicsuffixlist": ("checker/urls",),
    "pypdfium2_raw": ("citations/formats/pdf",),
    "pyromark": ("citations/formats/markdown",),
    "rapidfuzz": ("checker/match", "checker/quotes"),
    "rich": ("pincite/cli/progress.py", "results/reports/screen"),
    "selectolax": ("checker/page",),
    "sqlite_utils": ("results/schema.py",),
    "tenacity": ("checker/crawling/retry.py",),
    "warcio": ("checker/saving/records.py", "checker/saving/wacz.py"),
    "zstandard": ("checker/fetching/unasked.py",),
}


def modules() -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Absolute module names that a file imports, anywhere in it."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.append(node.module)
    return tuple(names)


def test_arrows_between_the_packages_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_other_packages_come_in_by_the_front_door_only() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules()
        for name in imports(path)
        if name.split(".")[0] in PACKAGES
        and name.split(".")[0] != path.relative_to(ROOT).parts[0]
        and name.split(".")[1:] not in ([], ["model"])
    ]
    assert wrong == []


def test_each_dependency_is_imported_where_the_table_says() -> None:
    standard = sys.stdlib_module_names
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules()
        for name in imports(path)
        if (top := name.split(".")[0]) not in standard
        and top not in PACKAGES
        and not str(path.relative_to(ROOT)).startswith(DEPENDENCIES.get(top, ("nowhere",)))
    ]
    assert wrong == []


def test_the_dependency_table_is_no_longer_than_the_imports() -> None:
    used = {
        (name.split(".")[0], str(path.relative_to(ROOT)))
        for path in modules()
        for name in imports(path)
    }
    idle = [
        (library, place)
        for library, places in DEPENDENCIES.items()
        for place in places
        if not any(name == library and path.startswith(place) for name, path in used)
    ]
    assert idle == []


PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_the_page_names_every_folder() -> None:
    folders = {path.parent.relative_to(ROOT).as_posix() for path in modules()} - {*PACKAGES}
    unnamed = [each for each in sorted(folders) if not re.search(rf"\b{Path(each).name}\b", PAGE)]
    assert unnamed == []


def test_every_file_that_the_page_names_is_there() -> None:
    named = set(re.findall(r"`([a-z0-9_/]+\.py)`", PAGE)) - {"crawl.py"}  # which it says is none
    there = [f"/{path.relative_to(ROOT).as_posix()}" for path in (*modules(), Path(__file__))]
    assert len(named) > 50
    assert [each for each in sorted(named) if not any(t.endswith(f"/{each}") for t in there)] == []


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_says_its_rules_and_stays_small(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(source)), "opens with a docstring"
    assert len(source.splitlines()) <= 400, "what is it two of?"
    assert path.stem not in {"utils", "util", "helpers", "common", "misc", "base"}
