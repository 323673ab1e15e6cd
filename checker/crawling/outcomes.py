"""Outcomes on their way from the crawler to whoever keeps them.

Rules kept here:
- In the order in which they are known; none is lost, also where the run ends in an error.
- Who takes them at once gets each before anything else is done; who asks for the next one may lag,
  and is waited for.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

from ..model import Outcome


class Outcomes:
    """Those of one run. `caught_up` is called when a consumer that lagged has made room."""

    def __init__(self, most: int, caught_up: Callable[[], None]) -> None:
        self.take: Callable[[Outcome], None] | None = None
        """Who gets them at once; None where they are asked for one by one."""
        self.ended = False
        """Nothing more is asked."""
        self.error: BaseException | None = None
        """Why the run broke off."""
        self._most = most
        self._caught_up = caught_up
        self._known: deque[Outcome] = deque()
        self._consumer: asyncio.Future[None] | None = None

    @property
    def lagging(self) -> bool:
        """Whether the consumer should be waited for."""
        return len(self._known) >= self._most

    def put(self, outcome: Outcome) -> None:
        """Hand one over."""
        if self.take is not None:
            self.take(outcome)
        else:
            self._known.append(outcome)
            self._tell()

    def end(self) -> None:
        """There will be no more."""
        self.ended = True
        self._tell()

    def fail(self, error: BaseException) -> None:
        """There will be no more, for this reason; the first one counts."""
        self.error = self.error or error
        self._tell()

    async def next(self) -> Outcome | None:
        """The next one, or None when there are no more; then the error, if there was one."""
        while not self._known:
            if self.error is not None:
                raise self.error
            if self.ended:
                return None
            self._consumer = asyncio.get_running_loop().create_future()
            await self._consumer
        outcome = self._known.popleft()
        if len(self._known) == self._most // 2:
            self._caught_up()
        return outcome

    def _tell(self) -> None:
        if self._consumer is not None and not self._consumer.done():
            self._consumer.set_result(None)
