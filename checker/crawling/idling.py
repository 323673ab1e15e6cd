"""Workers that wait for something to do, and the one alarm that wakes them.

Rules kept here:
- Who came first is woken first; a worker that was cancelled meanwhile is passed over.
- There is one alarm, at the earliest time that was asked for.
"""

from __future__ import annotations

import asyncio
from collections import deque

NEVER = float("inf")


class Idlers:
    """The idle workers of one run."""

    def __init__(self) -> None:
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._alarm: asyncio.TimerHandle | None = None
        self._at = NEVER

    def __bool__(self) -> bool:
        """Whether anyone waits."""
        return bool(self._waiting)

    async def wait(self) -> None:
        """Wait to be woken."""
        waiter = asyncio.get_running_loop().create_future()
        self._waiting.append(waiter)
        await waiter

    def wake_at(self, when: float) -> None:
        """Wake one at a time of the loop's clock, unless one is woken before that anyway."""
        if self._alarm is not None:
            if self._at <= when:
                return
            self.close()
        if when != NEVER:
            self._at = when
            self._alarm = asyncio.get_running_loop().call_at(when, self._ring)

    def wake_one(self) -> None:
        """Wake the one who has waited longest."""
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_result(None)
                return

    def wake_all(self) -> None:
        """Wake everyone."""
        waiters, self._waiting = self._waiting, deque()
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    def close(self) -> None:
        """Set the alarm off for good or until the next wake_at."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    def _ring(self) -> None:
        self._alarm = None
        self.wake_one()
