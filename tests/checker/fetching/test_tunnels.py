"""Tunnels through proxies, over real sockets: CONNECT (RFC 9110, 9.3.6) and SOCKS 5 (RFC 1928)."""

from __future__ import annotations

import socket
import ssl
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

import pytest

from checker.fetching.fetch import Fetcher
from checker.model import CrawlError
from pincite.demo.web import Reply, Web

from ..conftest import QUICK, Ask, Certified, Quick, Webs

PAGE = Reply(body="<title>A page</title>")
Greet = Callable[[socket.socket, list[str]], bool]
"""Reads what a client wants, notes it, answers; False where no tunnel is to be opened."""


def pump(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_WR)


@contextmanager
def proxy(greet: Greet, port: int) -> Iterator[tuple[str, list[str]]]:
    """A proxy, as "address:port", that leads everyone to one port here; and what it was asked."""
    wanted: list[str] = []
    threads: list[threading.Thread] = []

    def start(work: Callable[..., None], *arguments: socket.socket) -> None:
        threads.append(threading.Thread(target=work, args=arguments))
        threads[-1].start()

    def serve(visitor: socket.socket) -> None:
        with visitor:
            visitor.settimeout(10)
            if not greet(visitor, wanted):
                return
            with socket.create_connection(("127.0.0.1", port), timeout=10) as inside:
                back = threading.Thread(target=pump, args=(inside, visitor))
                back.start()
                pump(visitor, inside)
                back.join()

    def accept(listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                start(serve, listening.accept()[0])

    with socket.create_server(("127.0.0.1", 0)) as listening:
        start(accept, listening)
        yield f"127.0.0.1:{listening.getsockname()[1]}", wanted
        listening.shutdown(socket.SHUT_RDWR)
    for thread in threads:
        thread.join()


def connect(visitor: socket.socket, wanted: list[str]) -> bool:
    asked = visitor.recv(65536).decode()
    wanted.append(asked.split()[1])
    visitor.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
    return True


def socks(visitor: socket.socket, wanted: list[str]) -> bool:
    visitor.recv(2 + visitor.recv(2, socket.MSG_PEEK)[1])
    visitor.sendall(b"\x05\x00")
    _, _, _, kind = visitor.recv(4)
    assert kind == 3, "a name, not an address: the proxy resolves it"
    name = visitor.recv(visitor.recv(1)[0]).decode()
    wanted.append(f"{name}:{int.from_bytes(visitor.recv(2))}")
    visitor.sendall(b"\x05\x00\x00\x01" + bytes(6))
    return True


def far(webs: Webs, context: ssl.SSLContext) -> Web:
    return webs({("far.test", "/page"): PAGE}, tls={"far.test": context})


@pytest.fixture
def far_web(webs: Webs, certified: Certified) -> Web:
    return far(webs, certified("far.test"))


@pytest.mark.parametrize(("greet", "scheme"), [(connect, "http"), (socks, "socks5")])
def test_a_tunnel_is_opened_to_the_name(
    far_web: Web, ca_file: str, ask: Ask, greet: Greet, scheme: str
) -> None:
    with pytest.MonkeyPatch.context() as environment, proxy(greet, far_web.tls_port) as found:
        address, wanted = found
        environment.setenv("https_proxy", f"{scheme}://{address}")
        page, *refused = ask(
            replace(QUICK, ca_file=ca_file),
            "https://far.test/page",
            *(f"https://{host}/" for host in ("10.0.0.1", "0x7f000001", "[::1]", "localhost")),
        )
    assert page.status == 200
    assert page.page is not None
    assert page.page.title == "A page"
    assert {each.failure.reason for each in refused if each.failure} == {"private-address"}
    assert len(refused) == 4
    assert wanted == ["far.test:443"], "an address is refused here, before the proxy hears of it"


def test_a_certificate_that_fails_in_the_tunnel_is_the_site_s_own(
    monkeypatch: pytest.MonkeyPatch, far_web: Web, quick: Quick, ask: Ask
) -> None:
    with proxy(connect, far_web.tls_port) as (address, _):
        monkeypatch.setenv("https_proxy", f"http://{address}")
        (got,) = ask(quick(), "https://far.test/page")
    assert got.failure is not None
    assert got.failure.reason == "tls-untrusted"


@pytest.mark.parametrize("said", [b"407 Proxy Authentication Required", b"502 Bad Gateway"])
def test_a_proxy_that_opens_no_tunnel_says_nothing_of_the_link(
    monkeypatch: pytest.MonkeyPatch, quick: Quick, ask: Ask, said: bytes
) -> None:
    def refuse(visitor: socket.socket, wanted: list[str]) -> bool:
        wanted.append(visitor.recv(65536).decode())
        visitor.sendall(b"HTTP/1.1 " + said + b"\r\nContent-Length: 0\r\n\r\n")
        return False

    with proxy(refuse, 0) as (address, _):
        monkeypatch.setenv("https_proxy", f"http://{address}")
        (got,) = ask(quick(), "https://far.test/page")
    assert got.failure is not None
    assert got.failure.reason == "proxy-error"


def test_socks_that_cannot_be_spoken_is_told(quick: Quick, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("all_proxy", "socks5://127.0.0.1:9")
    monkeypatch.setitem(sys.modules, "socksio", None)
    with pytest.raises(CrawlError, match=r"pincite\[socks\]"):
        Fetcher(quick())
