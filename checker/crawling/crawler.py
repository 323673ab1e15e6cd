"""The crawler: tasks in, outcomes out, as they come. The only scheduler, and the only loop.

Rules kept here:
- The unit of work is one hop: a flow yields a Request, a worker asks it once in the lane of its
  host, and the flow is sent the Exchange. There are as many workers as requests are under way and
  no task for anything else that waits.
- A request that its host keeps waiting holds no slot (checker.crawling.slots), only its lane.
- A request that may succeed later goes back into its lane (checker.crawling.retry), and a lane
  whose host is strained is slowed down; a failure that may be our own network's is held until that
  is known (checker.crawling.network).
- A host that cannot be connected to is asked a few times, not once for each of its links.
- A bug in a flow, a broken agenda and Offline end the run: what is finished is yielded, then the
  exception is raised. However the run ends, every connection is closed when it has ended.
- Told to stop, it starts nothing, drops what is under way and yields what is finished.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from ..fetching.fetch import Fetcher
from ..model import Agenda, CrawlSettings, Exchange, Flow, Hop, Outcome, Pace, Task
from ..urls import host
from .circuit import Circuits, lanes_beside
from .flows import flow_for, paces
from .idling import Idlers
from .lanes import Job, Lane, Lanes
from .network import Held, Network, Patience
from .origins import Origins, not_connected
from .outcomes import Outcomes
from .retry import BUSY_STATUS, RetryPolicy, is_strained
from .sharing import Shared
from .slots import Slots

_FLOWS_PER_SLOT = 32
"""Flows begun for each request that may run: most of them wait for a retry or in another lane."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a crawl is made of; tests and benchmarks replace one or the other."""

    fetcher: Callable[[CrawlSettings], Fetcher] = Fetcher
    flow: Callable[[Task, CrawlSettings], Flow[Outcome]] = flow_for
    paces: Callable[[CrawlSettings], Mapping[str, Pace]] = paces
    patience: Patience = field(default_factory=Patience)


async def crawl(
    agenda: Agenda,
    settings: CrawlSettings,
    parts: Parts | None = None,
    stop: asyncio.Event | None = None,
) -> AsyncGenerator[Outcome, None]:
    """Work through an agenda; one Outcome for each task, in the order in which they are known.

    Set `stop` to end in good order: what is finished is still yielded, what is under way is dropped
    without an outcome. Close the iterator (contextlib.aclosing) when you leave it early: that ends
    everything at once.

    Raises:
        Offline: nothing resolves, so nothing may be called dead.
        CrawlError: settings cannot be used.
    """
    async with _crawling(agenda, settings, parts or Parts(), stop) as crawler:
        while (outcome := await crawler.next()) is not None:
            yield outcome


async def crawl_into(
    take: Callable[[Outcome], None],
    agenda: Agenda,
    settings: CrawlSettings,
    parts: Parts | None = None,
    stop: asyncio.Event | None = None,
) -> None:
    """As crawl, but each outcome is given to `take` as soon as it is known: before the next answer
    that has come is looked at. Whoever has to keep outcomes loses next to none when it is killed.

    An exception out of `take` ends the run and is raised here.
    """
    async with _crawling(agenda, settings, parts or Parts(), stop) as crawler:
        crawler.outcomes.take = take
        await crawler.next()


@asynccontextmanager
async def _crawling(
    agenda: Agenda, settings: CrawlSettings, parts: Parts, stop: asyncio.Event | None
) -> AsyncIterator[_Crawler]:
    """A run that begins when it is first asked for an outcome, and is closed at the end."""
    async with parts.fetcher(settings) as fetcher:
        crawler = _Crawler(agenda, settings, parts, fetcher)
        heeding = asyncio.create_task(_heed(stop, crawler.stop)) if stop else None
        try:
            yield crawler
        finally:
            if heeding is not None:
                heeding.cancel()
                await asyncio.gather(heeding, return_exceptions=True)
            await crawler.aclose()


async def _heed(stop: asyncio.Event, act: Callable[[], None]) -> None:
    await stop.wait()
    act()


class _Crawler:
    """One run."""

    def __init__(
        self, agenda: Agenda, settings: CrawlSettings, parts: Parts, fetcher: Fetcher
    ) -> None:
        self._settings = settings
        self._parts = parts
        self._fetcher = fetcher
        self._retry = RetryPolicy(settings)
        self._lanes = Lanes(
            agenda, _pace_of(settings, parts), _FLOWS_PER_SLOT * settings.concurrency
        )
        self._idle = Idlers()
        self.outcomes = Outcomes(4 * settings.concurrency, self._idle.wake_all)
        self._network = Network(
            fetcher.addresses, self._released, self.outcomes.fail, parts.patience
        )
        self._origins = Origins()
        self._circuits = Circuits(settings.archives.rest)
        self._shared = Shared()
        self._slots = Slots(settings.concurrency, self._slot_freed)
        self._workers: list[asyncio.Task[None]] = []

    # What the consumer asks.

    async def next(self) -> Outcome | None:
        """The next outcome, or None when there are no more. Starts the work when first asked."""
        if not self._workers and not self.outcomes.ended:
            self._start()
        return await self.outcomes.next()

    def stop(self) -> None:
        """Ask nothing more; `next` gives what is finished, then None."""
        for worker in self._workers:
            worker.cancel()
        self.outcomes.end()

    async def aclose(self) -> None:
        """Stop every worker and wait until it has stopped."""
        self._idle.close()
        self._slots.close()
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        await self._network.aclose()

    def _start(self) -> None:
        self._lanes.load()
        for _ in range(self._slots.most):
            self._add_worker()

    def _add_worker(self) -> None:
        worker = asyncio.create_task(self._work())
        worker.add_done_callback(self._ended)
        self._workers.append(worker)

    def _slot_freed(self) -> None:
        """A request goes on without its slot; its worker is busy, so another one is wanted."""
        if self._idle:
            self._idle.wake_one()
        elif len(self._workers) < 2 * self._slots.most and not self.outcomes.ended:
            self._add_worker()

    def _ended(self, worker: asyncio.Task[None]) -> None:
        if not worker.cancelled() and (error := worker.exception()) is not None:
            self.outcomes.fail(error)

    # A worker.

    async def _work(self) -> None:
        loop = asyncio.get_running_loop()
        while not self.outcomes.ended:
            found = self._next_request(loop.time())
            if found is None:
                if self._slots.in_use or not self._lanes.exhausted:
                    await self._rest()
                elif not self._more():
                    self._finish()
                continue
            lane, job = found
            began = loop.time()
            self._slots.begin(job, began)
            departure = _Departure(self, lane)
            self._lanes.begin(lane, began)
            self._nudge()
            try:
                exchange = await self._fetcher.fetch(job.request, departure.tell)
            finally:
                self._slots.end(job)
            self._lanes.finish(lane, loop.time(), departure.told)
            self._settle(lane, job, exchange, began)

    def _next_request(self, now: float) -> tuple[Lane, Job] | None:
        """A request that may start now, and the lane that it starts in."""
        while self._may_ask:
            found = self._lanes.take(now)
            if found is None:
                return None
            lane, item = found
            job = self._begin(lane, item, now) if isinstance(item, Task) else item
            if job is not None and not self._settle_unasked(job):
                return lane, job
            self._lanes.skip(lane, now)
        return None

    @property
    def _may_ask(self) -> bool:
        """False without a slot, in a failed run, while the consumer lags or the network is down."""
        if not self._slots.free:
            return False
        out = self.outcomes
        return not (out.lagging or self._network.down or out.error is not None)

    def _begin(self, lane: Lane, task: Task, now: float) -> Job | None:
        """Start a task's flow; None where it ends at once or begins in another lane."""
        flow = self._parts.flow(task, self._settings)
        try:
            request = next(flow)
        except StopIteration as end:
            self.outcomes.put(end.value)
            return None
        self._lanes.opened(lane)
        job = Job(task, flow, lane, request)
        name = _lane_name(job)
        if name == lane.name:
            return job
        self._lanes.put(name, job, now)
        return None

    def _more(self) -> bool:
        """Look into the agenda once more: tasks may have come since it was asked."""
        if not self._lanes.taken:
            return False  # nothing was taken since: what it still promises cannot be had
        self._lanes.taken = 0
        self._lanes.load()
        return not self._lanes.exhausted

    def _finish(self) -> None:
        self.outcomes.end()
        self._idle.wake_all()

    # What comes of a request.

    def _settle(self, lane: Lane, job: Job, exchange: Exchange, began: float) -> None:
        now = asyncio.get_running_loop().time()
        if self._network.down and self._network.doubts(exchange, began):
            self._network.hold(job, exchange)
            return
        job.attempts += 1
        if is_strained(exchange):
            self._lanes.slow_down(lane, began, now)
        elif exchange.status is not None:
            self._lanes.speed_up(lane)
        rest = self._circuits.remember(job.request.lane, exchange)
        self._lanes.pause(lane, now + rest)
        for name in lanes_beside(job.request.lane) if rest else ():
            self._lanes.rest(name, now + rest, now)
        delay = self._retry.delay(exchange, job.attempts)
        if delay is not None and self._circuits.open(job.request.lane) is None:
            delay = max(delay, rest)
            if exchange.status in BUSY_STATUS or not_connected(exchange.failure):
                self._lanes.pause(lane, now + delay)  # its other links would fare no better
            self._lanes.put(lane.name, job, now, now + delay)
        elif self._network.doubts(exchange, began):
            self._network.hold(job, exchange)
        else:
            self._conclude(job, exchange)

    def _conclude(self, job: Job, exchange: Exchange) -> None:
        self._origins.remember(exchange)
        self._advance(
            job, exchange if job.attempts == 1 else replace(exchange, attempts=job.attempts)
        )

    def _released(self, held: Sequence[Held], believed: bool) -> None:
        """The network's word on what was held: it was the link, or it was us and all is anew."""
        now = asyncio.get_running_loop().time()
        for one in held:
            if believed:
                self._conclude(one.job, one.exchange)
            else:
                one.job.attempts = 0
                self._lanes.put(_lane_name(one.job), one.job, now)
        self._idle.wake_all()

    def _advance(self, job: Job, exchange: Exchange) -> None:
        """Give a flow its answer: it asks on, or it ends."""
        now = asyncio.get_running_loop().time()
        if job.request.shared:
            for waiting in self._shared.settle(job, exchange):
                self._lanes.put(_lane_name(waiting), waiting, now)
        try:
            job.request = job.flow.send(exchange)
        except StopIteration as end:
            self._lanes.closed(job.home, now)
            self.outcomes.put(end.value)
            return
        job.attempts = 0
        self._lanes.put(_lane_name(job), job, now, now + job.request.wait)

    def _settle_unasked(self, job: Job) -> bool:
        """Answer a request from what is known of its origin or service, where that is enough, or
        from what another job asked; True also where it has to wait for that one."""
        failure = self._origins.dead(job.request.url) or self._circuits.open(job.request.lane)
        if failure is None:
            return job.request.shared and self._settle_shared(job)
        answer = Exchange(
            job.request,
            None,
            hops=(Hop(job.request.url, None),),
            failure=failure,
            attempts=job.attempts,
            at=datetime.now(UTC),
        )
        self._advance(job, answer)
        return True

    def _settle_shared(self, job: Job) -> bool:
        """Let a job have the answer that all of its kind share, or wait for it."""
        known = self._shared.answer(job.request)
        if known is None:
            return self._shared.waits(job)
        self._advance(job, known)
        return True

    # Waiting.

    async def _rest(self) -> None:
        """Wait until there may be something to do."""
        if self._may_ask:
            self._idle.wake_at(self._lanes.next_time())
        await self._idle.wait()

    def _nudge(self) -> None:
        """A lane may have become ready: now, or at some time."""
        if self._idle and self._slots.free:
            if self._lanes.waiting:
                self._idle.wake_one()
            else:
                self._idle.wake_at(self._lanes.next_time())

    def departed(self, lane: Lane) -> None:
        """A request has left its lane."""
        self._lanes.sent(lane, asyncio.get_running_loop().time())
        self._nudge()


class _Departure:
    """Tells the crawler, once, that a request has left."""

    __slots__ = ("_crawler", "_lane", "told")

    def __init__(self, crawler: _Crawler, lane: Lane) -> None:
        self.told = False
        self._crawler = crawler
        self._lane = lane

    def tell(self) -> None:
        """A second time is the same request on a fresh connection."""
        if not self.told:
            self.told = True
            self._crawler.departed(self._lane)


def _lane_name(job: Job) -> str:
    return job.request.lane or host(job.request.url)


def _pace_of(settings: CrawlSettings, parts: Parts) -> Callable[[str], Pace]:
    ordinary = Pace(settings.host_interval, settings.per_host)
    named = parts.paces(settings)
    return lambda lane: named.get(lane, ordinary)
