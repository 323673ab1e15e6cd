"""What a command says beside its report, and the exit code that follows from a run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

import click

from pincite.failon import fails
from pincite.pipeline import CheckRun, State
from pincite.sources import Problem
from results import ReportOptions


def report_options(out: TextIO) -> ReportOptions:
    """Width and colour for a stream: both only where a person is looking."""
    import shutil

    if not out.isatty():
        return ReportOptions()
    return ReportOptions(width=shutil.get_terminal_size().columns, color=True)


def tell_problems(problems: Iterable[Problem]) -> None:
    """One line on stderr for every file that could not be read."""
    for problem in problems:
        click.echo(f"pincite: {printable(problem.path)}: {problem.message}", err=True)


def tell_state(done: CheckRun) -> None:
    """One line where the run did not get to its end."""
    if done.state is State.OFFLINE:
        click.echo(
            "pincite: this machine seems to have no network (no host name resolves, not even "
            "well-known ones): nothing was judged, nothing is marked dead; run it again online",
            err=True,
        )
    elif done.state is State.INTERRUPTED:
        click.echo(
            "pincite: interrupted: what was checked is kept; the same command goes on from here",
            err=True,
        )


def exit_code(done: CheckRun, fail_on: Iterable[str]) -> int:
    """0, 1, 2 or 3 as the command line promises; the gravest that applies."""
    parts = tuple(fail_on)
    if done.state is not State.FINISHED or any(not problem.usage for problem in done.problems):
        return 3
    if done.problems:
        return 2
    found = (finding for each in done.report.documents() for finding in each.findings)
    return 1 if any(fails(finding, parts) for finding in found) else 0


def printable(text: str) -> str:
    """A path as one printable line."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
