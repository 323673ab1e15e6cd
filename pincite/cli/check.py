"""`pincite check PATH…`: the whole way."""

from __future__ import annotations

import sys
from dataclasses import dataclass

import click

from pincite.baseline import Baseline, load_baseline
from pincite.errors import UsageError
from pincite.settings import Settings

from .ending import UNFINISHED
from .options import (
    format_for,
    output_to,
    report_options,
    settings_from,
    settings_options,
    spare_letters,
)
from .progress import progress_on


@click.command(name="check", short_help="Read letters, ask the web and the archives, and report.")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--format", "format_name", metavar="NAME", help="Report format.  [default: terminal]")
@click.option(
    "--output", metavar="FILE", help="Write the report there; its suffix names the format."
)
@click.option(
    "--baseline", metavar="FILE", help="Fail only on findings that this JSON report lacks."
)
@click.option("-q", "--quiet", is_flag=True, help="No progress; errors only.")
@settings_options()
def command(
    paths: tuple[str, ...],
    format_name: str | None,
    output: str | None,
    baseline: str | None,
    quiet: bool,
    **arguments: object,
) -> int:
    """Read the letters, check every source that they cite, and report.

    PATH is a file, a folder, a glob, a URL or - for standard input. The answers are kept in the
    database; a run that was stopped goes on where it stood when it is started again.
    """
    settings = settings_from(arguments)
    if not paths:
        raise UsageError("check: name at least one PATH (a file, a folder, a glob, a URL or -)")
    spare_letters(output, paths)
    telling = Telling(
        format_for(format_name, output, "terminal"),
        output,
        quiet,
        load_baseline(baseline) if baseline else None,
    )
    return run_check(paths, settings, telling)


@dataclass(frozen=True, slots=True)
class Telling:
    """How a run is told."""

    format: str
    output: str | None = None
    """None for stdout."""
    quiet: bool = False
    baseline: Baseline | None = None


def run_check(paths: tuple[str, ...], settings: Settings, telling: Telling) -> int:
    """Check, tell and return the exit code."""
    from pincite.pipeline import check
    from results import REPORTS, Store

    from .problems import tell_problems
    from .telling import exit_code, tell_ignored, tell_state, weigh

    with Store.open(settings.db, wait=settings.db_wait) as store:
        with progress_on(telling.quiet) as watch:
            done = check(paths, settings, store, watch)
        if done.untold:
            tell_problems(done.problems)
            tell_state(done)
            return UNFINISHED
        with output_to(telling.output) as out:
            REPORTS[telling.format].write(done.report, out, report_options(out))
        sys.stdout.flush()
        failing, known = weigh(done.report, settings.fail_on, telling.baseline)
        tell_problems(done.problems)
        tell_state(done)
        if not telling.quiet:
            tell_ignored(done, known)
            if telling.output:
                click.echo(f"pincite: {telling.format} report: {telling.output}", err=True)
        return exit_code(done, failing)
