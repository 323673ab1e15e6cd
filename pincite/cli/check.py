"""`pincite check PATH…`: the whole way."""

from __future__ import annotations

import sys

import click

from pincite.errors import UsageError
from pincite.settings import Settings

from .options import format_for, output_to, settings_from, settings_options
from .progress import progress_on


@click.command(name="check", short_help="Read letters, ask the web and the archives, and report.")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--format", "format_name", metavar="NAME", help="Report format.  [default: terminal]")
@click.option(
    "--output", metavar="FILE", help="Write the report there; its suffix names the format."
)
@click.option("-q", "--quiet", is_flag=True, help="No progress; errors only.")
@settings_options()
def command(
    paths: tuple[str, ...],
    format_name: str | None,
    output: str | None,
    quiet: bool,
    **arguments: object,
) -> int:
    """Read the letters, check every source that they cite, and report.

    PATH is a file, a folder, a glob or - for standard input. The answers are kept in the database;
    a run that was stopped goes on where it stood when it is started again.
    """
    settings = settings_from(arguments)
    if not paths:
        raise UsageError("check: name at least one PATH (a file, a folder, a glob or -)")
    return run_check(paths, settings, (format_for(format_name, output, "terminal"), output), quiet)


def run_check(
    paths: tuple[str, ...], settings: Settings, telling: tuple[str, str | None], quiet: bool
) -> int:
    """Check, tell and return the exit code.

    Args:
        telling: the report format and the file to write it to (None for stdout).
    """
    from pincite.pipeline import check
    from results import REPORTS, Store

    from .telling import exit_code, report_options, tell_problems, tell_state

    name, output = telling
    with Store.open(settings.db, wait=settings.db_wait) as store:
        with progress_on(quiet) as watch:
            done = check(paths, settings, store, watch)
        with output_to(output) as out:
            REPORTS[name].write(done.report, out, report_options(out))
        tell_problems(done.problems)
        tell_state(done)
        if output and not quiet:
            click.echo(f"pincite: {name} report written to {output}", err=True)
        sys.stdout.flush()
        return exit_code(done, settings.fail_on)
