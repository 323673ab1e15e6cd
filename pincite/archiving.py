"""Living pages that no archive has, saved: plan, say, send, confirm, tell.

Rules kept here:
- What is worth saving is what a check of the letters says, so the letters are checked first, within
  --max-age as ever.
- What is to be sent to whom is known, and told, before the first address leaves. Private, excluded
  and skipped addresses are told to nobody; archive.today is no place to save anything.
- Nothing is saved twice: the database remembers every order, and an order that was submitted is
  followed by the next run, whatever became of this one.
- A saver whose keys are missing saves nothing; its orders are only told.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import ExitStack, aclosing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING

from checker import SAVERS, Saver, may_be_told, save_pages, saver_named
from checker.model import CrawlSettings, Order, Outcome, Saved, SaveState, Target
from results import Save, Source, Store, worth_saving

from .asking import Asking, Progress, State, Watcher
from .changes import Scope
from .errors import UsageError
from .judging import Judge, Measures, hurried_until
from .pipeline import check
from .running import CheckRun, deadline_of
from .settings import Settings

if TYPE_CHECKING:
    from .warc_files import WarcFiles

LOCAL = "warc"
"""The saver that keeps pages on this machine."""
MOST_AT_ONCE = 8
"""Requests under way at once while pages are fetched for a local archive: each holds its body."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for beside the settings."""

    dry_run: bool = False
    everything: bool = False
    """Pages that have a copy already, too."""
    again: bool = False
    """Pages that could not be saved, too."""


@dataclass(slots=True)
class Page:
    """One page that the letters cite."""

    key: str
    url: str
    cited_in: list[tuple[str, str | None]] = field(default_factory=list)
    """Path of a letter and label of the note."""
    reason: str = ""
    """Why it needs no saving at all; empty where it does."""
    excluded_by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Service:
    """A saver as the plan tells of it."""

    name: str
    recipient: str
    """Empty where nobody is told."""
    missing: tuple[str, ...]
    """Environment variables that it needs."""
    fresh: int
    """Pages that it is to be sent."""
    followed: int
    """Pages that it was sent by an earlier run."""


@dataclass(frozen=True, slots=True)
class Line:
    """One page at one service."""

    page: Page
    service: str
    due: bool
    """Whether something is to be done about it in this run."""
    save: Save | None = None
    """How it stands in the database; None where nothing was ever done."""
    reason: str = ""
    """Why nothing is to be done."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be saved where."""

    services: tuple[Service, ...]
    lines: tuple[Line, ...]
    unneeded: tuple[Page, ...]

    @property
    def due(self) -> tuple[Line, ...]:
        """What is to be done."""
        return tuple(each for each in self.lines if each.due)

    @property
    def sendable(self) -> tuple[Line, ...]:
        """That of it for which the keys are there."""
        ready = {each.name for each in self.services if not each.missing}
        return tuple(each for each in self.due if each.service in ready)


@dataclass(frozen=True, slots=True)
class Archived:
    """A run of `archive`."""

    done: CheckRun
    plan: Plan
    state: State
    """How the saving ended; that of the check where nothing was saved."""
    sent: bool
    """False for a dry run, and where there was nothing to send."""
    files: tuple[str, ...] = ()
    """Finished files of the local archive."""


def archive(
    paths: Sequence[str],
    settings: Settings,
    store: Store,
    wish: Wish,
    telling: tuple[Watcher | None, Callable[[Plan], None]],
) -> Archived:
    """Check the letters, then save what is worth it; `telling` is a watcher, and who is told the
    plan before anything leaves.

    Raises:
        UsageError: no such saver.
        StoreError: the database cannot be used. Nothing recorded before is lost.
    """
    watch, announce = telling
    savers = savers_of(settings)
    deadline = deadline_of(settings)
    done = check(paths, settings, store, watch)
    if done.state is not State.FINISHED:
        return Archived(done, Plan((), (), ()), done.state, sent=False)
    plan = _plan(done, savers, (store, settings, wish))
    announce(plan)
    orders = [(_order(each), each) for each in plan.sendable]
    if wish.dry_run or not orders:
        return Archived(done, plan, State.FINISHED, sent=False)
    lanes = ((order, savers[order.service].lane(order)) for order, _ in orders)
    store.plan_saves(done.run.id, lanes)
    asking = replace(settings.asking(), concurrency=min(settings.crawl.concurrency, MOST_AT_ONCE))
    sending = _Sending(store, done.run.id, asking, watch)
    with ExitStack() as held:
        files = held.enter_context(_files(settings, asking)) if LOCAL in savers else None
        sending.give(savers, files)
        state = sending.run(deadline)
        if files is not None:
            store.record(done.run.id, files.finished())
        names = tuple(files.names) if files is not None else ()
    measures = Measures(settings, done.rules, Scope(settings.changed_since))
    Judge(store, done.run.id, measures).rest(hurried_until(state, deadline))
    return Archived(done, _as_it_stands(plan, store), state, sent=True, files=names)


def _files(settings: Settings, asking: CrawlSettings) -> WarcFiles:
    from .warc_files import WarcFiles

    return WarcFiles(settings.saving.warc, asking)


def savers_of(settings: Settings) -> Mapping[str, Saver]:
    """The savers that the settings name.

    Raises:
        UsageError: no such saver.
    """
    for name in settings.saving.to:
        if name not in SAVERS:
            raise UsageError(f"--to: no saver {name!r} (there are {', '.join(SAVERS)})")
    if LOCAL in settings.saving.to and find_spec("warcio") is None:
        raise UsageError("--to warc needs warcio: pip install 'pincite[warc]'")
    asking = settings.asking()
    return {
        name: saver_named(name, settings.saving, asking, os.environ) for name in settings.saving.to
    }


def _plan(done: CheckRun, savers: Mapping[str, Saver], at: tuple[Store, Settings, Wish]) -> Plan:
    store, settings, wish = at
    pages: dict[str, Page] = {}
    for document_id in store.document_ids(done.run.id):
        dossier = store.dossier(done.run.id, document_id, whole=lambda _link: False)
        for source in worth_saving(dossier, datetime.now(UTC), everything=wish.everything):
            _merge(pages, source, dossier.document.path)
    known = store.saves(pages)
    lines: list[Line] = []
    for page in pages.values():
        for name, saver in savers.items():
            line = _line(page, saver, known.get((page.key, name)), (settings.asking(), wish))
            if line is not None:
                lines.append(line)
    services = tuple(_service(saver, lines) for saver in savers.values())
    planned = {each.page.key for each in lines}
    unneeded = tuple(each for each in pages.values() if each.key not in planned)
    return Plan(services, tuple(lines), unneeded)


def _merge(pages: dict[str, Page], source: Source, path: str) -> None:
    """A page that several notes cite is one; it is worth saving if one of them needs a copy."""
    page = pages.get(source.key)
    if page is None:
        page = pages[source.key] = Page(source.key, source.url, reason=source.reason)
    elif not source.reason:
        page.reason = ""
    page.cited_in.append((path, source.note))
    page.excluded_by |= source.excluded_by


def _line(
    page: Page, saver: Saver, save: Save | None, at: tuple[CrawlSettings, Wish]
) -> Line | None:
    """What is to be done about a page at a service; None where it needs none."""
    settings, wish = at
    state = save.state if save else SaveState.PLANNED
    if state is SaveState.CONFIRMED:
        return Line(page, saver.name, False, save, "was saved before")
    if saver.recipient and not may_be_told(Target(page.key, page.url), settings):
        return Line(page, saver.name, False, save, "a private address: it is told to nobody")
    if state is SaveState.SUBMITTED and saver.recipient:
        return Line(page, saver.name, True, save)
    if page.reason:
        return None
    if saver.archive in page.excluded_by:
        return Line(page, saver.name, False, save, "the archive may not show this site")
    if state is SaveState.FAILED and not wish.again:
        return Line(page, saver.name, False, save, f"could not be saved: {save and save.reason}")
    return Line(page, saver.name, True, save)


def _service(saver: Saver, lines: Sequence[Line]) -> Service:
    due = [each for each in lines if each.service == saver.name and each.due]
    followed = sum(each.save is not None and each.save.state is SaveState.SUBMITTED for each in due)
    return Service(saver.name, saver.recipient, saver.missing, len(due) - followed, followed)


def _order(line: Line) -> Order:
    return Order(line.page.key, line.page.url, line.service)


def _as_it_stands(plan: Plan, store: Store) -> Plan:
    """The plan with what became of it."""
    known = store.saves(each.page.key for each in plan.lines)
    lines = (replace(each, save=known.get((each.page.key, each.service))) for each in plan.lines)
    return replace(plan, lines=tuple(lines))


class _Sending(Asking):
    """The orders of a run, worked through as its questions were."""

    def give(self, savers: Mapping[str, Saver], files: WarcFiles | None) -> None:
        """What it works with; before `run`."""
        self._savers = savers
        self._files = files
        self._kept = 0

    async def _work(self, stop: asyncio.Event) -> State:
        agenda = self._store.saves_agenda(self._run)
        answers = save_pages(agenda, self._savers, self._settings, agenda, stop)
        async with aclosing(answers) as coming:
            await self._collect(coming)
        self._flush()
        return State.INTERRUPTED if stop.is_set() else State.FINISHED

    async def _collect(self, answers: AsyncIterator[Outcome]) -> None:
        async for outcome in answers:
            if isinstance(outcome, Saved) and outcome.pages and self._files is not None:
                await asyncio.to_thread(self._files.take, outcome)
                self._kept += 1
            else:
                self._take(outcome)

    def _tell(self) -> None:
        if self._watch:
            done, orders = self._store.saves_progress(self._run)
            self._watch(Progress("saving", done + self._kept, orders))
