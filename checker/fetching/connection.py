"""One socket below the transport: bytes are parsed as they come, and waited for where needed.

Rules kept here:
- A connection carries one request at a time.
- What waits to be read is bounded: past _HIGH_WATER the socket is told to pause.
- Failures come out as httpx exceptions, with the OS or ssl error as their cause.
"""

from __future__ import annotations

import asyncio
import ssl
from typing import Protocol, cast

import httpx

from .failures import Unanswered
from .wire import Head, HeadTooLarge, Malformed, NotTaken, OnlyHttp2, is_http2

Origin = tuple[str, str, int]
"""Scheme, host in ASCII, port."""

_HIGH_WATER = 512 * 1024
"""Body bytes."""


class Reader(Protocol):
    """Reads one answer: over HTTP/1.1 (`wire.AnswerReader`), over HTTP/2 (`http2`)."""

    head: Head | None
    broken: str

    @property
    def done(self) -> bool:
        """The whole answer was read."""

    @property
    def reusable(self) -> bool:
        """The connection may carry another request."""

    @property
    def untouched(self) -> bool:
        """Not one byte of an answer has come."""

    def feed(self, data: bytes) -> bytes:
        """Take bytes from the connection; returns the body bytes among them, raises Malformed."""

    def end(self) -> bool:
        """The connection ended; returns whether the answer is whole, raises Malformed."""


class Owner(Protocol):
    """Who keeps count of connections."""

    def opened(self, connection: Connection) -> None:
        """A connection stands."""

    def lost(self, connection: Connection) -> None:
        """A connection is no more."""


class Stale(httpx.ReadError):
    """A kept connection ended before a byte of the answer came."""


class TurnedAway(Unanswered):
    """The server ended the connection and says that it has not looked at the request."""


class Connection(asyncio.Protocol):
    """One socket. Bytes are parsed as they come; head() and read() wait for what is parsed."""

    def __init__(self, owner: Owner, origin: Origin, address: str) -> None:
        self.origin = origin
        self.address = address
        self.idle_since = 0.0
        self._owner = owner
        self.certificate_until: str | None = None
        """When its certificate runs out (`certificates.runs_out`); set once, by its maker."""
        self._transport: asyncio.Transport | None = None
        self._reader: Reader | None = None
        self._body: list[bytes] = []
        self._buffered = 0
        self._paused = False
        self._used = False
        self._lost = False
        self._error: Exception | None = None
        self._waiter: asyncio.Future[None] | None = None

    @property
    def alive(self) -> bool:
        """The socket is open as far as we know."""
        return not self._lost and self._transport is not None and not self._transport.is_closing()

    @property
    def reusable(self) -> bool:
        """The last answer is read to its end and the socket can take another request."""
        return self.alive and self._reader is not None and self._reader.reusable

    @property
    def secured(self) -> ssl.SSLObject | None:
        """The TLS below, None without any."""
        assert self._transport is not None
        return cast("ssl.SSLObject | None", self._transport.get_extra_info("ssl_object"))

    @property
    def certificate(self) -> bytes | None:
        """The server's certificate in DER, verified or not."""
        return self.secured.getpeercert(binary_form=True) if self.secured else None

    @property
    def reader(self) -> Reader | None:
        """What reads the answer that is under way, or the first one."""
        return self._reader

    # What the transport asks.

    def send(self, data: bytes, reader: Reader) -> None:
        """Begin a request."""
        self.expect(reader)
        self.write(data)

    def expect(self, reader: Reader) -> None:
        """Have what comes read, also before anything is sent."""
        self._reader = reader

    def write(self, data: bytes) -> None:
        """Send more of what a reader has to say."""
        assert self._transport is not None
        self._transport.write(data)

    async def head(self) -> Head:
        """Wait for the answer's head."""
        reader = self._reader
        assert reader is not None
        while reader.head is None:
            if self._error is not None or self._lost:
                raise self._no_answer(reader)
            await self._wait()
        return reader.head

    async def read(self) -> bytes:
        """The next bytes of the body; none at its end.

        Raises:
            httpx.ReadError: the connection broke before the body's end.
            httpx.RemoteProtocolError: the body ended early or is not what the head says.
        """
        reader = self._reader
        assert reader is not None
        while not self._body:
            if reader.done:
                return b""
            if reader.broken:
                raise httpx.RemoteProtocolError(reader.broken)
            if self._error is not None:
                raise httpx.ReadError(str(self._error)) from self._error
            if self._lost:
                raise httpx.RemoteProtocolError("the connection ended before the body")
            await self._wait()
        data = self._body[0] if len(self._body) == 1 else b"".join(self._body)
        self._body.clear()
        self._buffered = 0
        if self._paused:
            self._paused = False
            cast(asyncio.Transport, self._transport).resume_reading()
        return data

    def rest(self, now: float) -> None:
        """Wait for another request."""
        self._reader, self._used, self.idle_since = None, True, now
        self._body.clear()

    def abort(self) -> None:
        """Close at once; what is not read is not wanted."""
        if self._transport is not None:
            self._transport.abort()

    # What asyncio tells.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The socket is connected and, for https, the handshake done."""
        self._transport = cast(asyncio.Transport, transport)
        self._owner.opened(self)

    def data_received(self, data: bytes) -> None:
        """Parse at once; a reader that does not keep up pauses the socket."""
        if self._reader is None:
            if not self._used and is_http2(data):
                self._error = OnlyHttp2("the server speaks before it is asked, in HTTP/2")
            self.abort()  # bytes that nobody asked for
            return
        try:
            body = self._reader.feed(data)
        except Malformed as error:
            self._error = error
            self.abort()
        else:
            if body:
                self._body.append(body)
                self._buffered += len(body)
                if self._buffered > _HIGH_WATER and not self._paused:
                    self._paused = True
                    cast(asyncio.Transport, self._transport).pause_reading()
        self._wake()

    def eof_received(self) -> None:
        """The server has said all. Returning None lets asyncio close the socket."""
        self._lost = True
        if self._reader is not None:
            try:
                self._reader.end()
            except Malformed as error:
                self._error = self._error or error
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        """The socket is closed, by whom ever; `exc` where it broke."""
        self._lost = True
        self._error = self._error or exc
        self._owner.lost(self)
        self._wake()

    # Waiting.

    async def _wait(self) -> None:
        self._waiter = asyncio.get_running_loop().create_future()
        try:
            await self._waiter
        finally:
            self._waiter = None

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def _no_answer(self, reader: Reader) -> httpx.TransportError:
        if isinstance(self._error, HeadTooLarge):
            return Unanswered("header-too-large", str(self._error))
        if isinstance(self._error, OnlyHttp2) and self.origin[0] == "https":
            # Without TLS no browser speaks it either: there it is no answer.
            kind = TurnedAway if isinstance(self._error, NotTaken) else Unanswered
            return kind("http2-only", str(self._error))
        if isinstance(self._error, Malformed):
            return Unanswered("malformed-answer", str(self._error))
        if self._used and reader.untouched:
            return Stale("a kept connection had ended")
        if self._error is not None:
            problem = httpx.ReadError(str(self._error))
            problem.__cause__ = self._error
            return problem
        if reader.untouched:
            return Unanswered("empty-reply", "the connection was closed without an answer")
        return Unanswered("reset", "the connection was closed within the headers")
