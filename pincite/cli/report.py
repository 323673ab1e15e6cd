"""`pincite report`: a run told again, from the database alone."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from pincite.errors import UsageError
from pincite.failon import fails

from .ending import UNFINISHED
from .options import format_for, output_to, report_options, settings_from, settings_options

if TYPE_CHECKING:
    from results import Store
    from results.model import Report


@click.command(name="report", short_help="Tell a run again from the database, in any format.")
@click.option("--run", "run_id", type=int, metavar="ID", help="Which run.  [default: the newest]")
@click.option(
    "--since",
    metavar="RUN|DATE",
    help="Only what changed since an earlier run, or since the newest one before a date.",
)
@click.option("--format", "format_name", metavar="NAME", help="Report format.  [default: terminal]")
@click.option(
    "--output", metavar="FILE", help="Write the report there; its suffix names the format."
)
@settings_options("--db", "--db-wait", "--fail-on")
def command(
    run_id: int | None,
    since: str | None,
    format_name: str | None,
    output: str | None,
    **arguments: object,
) -> int:
    """Tell a run again from the database. Nothing is asked of the network.

    With --since, findings that are new or changed are told, and those that are mended; only the
    former count for --fail-on.
    """
    settings = settings_from(arguments)
    from results import REPORTS, Store, briefs

    from .telling import tell_left_out

    name = format_for(format_name, output, "terminal")
    with Store.open(settings.db, read_only=True, wait=settings.db_wait) as store:
        report, compared = _report(store, run_id, since)
        with output_to(output) as out:
            REPORTS[name].write(report, out, replace(report_options(out), since=compared))
        sys.stdout.flush()
        found = (finding for each in briefs(report) for finding in each.findings)
        failing = any(fails(finding, settings.fail_on) for finding in found)
        if tell_left_out(store):
            return UNFINISHED
        return 1 if failing else 0


def _report(store: Store, run_id: int | None, since: str | None) -> tuple[Report, str]:
    """The report, and the words for what it is compared with."""
    if since is None:
        return store.report(run_id), ""
    try:
        changed = store.changes(run_id, since)
    except ValueError as error:
        raise UsageError(f"--since: {error}") from error
    return changed, changed.measure.words
