"""`pincite fix PATH…`: proposed changes as a diff, and applied."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from pincite.errors import UsageError
from pincite.failon import parse_fail_on

from .ending import UNFINISHED
from .options import settings_from, settings_options


@click.command(name="fix", short_help="Show what to change in letters as a diff, or change it.")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--write", "writing", is_flag=True, help="Change the files.")
@click.option("--interactive", is_flag=True, help="Ask for each change; write those agreed to.")
@click.option("--only", multiple=True, metavar="CODE", help="Only these findings: PC205, PC2xx.")
@click.option(
    "--unverified", is_flag=True, help="Propose archive copies that nobody has opened, too."
)
@click.option("--living", is_flag=True, help="Cite copies of pages that still answer, too.")
@settings_options("--db", "--db-wait", "--timeout", "--allow-private")
def command(paths: tuple[str, ...], writing: bool, **arguments: object) -> int:
    """Show what to change in letters so that their readers find what the authors saw.

    What is proposed rests on the last check in the database; nothing is asked of the network. A
    Word document gets tracked changes with comments; for a PDF there is a list. A letter at a URL
    is fetched again and its changes are shown: nothing can be written there.

    Exit codes: 0 nothing to do, or all is written; 1 there are changes that were not written; 2
    usage or settings; 3 a file could not be fixed.
    """
    if not paths:
        raise UsageError("fix: name at least one PATH (a file, a folder, a glob or a URL)")
    from pincite.fixing import Wish, plans
    from results import FixChoice, Store

    from .fixes import Session
    from .telling import tell_left_out

    choice = FixChoice(bool(arguments.pop("unverified")), bool(arguments.pop("living")))
    wish = Wish(_codes(arguments.pop("only")), choice)
    session = Session(writing, bool(arguments.pop("interactive")))
    settings = settings_from(arguments)
    with Store.open(settings.db, read_only=True, wait=settings.db_wait) as store:
        for found in plans(paths, store, settings, wish):
            session.take(found)
            if session.stopped:
                break
        sys.stdout.flush()
        return UNFINISHED if tell_left_out(store) else session.exit_code()


def _codes(only: object) -> tuple[str, ...]:
    """The codes and ranges of --only.

    Raises:
        UsageError: one of them is neither.
    """
    assert isinstance(only, Sequence)
    parts: list[str] = []
    for text in only:
        try:
            found = parse_fail_on(str(text))
        except ValueError as error:
            raise UsageError(f"--only: {error}") from None
        if not all(part.startswith("PC") for part in found):
            raise UsageError(f"--only: {text!r} is no code or range (PC205, PC2xx)")
        parts.extend(found)
    return tuple(parts)
