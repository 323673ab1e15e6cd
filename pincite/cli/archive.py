"""`pincite archive PATH…`: living sources saved before they die."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from pincite.errors import UsageError
from pincite.settings import Settings

from .options import output_to, settings_from, settings_options, spare_letters
from .progress import progress_on

if TYPE_CHECKING:
    from pincite.archiving import Archived, Plan

FORMATS = ("terminal", "json")


@click.command(
    name="archive", short_help="Save living sources that no archive has, before they die."
)
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "--to",
    multiple=True,
    metavar="NAME",
    help="Where: wayback, perma, warc; may be repeated.  [default: wayback]",
)
@click.option("--dry-run", is_flag=True, help="Check, and tell what would be saved where.")
@click.option("--all", "everything", is_flag=True, help="Pages that have a copy already, too.")
@click.option("--again", is_flag=True, help="Pages that could not be saved before, too.")
@click.option("--folder", metavar="DIR", help="Where warc writes.  [default: pincite-archive]")
@click.option("--format", "format_name", metavar="NAME", help="terminal or json.")
@click.option("--output", metavar="FILE", help="Write the report there.")
@click.option("-q", "--quiet", is_flag=True, help="No progress; errors only.")
@settings_options(but=("--changed-since", "--fail-on"))
def command(paths: tuple[str, ...], **arguments: object) -> int:
    """Save the living sources of letters that no archive has a copy of.

    The letters are checked as `pincite check` does it. Sources without a copy near the cited date
    are then saved: by the Internet Archive (wayback), which takes IA_ACCESS_KEY_ID and
    IA_SECRET_ACCESS_KEY from the environment; by perma.cc (perma), which takes PERMA_API_KEY; or
    into a file on this machine (warc), which tells nobody anything. Without keys it is a dry run.
    What was saved is remembered and not saved again; a run that was stopped is taken up.

    Exit codes: 0 all is saved, or nothing was to be done; 1 something is not saved (yet); 2 usage
    or settings; 3 the run could not be done or finished.
    """
    if not paths:
        raise UsageError("archive: name at least one PATH (a file, a folder, a glob, a URL or -)")
    name = str(arguments.pop("format_name") or FORMATS[0])
    if name not in FORMATS:
        raise UsageError(f"--format: no format {name!r} (there are {', '.join(FORMATS)})")
    output = str(arguments.pop("output") or "") or None
    spare_letters(output, paths)
    from pincite.archiving import Wish, archive
    from results import Store

    from .saves import exit_code, tell_before, tell_problems, write_json, write_terminal

    wish = Wish(*(bool(arguments.pop(each)) for each in ("dry_run", "everything", "again")))
    quiet = bool(arguments.pop("quiet"))
    settings = _settings(arguments)

    def announce(plan: Plan) -> None:
        if not quiet:
            tell_before(plan, settings, wish)

    with Store.open(settings.db, wait=settings.db_wait) as store:
        with progress_on(quiet) as watch:
            archived: Archived = archive(paths, settings, store, wish, (watch, announce))
        with output_to(output) as out:
            write = write_json if name == "json" else write_terminal
            write(archived, out)
        sys.stdout.flush()
        tell_problems(archived, quiet=quiet)
        return exit_code(archived, wish)


def _settings(arguments: dict[str, object]) -> Settings:
    """The settings, with what only this command has flags for."""
    to, folder = arguments.pop("to"), arguments.pop("folder")
    settings = settings_from(arguments)
    saving = settings.saving
    if isinstance(to, tuple) and to:
        saving = replace(saving, to=tuple(dict.fromkeys(to)))
    if folder is not None:
        saving = replace(saving, warc=replace(saving.warc, folder=str(folder)))
    return replace(settings, saving=saving)
