"""Work that is broken off in its middle when its time is over.

Rules kept here:
- Only what can be done again: whatever writes stands outside.
- Where the system has no alarm, and outside the main thread, nothing is broken off.
- Python prints and forgets what is raised while an object is thrown away (`__del__`, callbacks of
  weak references): there the alarm waits until that is over.
"""

from __future__ import annotations

import _weakrefset
import signal
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN_SECONDS = 0.02
"""After which an alarm that could not break anything off rings again. It never rings twice where it
could: what is tidied up on the way out is not broken off."""


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

    def ring(_: int, frame: FrameType | None) -> None:
        if not inside:
            return
        if not _is_throwing_away(frame):
            raise OutOfTime
        signal.setitimer(signal.ITIMER_REAL, _AGAIN_SECONDS)

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


def _is_throwing_away(frame: FrameType | None) -> bool:
    """Whether what runs was called because nobody needs an object any more."""
    while frame is not None:
        code = frame.f_code
        if code.co_name == "__del__" or code.co_filename in _OF_WEAK_REFERENCES:
            return True
        frame = frame.f_back
    return False


_OF_WEAK_REFERENCES = frozenset({weakref.__file__, _weakrefset.__file__})
