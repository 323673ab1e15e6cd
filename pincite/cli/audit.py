"""`pincite audit`: what is due in the database is asked again; what changed is told."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, TextIO

import click

from pincite.failon import fails
from pincite.settings import Settings

from .ending import UNFINISHED
from .options import format_for, output_to, report_options, settings_from, settings_options
from .progress import progress_on

if TYPE_CHECKING:
    from pincite.auditing import Audit
    from results.model import Change, Finding


@click.command(name="audit", short_help="Ask again what is due, and tell what changed.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--format",
    "format_name",
    metavar="NAME",
    help="A report format, of what changed.  [default: a short text]",
)
@click.option(
    "--output", metavar="FILE", help="Write the report there; its suffix names the format."
)
@click.option("-q", "--quiet", is_flag=True, help="No progress; errors only.")
@settings_options(but=("--changed-since", "--max-age"))
def command(
    paths: tuple[str, ...],
    format_name: str | None,
    output: str | None,
    quiet: bool,
    **arguments: object,
) -> int:
    """Ask again what is due in the database, and tell what changed since the last audit.

    Every letter that was ever checked is audited, or those that PATH names. Living links are due
    about weekly; failing ones three days after each failure, until they have failed three times
    and are confirmed dead; those monthly. [audit] in the settings says how often. The exit code is
    1 only for what is newly broken. A letter whose file is gone is told once and then left out;
    `pincite forget` leaves out others.
    """
    settings = settings_from(arguments)
    from pincite.auditing import audit
    from results import REPORTS, Store

    from .problems import printable, tell_problems
    from .telling import exit_code, tell_ignored, tell_state

    name = format_for(format_name, output, CHANGES, also=(CHANGES,))
    with Store.open(settings.db, make=False, wait=settings.db_wait) as store:
        with progress_on(quiet) as watch:
            audited = audit(paths, settings, store, watch)
        if audited.done.untold:
            tell_problems(audited.done.problems)
            tell_state(audited.done)
            return UNFINISHED
        with output_to(output) as out:
            if name != CHANGES:
                options = replace(report_options(out), since=audited.report.measure.words)
                REPORTS[name].write(audited.report, out, options)
                for line in audited.gone:
                    click.echo(f"pincite: {printable(line)}", err=True)
            else:
                _tell_changes(audited, out, quiet=quiet and output is None)
        sys.stdout.flush()
        if not quiet:
            for notice in (*audited.notices, *_silences(audited)):
                click.echo(f"pincite: {notice}", err=True)
        tell_problems(audited.done.problems)
        tell_state(audited.done)
        if not quiet:
            tell_ignored(audited.done, 0)
        return exit_code(audited.done, newly_broken(audited, settings))


CHANGES = "changes"
"""The format of its own: a short text."""


def newly_broken(audited: Audit, settings: Settings) -> int:
    """Findings that fail now and did not before."""
    changes = (each for letter in audited.report.news() for each in letter.changes)
    return sum(_is_new_breakage(each, settings.fail_on) for each in changes)


def _is_new_breakage(change: Change, fail_on: Iterable[str]) -> bool:
    from results.model import ChangeKind

    if change.kind not in (ChangeKind.NEW, ChangeKind.CHANGED):
        return False
    parts = tuple(fail_on)
    was = change.before is not None and fails(change.before, parts)
    return fails(change.finding, parts) and not was


def _tell_changes(audited: Audit, out: TextIO, quiet: bool) -> None:
    """The short text; quietly, nothing where nothing changed: cron mails whatever is printed."""
    from results import counted

    lines = _lines(audited)
    first = next(lines, None)
    if quiet and first is None:
        return
    run = audited.done.run
    asked = f"{audited.due:,} due, {audited.carried:,} not due"
    click.echo(f"{counted(run.documents, 'letter')}, {counted(run.links, 'link')}: {asked}", out)
    click.echo("nothing changed" if first is None else first, out)
    for line in lines:
        click.echo(line, out)


def _lines(audited: Audit) -> Iterator[str]:
    """What changed: letters that are gone, then letter by letter."""
    from .problems import printable

    if audited.gone:
        yield ""
        yield from map(printable, audited.gone)
    for letter in audited.report.news():
        lines = [_change(each) for each in letter.changes if _is_told(each)]
        lines += [
            f"verdict         {each.url}: was {each.before}, is {each.now}"
            for each in letter.verdicts
        ]
        lines += [
            f"confirmed dead  {url}: failing since {stands.failing_since:%Y-%m-%d}"
            for url, stands in letter.confirmed
        ]
        if lines:
            yield ""
            yield printable(letter.path)
            for line in lines:
                yield f"  {printable(line)}"


_TOLD = frozenset({"new", "changed", "mended"})


def _is_told(change: Change) -> bool:
    """Not an archive's or a registry's silence, nor its end: no letter changed by it."""
    from results import SILENCES

    return change.kind in _TOLD and change.finding.code not in SILENCES


def _silences(audited: Audit) -> Iterator[str]:
    """One line for all that archives and registries did not answer this time."""
    from results import SILENCES, counted
    from results.model import ChangeKind

    changes = (each for letter in audited.report.news() for each in letter.changes)
    new = sum(each.kind is ChangeKind.NEW and each.finding.code in SILENCES for each in changes)
    if new:
        yield (
            f"{counted(new, 'look-up')} in archives and registries had no answer; "
            "what was known stands (`pincite report` names them)"
        )


def _change(change: Change) -> str:
    finding = change.finding
    where = f"{finding.url}: " if finding.url else ""
    return (
        f"{change.kind.value:14}  "
        f"{_place(finding)}{where}{finding.severity} {finding.code} {finding.slug}: "
        f"{finding.message}"
    )


def _place(finding: Finding) -> str:
    parts = [f"note {finding.note}"] if finding.note is not None else []
    parts += [f"line {finding.line}"] if finding.line is not None else []
    return f"{', '.join(parts)}: " if parts else ""
