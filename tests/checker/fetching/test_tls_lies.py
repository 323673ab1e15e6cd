"""TLS that breaks off, lies about its end, or turns into something else: what came is read."""

from __future__ import annotations

import os
import socket
import ssl
import struct
import time
from collections.abc import Callable

import pytest

from checker.judging.judge import judge
from checker.model import Target

from ..conftest import Ask, Certified, Quick
from .test_tls import one_visitor

Ending = Callable[[ssl.SSLSocket], None]

URL = "https://a.test/page"
PAGE = b"<title>A living page</title><p>" + b"words that a page has " * 60
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
OPEN = HEAD + b"\r\n" + PAGE
SIZED = HEAD + b"Content-Length: %d\r\n\r\n" % len(PAGE) + PAGE
TOO_SHORT = HEAD + b"Content-Length: 90000\r\n\r\n" + PAGE


def bare(secured: ssl.SSLSocket) -> socket.socket:
    """The socket below."""
    return socket.socket(fileno=secured.detach())


def ends_without_a_word(secured: ssl.SSLSocket) -> None:
    secured.sendall(OPEN)
    bare(secured).close()


def resets(secured: ssl.SSLSocket) -> None:
    secured.sendall(OPEN)
    time.sleep(0.1)  # a reset takes what was not read yet
    with bare(secured) as below:
        below.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def says_the_end_too_early(secured: ssl.SSLSocket) -> None:
    secured.sendall(TOO_SHORT)
    secured.unwrap()


def breaks_a_record(secured: ssl.SSLSocket) -> None:
    secured.sendall(TOO_SHORT)
    time.sleep(0.1)
    with bare(secured) as below:
        below.sendall(b"\x17\x03\x03\x00\x40" + os.urandom(64))
        below.recv(65536)


def says_only_half_of_the_end(secured: ssl.SSLSocket) -> None:
    secured.sendall(OPEN)
    secured.shutdown(socket.SHUT_WR)
    time.sleep(0.2)


def sends_byte_by_byte(secured: ssl.SSLSocket) -> None:
    for value in SIZED:
        secured.sendall(bytes([value]))


def goes_on_in_the_clear(secured: ssl.SSLSocket) -> None:
    with bare(secured) as below:
        below.sendall(OPEN)
        below.recv(65536)


def answers_with_noise(secured: ssl.SSLSocket) -> None:
    with bare(secured) as below:
        below.sendall(b"\x17\x03\x03\x00\x40" + os.urandom(64))
        below.recv(65536)


def alerts(secured: ssl.SSLSocket) -> None:
    with bare(secured) as below:
        below.sendall(b"\x15\x03\x03\x00\x02\x02\x28")
        below.recv(65536)


@pytest.mark.parametrize(
    ("ending", "told"),
    [
        (ends_without_a_word, ("ok", "ok")),
        (resets, ("ok", "ok")),
        (says_the_end_too_early, ("ok", "ok")),
        (breaks_a_record, ("ok", "ok")),
        (says_only_half_of_the_end, ("ok", "ok")),
        (sends_byte_by_byte, ("ok", "ok")),
        (goes_on_in_the_clear, ("unreachable", "tls-protocol")),
        (answers_with_noise, ("unreachable", "tls-protocol")),
        (alerts, ("unreachable", "tls-protocol")),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_an_end_that_lies(  # noqa: PLR0917 - what a server over TLS takes
    certified: Certified,
    ca_file: str,
    quick: Quick,
    ask: Ask,
    ending: Ending,
    told: tuple[str, str],
) -> None:
    context = certified("a.test")

    def serve(visitor: socket.socket) -> None:
        with context.wrap_socket(visitor, server_side=True) as secured:
            secured.recv(65536)
            ending(secured)

    with one_visitor(serve) as address:
        settings = quick(resolve=(("a.test:443", address),), ca_file=ca_file)
        (got,) = ask(settings, URL)
    judgement = judge(got, Target(URL, URL))
    assert (judgement.verdict.value, judgement.reason) == told
