"""Attacks by HTTP/2, over sockets: each ends within its bounds, and a server that will not be
understood blocks us and is not dead."""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Callable, Iterable, Iterator

import pytest

from ..conftest import Ask, Certified, Quick
from .hostile import PAGE, PATIENCE, Visit, endlessly, harmless, serving, visited

DATA, HEADERS, PRIORITY, RESET, SETTINGS, PUSH, PING, GOAWAY, WINDOW, MORE = range(10)
ENDS, WHOLE = 1, 4


def frame(kind: int, content: bytes = b"", flags: int = 0, stream: int = 1) -> bytes:
    head = struct.pack(">I", len(content))[1:] + bytes((kind, flags))
    return head + struct.pack(">I", stream) + content


def literal(name: bytes, value: bytes) -> bytes:
    """A field of HPACK, without an index (RFC 7541, 6.2.2); no longer than 126 bytes each."""
    return b"\0" + bytes((len(name),)) + name + bytes((len(value),)) + value


OK = b"\x88"
"""`:status: 200` of the static table."""
HTML = OK + literal(b"content-type", b"text/html")
HEAD = frame(HEADERS, HTML, WHOLE)
BODY = frame(DATA, PAGE)
END = frame(DATA, b"", ENDS)
KEPT = b"\x40\x01x\x7f\x81\x1e" + b"y" * 4000
"""A field that goes into the dynamic table: as long as it may be (a length of 127 + 0x81 0x1e)."""
OFTEN = b"\xbe" * 16_000
"""That field, again and again."""
LEAVES = frame(GOAWAY, struct.pack(">II", 1, 0), stream=0)
ANGRY = frame(GOAWAY, struct.pack(">II", 1, 11), stream=0)
TOLD = ("ok", "ok")
BLOCKED = ("blocked", "http2-only")
LARGE = ("unreachable", "header-too-large")
SLOW = ("unreachable", "read-timeout")
BROKEN = ("unreachable", "truncated-body")


def then(first: bytes, more: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from more


def _silence() -> Iterator[bytes]:
    time.sleep(PATIENCE + 1)
    yield b""


ATTACKS: dict[str, tuple[Callable[[], Iterable[bytes]], set[tuple[str, str]]]] = {
    "resets": (lambda: endlessly(frame(RESET, b"\0\0\0\x0b")), {BLOCKED}),
    "resets behind a page": (
        lambda: then(HEAD + BODY, endlessly(frame(RESET, b"\0\0\0\x0b"))),
        {TOLD},
    ),
    "resets of other streams": (
        lambda: endlessly(frame(RESET, b"\0\0\0\x0b", stream=3)),
        {BLOCKED},
    ),
    "promises": (
        lambda: endlessly(frame(PUSH, b"\0\0\0\2" + OK, WHOLE)),
        {BLOCKED},
    ),
    "a farewell that cuts a frame": (lambda: [HEAD + BODY[:300], LEAVES, BODY[300:] + END], {TOLD}),
    "a farewell between frames": (lambda: [HEAD, LEAVES, BODY, END], {TOLD}),
    "anger behind a page": (lambda: [HEAD + BODY, ANGRY], {TOLD}),
    "anger within the head": (lambda: [ANGRY], {BLOCKED}),
    "farewells": (lambda: endlessly(LEAVES), {BLOCKED}),
    "headers without end": (
        lambda: then(frame(HEADERS, HTML), endlessly(frame(MORE, literal(b"a", b"b" * 100) * 9))),
        {LARGE, BLOCKED},
    ),
    "headers that go on with nothing": (
        lambda: then(frame(HEADERS, HTML), endlessly(frame(MORE))),
        {LARGE, BLOCKED},
    ),
    "headers that drip": (
        lambda: then(frame(HEADERS, HTML), endlessly(frame(MORE, literal(b"a", b"b")), 0.2)),
        {SLOW},
    ),
    "a field again and again": (
        lambda: [frame(HEADERS, OK + KEPT + OFTEN[:8000], WHOLE) + BODY + END],
        {LARGE, BLOCKED},
    ),
    "a table that grows": (
        lambda: [frame(HEADERS, b"\x3f\xe1\xff\xff\xff\x7f" + HTML, WHOLE) + BODY + END],
        {BLOCKED},
    ),
    "settings": (lambda: endlessly(frame(SETTINGS, stream=0)), {BLOCKED}),
    "settings of every kind": (
        lambda: endlessly(frame(SETTINGS, struct.pack(">HI", 77, 7) * 100, stream=0)),
        {BLOCKED},
    ),
    "pings": (lambda: endlessly(frame(PING, b"12345678", stream=0)), {BLOCKED}),
    "priorities": (lambda: endlessly(frame(PRIORITY, b"\0\0\0\3\7")), {BLOCKED}),
    "windows": (lambda: endlessly(frame(WINDOW, b"\0\0\0\1", stream=0)), {BLOCKED}),
    "windows past their bound": (
        lambda: endlessly(frame(WINDOW, b"\x7f\xff\xff\xff", stream=0)),
        {BLOCKED},
    ),
    "frames that nobody knows": (lambda: endlessly(frame(99, b"x" * 100)), {BLOCKED}),
    "a window of nothing": (
        lambda: [frame(SETTINGS, struct.pack(">HI", 4, 0), stream=0) + HEAD + BODY + END],
        {TOLD},
    ),
    "a frame too long": (lambda: then(b"\xff\xff\xff\0\0\0\0\0\1", endlessly(b"x")), {BLOCKED}),
    "empty frames of a page": (lambda: then(HEAD, endlessly(frame(DATA))), {BROKEN, BLOCKED}),
    "a page of padding": (
        lambda: then(HEAD, endlessly(frame(DATA, b"\xff" + b"\0" * 255, 8))),
        {BROKEN, BLOCKED, SLOW},
    ),
    "a page that drips": (lambda: then(HEAD + BODY, endlessly(frame(DATA, b"x"), 0.2)), {TOLD}),
    "a page without end": (lambda: then(HEAD + BODY, endlessly(frame(DATA, b"x" * 999))), {TOLD}),
    "early hints": (
        lambda: endlessly(frame(HEADERS, b"\x08\x03103", WHOLE)),
        {BLOCKED},
    ),
    "another stream": (lambda: endlessly(frame(DATA, b"x", stream=3)), {BLOCKED}),
    "no status": (lambda: [frame(HEADERS, literal(b"a", b"b"), WHOLE) + BODY + END], {BLOCKED}),
    "a status for a terminal": (
        lambda: [frame(HEADERS, b"\x08\x04\x1b[2J", WHOLE) + BODY + END],
        {BLOCKED},
    ),
    "HTTP/1.1 all the same": (
        lambda: [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE],
        {BLOCKED},
    ),
    "NULs": (lambda: endlessly(b"\0"), {BLOCKED}),
    "silence": (_silence, {SLOW}),
}


def speaking(pieces: Callable[[], Iterable[bytes]]) -> Visit:
    """A server of HTTP/2 alone: it speaks first, and to nobody who answers in HTTP/1.1."""

    def visit(visitor: socket.socket) -> None:
        visitor.sendall(frame(SETTINGS, stream=0))
        if not visitor.recv(65_536).startswith(b"PRI"):
            return
        for piece in pieces():
            visitor.sendall(piece)
        visitor.recv(65_536)

    return visit


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_ends(
    quick: Quick, ask: Ask, certified: Certified, ca_file: str, name: str
) -> None:
    pieces, expected = ATTACKS[name]
    context = certified("a.test")
    context.set_alpn_protocols(["h2"])
    with serving(speaking(pieces), context) as address:
        settings = quick(resolve=(("a.test:443", address),), timeout=PATIENCE, ca_file=ca_file)
        told = visited(ask, settings, "https://a.test/page")
    assert harmless(told), (told.seconds, told.memory, told.exchange.failure)
    assert (told.verdict, told.reason) in expected, told.exchange.failure
