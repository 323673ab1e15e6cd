"""How long an answer is waited for, where nothing but the server may use that time up.

Rules kept here:
- While this process itself stood still (another program held the database, the machine slept, the
  disk was slow), nobody could have heard the server. A wait that ends during such a pause begins
  anew: no page is called unreachable for what happened on this side.
- Otherwise as `asyncio.timeout`: what takes longer is cancelled, and TimeoutError is raised.
- Waits of one length end in the order in which they began, so one timer serves them all: it is set
  for the oldest, and nothing is set or cancelled for each request.
"""

from __future__ import annotations

import asyncio
from collections import deque
from types import TracebackType

STOOD_STILL = 0.5
"""Seconds by which an alarm that rings late says that the event loop did not run."""


class Waits:
    """The waits of one client, within one event loop."""

    def __init__(self) -> None:
        self._lines: dict[float, _Line] = {}
        """By length: a client has two or three."""

    def at_most(self, seconds: float) -> Patience:
        """A context manager: `with waits.at_most(20): …`."""
        line = self._lines.get(seconds)
        if line is None:
            line = self._lines[seconds] = _Line(seconds)
        return Patience(line)


class Patience:
    """One wait, which begins where its block does."""

    __slots__ = ("_before", "_line", "due", "expired", "task")

    def __init__(self, line: _Line) -> None:
        self._line = line
        self.due = 0.0
        """On the loop's clock."""
        self.expired = False
        self.task: asyncio.Task[object] | None = None
        """Who waits; None before and after."""

    def __enter__(self) -> None:
        task = asyncio.current_task()
        assert task is not None, "only a task can be cancelled"
        self.task, self._before = task, task.cancelling()
        self._line.add(self)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        task, self.task = self.task, None
        # As asyncio.Timeout has it: of two who cancelled at once the other one goes before.
        mine = self.expired and task is not None and task.uncancel() <= self._before
        if mine and kind is asyncio.CancelledError:
            raise TimeoutError from error


class _Line:
    """Waits of one length, the oldest first; finished ones leave when they come to the front."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[Patience] = deque()
        self._alarm: asyncio.TimerHandle | None = None

    def add(self, wait: Patience) -> None:
        """A wait begins."""
        wait.due = self._loop.time() + self._seconds
        self._waiting.append(wait)
        self._let_go()
        if self._alarm is None:
            self._arm()

    def _let_go(self) -> None:
        while self._waiting and self._waiting[0].task is None:
            self._waiting.popleft()

    def _arm(self) -> None:
        self._alarm = self._loop.call_at(self._waiting[0].due, self._ring)

    def _ring(self) -> None:
        self._alarm = None
        now = self._loop.time()
        while self._waiting and self._waiting[0].due <= now:
            wait = self._waiting.popleft()
            if wait.task is None:
                continue
            if now - wait.due > STOOD_STILL:
                wait.due = now + self._seconds
                self._waiting.append(wait)
            else:
                wait.expired = True
                wait.task.cancel()
        self._let_go()
        if self._waiting:
            self._arm()
