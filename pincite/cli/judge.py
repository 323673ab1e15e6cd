"""`pincite judge`: a person's word on a link, until a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import click

from pincite.errors import UsageError

from .ending import UNFINISHED
from .options import settings_from, settings_options

if TYPE_CHECKING:
    from results import Store


@click.command(name="judge", short_help="Keep a person's word on a link: alive, or dead.")
@click.argument("url", required=False)
@click.argument("word", required=False, metavar="[alive|dead]")
@click.option("--until", metavar="DATE", help="The last day on which it counts (2027-01-31).")
@click.option("--why", metavar="TEXT", help="The reason; reports show it.")
@click.option("--list", "listing", is_flag=True, help="List what was judged, and end.")
@click.option("--forget", is_flag=True, help="Take back what was judged of URL.")
@settings_options("--db", "--db-wait")
def command(
    url: str | None,
    word: str | None,
    *,
    listing: bool,
    forget: bool,
    **arguments: object,
) -> int:
    """Keep a person's word on a link, which counts in every run until its last day is over.

    A link judged alive gives no finding of a dead page, whatever robots are told; one judged dead
    gives one, whatever the site answers. What was recorded of the link stays as it is.
    """
    settings = settings_from(arguments)
    today = datetime.now(UTC).date()
    if not listing and url is None:
        raise UsageError("judge: name a URL, or give --list")
    decision = None if listing or forget else _told(word, arguments, today)
    from results import Store
    from results.model import Decision

    from .telling import tell_left_out

    with Store.open(settings.db, read_only=listing, make=False, wait=settings.db_wait) as store:
        if listing:
            _list(store, today)
            return UNFINISHED if tell_left_out(store) else 0
        if forget:
            if not store.forget(url or ""):
                raise UsageError(f"judge: nothing was judged of {url}")
        elif decision is not None and not store.decide(Decision(url or "", *decision)):
            raise UsageError(f"judge: no letter in {settings.db} cites {url}")
    return 0


def _told(word: str | None, options: Mapping[str, object], today: date) -> tuple[str, date, str]:
    """Word, day and reason."""
    until, why = options.get("until"), options.get("why")
    return _word(word), _day(str(until or ""), today), _reason(str(why or ""))


def _list(store: Store, today: date) -> None:
    from .problems import printable

    for each in store.decisions():
        over = "  (over)" if each.until < today else ""
        click.echo(printable(f"{each.until}  {each.word:5}  {each.url}  {each.why}{over}"))


def _word(word: str | None) -> str:
    if word not in ("alive", "dead"):
        raise UsageError("judge: say alive or dead after the URL")
    return word


def _day(until: str, today: date) -> date:
    try:
        day = date.fromisoformat(until)
    except ValueError:
        raise UsageError("judge: --until needs a date (2027-01-31)") from None
    if day < today:
        raise UsageError(f"judge: --until {day} is over already")
    return day


def _reason(why: str) -> str:
    words = " ".join(why.split())
    if not words:
        raise UsageError("judge: --why needs a reason")
    return words[:500]
