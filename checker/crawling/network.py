"""Is it the link or is it us? Failures are held until DNS is known to work.

Rules kept here:
- A failure that a dead network can cause is believed only when DNS has worked since the request
  began. Until then its task is held: it has no slot, no lane and no verdict.
- Where nothing has ever resolved and the canaries do not either, the run is Offline at once.
- Where the network went away in the middle, the run waits for it: nothing new is asked, what was
  held is asked afresh when it is back, and only a long outage ends the run as Offline.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..fetching.addresses import Addresses
from ..model import Exchange, Offline
from ..urls import split
from .lanes import Job
from .retry import may_be_sent_again

_DOUBTED = frozenset({"connect-timeout", "dns-failure", "dns-no-such-host"})
"""Failures that a network without DNS causes for hosts that are looked up."""
_NO_ROUTE = "no-route"
"""And the one that it causes for every host."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds."""

    between_checks: float = 0.5
    outage_check: float = 2.0
    longest_outage: float = 120.0


@dataclass(frozen=True, slots=True)
class Held:
    """A failure that nobody believes yet."""

    job: Job
    exchange: Exchange


class Network:
    """Holds failures in doubt. `release(held, believed)` gets them back: to judge or to ask anew.

    `broken(error)` is told when the run cannot go on.
    """

    def __init__(
        self,
        addresses: Addresses,
        release: Callable[[Sequence[Held], bool], None],
        broken: Callable[[BaseException], None],
        patience: Patience,
    ) -> None:
        self._addresses = addresses
        self._release = release
        self._broken = broken
        self._patience = patience
        self._held: list[Held] = []
        self._watch: asyncio.Task[None] | None = None
        self.down = False
        """The network went away during the run; nothing should be asked."""

    def doubts(self, exchange: Exchange, began: float) -> bool:
        """Whether a failure of a request that began at `began` (loop time) may be our own."""
        if exchange.failure is None or exchange.status is not None:
            return False
        if exchange.request.once and not may_be_sent_again(exchange):
            return False
        if self.down:
            return True
        reason = exchange.failure.reason
        if reason != _NO_ROUTE and not (reason in _DOUBTED and self._needs_dns(exchange)):
            return False
        return not self._addresses.believed(began)

    def hold(self, job: Job, exchange: Exchange) -> None:
        """Keep a failure until it can be believed."""
        self._held.append(Held(job, exchange))
        if self._watch is None or self._watch.done():
            self._watch = asyncio.create_task(self._work())
            self._watch.add_done_callback(self._ended)

    async def aclose(self) -> None:
        """Stop checking; what is held stays without a verdict."""
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)

    async def _work(self) -> None:
        loop = asyncio.get_running_loop()
        since = loop.time()
        while self._held:
            waiting, self._held = self._held, []
            if await self._addresses.online():
                since, again, self.down = loop.time(), self.down, False
                if again:
                    self._addresses.forget_failures()
                self._release(waiting, not again)
                await asyncio.sleep(self._patience.between_checks)
                continue
            self._held[:0] = waiting
            if not self._addresses.works:
                raise Offline("no host name resolves: this machine has no network")
            if loop.time() - since >= self._patience.longest_outage:
                raise Offline("the network went away and did not come back")
            self.down = True
            await asyncio.sleep(self._patience.outage_check)

    def _ended(self, watch: asyncio.Task[None]) -> None:
        if not watch.cancelled() and (error := watch.exception()) is not None:
            self._broken(error)

    def _needs_dns(self, exchange: Exchange) -> bool:
        parts = split(exchange.final_url)
        if parts is None or not parts.hostname:
            return False
        port = parts.port or (443 if parts.scheme == "https" else 80)
        return self._addresses.needs_dns(parts.hostname, port)
