"""The reference page of the settings, written from their dataclasses.

Rules kept here:
- A setting means what the docstring of its field says; what has none there is not told, and a test
  fails. A section's own docstring stands in a row before its settings.
- What may be given several times as a table is told field by field: `ignore[].code`.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
import typing
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass

from .settings import OPTIONS, Settings

_HEAD = """\
# Settings

Defaults are overridden by `pincite.toml` (or `[tool.pincite]` in `pyproject.toml`), that
by the environment, that by flags. An empty variable is one that is not set. A misspelt
name and a value that could never apply are errors that name their place.

| setting | default | flag, environment | meaning |
|---|---|---|---|
"""
_ELSEWHERE = frozenset({"crawl.archives", "crawl.registries"})
"""The sections [archives] and [registries] stand for them."""


def settings_page() -> str:
    """Every setting with its default, its flag, its environment variable and what it means."""
    return _HEAD + "".join(f"| {' | '.join(row)} |\n" for row in _rows("", Settings()))


def meanings(of: type) -> dict[str, str]:
    """The docstrings of a dataclass's fields by name, each in one line."""
    (made,) = ast.parse(textwrap.dedent(inspect.getsource(of))).body
    assert isinstance(made, ast.ClassDef)
    found = {}
    for each, behind in zip(made.body, made.body[1:], strict=False):
        match each, behind:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(words))),
            ):
                found[name] = " ".join(words.split())
    return found


def _rows(prefix: str, section: object) -> Iterator[tuple[str, str, str, str]]:
    """Yield the cells of a section's settings, and of those within it."""
    told = meanings(type(section))
    hints = typing.get_type_hints(type(section))
    for field in fields(section):  # type: ignore[arg-type]  # only dataclasses come here
        path, value = f"{prefix}{field.name}", getattr(section, field.name)
        if path in _ELSEWHERE:
            continue
        if is_dataclass(value):
            yield f"**`{path}`**", "", "", told.get(field.name) or _first_line(type(value))
            yield from _rows(f"{path}.", value)
        else:
            yield f"`{path}`", f"`{_show(value)}`", _set_by(path), told.get(field.name, "")
            yield from _items(path, hints[field.name])


def _items(path: str, hint: object) -> Iterator[tuple[str, str, str, str]]:
    """Yield the fields of what a setting holds several of."""
    for item in typing.get_args(hint)[:1]:
        if is_dataclass(item) and isinstance(item, type):
            told = meanings(item)
            for field in fields(item):
                default = "required" if field.default is MISSING else f"`{_show(field.default)}`"
                yield f"`{path}[].{field.name}`", default, "", told.get(field.name, "")


def _set_by(path: str) -> str:
    """The flag and the variable, where there are any."""
    return next((f"`{each.flag}` `{each.variable}`" for each in OPTIONS if each.path == path), "")


def _first_line(of: type) -> str:
    return (of.__doc__ or "").partition("\n")[0]


def _show(default: object) -> str:
    from .cli.options import written

    return written(default) or '""'
