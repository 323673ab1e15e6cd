"""`pincite report`: a run told again, from the database alone."""

from __future__ import annotations

import sys

import click

from pincite.failon import fails

from .options import format_for, output_to, settings_from, settings_options


@click.command(name="report", short_help="Tell a run again from the database, in any format.")
@click.option("--run", "run_id", type=int, metavar="ID", help="Which run.  [default: the newest]")
@click.option("--format", "format_name", metavar="NAME", help="Report format.  [default: terminal]")
@click.option(
    "--output", metavar="FILE", help="Write the report there; its suffix names the format."
)
@settings_options("--db", "--db-wait", "--fail-on")
def command(
    run_id: int | None, format_name: str | None, output: str | None, **arguments: object
) -> int:
    """Tell a run again from the database. Nothing is asked of the network."""
    settings = settings_from(arguments)
    from results import REPORTS, Store

    from .telling import report_options

    name = format_for(format_name, output, "terminal")
    with Store.open(settings.db, read_only=True, wait=settings.db_wait) as store:
        report = store.report(run_id)
        with output_to(output) as out:
            REPORTS[name].write(report, out, report_options(out))
        sys.stdout.flush()
        found = (finding for each in report.documents() for finding in each.findings)
        return 1 if any(fails(finding, settings.fail_on) for finding in found) else 0
