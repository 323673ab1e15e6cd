"""Which of a name's addresses is connected to: the first that answers, asked one after the other.

Rules kept here:
- An address that says nothing delays the next one by a moment, not by its share of the time that
  there is: a network whose IPv6 leads nowhere costs a quarter of a second a connection.
- An address that says no lets the next one be tried at once.
- Of those that are tried, one connection is left in the end; the others are closed.

Source: RFC 8305, section 5, and its delay of 250 ms.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence

from .addresses import Endpoint
from .room import is_shortage

_HEAD_START = 0.25

Dial = Callable[[Endpoint], Awaitable[socket.socket]]


async def first_to_answer(
    endpoints: Sequence[Endpoint], dial: Dial
) -> tuple[socket.socket, Endpoint]:
    """A socket that is connected to one of some addresses, and to which.

    Raises:
        OSError: what the last of them said, or that there is no room for a socket.
    """
    if len(endpoints) == 1:
        return await dial(endpoints[0]), endpoints[0]
    left = list(endpoints)
    under_way: dict[asyncio.Future[socket.socket], Endpoint] = {}
    refused: OSError | None = None
    try:
        while left or under_way:
            if left:
                endpoint = left.pop(0)
                under_way[asyncio.ensure_future(dial(endpoint))] = endpoint
            done, _ = await asyncio.wait(
                under_way,
                timeout=_HEAD_START if left else None,
                return_when=asyncio.FIRST_COMPLETED,
            )
            for each in done:
                endpoint = under_way.pop(each)
                try:
                    return each.result(), endpoint
                except OSError as error:
                    refused = error
                    if is_shortage(error):  # which says nothing of the address
                        raise
    finally:
        await _ended(under_way)
    assert refused is not None
    raise refused


async def _ended(under_way: Iterable[asyncio.Future[socket.socket]]) -> None:
    """Give up what is still under way, and what came in the same moment."""
    given_up = tuple(under_way)
    for each in given_up:
        each.cancel()
    for came in await asyncio.gather(*given_up, return_exceptions=True):
        if isinstance(came, socket.socket):
            came.close()
