"""Savers: where living pages are saved before they die; one file per kind behind one table, SAVERS.

Rules kept here:
- A place to save is one file and one line here.
- archive.today is none: its copies were altered, so nothing is ever sent there.
- What is sent where is decided by the caller, who says so beforehand; a saver asks for nothing but
  the orders that it is given.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from typing import Protocol

from ..crawling.crawler import Parts, crawl
from ..crawling.flows import paces
from ..model import Agenda, CrawlSettings, Flow, Order, Outcome, Pace, Saved, SavingSettings, Task
from .perma import PermaLinks
from .saver import Saver, put_off
from .warc import LocalWarc
from .wayback import SavePageNow

__all__ = ["SAVERS", "Saver", "Watch", "save_pages", "saver_named"]

SAVERS: Mapping[str, Callable[[SavingSettings, CrawlSettings, Mapping[str, str]], Saver]] = {
    "wayback": SavePageNow,
    "perma": PermaLinks,
    "warc": LocalWarc,
}
"""Name → what makes the saver from the settings and the environment, in which its keys are."""


def saver_named(
    name: str, saving: SavingSettings, crawling: CrawlSettings, environment: Mapping[str, str]
) -> Saver:
    """One saver.

    Raises:
        KeyError: there is none of this name.
    """
    return SAVERS[name](saving, crawling, environment)


class Watch(Protocol):
    """Who writes down what must not be lost while flows are under way."""

    def order(self, task: Task) -> Order:
        """What a task of the agenda is about."""

    def submitting(self, order: Order) -> None:
        """The request that makes something is about to leave."""

    def submitted(self, order: Order, job: str) -> None:
        """The service has taken it on."""


def save_pages(
    agenda: Agenda,
    savers: Mapping[str, Saver],
    settings: CrawlSettings,
    watch: Watch,
    stop: asyncio.Event | None = None,
) -> AsyncGenerator[Outcome, None]:
    """Work through orders; one Saved for each. `Task.kind` is the name of a saver.

    Raises:
        Offline: nothing resolves.
        CrawlError: settings cannot be used.
    """
    closed: dict[str, str] = {}

    def flow(task: Task, _settings: CrawlSettings) -> Flow[Outcome]:
        return watched(savers[task.kind], watch.order(task), watch, closed)

    def lanes(crawling: CrawlSettings) -> Mapping[str, Pace]:
        named = {**paces(crawling)}
        for saver in savers.values():
            named.update(saver.lanes)
        return named

    return crawl(agenda, settings, Parts(flow=flow, paces=lanes), stop)


def watched(saver: Saver, order: Order, watch: Watch, closed: dict[str, str]) -> Flow[Saved]:
    """A saver's flow that tells when it sends something, and that ends where the service is closed.

    `closed` has the names of services that take nothing more in this run, with the reason.
    """
    if saver.name in closed and order.job is None:
        return put_off(order, closed[saver.name])
    flow = saver.save(order)
    try:
        request = next(flow)
        while True:
            if request.once:
                if saver.name in closed:
                    flow.close()
                    return put_off(order, closed[saver.name])
                watch.submitting(order)
            exchange = yield request
            if request.once and (job := saver.receipt(exchange)) is not None:
                watch.submitted(order, job)
            request = flow.send(exchange)
    except StopIteration as end:
        saved: Saved = end.value
    if saved.stops:
        closed[saver.name] = saved.reason
    return saved
