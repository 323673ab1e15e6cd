"""The generated reference pages: docs that the code itself writes.

`python -m pincite.reference` writes them into docs/; a test fails when one does not match.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from .reference_json import json_page
from .reference_settings import settings_page


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
