"""Processes that end with the one that started them, and for no other reason that we can keep away.

Rules kept here:
- Whoever waits at a pipe sees it close. `end_after` is for one that works: its letter may take a
  minute. Where no thread can be had that watches, the pipe has to do.
- Ctrl-C reaches every process of a terminal. It is the parent's alone: what is begun `undisturbed`
  does not hear it, from its first moment on.
"""

from __future__ import annotations

import _thread
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

_SECONDS = 0.25


def end_after(wait: Callable[[], object]) -> None:
    """End this process when `wait`, which waits for another's end in a thread, returns."""

    def watch() -> None:
        wait()
        os._exit(1)

    with suppress(RuntimeError):
        _thread.start_new_thread(watch, ())


def end_with(parent: int) -> None:
    """End this process soon after `parent`, which forked it, has ended."""

    def wait() -> None:
        while os.getppid() == parent:
            time.sleep(_SECONDS)

    end_after(wait)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keep Ctrl-C waiting. A process that is begun within keeps it waiting for good, or until it
    says what is to become of it."""
    if not hasattr(signal, "pthread_sigmask"):  # there, it goes to no other process
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
