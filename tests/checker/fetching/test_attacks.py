"""Attacks by HTTP/1.1, over sockets: each ends within its bounds of time and memory, with the
verdict that a reader with a browser would come to, and nothing in it that a terminal would obey."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

import pytest

from ..conftest import Ask, Quick
from .hostile import PAGE, PATIENCE, endlessly, harmless, says, serving, visited

HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
LENGTH = b"Content-Length: %d\r\n\r\n" % len(PAGE)
CHUNKED = HTML + b"Transfer-Encoding: chunked\r\n\r\n"
WHOLE = b"%x\r\n%s\r\n" % (len(PAGE), PAGE)
OK = ("ok", "ok")
SLOW = ("unreachable", "read-timeout")
LARGE = ("unreachable", "header-too-large")
BROKEN = ("unreachable", "malformed-answer")


def and_then(first: bytes, more: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from more


def packed(times: int, body: bytes = PAGE) -> bytes:
    for _ in range(times):
        body = gzip.compress(body)
    head = HTML + b"Content-Encoding: " + b", ".join([b"gzip"] * times) + b"\r\n"
    return head + b"Content-Length: %d\r\n\r\n" % len(body) + body


EMPTY_BLOCK = b"\0\0\0\xff\xff"
GZIPPED = HTML + b"Content-Encoding: gzip\r\n\r\n"
GZIP_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\0\3"
NAMED_HEAD = b"\x1f\x8b\x08\x08\0\0\0\0\0\3"

ATTACKS: dict[str, tuple[Iterator[bytes] | tuple[bytes, ...], tuple[str, str]]] = {
    "an extension without end": (and_then(CHUNKED + WHOLE + b"5;", endlessly(b"x")), OK),
    "extensions of every chunk": (
        and_then(CHUNKED + WHOLE, endlessly(b"1;" + b"x" * 4000 + b"\r\ny\r\n")),
        OK,
    ),
    "trailers without end": (and_then(CHUNKED + WHOLE + b"0\r\n", endlessly(b"A: b\r\n")), OK),
    "trailers that drip": (and_then(CHUNKED + WHOLE + b"0\r\n", endlessly(b"A: b\r\n", 0.1)), OK),
    "chunks of one byte": (and_then(CHUNKED + WHOLE, endlessly(b"1\r\nx\r\n")), OK),
    "a flood of 100": (endlessly(b"HTTP/1.1 100 Continue\r\n\r\n"), BROKEN),
    "a drip of 103": (endlessly(b"HTTP/1.1 103 Early Hints\r\n\r\n", 0.1), SLOW),
    "three lengths": ((HTML + b"Content-Length: 5\r\nContent-Length: 9\r\n" + LENGTH + PAGE,), OK),
    "a folded line without end": (and_then(HTML + b"X: a\r\n", endlessly(b" b\r\n")), LARGE),
    "10,000 headers": ((HTML + b"a:b\r\n" * 10_000 + LENGTH + PAGE,), OK),
    "headers without end": (and_then(HTML, endlessly(b"a:b\r\n")), LARGE),
    "a name without end": (and_then(HTML, endlessly(b"a")), LARGE),
    "headers that drip": (and_then(HTML, endlessly(b"a:b\r\n", 0.1)), SLOW),
    "a status line that drips": (and_then(b"HTTP/1.1 200 ", endlessly(b"x", 0.1)), SLOW),
    "line ends before the answer": (endlessly(b"\r\n"), BROKEN),
    "line ends that drip": (endlessly(b"\r\n", 0.1), SLOW),
    "NULs in the head": (
        (HTML.replace(b"OK", b"O\0K") + b"\0: \0\r\nX\0Y: a\0b\r\n" + LENGTH + PAGE,),
        OK,
    ),
    "NULs instead of an answer": (endlessly(b"\0"), BROKEN),
    "commands for a terminal": (
        (b"\x1b]0;owned\x07\x1b[2J\x9b31m\xe2\x80\xae HTTP/1.1 200 OK\r\n\r\n" + PAGE,),
        BROKEN,
    ),
    "commands in the status": ((b"HTTP/1.1 \x1b[31m OK\r\n\r\n" + PAGE,), BROKEN),
    "gzip, three times": ((packed(3),), OK),
    "gzip, fifty times": ((packed(50),), ("ok", "ok")),
    "a bomb of bombs": ((packed(3, b"<p>" + b"\0" * 200_000_000),), OK),
    "rubbish behind gzip": (and_then(GZIPPED + gzip.compress(PAGE), endlessly(b"rubbish")), OK),
    "gzip that gives nothing": (
        and_then(GZIPPED + GZIP_HEAD, endlessly(EMPTY_BLOCK)),
        ("unreachable", "bad-encoding"),
    ),
    "a file name without end in gzip": (
        and_then(GZIPPED + NAMED_HEAD, endlessly(b"n")),
        ("unreachable", "bad-encoding"),
    ),
    "members without end in gzip": (
        and_then(GZIPPED, endlessly(gzip.compress(b""))),
        ("unreachable", "bad-encoding"),
    ),
    "deflate of deflate": (
        (
            HTML + b"Content-Encoding: deflate, deflate\r\n\r\n"
            + zlib.compress(zlib.compress(PAGE)),
        ),
        OK,
    ),
    "a part that nobody asked for": (
        (
            b"HTTP/1.1 206 Partial\r\nContent-Type: text/html\r\n"
            b"Content-Range: bytes 900-1/-5\r\n" + LENGTH + PAGE,
        ),
        OK,
    ),
    "a range of a whole page": (
        (HTML + b"Content-Range: bytes 0-0/99999999999999999999\r\n" + LENGTH + PAGE,),
        OK,
    ),
    "a page without end": (and_then(HTML + b"\r\n" + PAGE, endlessly(b"<p>more")), OK),
    "tags without end": (and_then(HTML + b"\r\n" + PAGE, endlessly(b"<b>")), OK),
    "NULs without end": (and_then(HTML + b"\r\n" + PAGE, endlessly(b"\0")), OK),
    "a page that drips": (and_then(HTML + b"\r\n" + PAGE, endlessly(b"x", 0.1)), OK),
    "cookies": ((HTML + b"Set-Cookie: a=b\r\n" * 3_000 + LENGTH + PAGE,), OK),
    "another protocol": (
        and_then(b"HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\n\r\n", endlessly(b"x", 0.1)),
        ("unreachable", "malformed-answer"),
    ),
    "a length that cannot be": (
        (HTML + b"Content-Length: 999999999999999999\r\n\r\n" + PAGE,),
        OK,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_ends(quick: Quick, ask: Ask, name: str) -> None:
    pieces, expected = ATTACKS[name]
    with serving(says(pieces)) as address:
        settings = quick(resolve=(("a.test:80", address),), timeout=PATIENCE)
        told = visited(ask, settings, "http://a.test/page")
    assert harmless(told), (told.seconds, told.memory, told.exchange.failure)
    assert (told.verdict, told.reason) == expected, told.exchange.failure
