"""Letters that could not be read, told; without the code of a run, which costs half a second."""

from __future__ import annotations

from collections.abc import Iterable

import click

from pincite.sources import Problem


def tell_problems(problems: Iterable[Problem]) -> None:
    """One line on stderr for every file that could not be read."""
    for problem in problems:
        click.echo(f"pincite: {printable(problem.path)}: {problem.message}", err=True)


def printable(text: str) -> str:
    """A path as one printable line."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
