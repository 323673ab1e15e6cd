"""The asking of a run: the crawler at work on the database's queue, and how it is stopped.

Rules kept here:
- An answer is committed in the turn of the event loop after the one in which it came, and within
  KEEP_SECONDS where many come in one turn: a kill loses what is in flight and next to nothing else.
- While answers are waited for, what comes after them is made ready, in short steps.
- Offline and interrupted are ends of a run, not verdicts: what was not asked stays unknown.
- A first signal, and the end of --max-time, stop in good order: what is finished is kept. A second
  signal stops at once.
"""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum

from checker.model import CrawlSettings, Offline, Outcome
from results import Store

KEEP_SECONDS = 0.005
"""How long the answers of one turn wait for each other. A commit of one costs 0.09 ms more than its
share in a commit of ten."""
QUIET_SECONDS = 0.05
"""With no more than FEW answers, after which there is time for something else."""
FEW = 2
"""Answers whose working off leaves most of QUIET_SECONDS free; one host of many links gives one."""
TELL_SECONDS = 0.5
"""Between two signs of progress, and two looks at what another run has answered."""


class State(StrEnum):
    """How a run ended."""

    FINISHED = "finished"
    INTERRUPTED = "interrupted"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class Progress:
    """What a progress display shows."""

    stage: str
    done: int
    total: int


Watcher = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a run is to end by itself."""

    at: float | None = None
    """On time.monotonic(); None for never."""

    @property
    def left(self) -> float | None:
        """Seconds, not below zero."""
        return None if self.at is None else max(0.0, self.at - time.monotonic())

    @property
    def is_over(self) -> bool:
        """Whether that time has come."""
        return self.left == 0.0


class Asking:
    """One run's queue, worked through. Use `run` once.

    `meanwhile` takes a step whenever next to no answers came for a while; what is left of it at the
    end is left.
    """

    def __init__(
        self,
        store: Store,
        run_id: int,
        settings: CrawlSettings,
        watch: Watcher | None,
        meanwhile: Iterable[object] = (),
    ) -> None:
        self._store = store
        self._run = run_id
        self._settings = settings
        self._watch = watch
        self._meanwhile = meanwhile
        self._outcomes: list[Outcome] = []
        self._taken = 0
        """Answers so far."""
        self._came = asyncio.Event()
        self._since = 0.0
        """When the first of those outcomes came, on time.monotonic()."""

    def run(self, deadline: Deadline) -> State:
        """Ask until the queue is empty, the network is gone, time is over or someone stops us.

        Raises:
            StoreError: the database failed.
        """
        return asyncio.run(self._ask(deadline))

    async def _ask(self, deadline: Deadline) -> State:
        task = asyncio.current_task()
        assert task is not None
        stop = asyncio.Event()
        work = (self._keep_at_once(), self._tell_often(), self._use_the_time())
        beside = [asyncio.create_task(each) for each in work]
        for each in beside:
            each.add_done_callback(
                lambda done: None if done.cancelled() or not done.exception() else task.cancel()
            )
        alarm = None
        if (left := deadline.left) is not None:
            alarm = asyncio.get_running_loop().call_later(left, stop.set)
        try:
            with _stopped_by_signals(task, stop, self._store.hurry):
                return await self._work(stop)
        except Offline:
            return State.OFFLINE
        except asyncio.CancelledError:
            for each in beside:
                if each.done() and not each.cancelled():
                    each.result()  # the database failed under us: that is the error to tell
            return State.INTERRUPTED
        finally:
            if alarm is not None:
                alarm.cancel()
            for each in beside:
                each.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
            self._flush()

    async def _work(self, stop: asyncio.Event) -> State:
        done, expected = self._store.progress(self._run)
        if done >= expected:
            return State.FINISHED
        from checker import crawl_into  # only now: what asks takes a fifth of a second to load

        while True:
            agenda = self._store.agenda(self._run)
            await crawl_into(self._take, agenda, self._settings, stop=stop)
            self._flush()
            done, total = self._store.progress(self._run)
            # An answer may raise a question: blocked pages are looked for in the archives.
            expected, more = total, total > expected
            if done >= total or not (more or stop.is_set() or self._store.waiting(self._run)):
                return State.FINISHED
            if stop.is_set():
                return State.INTERRUPTED
            if more:
                continue
            # Another run is asking the rest just now; its answers will be ours, too.
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), TELL_SECONDS)

    def _take(self, outcome: Outcome) -> None:
        """An answer that has just come."""
        now = time.monotonic()
        if not self._outcomes:
            self._since = now
            self._came.set()
        self._outcomes.append(outcome)
        self._taken += 1
        if now - self._since >= KEEP_SECONDS:
            self._keep()

    async def _keep_at_once(self) -> None:
        """Commit in the turn of the loop that follows the first answer's."""
        while True:
            await self._came.wait()
            self._keep()

    async def _use_the_time(self) -> None:
        for _ in self._meanwhile:
            came = FEW + 1
            while came > FEW:
                taken = self._taken
                await asyncio.sleep(QUIET_SECONDS)
                came = self._taken - taken

    async def _tell_often(self) -> None:
        while True:
            await asyncio.sleep(TELL_SECONDS)
            self._tell()
            self._store.heartbeat(self._run)

    def _flush(self) -> None:
        self._keep()
        self._tell()

    def _keep(self) -> None:
        self._came.clear()
        if self._outcomes:
            batch, self._outcomes[:] = list(self._outcomes), []
            self._store.record(self._run, batch)

    def _tell(self) -> None:
        if self._watch:
            self._watch(Progress("asking", *self._store.progress(self._run)))


@contextmanager
def _stopped_by_signals(
    task: asyncio.Task[object], stop: asyncio.Event, hurry: Callable[[], None]
) -> Iterator[None]:
    """SIGINT and SIGTERM: the first stops in good order, the second at once.

    `hurry` is called at once, also while the loop stands still in a call of the database.
    """
    loop = asyncio.get_running_loop()
    caught = []

    def heed() -> None:
        if stop.is_set():
            task.cancel()
        stop.set()

    before = signal.getsignal(signal.SIGTERM)
    for number in (signal.SIGINT, signal.SIGTERM):
        # Not on Windows, and not outside the main thread: there asyncio.run's own handling serves.
        with suppress(NotImplementedError, ValueError, RuntimeError):
            loop.add_signal_handler(number, heed)
            caught.append(number)
            # The loop hears of signals through a socket of its own, whatever Python calls.
            signal.signal(number, lambda *_: hurry())
            signal.siginterrupt(number, False)
    try:
        yield
    finally:
        for number in caught:
            loop.remove_signal_handler(number)
        if signal.SIGTERM in caught:  # the loop puts Python's own back, whatever was there
            signal.signal(signal.SIGTERM, before or signal.SIG_DFL)
