"""What a command says beside its report, and the exit code that follows from a run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import click

from pincite.asking import State
from pincite.baseline import Baseline, known_in
from pincite.failon import fails
from pincite.ignores import CommentRule
from pincite.running import CheckRun
from results import Store, briefs, counted
from results.model import Report

from .problems import printable


def tell_left_out(store: Store) -> bool:
    """One line on stderr for every damaged row that was left out; whether there was any."""
    for line in store.left_out:
        click.echo(f"pincite: {printable(line)}", err=True)
    return bool(store.left_out)


def tell_state(done: CheckRun) -> None:
    """One line where the run did not get to its end."""
    if done.state is State.OFFLINE:
        click.echo(
            "pincite: this machine seems to have no network (no host name resolves, not even "
            "well-known ones): nothing was judged, nothing is marked dead; run it again online",
            err=True,
        )
    elif done.out_of_time:
        click.echo(
            "pincite: --max-time is over: what was checked is kept, the rest is unknown; "
            "the same command goes on from here",
            err=True,
        )
    elif done.untold:
        click.echo(
            "pincite: interrupted: what was checked is kept, the letters are not told; the same "
            "command goes on from here",
            err=True,
        )
    elif done.state is State.INTERRUPTED:
        click.echo(
            "pincite: interrupted: what was checked is kept; the same command goes on from here",
            err=True,
        )


def tell_ignored(done: CheckRun, known: int) -> None:
    """What was left out of the findings or the exit code, and rules that have ended."""
    if done.ignored:
        click.echo(f"pincite: {counted(done.ignored, 'finding')} ignored by rules", err=True)
    if known:
        click.echo(f"pincite: {counted(known, 'finding')} known from the baseline", err=True)
    for rule in done.rules:
        place = f"line {rule.line} of {rule.document}" if isinstance(rule, CommentRule) else None
        if isinstance(rule, CommentRule) and rule.slip is not None:
            told = f"a comment is not obeyed, since it says {rule.slip}: {place} is meant"
        elif rule.has_ended(datetime.now(UTC).date()):
            what = rule.url or rule.host or place or rule.code or rule.document or rule.verdict
            told = (
                f"an ignore rule ended on {rule.until} and is no longer obeyed: "
                f"{what} ({rule.reason})"
            )
        else:
            continue
        # A letter's comment gives its reason and its place: both are a stranger's.
        click.echo(f"pincite: {printable(told)}", err=True)


def exit_code(done: CheckRun, failing: int) -> int:
    """0, 1, 2 or 3 as the command line promises; the gravest that applies."""
    if done.state is not State.FINISHED or any(not problem.usage for problem in done.problems):
        return 3
    if done.problems:
        return 2
    return 1 if failing else 0


def weigh(report: Report, fail_on: Iterable[str], baseline: Baseline | None) -> tuple[int, int]:
    """How many findings make the run fail, and how many more would but for the baseline."""
    parts = tuple(fail_on)
    failing = known = 0
    for brief in briefs(report):
        found = [each for each in brief.findings if fails(each, parts)]
        old = known_in(baseline, found) if baseline is not None else 0
        known += old
        failing += len(found) - old
    return failing, known
