"""`pincite extract PATH…`: reading without asking."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from pincite.errors import UsageError

from .options import output_to


@click.command(name="extract", short_help="Read letters only: notes, citations, links, quotations.")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "--format",
    "format_name",
    metavar="NAME",
    default="table",
    help="table or json.  [default: table]",
)
@click.option("--output", metavar="FILE", help="Write there instead of to stdout.")
def command(paths: tuple[str, ...], format_name: str, output: str | None) -> int:
    """Read the letters and print their notes, citations, links and quotations.

    Nothing is asked of the network and no database is written.
    """
    if not paths:
        raise UsageError("extract: name at least one PATH (a file, a folder, a glob or -)")
    from pincite.pipeline import read_documents
    from pincite.sources import Problem
    from results import EXTRACTS, find
    from results.model import DocumentReport, Dossier

    from .telling import report_options, tell_problems

    if format_name not in EXTRACTS:
        raise UsageError(f"--format: no format {format_name!r} (there are {', '.join(EXTRACTS)})")
    problems: list[Problem] = []

    def reports() -> Iterator[DocumentReport]:
        for found in read_documents(paths):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                dossier = Dossier(found)
                yield DocumentReport(dossier, find(dossier))

    with output_to(output) as out:
        EXTRACTS[format_name](reports(), out, report_options(out))
    tell_problems(problems)
    sys.stdout.flush()
    if not problems:
        return 0
    return 2 if all(problem.usage for problem in problems) else 3
