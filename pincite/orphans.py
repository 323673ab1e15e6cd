"""Processes that end with the one that started them, also when that was killed.

Rules kept here:
- Whoever waits at a pipe sees it close. This is for one that works: its letter may take a minute.
"""

from __future__ import annotations

import _thread
import os
import time
from collections.abc import Callable

_SECONDS = 0.25


def end_after(wait: Callable[[], object]) -> None:
    """End this process when `wait`, which waits for another's end in a thread, returns."""

    def watch() -> None:
        wait()
        os._exit(1)

    _thread.start_new_thread(watch, ())


def end_with(parent: int) -> None:
    """End this process soon after `parent`, which forked it, has ended."""

    def wait() -> None:
        while os.getppid() == parent:
            time.sleep(_SECONDS)

    end_after(wait)
