"""Sockets where no more of them may be opened: something gives way, or an end is waited for.

Rules kept here:
- A run asks many hosts at once and keeps connections for later, and a machine may allow few open
  files: that is no reason to leave a link unasked.
- The last few are left to the rest of the program: the database, a library that is loaded late, a
  process that reads a PDF.
- Waiting is bounded. What then finds no room fails as the system said it: `local-resources`.
"""

from __future__ import annotations

import asyncio
import errno
import socket
import sys
from collections.abc import Awaitable, Callable
from typing import TypeVar

_LEFT = 24
"""Open files for the rest of the program."""
_WAIT_SECONDS = 5.0
_TURNS = 3
"""Of the event loop, after which a connection that was aborted is closed."""
_SHORT = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS})

Made = TypeVar("Made")


def stream_socket(family: socket.AddressFamily) -> socket.socket:
    """A TCP socket that does not block.

    Raises:
        OSError: there is no room for one.
    """
    raw = socket.socket(family, socket.SOCK_STREAM)
    if raw.fileno() >= _HIGHEST:  # the system gives the lowest number that is free
        raw.close()
        raise OSError(errno.EMFILE, "next to no more files may be opened")
    raw.setblocking(False)
    return raw


def is_shortage(error: OSError) -> bool:
    """Whether no more sockets may be had."""
    return error.errno in _SHORT


def _highest() -> int:
    """The first number of a file that is none of the crawler's."""
    if sys.platform == "win32":
        return sys.maxsize  # there, sockets are no files
    import resource

    most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return sys.maxsize if most == resource.RLIM_INFINITY else max(most - _LEFT, most // 2)


_HIGHEST = _highest()


class Room:
    """Who waits for a socket, and what may give way to them."""

    def __init__(self, give_way: Callable[[], bool]) -> None:
        """`give_way` ends a connection that nobody uses; False where there is none."""
        self._give_way = give_way
        self._waiting: dict[asyncio.Future[None], None] = {}

    async def for_one(self, connect: Callable[[], Awaitable[Made]]) -> Made:
        """What `connect` makes, once there is room for it.

        Raises:
            OSError: whatever `connect` raises, and that there was no room for it in time.
        """
        while True:
            try:
                return await connect()
            except OSError as error:
                if not is_shortage(error) or not (self._give_way() or await self._one_ended()):
                    raise
            for _ in range(_TURNS):
                await asyncio.sleep(0)

    def one_ends(self) -> None:
        """A connection is about to be closed."""
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)
                return

    async def _one_ended(self) -> bool:
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[waiting] = None
        try:
            done, _ = await asyncio.wait([waiting], timeout=_WAIT_SECONDS)
        finally:
            del self._waiting[waiting]
        return bool(done)
