"""A server that does what it likes with each visitor, and what an attack on us may cost."""

from __future__ import annotations

import socket
import ssl
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from checker.judging.judge import judge
from checker.model import CrawlSettings, Exchange, Target

from ..conftest import Ask

Visit = Callable[[socket.socket], None]
PAGE = b"<title>A living page</title><p>" + b"words that a page has " * 60
PATIENCE = 2.0
"""Seconds that a visit may take, by settings."""
MOST_MEMORY = 110_000_000
"""Bytes that one visit may hold at its worst: a page of 5 MB that is no UTF-8 takes twenty times
its length while it is read."""
MOST_SECONDS = 30.0
"""That a visit ends; what it takes is multiplied where memory is traced and other tests run."""


@contextmanager
def serving(visit: Visit, context: ssl.SSLContext | None = None) -> Iterator[str]:
    """Serve every visitor, one after the other, until the end; gives the address."""
    ended = threading.Event()

    def meet(visitor: socket.socket) -> None:
        with suppress(OSError), visitor:
            visitor.settimeout(10)
            if context is None:
                visit(visitor)
            else:
                with context.wrap_socket(visitor, server_side=True) as secured:
                    visit(secured)

    def serve() -> None:
        while not ended.is_set():
            with suppress(OSError):
                meet(listening.accept()[0])

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve)
        thread.start()
        host, port = listening.getsockname()
        yield f"{host}:{port}"
        ended.set()
        with suppress(OSError), socket.create_connection((host, port), 1):
            pass
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(20)
    assert not thread.is_alive()


def endlessly(piece: bytes, pause: float = 0.0) -> Iterator[bytes]:
    """The same again and again, in large portions where there is no pause."""
    portion = piece if pause else piece * max(1, 65_536 // len(piece))
    while True:
        yield portion
        time.sleep(pause)


def says(pieces: Iterable[bytes]) -> Visit:
    """Answers a request with these; who leaves ends it."""
    said = list(pieces) if isinstance(pieces, list | tuple) else pieces

    def visit(visitor: socket.socket) -> None:
        visitor.recv(65_536)
        for piece in said:
            visitor.sendall(piece)

    return visit


@dataclass(frozen=True)
class Told:
    """What came of a visit."""

    verdict: str
    reason: str
    seconds: float
    memory: int
    exchange: Exchange


def visited(ask: Ask, settings: CrawlSettings, url: str) -> Told:
    """Ask once, and measure."""
    tracemalloc.start()
    began = time.monotonic()
    try:
        (got,) = ask(settings, url)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    judged = judge(got, Target(url, url))
    return Told(judged.verdict.value, judged.reason, time.monotonic() - began, peak, got)


def harmless(told: Told) -> bool:
    """Whether a visit kept its bounds, and what is told of it can be shown."""
    detail = told.exchange.failure.detail if told.exchange.failure else ""
    return (
        told.seconds < MOST_SECONDS
        and told.memory < MOST_MEMORY
        and len(detail) < 1000
        and all(letter.isprintable() for letter in detail)
    )
