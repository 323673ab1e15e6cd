"""How a server on the loopback web behaves: ordinary answers, and every way of not giving one.

Rules kept here:
- A behaviour is a frozen value with one method, `play`, that writes to the socket and tells whether
  the connection may serve another request.
- Nothing is held in memory that a client would not be sent: a bomb is compressed as it goes out.
- A behaviour that waits ends when the client leaves or the web is shut.
"""

from __future__ import annotations

import asyncio
import socket
import struct
import zlib
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Protocol

Headers = tuple[tuple[str, str], ...]

_MEGABYTE = 1 << 20
_BODYLESS = frozenset({204, 304})


@dataclass(frozen=True, slots=True)
class Seen:
    """One request, as the server saw it."""

    host: str
    """The Host header in lower case, without its port."""
    method: str
    path: str
    """With the query, as it was sent."""
    headers: Headers
    """Names in lower case."""
    at: float
    """time.monotonic() when the request's head had been read."""
    body: bytes = b""
    tls: bool = False
    connection: int = 0
    """Which connection it came on, counted from 1."""

    def header(self, name: str, default: str = "") -> str:
        """The first value of a header; `name` in lower case."""
        return next((value for key, value in self.headers if key == name), default)


@dataclass(frozen=True, slots=True)
class Call:
    """A request together with the connection that waits for its answer."""

    seen: Seen
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def send(self, data: bytes) -> None:
        """Write and wait until the socket has taken it; ConnectionError when the client left."""
        if self.writer.is_closing():
            raise ConnectionResetError
        self.writer.write(data)
        await self.writer.drain()

    async def gone(self, seconds: float | None = None) -> bool:
        """Wait until the client hangs up, at most `seconds`; True when it did."""
        try:
            async with asyncio.timeout(seconds):
                while await self.reader.read(65536):
                    pass
        except TimeoutError:
            return False
        return True


class Behaviour(Protocol):
    """What a server does with a request."""

    async def play(self, call: Call) -> bool:
        """Answer; True when the connection may be kept for the next request."""


def head(status: int, headers: Headers, reason: str | None = None) -> bytes:
    """The bytes of a status line and headers, the empty line included."""
    if reason is None:
        known = status in HTTPStatus.__members__.values()
        reason = HTTPStatus(status).phrase if known else "Unknown"
    lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {value}" for name, value in headers)]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")


@dataclass(frozen=True, slots=True)
class Reply:
    """An ordinary answer."""

    status: int = 200
    headers: Headers = ()
    body: bytes | str = b""
    """Text is sent as UTF-8."""
    delay: float = 0.0
    """Seconds before the first byte."""
    reason: str | None = None
    close: bool = False
    """Close the connection afterwards although it could be kept."""

    async def play(self, call: Call) -> bool:
        """Send it, with Content-Length and Content-Type unless they are given."""
        if self.delay and await call.gone(self.delay):
            return False
        body = self.body.encode() if isinstance(self.body, str) else self.body
        given = {name.lower() for name, _ in self.headers}
        headers = list(self.headers)
        if "content-type" not in given and self.status not in _BODYLESS:
            headers.append(("Content-Type", "text/html; charset=utf-8"))
        if not given & {"content-length", "transfer-encoding"} and self.status not in _BODYLESS:
            headers.append(("Content-Length", str(len(body))))
        if self.close:
            headers.append(("Connection", "close"))
        silent = call.seen.method == "HEAD" or self.status in _BODYLESS
        lead = head(self.status, tuple(headers), self.reason)
        await call.send(lead + (b"" if silent else body))
        return not self.close and call.seen.header("connection").lower() != "close"


def redirect(location: str, status: int = 301, headers: Headers = ()) -> Reply:
    """An answer that sends the client elsewhere."""
    return Reply(status, (("Location", location), *headers))


@dataclass(frozen=True, slots=True)
class Hang:
    """Read the request and never answer."""

    async def play(self, call: Call) -> bool:
        """Wait for the client to give up."""
        await call.gone()
        return False


@dataclass(frozen=True, slots=True)
class Reset:
    """Tear the connection down with an RST."""

    after: bytes = b""
    """Bytes that are sent before."""

    async def play(self, call: Call) -> bool:
        """Close with a linger time of zero, which makes the kernel send the RST."""
        if self.after:
            await call.send(self.after)
        raw = call.writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        call.writer.transport.abort()
        return False


@dataclass(frozen=True, slots=True)
class Empty:
    """Close without a byte."""

    async def play(self, call: Call) -> bool:
        """Nothing to send."""
        del call
        return False


@dataclass(frozen=True, slots=True)
class Drip:
    """Send the head at once and the body one byte at a time."""

    body: bytes = b"<p>slowly</p>" * 1000
    every: float = 0.05
    """Seconds between two bytes."""
    status: int = 200
    headers: Headers = (("Content-Type", "text/html; charset=utf-8"),)

    async def play(self, call: Call) -> bool:
        """Drip until the body or the client's patience ends."""
        length = (("Content-Length", str(len(self.body))),)
        await call.send(head(self.status, self.headers + length))
        for value in self.body:
            if await call.gone(self.every):
                return False
            await call.send(bytes((value,)))
        return True


@dataclass(frozen=True, slots=True)
class Truncated:
    """Promise more bytes than are sent, then close."""

    body: bytes = b"<title>Half a page</title><p>It ends in the middle of a"
    missing: int = 1000
    """How many promised bytes never come."""
    status: int = 200
    headers: Headers = (("Content-Type", "text/html; charset=utf-8"),)

    async def play(self, call: Call) -> bool:
        """Send the promise and the part."""
        length = (("Content-Length", str(len(self.body) + self.missing)),)
        await call.send(head(self.status, self.headers + length) + self.body)
        return False


@dataclass(frozen=True, slots=True)
class Bomb:
    """A small gzip body that unpacks to very much."""

    megabytes: int = 200
    """Size after unpacking; about a thousandth of it is sent."""
    start: bytes = b"<!doctype html><title>A very long page</title><p>"
    filler: bytes = b"0"
    status: int = 200
    headers: Headers = (("Content-Type", "text/html; charset=utf-8"),)

    async def play(self, call: Call) -> bool:
        """Compress as it goes out; the end of the body is the end of the connection."""
        extra = (("Content-Encoding", "gzip"), ("Connection", "close"))
        await call.send(head(self.status, self.headers + extra))
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        block = self.filler * (_MEGABYTE // len(self.filler))
        await call.send(packer.compress(self.start))
        for _ in range(self.megabytes):
            await call.send(packer.compress(block))
            await asyncio.sleep(0)  # other connections have their turn between two megabytes
        await call.send(packer.flush())
        return False


@dataclass(frozen=True, slots=True)
class HugeHeaders:
    """Headers that no client should read to their end."""

    count: int = 2000
    size: int = 500
    """Bytes of each value."""

    async def play(self, call: Call) -> bool:
        """Send a small page under a mountain of headers."""
        headers = tuple((f"X-Filler-{n}", "x" * self.size) for n in range(self.count))
        await call.send(head(200, (*headers, ("Content-Length", "0"))))
        return True


@dataclass(frozen=True, slots=True)
class Garbage:
    """Bytes that are no HTTP."""

    data: bytes = b"\x00\xff\x13\x37 this is not HTTP \x00\r\n\r\n"

    async def play(self, call: Call) -> bool:
        """Send them and close."""
        await call.send(self.data)
        return False


@dataclass(slots=True)
class Turns:
    """One behaviour after another, the last one for ever: down twice, then up."""

    behaviours: tuple[Behaviour, ...]
    taken: int = field(default=0, init=False)

    def __init__(self, *behaviours: Behaviour) -> None:
        self.behaviours = behaviours
        self.taken = 0

    async def play(self, call: Call) -> bool:
        """Play the one whose turn it is."""
        turn = self.behaviours[min(self.taken, len(self.behaviours) - 1)]
        self.taken += 1
        return await turn.play(call)
