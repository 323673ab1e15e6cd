"""A small web on loopback: many hosts, one server, every way of answering.

Rules kept here:
- It listens on 127.x.y.z only, on ports that the kernel chooses, so it never meets another server.
- Hosts are virtual: a client reaches them through `resolve_overrides()`, never through DNS.
- The event loop lives in a thread of its own; `with Web(…) as web` is plain, synchronous code.
- Every request is recorded before it is answered. An error in a route's own code is raised when the
  web is shut, so that no test passes over it.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack, suppress
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from .behaviours import (
    Behaviour,
    Bomb,
    Call,
    Drip,
    Empty,
    Garbage,
    Hang,
    Headers,
    HugeHeaders,
    Reply,
    Reset,
    Seen,
    Truncated,
    Turns,
    redirect,
)

__all__ = [
    "ANY",
    "Answer",
    "Behaviour",
    "Bomb",
    "Call",
    "Drip",
    "Empty",
    "Garbage",
    "Hang",
    "Headers",
    "HugeHeaders",
    "Reply",
    "Reset",
    "Routes",
    "Seen",
    "Truncated",
    "Turns",
    "Web",
    "redirect",
]

ANY = "*"
"""As a host: every host. As a path: every path of the host."""

Answer = Behaviour | Callable[[Seen], Behaviour]
Routes = Mapping[tuple[str, str], Answer]

_HEAD_LIMIT = 1 << 20
_BODY_LIMIT = 1 << 22
_START_SECONDS = 10.0


class Web:
    """A context manager that serves `routes` on loopback.

    `routes` maps (host, path) to a behaviour or to a function of the request. A path with a query
    is looked up as it was sent, then without the query, then as (host, ANY), then the same for the
    host ANY; what no route takes goes to `fallback` (404 by default).

    `tls` maps host names to server contexts; ANY is the context of names without one of their own.
    With `tls` a second port speaks HTTPS, and the context is chosen by SNI.
    """

    def __init__(
        self,
        routes: Routes | None = None,
        *,
        fallback: Answer | None = None,
        tls: Mapping[str, ssl.SSLContext] | None = None,
        addresses: Iterable[str] = ("127.0.0.1",),
    ) -> None:
        self._routes: dict[tuple[str, str], Answer] = {}
        for (host, path), answer in (routes or {}).items():
            self.route(host, path, answer)
        self._fallback = fallback or Reply(404, body="<title>404 Not Found</title>")
        self._tls = dict(tls or {})
        self.addresses = tuple(addresses)
        self._ports: dict[tuple[str, bool], int] = {}
        self._elsewhere: dict[str, str] = {}
        self._seen: list[Seen] = []
        self._faults: list[Exception] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._open: Counter[str] = Counter()
        self._peak: Counter[str] = Counter()
        self._connections = 0
        self._sockets = ExitStack()
        self._ready = threading.Event()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None

    # What a test or the demo sets up.

    def route(self, host: str, path: str, answer: Answer) -> None:
        """Add or replace one route; also while the web is being served."""
        self._routes[host.lower(), path] = answer

    def refuse(self, host: str) -> None:
        """Let a host resolve to a port that refuses connections."""
        held = self._sockets.enter_context(socket.socket())
        held.bind((self.addresses[0], 0))  # bound, never listening: refused, and nobody else's
        self._elsewhere[host.lower()] = _address(held)

    def deaf(self, host: str) -> None:
        """Let a host resolve to a port where connecting takes for ever (Linux: a full backlog)."""
        held = self._sockets.enter_context(socket.socket())
        held.bind((self.addresses[0], 0))
        held.listen(0)
        for _ in range(4):
            filler = self._sockets.enter_context(socket.socket())
            filler.setblocking(False)
            filler.connect_ex(held.getsockname())
        self._elsewhere[host.lower()] = _address(held)

    # What a test asks.

    @property
    def port(self) -> int:
        """The HTTP port on the first address."""
        return self._ports[self.addresses[0], False]

    @property
    def tls_port(self) -> int:
        """The HTTPS port on the first address."""
        return self._ports[self.addresses[0], True]

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names that have routes of their own, sorted."""
        return tuple(sorted({host for host, _ in self._routes if host != ANY}))

    @property
    def requests(self) -> tuple[Seen, ...]:
        """Every request so far, in the order in which they came."""
        return tuple(self._seen)

    @property
    def connections(self) -> int:
        """How many connections were accepted."""
        return self._connections

    def count(self, host: str | None = None, path: str | None = None) -> int:
        """How many requests came; a `path` without a query also counts those with one."""
        return sum(
            (host is None or seen.host == host)
            and (path is None or path in (seen.path, seen.path.partition("?")[0]))
            for seen in self.requests
        )

    def peak(self, host: str) -> int:
        """The most requests to one host that waited for their answer at one time."""
        return self._peak[host]

    def url(self, path: str = "/", address: str | None = None) -> str:
        """A URL that needs no override: http, the address and the port."""
        address = address or self.addresses[0]
        return f"http://{address}:{self._ports[address, False]}{path}"

    def resolve_overrides(self) -> tuple[tuple[str, str], ...]:
        """Where every host is reached, in the form of CrawlSettings.resolve."""
        found = []
        for host in sorted({*self.hosts, *self._tls, *self._elsewhere} - {ANY}):
            elsewhere = self._elsewhere.get(host)
            found.append((f"{host}:80", elsewhere or f"{self.addresses[0]}:{self.port}"))
            if self._tls or elsewhere:
                found.append((f"{host}:443", elsewhere or f"{self.addresses[0]}:{self.tls_port}"))
        return tuple(found)

    # The life of the server.

    def __enter__(self) -> Self:
        """Serve; the ports are known when this returns."""
        self._thread = threading.Thread(target=self._run, name="loopback-web", daemon=True)
        self._thread.start()
        if not self._ready.wait(_START_SECONDS) or not self._ports:
            raise RuntimeError("the loopback web did not start") from next(iter(self._faults), None)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Drop every connection and end the thread; raises what a route's own code raised."""
        if self._loop is not None and self._stop is not None:
            with suppress(RuntimeError):  # the loop may have ended by itself
                self._loop.call_soon_threadsafe(self._stop.set)
        if self._thread is not None:
            self._thread.join()
        self._sockets.close()
        if error is None and self._faults:
            raise RuntimeError("a route of the loopback web failed") from self._faults[0]

    def _run(self) -> None:
        try:
            asyncio.run(self._main())
        except OSError as problem:
            self._faults.append(problem)
        finally:
            self._ready.set()

    async def _main(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        context = self._context()
        with ExitStack() as listeners:
            for address in self.addresses:
                for tls in (None, context) if context else (None,):
                    held = listeners.enter_context(socket.create_server((address, 0), backlog=1024))
                    held.setblocking(False)
                    self._loop.add_reader(held, self._accept, held, tls)
                    listeners.callback(self._loop.remove_reader, held)
                    self._ports[address, tls is not None] = held.getsockname()[1]
            self._ready.set()
            await self._stop.wait()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for _ in range(3):
            await asyncio.sleep(0)  # transports close their sockets in callbacks

    def _context(self) -> ssl.SSLContext | None:
        if not self._tls:
            return None
        first = self._tls.get(ANY) or next(iter(self._tls.values()))

        def choose(tls: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
            tls.context = self._tls.get((name or ANY).lower(), first)

        first.sni_callback = choose
        return first

    def _accept(self, listener: socket.socket, tls: ssl.SSLContext | None) -> None:
        """Accept in the loop's own callback: asyncio's servers leak what comes as they close."""
        try:
            accepted, _ = listener.accept()
        except OSError:
            return  # the client left before its turn came
        accepted.setblocking(False)
        self._connections += 1
        task = asyncio.create_task(self._connection(accepted, tls, self._connections))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(lambda _: accepted.close())  # it may be cancelled before it begins

    async def _connection(
        self, accepted: socket.socket, tls: ssl.SSLContext | None, number: int
    ) -> None:
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader(_HEAD_LIMIT, loop)
        protocol = asyncio.StreamReaderProtocol(reader, loop=loop)
        with suppress(OSError):  # no TLS handshake came about, or the client left
            transport, _ = await loop.connect_accepted_socket(lambda: protocol, accepted, ssl=tls)
            writer = asyncio.StreamWriter(transport, protocol, reader, loop)
            try:
                await self._serve(reader, writer, number)
                writer.close()
                await writer.wait_closed()
            finally:
                transport.abort()

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int
    ) -> None:
        """Request after request, until one side has had enough."""
        with suppress(asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            while (seen := await self._read(reader, writer, number)) is not None:
                self._seen.append(seen)
                self._open[seen.host] += 1
                self._peak[seen.host] = max(self._peak[seen.host], self._open[seen.host])
                try:
                    if not await self._answer(seen).play(Call(seen, reader, writer)):
                        return
                finally:
                    self._open[seen.host] -= 1

    async def _read(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int
    ) -> Seen | None:
        """The next request, or None when the bytes are none."""
        text = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        at = time.monotonic()
        line, *rest = text.rstrip("\r\n").split("\r\n")
        words = line.split(" ")
        if len(words) != 3:
            return None
        headers = tuple(
            (name.strip().lower(), value.strip())
            for name, _, value in (entry.partition(":") for entry in rest)
        )
        fields = dict(headers)
        method, target, _ = words
        host = fields.get("host", "")
        if target.startswith("http://"):  # the form that a proxy is sent
            host = urlsplit(target).netloc
            target = "/" + target.removeprefix("http://").partition("/")[2]
        length = fields.get("content-length", "0")
        body = await reader.readexactly(min(int(length), _BODY_LIMIT)) if length.isdigit() else b""
        name = host.lower() if host.endswith("]") else host.rpartition(":")[0].lower() or host
        tls = writer.get_extra_info("ssl_object") is not None
        return Seen(name.lower(), method, target, headers, at, body, tls, number)

    def _answer(self, seen: Seen) -> Behaviour:
        bare = seen.path.partition("?")[0]
        keys = ((host, path) for host in (seen.host, ANY) for path in (seen.path, bare, ANY))
        answer = next((self._routes[key] for key in keys if key in self._routes), self._fallback)
        try:
            return answer(seen) if callable(answer) else answer
        except Exception as problem:  # a route's own mistake: told when the web is shut
            self._faults.append(problem)
            return Reply(500, body=f"<title>500</title><p>{type(problem).__name__}</p>")


def _address(held: socket.socket) -> str:
    host, port = held.getsockname()
    return f"{host}:{port}"
