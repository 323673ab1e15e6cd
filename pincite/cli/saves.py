"""What `pincite archive` says: before it sends anything, and when it is done."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

import click

from pincite.archiving import Archived, Line, Page, Plan, Service, Wish
from pincite.asking import State
from pincite.settings import Settings
from results import counted

from .problems import printable
from .problems import tell_problems as tell_unread
from .telling import tell_state

if TYPE_CHECKING:
    from results import Save

FORMAT_VERSION = 1

_KEYS_AT = {
    "wayback": "keys: https://archive.org/account/s3.php",
    "perma": "key: perma.cc, Settings, Tools",
}


def tell_before(plan: Plan, settings: Settings, wish: Wish) -> None:
    """Who will be told what, on stderr."""
    for service in plan.services:
        for line in _before(service, settings):
            click.echo(f"pincite: {line}", err=True)
    if wish.dry_run:
        click.echo("pincite: dry run: nothing is sent and nothing is saved", err=True)


def _before(service: Service, settings: Settings) -> Iterator[str]:
    fresh = counted(service.fresh, "address", "addresses")
    if not service.recipient:
        folder = printable(settings.saving.warc.folder)
        yield f"warc: {counted(service.fresh, 'page')} to fetch into {folder}; nobody else is told"
        return
    if service.fresh:
        yield f"{service.name}: {fresh} to send to {service.recipient}, where copies are public"
    else:
        yield f"{service.name}: no address to send to {service.recipient}"
    if service.followed:
        asked = counted(service.followed, "address", "addresses")
        yield f"{service.name}: {asked} sent by an earlier run, to ask after"
    if service.missing:
        names = " and ".join(service.missing)
        hint = _KEYS_AT.get(service.name, "")
        yield f"{service.name}: nothing is sent without {names} in the environment ({hint})"


def tell_problems(archived: Archived, *, quiet: bool) -> None:
    """What went wrong, on stderr."""
    tell_unread(archived.done.problems)
    tell_state(archived.done)
    if archived.sent and archived.state is not State.FINISHED and not quiet:
        told = "no network" if archived.state is State.OFFLINE else "interrupted"
        click.echo(
            f"pincite: {told}: what is saved is kept; the same command goes on from here", err=True
        )


def exit_code(archived: Archived, wish: Wish) -> int:
    """0, 1, 2 or 3, as the help text promises."""
    problems = archived.done.problems
    unread = any(not each.usage for each in problems)
    if archived.state is not State.FINISHED or unread:
        return 3
    if problems:
        return 2
    if wish.dry_run:
        return 0
    return 1 if any(state_of(each) != "confirmed" for each in archived.plan.due) else 0


def state_of(line: Line) -> str:
    """How a page stands at a service, in one word."""
    return line.save.state.value if line.save else "planned"


def write_terminal(archived: Archived, out: TextIO) -> None:
    """A few lines for each page."""
    plan = archived.plan
    for service in plan.services:
        lines = [each for each in plan.lines if each.service == service.name]
        states = Counter(state_of(each) for each in lines)
        told = ", ".join(f"{count} {_words(state)}" for state, count in sorted(states.items()))
        click.echo(f"{service.name}: {told or 'nothing to save'}", out)
        for line in lines:
            click.echo("".join(f"{each}\n" for each in _told(line)), out, nl=False)
    if plan.unneeded:
        count = counted(len(plan.unneeded), "source")
        click.echo(f"{count} left alone (--format json says why)", out)
    for name in archived.files:
        click.echo(f"written: {printable(name)}", out)


def _told(line: Line) -> Iterator[str]:
    yield f"  {_words(state_of(line)):10}  {printable(line.page.url)}"
    save = line.save
    if save is not None and save.copy is not None:
        copy = save.copy
        yield f"{'':14}{printable(copy.url)} ({copy.captured_at:%Y-%m-%d}, {copy.verdict})"
    elif save is not None and save.job and save.state.value == "confirmed":
        yield f"{'':14}in {printable(save.job)}"
    reason = line.reason or (save.reason if save else "")
    if reason:
        yield f"{'':14}{printable(reason)}"
    yield f"{'':14}{', '.join(_places(line.page))}"


def _places(page: Page) -> list[str]:
    found = [
        printable(path) + (f" note {label}" if label is not None else "")
        for path, label in page.cited_in
    ]
    return found[:5] + ([f"{len(found) - 5} more"] if len(found) > 5 else [])


def _words(state: str) -> str:
    return state.replace("_", " ")


def write_json(archived: Archived, out: TextIO) -> None:
    """The whole of it. A key never changes its meaning within a format_version."""
    plan = archived.plan
    told = {
        "format_version": FORMAT_VERSION,
        "run": archived.done.run.id,
        "state": archived.state.value,
        "sent": archived.sent,
        "services": [
            {
                "name": each.name,
                "recipient": each.recipient or None,
                "missing": list(each.missing),
                "to_send": each.fresh,
                "to_follow": each.followed,
            }
            for each in plan.services
        ],
        "saves": [_as_json(each) for each in plan.lines],
        "unneeded": [
            {"url": each.url, "reason": each.reason, "cited_in": _cited(each)}
            for each in plan.unneeded
        ],
        "files": list(archived.files),
    }
    json.dump(told, out, ensure_ascii=True, indent=2)
    out.write("\n")


def _as_json(line: Line) -> dict[str, object]:
    save = line.save
    return {
        "url": line.page.url,
        "service": line.service,
        "due": line.due,
        "state": state_of(line),
        "reason": line.reason or (save.reason if save else ""),
        "job": save.job if save else None,
        "submitted_at": _iso(save),
        "copy": _copy(save),
        "cited_in": _cited(line.page),
    }


def _iso(save: Save | None) -> str | None:
    at = save.submitted_at if save else None
    return at.isoformat() if at else None


def _copy(save: Save | None) -> dict[str, object] | None:
    if save is None or save.copy is None:
        return None
    copy = save.copy
    return {
        "archive": copy.archive,
        "url": copy.url,
        "captured_at": copy.captured_at.isoformat(),
        "verdict": copy.verdict.value,
        "evidence": copy.evidence,
    }


def _cited(page: Page) -> list[dict[str, object]]:
    return [{"path": path, "note": label} for path, label in page.cited_in]
