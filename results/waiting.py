"""How long another process's lock is waited for.

Rules kept here:
- SQLite waits in short steps, and Python between them: so Ctrl-C is heard within one step, where
  SQLite alone would hear nothing until all its time is over.
- Whoever is told to stop hurries: no lock is waited for much longer.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from time import monotonic, sleep
from typing import TypeVar

STEP = 0.2
"""Seconds that SQLite waits by itself."""
HURRIED = 0.2
"""Seconds for a lock, once someone wants us to end."""
_PAUSE = 0.01

_Given = TypeVar("_Given")


class Waiting:
    """The patience of one connection: `waiting(act)` gives what `act` gives."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    @property
    def step(self) -> float:
        """What SQLite is to wait by itself, in seconds."""
        return min(self._seconds, STEP)

    def hurry(self) -> None:
        """Wait no longer than HURRIED, now and later. May be called from a signal's handler."""
        self._seconds = min(self._seconds, HURRIED)

    def __call__(self, act: Callable[[], _Given]) -> _Given:
        """Do it, again and again while another process holds a lock and there is time.

        Raises:
            sqlite3.Error: whatever else came, or the lock when time is over.
        """
        began = monotonic()
        while True:
            try:
                return act()
            except sqlite3.OperationalError as error:
                if not is_busy(error) or monotonic() - began >= self._seconds:
                    raise
                sleep(_PAUSE)  # some locks are told of at once, whatever SQLite was to wait


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another process's lock is all that is wrong."""
    return primary_code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's result code without what it adds: the low byte (sqlite.org/rescode.html)."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
