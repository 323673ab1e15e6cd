"""What every saver has, and how its flows tell what became of an order.

Rules kept here:
- A saver's flow is a Flow like any other: it yields Requests, reads Exchanges, does no I/O and has
  no clock, so it is replayed over recorded exchanges.
- The one request that makes something is marked `once`: it is never repeated where it may have
  arrived. Whoever runs the flow writes down that it is about to leave, and what `receipt` reads in
  its answer.
- An answer that cannot be read is never taken for a success.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Protocol

from ..model import Answer, Exchange, Flow, Order, Pace, Saved, SaveState, SavingSettings, Snapshot
from ..reasons import one_line
from ..services import object_in

MOST_BYTES = 1_000_000
"""Read of a service's answer."""


class Saver(Protocol):
    """One place where pages are saved."""

    @property
    def name(self) -> str:
        """What settings and reports call it."""

    @property
    def recipient(self) -> str:
        """Who is told the addresses; empty where nobody is."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Environment variables that it needs and that are not set."""

    @property
    def archive(self) -> str | None:
        """The archive (ArchiveAnswer.archive) that its copies stand in; None for a local one."""

    @property
    def lanes(self) -> Mapping[str, Pace]:
        """Every lane that its requests use, and its pace; hosts' own lanes left out."""

    def lane(self, order: Order) -> str:
        """The lane in which an order waits for its turn."""

    def save(self, order: Order) -> Flow[Saved]:
        """Save a page, or go on where an earlier run stopped."""

    def receipt(self, exchange: Exchange) -> str | None:
        """What the service calls the job, read in the answer to the request that makes it."""


def confirmed(order: Order, job: str | None, copy: Snapshot) -> Saved:
    """There is a copy, and it shows the page."""
    return Saved(order.key, order.service, SaveState.CONFIRMED, job=job, copy=copy)


def failed(order: Order, reason: str, job: str | None = None) -> Saved:
    """It cannot be saved here."""
    return Saved(order.key, order.service, SaveState.FAILED, one_line(reason), job)


def put_off(order: Order, reason: str, *, stops: bool = False) -> Saved:
    """Not this time."""
    told = one_line(reason)
    return Saved(order.key, order.service, SaveState.PUT_OFF, told, stops=stops)


def uncertain(order: Order, reason: str) -> Saved:
    """The request may have arrived; the next run looks before it asks again."""
    return Saved(order.key, order.service, SaveState.SUBMITTING, one_line(reason))


def submitted(order: Order, job: str, reason: str) -> Saved:
    """Taken on, and not confirmed yet."""
    return Saved(order.key, order.service, SaveState.SUBMITTED, one_line(reason), job)


def json_of(exchange: Exchange) -> Mapping[str, Any]:
    """The object in an answer's body; empty for anything else, and for one that was cut."""
    return object_in(exchange) or {}


def named_in(exchange: Exchange, field: str, shape: re.Pattern[str]) -> str | None:
    """What an answer calls the thing that it made; None where the field has no such name."""
    name = json_of(exchange).get(field)
    return name if isinstance(name, str) and shape.fullmatch(name) else None


def is_closed(exchange: Exchange) -> bool:
    """Whether the crawler leaves the service alone for the rest of the run, or should."""
    failure = exchange.failure
    return exchange.status == 429 or (failure is not None and failure.reason == "circuit-open")


def waits(settings: SavingSettings) -> Iterator[float]:
    """Seconds before each question after a job: growing, bounded in size and in number."""
    seconds = settings.poll
    for _ in range(settings.polls):
        yield min(seconds, settings.longest_poll)
        seconds = min(2 * seconds, settings.longest_poll)


def after(seconds: float, flow: Flow[Answer]) -> Flow[Answer]:
    """A flow whose first request waits."""
    try:
        request = next(flow)
        request = replace(request, wait=seconds)
        while True:
            request = flow.send((yield request))
    except StopIteration as end:
        answer: Answer = end.value
        return answer
