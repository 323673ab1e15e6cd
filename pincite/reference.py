"""The generated reference pages: docs that the code itself writes.

`python -m pincite.reference` writes them into docs/; a test fails when one does not match.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path

import click

from .reference_json import json_page
from .settings import OPTIONS, Settings


def cli_page() -> str:
    """Every command's help text, as `--help` prints it at 80 columns."""
    from .cli.entry import COMMANDS, cli

    parts = ["# Commands\n\nWhat `pincite COMMAND --help` prints.\n"]
    # With the group's own settings: click keeps the help option that it first makes.
    root = click.Context(
        cli, info_name="pincite", terminal_width=80, max_content_width=80, **cli.context_settings
    )
    parts.append(f"## pincite\n\n```text\n{cli.get_help(root)}\n```\n")
    for name in COMMANDS:
        command = cli.get_command(root, name)
        assert command is not None
        context = click.Context(command, root, name, terminal_width=80, max_content_width=80)
        parts.append(f"## pincite {name}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def settings_page() -> str:
    """Every setting with its default, its flag and its environment variable."""
    rows = [
        "# Settings",
        "",
        "Defaults are overridden by `pincite.toml` (or `[tool.pincite]` in `pyproject.toml`), that",
        "by the environment, that by flags. An empty variable is one that is not set. A misspelt",
        "name and a value that could never apply are errors that name their place.",
        "",
        "| setting | default | flag | environment |",
        "|---|---|---|---|",
    ]
    by_path = {option.path: option for option in OPTIONS}
    for path, default in _leaves("", Settings()):
        option = by_path.get(path)
        flag = f"`{option.flag}`" if option else ""
        variable = f"`{option.variable}`" if option else ""
        rows.append(f"| `{path}` | `{_show(default)}` | {flag} | {variable} |")
    return "\n".join(rows) + "\n"


def _leaves(prefix: str, value: object) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for field in fields(value):  # type: ignore[arg-type]  # only dataclasses come here
        each = getattr(value, field.name)
        path = f"{prefix}{field.name}"
        if path in ("crawl.archives", "crawl.registries"):
            continue  # the sections [archives] and [registries] stand for them
        if is_dataclass(each):
            found.extend(_leaves(f"{path}.", each))
        else:
            assert field.default is not MISSING or field.default_factory is not MISSING
            found.append((path, each))
    return found


def _show(default: object) -> str:
    from .cli.options import written

    return written(default) or '""'


def _findings_page() -> str:
    from results import findings_page

    return findings_page()


def _database_page() -> str:
    from results import database_page

    return database_page()


def _verdicts_page() -> str:
    from checker import verdicts_page

    return verdicts_page()


PAGES: Mapping[str, Callable[[], str]] = {
    "cli.md": cli_page,
    "database.md": _database_page,
    "findings.md": _findings_page,
    "json.md": json_page,
    "settings.md": settings_page,
    "verdicts.md": _verdicts_page,
}
"""File name in docs/ → what writes it."""


def main() -> None:
    """Write every page."""
    for name, write in PAGES.items():
        Path("docs", name).write_text(write(), encoding="utf-8")


if __name__ == "__main__":
    main()
