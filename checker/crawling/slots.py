"""How many requests may run at once: one that only waits gives its slot to another.

Rules kept here:
- There are `most` slots. A request that has been under way for _PATIENT seconds is waiting for its
  host and costs no more than a socket: it gives its slot back and goes on without one.
- As many as there are slots may go on so, no more: a run never has more than 2 * most sockets, and
  a web of nothing but hangs is asked at twice the ordinary pace, not without bound.
- One timer for all of them, set for the oldest; nothing is set or cancelled for each request.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

_PATIENT = 1.0
"""Seconds. Few living pages take longer, and every request that hangs takes its whole timeout."""


class Slots:
    """The slots of one run. `freed` is called when one comes free while its request goes on."""

    def __init__(self, most: int, freed: Callable[[], None]) -> None:
        self.most = max(1, most)
        self._freed = freed
        self._running: dict[object, float] = {}
        """Who holds a slot, and since when; the oldest first."""
        self._waiting: set[object] = set()
        """Who goes on without one."""
        self._timer: asyncio.TimerHandle | None = None

    @property
    def free(self) -> bool:
        """Whether another request may begin."""
        return len(self._running) < self.most

    @property
    def in_use(self) -> int:
        """Requests under way, with a slot or without."""
        return len(self._running) + len(self._waiting)

    def begin(self, who: object, now: float) -> None:
        """A request begins; `who` tells it from every other that is under way."""
        self._running[who] = now
        if self._timer is None:
            self._arm(now + _PATIENT)

    def end(self, who: object) -> None:
        """A request has ended."""
        if self._running.pop(who, None) is None:
            self._waiting.discard(who)

    def close(self) -> None:
        """Set no more timers."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _arm(self, when: float) -> None:
        self._timer = asyncio.get_running_loop().call_at(when, self._look)

    def _look(self) -> None:
        """Take the slots of those who have waited for long enough."""
        self._timer = None
        now = asyncio.get_running_loop().time()
        while self._running and len(self._waiting) < self.most:
            who, began = next(iter(self._running.items()))
            if began + _PATIENT > now:
                self._arm(began + _PATIENT)
                return
            del self._running[who]
            self._waiting.add(who)
            self._freed()
        if self._running:
            self._arm(now + _PATIENT)  # nobody else may wait before one of those ends
