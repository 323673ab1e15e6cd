"""Work that is broken off in its middle when its time is over.

Rules kept here:
- Only what can be done again: whatever writes stands outside.
- Where the system has no alarm, and outside the main thread, nothing is broken off.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class OutOfTime(Exception):
    """The time was over."""


@contextmanager
def until(at: float | None) -> Iterator[None]:
    """Break the block off at a point of time.monotonic(); None for never.

    An alarm that was set before rings later by no more than the block takes.

    Raises:
        OutOfTime: it was broken off.
    """
    if at is None:
        yield
        return
    begun = time.monotonic()
    if begun >= at:
        raise OutOfTime
    if (
        not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return
    inside = True

    def ring(*_: object) -> None:
        if inside:
            raise OutOfTime

    before = signal.signal(signal.SIGALRM, ring)
    others, again = signal.setitimer(signal.ITIMER_REAL, at - begun)
    try:
        yield
    finally:
        inside = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before or signal.SIG_DFL)
        if others:
            left = others - (time.monotonic() - begun)
            signal.setitimer(signal.ITIMER_REAL, max(left, 0.001), again)
