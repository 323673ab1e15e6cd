"""Every pincite command that the pages show is one that the program understands."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from pincite.cli.entry import COMMANDS, cli

ROOT = Path(__file__).parent.parent
PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "examples" / "README.md",
]
SCRIPTS = [ROOT / "action.yml", *sorted((ROOT / "examples" / "ci").iterdir())]


def commands() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for block in re.findall(r"```(?:sh|text|ini|yaml)?\n(.*?)```", page.read_text(), re.DOTALL):
            for line in block.splitlines():
                for found in re.findall(r"(?:^|[\s/=])pincite ([a-z]+\b[^#|&>]*)", line):
                    if found.split()[0] in COMMANDS:
                        yield str(page.relative_to(ROOT)), found.strip()
    for script in SCRIPTS:
        for line in script.read_text().splitlines():
            for found in re.findall(r"(?:^|\s)pincite ((?:check|report|extract)\b[^#|&>]*)", line):
                yield str(script.relative_to(ROOT)), found.strip()


FOUND = sorted(set(commands()))


def test_there_are_commands_in_the_pages() -> None:
    assert len(FOUND) >= 15


@pytest.mark.parametrize(("page", "line"), FOUND)
def test_the_command_is_understood(page: str, line: str) -> None:
    if line.endswith("`"):
        line = line[:-1]
    name, *arguments = shlex.split(re.sub(r'"\$\{[^"]*\}"', "letters/", line))
    root = click.Context(cli, info_name="pincite", **cli.context_settings)
    command = cli.get_command(root, name)
    assert command is not None
    given = [each for each in arguments if each not in {"[OPTIONS]", "PATH...", "[CODE]..."}]
    command.make_parser(click.Context(command, root)).parse_args(given)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_help_text_and_a_place_in_the_reference(name: str) -> None:
    command = cli.get_command(click.Context(cli, **cli.context_settings), name)
    assert command is not None
    assert command.help
    assert f"## pincite {name}\n" in (ROOT / "docs" / "cli.md").read_text()
