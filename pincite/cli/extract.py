"""`pincite extract PATH…`: reading without asking."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from pincite.errors import UsageError

from .options import output_to, report_options, settings_from, settings_options, spare_letters
from .problems import exit_code, tell_problems

if TYPE_CHECKING:
    from pincite.settings import Settings
    from pincite.sources import Problem


@click.command(name="extract", short_help="Read letters only: notes, citations, links, quotations.")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "--format",
    "format_name",
    metavar="NAME",
    default="table",
    help="table, json, lines (findings only), links (addresses only, the fastest); csl-json,"
    " bibtex, ris (the works that are cited, for Zotero and its like).  [default: table]",
)
@click.option("--output", metavar="FILE", help="Write there instead of to stdout.")
@click.option(
    "--fail-on",
    metavar="WHAT",
    default="never",
    help="Exit 1 on: a severity, codes, ranges, or never.  [default: never]",
)
@settings_options("--timeout", "--allow-private")
def command(
    paths: tuple[str, ...],
    format_name: str,
    output: str | None,
    fail_on: str,
    **arguments: object,
) -> int:
    """Read the letters and print their notes, citations, links and quotations.

    PATH is a file, a folder, a glob, a URL or - for standard input. Nothing else is asked of the
    network, and no database is written.
    """
    if not paths:
        raise UsageError("extract: name at least one PATH (a file, a folder, a glob, a URL or -)")
    spare_letters(output, paths)
    settings = settings_from({"fail_on": fail_on, **arguments})
    if format_name == "links":
        return _links(paths, settings, output)
    from pincite.extracting import read_documents, structure_of
    from pincite.failon import fails
    from pincite.sources import Problem
    from results import EXTRACTS
    from results.model import DocumentReport

    if format_name not in EXTRACTS:
        known = ", ".join((*EXTRACTS, "links"))
        raise UsageError(f"--format: no format {format_name!r} (there are {known})")
    problems: list[Problem] = []
    failing = 0

    def reports() -> Iterator[DocumentReport]:
        nonlocal failing
        for found in read_documents(paths, settings):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                report = structure_of(found, settings)
                failing += sum(fails(finding, settings.fail_on) for finding in report.findings)
                yield report

    with output_to(output) as out:
        EXTRACTS[format_name](reports(), out, report_options(out))
    tell_problems(problems)
    sys.stdout.flush()
    return exit_code(problems) or int(failing > 0)


def _links(paths: tuple[str, ...], settings: Settings, output: str | None) -> int:
    """Print every address, one a line, each once for a letter; nothing else is read."""
    from pincite.sources import Web, expand

    from .plain import write_links

    with output_to(output) as out:
        return write_links(expand(paths, Web(settings.asking())), out)
