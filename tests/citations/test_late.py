"""Patterns that are compiled when they are first asked for."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

import citations
from citations.late import LatePattern, late_regex

_NUMBER = late_regex(r"(?P<n>\d+)x", re.IGNORECASE)
_BYTES = late_regex(rb"\d+")
_BROKEN = late_regex("(")
_ASKED_LAST = late_regex("b")


ROOT = Path(citations.__file__).parent


def late_ones() -> Iterator[tuple[str, ast.Module, frozenset[str]]]:
    """Modules, parsed, with the names of their late patterns."""
    for path in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = frozenset(
            target.id
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Call)
            and isinstance(node.value.func, ast.Name)
            and node.value.func.id == "late_regex"
            for target in node.targets
            if isinstance(target, ast.Name)
        )
        inside = path.relative_to(ROOT.parent).with_suffix("").parts
        yield ".".join(inside).removesuffix(".__init__"), tree, names


LATE: Mapping[str, tuple[ast.Module, frozenset[str]]] = {
    module: (tree, names) for module, tree, names in late_ones()
}


def test_every_pattern_is_one() -> None:
    """What re.compile would have told when the module was loaded."""
    for module, (_, names) in LATE.items():
        for name in names:
            assert getattr(importlib.import_module(module), name).pattern


def test_each_is_asked_in_its_own_module_and_handed_to_nobody() -> None:
    """Elsewhere it would stay what it was, and be compiled each time that it is asked."""
    wrong = []
    for module, (tree, names) in LATE.items():
        asked = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        }
        wrong += [
            f"{module}:{node.lineno} hands {node.id} on"
            for node in ast.walk(tree)
            if isinstance(node, ast.Name)
            and isinstance(node.ctx, ast.Load)
            and node.id in names
            and id(node) not in asked
        ]
        calls = sum(
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "late_regex"
            for node in ast.walk(tree)
        )
        if calls != len(names):
            wrong.append(f"{module} calls late_regex where no pattern is named")
        wrong += [
            f"{module}:{node.lineno} takes {alias.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module
            for alias in node.names
            if any(
                alias.name in theirs and each.endswith(node.module)
                for each, (_, theirs) in LATE.items()
            )
        ]
    assert wrong == []


def test_it_is_what_re_compiles_and_takes_its_own_place() -> None:
    assert not isinstance(_NUMBER, re.Pattern)
    assert (found := _NUMBER.search("no 12X")) is not None
    assert found["n"] == "12"
    assert re.compile(r"(?P<n>\d+)x", re.IGNORECASE) == _NUMBER
    assert _BYTES.findall(b"1 22") == [b"1", b"22"]
    assert isinstance(_BYTES, re.Pattern)


def test_whoever_took_it_elsewhere_has_it_too() -> None:
    taken: Callable[[str], object] = _ASKED_LAST.match
    assert taken("b")


def test_a_source_that_is_no_pattern_is_told_when_it_is_asked() -> None:
    with pytest.raises(re.error):
        _BROKEN.match("")


def test_most_patterns_of_a_plain_letter_are_never_compiled() -> None:
    code = (
        "import re\n"
        "from citations import read\n"
        "read(b'See <https://a.example/b> for this.', 'a.md')\n"
        "from citations.grammar.references import vancouver\n"
        "named = [each for name, each in vars(vancouver).items() if name.isupper()]\n"
        "late = [each for each in named if type(each).__name__ == '_Late']\n"
        "print(len(late) > 5)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


def test_patterns_of_tables_are_compiled_when_they_are_sought() -> None:
    """Each of the house, too: a row that hardly a letter asks for would tell a slip late."""
    found = 0
    for path in sorted(ROOT.rglob("*.py")):
        if "LatePattern(" not in path.read_text(encoding="utf-8") or path.stem == "late":
            continue
        parts = path.relative_to(ROOT.parent).with_suffix("").parts
        for each in vars(importlib.import_module(".".join(parts))).values():
            if isinstance(each, LatePattern):
                assert list(each.finditer("", 0, 0)) == []
                found += 1
    assert found > 20
    broken = LatePattern("(")
    with pytest.raises(re.error):
        broken.finditer("a", 0, 1)
