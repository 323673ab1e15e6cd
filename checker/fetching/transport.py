"""The transport below the fetcher: one connection per request, straight to a checked address.

Rules kept here:
- It is an httpx transport (`handle_async_request`), so any other one can stand in its place.
- It connects to the addresses that `addresses` has guarded, and to no name.
- A connection serves one request at a time and is kept for its origin only when the answer leaves
  no doubt where it ended. The longest idle ones are closed first.
- Every wait is bounded by the caller: by the connect timeout in the request's extensions and by
  cancellation, which closes the connection.
- Where this process may open nothing more, an idle connection gives way (`room`).
- HTTP/1.1 is spoken first. A site that will not speak it is asked in HTTP/2 (`http2`), from
  then on at once.

Why not httpx's own: a request costs 1.1 ms of processor time there, 0.9 with bare httpcore and h11,
against 0.2 here on a kept connection and 0.35 on a new one; and h11 refuses answers that browsers
show (`wire`).
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

import httpx

from .addresses import Addresses, Endpoint
from .certificates import blind_context, names_its_issuer, runs_out
from .connection import Connection, Origin, Stale, TurnedAway
from .dialling import first_to_answer
from .failures import ISSUER_NOT_FOUND, Unanswered, failure_of
from .lean import LeanRequest, LeanResponse
from .patience import Waits
from .plain import dialled, is_watching, speak
from .room import Room, is_shortage
from .wire import AnswerReader, Malformed, RawHeaders

if TYPE_CHECKING:
    from .http2 import Http2Reader

_IDLE_SECONDS = 15.0
_DEFAULT_CONNECT_SECONDS = 10.0
_TOO_LATE = 408
"""On a kept connection it says no more than that it was kept for too long (RFC 9110, 15.5.9)."""
_MOST_REMEMBERED = 4096
"""Sites of HTTP/2 alone."""

NO_BODY = httpx.ByteStream(b"")
"""The stream of requests without a body; told by identity, so that nobody has to read it."""


class DirectTransport(httpx.AsyncBaseTransport):
    """HTTP over connections of its own.

    Args:
        addresses: where names lead, and whether one may go there.
        context: what https connections are secured with; it offers HTTP/1.1 only.
        most_idle: connections kept for another request.
        newer: gives the context that offers HTTP/2, when a site needs it; None for never.
    """

    def __init__(
        self,
        addresses: Addresses,
        context: ssl.SSLContext,
        most_idle: int = 64,
        newer: Callable[[], ssl.SSLContext] | None = None,
    ) -> None:
        self._addresses = addresses
        self._context = context
        self._newer = newer
        self._newer_context: ssl.SSLContext | None = None
        self._only_http2: set[Origin] = set()
        self._most_idle = most_idle
        self._idle: dict[Connection, None] = {}
        self._by_origin: dict[Origin, list[Connection]] = {}
        self._open: set[Connection] = set()
        self._room = Room(self._end_idle)
        self._waits = Waits()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send and return once the head is there. Calls extensions["sent"] when it is sent.

        Raises:
            httpx.TransportError: with the ssl or OS error as its cause.
        """
        origin = _origin(request)
        try:
            return await self._answer(origin, request)
        except httpx.TransportError as error:
            if not self._turns_to_http2(origin, error):
                raise
        return await self._answer(origin, request)

    def _turns_to_http2(self, origin: Origin, error: httpx.TransportError) -> bool:
        """Whether a site that would not speak HTTP/1.1 is to be asked again."""
        if self._newer is None or origin[0] != "https" or origin in self._only_http2:
            return False
        if failure_of(error).reason != "http2-only":
            return False
        if len(self._only_http2) >= _MOST_REMEMBERED:
            self._only_http2.clear()
        self._only_http2.add(origin)
        return True

    async def _answer(self, origin: Origin, request: httpx.Request) -> httpx.Response:
        # A request that must not be made twice gets a connection that cannot have gone stale.
        fresh = request.extensions.get("once", False)
        connection = None if fresh else self._reuse(origin)
        if connection is not None:
            try:
                response = await self._ask(connection, request)
            except Stale:
                pass  # the server closed it while it was idle: that says nothing of the link
            else:
                if response.status_code != _TOO_LATE:
                    return response
                await response.aclose()
        try:
            return await self._ask_anew(origin, request)
        except TurnedAway:  # servers do that when they are started again; once is enough to see
            return await self._ask_anew(origin, request)

    async def _ask_anew(self, origin: Origin, request: httpx.Request) -> httpx.Response:
        connection = await self._connect(origin, _connect_seconds(request))
        return await self._ask(connection, request)

    async def aclose(self) -> None:
        """Close every connection and wait until the sockets are gone."""
        for connection in tuple(self._open):
            connection.abort()
        for _ in range(20):  # asyncio closes sockets in callbacks, TLS ones some rounds later
            if not self._open:
                break
            await asyncio.sleep(0)

    # One request.

    async def _ask(self, connection: Connection, request: httpx.Request) -> httpx.Response:
        try:
            newer = connection.reader  # made with the connection, for HTTP/2 alone
            if newer is not None:
                _ask_in_http2(cast("Http2Reader", newer), request)
            else:
                connection.send(_wire_format(request), AnswerReader(request.method == "HEAD"))
            sent = request.extensions.get("sent")
            if sent is not None:
                sent()
            head = await connection.head()
        except BaseException:
            connection.abort()
            raise
        return LeanResponse(
            head,
            _Body(connection, self),
            {
                "http_version": b"HTTP/2" if newer else b"HTTP/1.1",
                "address": connection.address,
                "certificate_until": connection.certificate_until,
            },
        )

    # Connections.

    def _reuse(self, origin: Origin) -> Connection | None:
        waiting = self._by_origin.get(origin)
        oldest = asyncio.get_running_loop().time() - _IDLE_SECONDS
        while waiting:
            connection = waiting[-1]
            self.forget_idle(connection)
            if connection.alive and connection.idle_since > oldest:
                return connection
            connection.abort()
        return None

    def release(self, connection: Connection) -> None:
        """The answer was read, or nobody wants the rest of it."""
        if not connection.reusable:
            connection.abort()
            return
        connection.rest(asyncio.get_running_loop().time())
        self._idle[connection] = None
        self._by_origin.setdefault(connection.origin, []).append(connection)
        if len(self._idle) > self._most_idle:
            self._end_idle()
        self._room.one_ends()  # or one that may give way

    def _end_idle(self) -> bool:
        """End the connection that has been idle for longest; False where none is."""
        oldest = next(iter(self._idle), None)
        if oldest is None:
            return False
        self.forget_idle(oldest)
        oldest.abort()
        return True

    def forget_idle(self, connection: Connection) -> None:
        """Take a connection off the idle ones, if it is one."""
        if self._idle.pop(connection, self) is None:
            waiting = self._by_origin[connection.origin]
            waiting.remove(connection)
            if not waiting:
                del self._by_origin[connection.origin]

    def opened(self, connection: Connection) -> None:
        """Count a connection that stands."""
        self._open.add(connection)

    def lost(self, connection: Connection) -> None:
        """Forget a connection that is no more."""
        self._open.discard(connection)
        self.forget_idle(connection)
        self._room.one_ends()

    async def _connect(self, origin: Origin, seconds: float) -> Connection:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        endpoints: Sequence[Endpoint] = ()
        try:
            with self._waits.at_most(seconds):
                endpoints = await self._addresses.find(origin[1], origin[2])
                return await self._connect_to_any(origin, endpoints, deadline)
        except TimeoutError as error:
            if not endpoints:
                raise Unanswered("dns-failure", f"no answer within {seconds:g} s") from error
            raise Unanswered("connect-timeout", f"no connection within {seconds:g} s") from error
        except OSError as error:
            raise httpx.ConnectError(str(error)) from error

    async def _connect_to_any(
        self, origin: Origin, endpoints: Sequence[Endpoint], deadline: float
    ) -> Connection:
        """The first address that answers; where it will not agree on TLS, one of the others."""
        left = list(endpoints)
        while True:
            raw, endpoint = await first_to_answer(left, self._dial)
            left.remove(endpoint)
            share = (deadline - asyncio.get_running_loop().time()) / (len(left) + 1)
            try:
                async with asyncio.timeout(share if left else None):
                    return await self._agree(origin, endpoint, raw)
            except OSError as error:  # TimeoutError is one too
                if not left or is_shortage(error):
                    raise

    async def _dial(self, endpoint: Endpoint) -> socket.socket:
        return await self._room.for_one(
            lambda: dialled(endpoint.family, (endpoint.address, endpoint.port))
        )

    async def _agree(self, origin: Origin, endpoint: Endpoint, raw: socket.socket) -> Connection:
        scheme, host, _ = origin
        if scheme != "https":
            return await self._handshake(origin, endpoint, raw, None)
        try:
            connection = await self._handshake(origin, endpoint, raw, self._context_for(origin))
            connection.certificate_until = runs_out(connection.secured)
            return connection
        except ssl.SSLCertVerificationError as error:
            if error.verify_code in ISSUER_NOT_FOUND and await self._names_issuer(origin, endpoint):
                detail = f"{host} sends its certificate without the one that signed it"
                raise Unanswered("tls-incomplete-chain", detail) from error
            # Another address of the same name would be asked for the same certificate.
            raise httpx.ConnectError(str(error)) from error

    async def _handshake(
        self, origin: Origin, endpoint: Endpoint, raw: socket.socket, context: ssl.SSLContext | None
    ) -> Connection:
        if context is None and is_watching():
            plain = Connection(self, origin, endpoint.address)
            speak(raw, plain)
            return plain
        try:
            _, connection = await asyncio.get_running_loop().create_connection(
                lambda: self._made(origin, endpoint),
                sock=raw,
                ssl=context,
                server_hostname=origin[1].rstrip(".") if context else None,
            )
        except BaseException:
            raw.close()
            raise
        return connection

    def _made(self, origin: Origin, endpoint: Endpoint) -> Connection:
        connection = Connection(self, origin, endpoint.address)
        if origin in self._only_http2:
            from .http2 import Http2Reader  # takes longer to load than most runs ever wait for it

            # At once: such a server may speak before it is asked.
            connection.expect(Http2Reader(connection.write))
        return connection

    def _context_for(self, origin: Origin) -> ssl.SSLContext:
        if origin not in self._only_http2 or self._newer is None:
            return self._context
        if self._newer_context is None:
            self._newer_context = self._newer()
        return self._newer_context

    async def _names_issuer(self, origin: Origin, endpoint: Endpoint) -> bool:
        """Look at the refused certificate once more, trusting nobody."""
        try:
            raw = await self._dial(endpoint)
            connection = await self._handshake(origin, endpoint, raw, blind_context())
        except OSError:
            return False
        certificate = connection.certificate
        connection.abort()
        return names_its_issuer(certificate)


class _Body(httpx.AsyncByteStream):
    """The body as it comes, undecoded. Closing it gives the connection back."""

    def __init__(self, connection: Connection, owner: DirectTransport) -> None:
        self._connection = connection
        self._owner = owner
        self._closed = False

    def __aiter__(self) -> _Body:
        return self

    async def __anext__(self) -> bytes:
        data = await self._connection.read()
        if not data:
            raise StopAsyncIteration
        return data

    async def aclose(self) -> None:
        if not self._closed:
            self._closed = True
            self._owner.release(self._connection)


def _origin(request: httpx.Request) -> Origin:
    if isinstance(request, LeanRequest):
        return request.address.scheme, request.address.host, request.address.port
    url = request.url
    host = url.raw_host.decode("ascii").strip("[]")
    return url.scheme, host, url.port or (443 if url.scheme == "https" else 80)


def _wire_format(request: httpx.Request) -> bytes:
    if isinstance(request, LeanRequest):
        start = f"{request.method} {request.address.target} HTTP/1.1".encode("ascii")
        return b"\r\n".join((start, *map(b": ".join, request.raw_headers), b"", b""))
    lines = [b"%s %s HTTP/1.1" % (request.method.encode("ascii"), request.url.raw_path)]
    lines += [b"%s: %s" % pair for pair in request.headers.raw]
    content = b"" if request.stream is NO_BODY else request.content
    return b"\r\n".join((*lines, b"", content))


def _ask_in_http2(reader: Http2Reader, request: httpx.Request) -> None:
    try:
        reader.ask(*_fields(request))
    except Malformed as error:
        raise Unanswered("http2-only", str(error)) from error


def _fields(request: httpx.Request) -> tuple[tuple[str, str, str], RawHeaders, bytes]:
    """The same request in the parts that HTTP/2 sends."""
    if isinstance(request, LeanRequest):
        address = request.address
        return (request.method, address.netloc, address.target), request.raw_headers, b""
    url = request.url
    target = (request.method, url.netloc.decode("ascii"), url.raw_path.decode("ascii"))
    content = b"" if request.stream is NO_BODY else request.content
    return target, request.headers.raw, content


def _connect_seconds(request: httpx.Request) -> float:
    timeouts = request.extensions.get("timeout") or {}
    return float(timeouts.get("connect") or _DEFAULT_CONNECT_SECONDS)
