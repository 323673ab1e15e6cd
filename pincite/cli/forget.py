"""`pincite forget`: letters that audits are to leave out."""

from __future__ import annotations

import click

from pincite.errors import UsageError

from .options import settings_from, settings_options
from .problems import printable


@click.command(name="forget", short_help="Leave letters out of audits from now on.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@settings_options("--db", "--db-wait")
def command(paths: tuple[str, ...], **arguments: object) -> int:
    """Leave the letters at PATH out of audits from now on.

    PATH is a letter as reports name it (a file, a URL, or - for standard input), a folder or a
    pattern; no file needs to be there. Nothing is deleted: what was found stays in the database,
    and the next `pincite check` of a letter brings it back into the audits.
    """
    settings = settings_from(arguments)
    from pincite.departed import at_paths, is_at
    from results import FORGOTTEN, Store

    with Store.open(settings.db, make=False, wait=settings.db_wait) as store:
        letters = [each for each in store.letters() if each.departed != FORGOTTEN]
        for path in paths:
            if not any(is_at(each.path, path) for each in letters):
                raise UsageError(f"forget: no letter that is audited is at {path}")
        found = [each.path for each in at_paths(letters, paths)]
        store.depart(found, FORGOTTEN)
    for path in found:
        click.echo(f"{printable(path)}: no longer audited")
    return 0
