"""How long an answer is waited for, where nothing but the server may use that time up.

Rules kept here:
- While this process itself stood still (another program held the database, the machine slept, the
  disk was slow), nobody could have heard the server. A wait that ends during such a pause begins
  anew: no page is called unreachable for what happened on this side.
- Otherwise as `asyncio.timeout`: what takes longer is cancelled, and TimeoutError is raised.
"""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Self

STOOD_STILL = 0.5
"""Seconds by which an alarm that rings late says that the event loop did not run."""


class Patience:
    """An async context manager: `async with Patience(20): …`."""

    __slots__ = ("_alarm", "_due", "_loop", "_seconds", "_timeout")

    def __init__(self, seconds: float) -> None:
        """Args:
        seconds: how long the block may take.
        """
        self._seconds = seconds
        self._loop = asyncio.get_running_loop()
        self._timeout = asyncio.timeout(None)

    async def __aenter__(self) -> Self:
        await self._timeout.__aenter__()
        self._wait()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._alarm.cancel()
        await self._timeout.__aexit__(kind, error, trace)

    def _wait(self) -> None:
        self._due = self._loop.time() + self._seconds
        self._alarm = self._loop.call_at(self._due, self._ring)

    def _ring(self) -> None:
        now = self._loop.time()
        if now - self._due > STOOD_STILL:
            self._wait()
        else:
            self._timeout.reschedule(now)
