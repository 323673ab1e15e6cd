"""The loopback web itself, seen through plain clients: what other tests rest on must be true."""

from __future__ import annotations

import gzip
import http.client
import os
import socket
import ssl
import threading
import zlib
from collections.abc import Callable

import pytest
import trustme

from pincite.demo.web import (
    ANY,
    Bomb,
    Drip,
    Empty,
    Garbage,
    Hang,
    HugeHeaders,
    Reply,
    Reset,
    Seen,
    Truncated,
    Turns,
    Web,
    redirect,
)

from .web import authority, certified, web, webs

__all__ = ["authority", "certified", "web", "webs"]


def get(
    web: Web, path: str = "/", host: str = "a.test", *, method: str = "GET", timeout: float = 5
) -> tuple[int, dict[str, str], bytes]:
    client = http.client.HTTPConnection("127.0.0.1", web.port, timeout=timeout)
    try:
        client.request(method, path, headers={"Host": host})
        answer = client.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    finally:
        client.close()


def raw(web: Web, path: str = "/", host: str = "a.test") -> socket.socket:
    client = socket.create_connection(("127.0.0.1", web.port), timeout=5)
    client.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    return client


def everything(client: socket.socket) -> bytes:
    parts = []
    while part := client.recv(65536):
        parts.append(part)
    return b"".join(parts)


def test_hosts_are_virtual_and_a_host_s_own_route_wins(web: Web) -> None:
    web.route("a.test", "/", Reply(body="a"))
    web.route("b.test", "/", Reply(body="b"))
    web.route(ANY, "/", Reply(body="any"))
    assert get(web, host="a.test")[2] == b"a"
    assert get(web, host="B.test:8080")[2] == b"b"
    assert get(web, host="c.test")[2] == b"any"
    assert get(web, "/none")[0] == 404


def test_a_query_is_matched_as_sent_and_then_left_out(web: Web) -> None:
    web.route("a.test", "/p?x=1", Reply(body="one"))
    web.route("a.test", "/p", Reply(body="all"))
    web.route("a.test", ANY, Reply(410))
    assert get(web, "/p?x=1")[2] == b"one"
    assert get(web, "/p?x=2")[2] == b"all"
    assert get(web, "/other")[0] == 410


def test_requests_are_recorded_in_order(web: Web) -> None:
    web.route(ANY, ANY, Reply(200))
    get(web, "/1?q", "a.test")
    get(web, "/2", "b.test", method="HEAD")
    first, second = web.requests
    assert (first.host, first.method, first.path) == ("a.test", "GET", "/1?q")
    assert (second.host, second.method, second.path) == ("b.test", "HEAD", "/2")
    assert first.header("host") == "a.test"
    assert first.at <= second.at
    assert first.connection != second.connection
    assert (web.count(), web.count("a.test"), web.count("a.test", "/1")) == (2, 1, 1)
    assert (web.count("a.test", "/1?q"), web.count("a.test", "/2")) == (1, 0)


def test_a_connection_is_kept_and_closed_as_asked(web: Web) -> None:
    web.route("a.test", "/", Reply(body="here"))
    web.route("a.test", "/last", Reply(body="bye", close=True))
    client = http.client.HTTPConnection("127.0.0.1", web.port, timeout=5)
    for path, words in (("/", b"here"), ("/", b"here"), ("/last", b"bye")):
        client.request("GET", path, headers={"Host": "a.test"})
        assert client.getresponse().read() == words
    client.close()
    assert web.connections == 1
    assert [seen.connection for seen in web.requests] == [1, 1, 1]


def test_head_and_204_carry_no_body(web: Web) -> None:
    web.route("a.test", "/", Reply(body="12345"))
    web.route("a.test", "/nothing", Reply(204))
    status, headers, body = get(web, method="HEAD")
    assert (status, headers["content-length"], body) == (200, "5", b"")
    assert get(web, "/nothing")[0] == 204


def test_status_headers_reason_and_redirect(web: Web) -> None:
    web.route("a.test", "/odd", Reply(999, (("X-Mark", "1"),), b"\xff", reason="Request denied"))
    web.route("a.test", "/old", redirect("http://b.test/new"))
    with raw(web, "/odd") as client:
        assert client.recv(100).startswith(b"HTTP/1.1 999 Request denied\r\nX-Mark: 1\r\n")
    status, headers, _ = get(web, "/old")
    assert (status, headers["location"]) == (301, "http://b.test/new")


def test_a_post_body_is_recorded_and_does_not_spoil_the_next_request(web: Web) -> None:
    web.route(ANY, ANY, Reply(200))
    client = http.client.HTTPConnection("127.0.0.1", web.port, timeout=5)
    for body in (b"one", b""):
        client.request("POST", "/", body, headers={"Host": "a.test"})
        client.getresponse().read()
    client.close()
    assert [seen.body for seen in web.requests] == [b"one", b""]


def test_a_function_answers_by_the_request(web: Web) -> None:
    web.route("a.test", ANY, lambda seen: Reply(body=seen.path))
    assert get(web, "/some/path")[2] == b"/some/path"


def test_a_failing_function_is_told_at_the_end() -> None:
    def broken(_: Seen) -> Reply:
        raise ZeroDivisionError

    with pytest.raises(RuntimeError, match="route") as told, Web({("a.test", "/"): broken}) as web:
        assert get(web)[0] == 500
    assert isinstance(told.value.__cause__, ZeroDivisionError)


def test_turns_are_taken_and_the_last_one_stays(web: Web) -> None:
    web.route("a.test", "/", Turns(Reply(503), Empty(), Reply(200)))
    assert get(web)[0] == 503
    with pytest.raises(http.client.RemoteDisconnected):
        get(web)
    assert [get(web)[0] for _ in range(2)] == [200, 200]


def test_a_hang_never_answers_and_dies_with_the_web() -> None:
    with Web({("a.test", "/"): Hang()}) as web:
        with pytest.raises(TimeoutError):
            get(web, timeout=0.2)
        left = raw(web)
        while web.count() < 2:
            pass
    with left:
        assert left.recv(1) == b""


def test_a_reset_is_an_rst(web: Web) -> None:
    web.route("a.test", "/", Reset())
    web.route("a.test", "/late", Reset(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"))
    with raw(web) as client, pytest.raises(ConnectionResetError):
        client.recv(1)
    with raw(web, "/late") as client, pytest.raises(ConnectionResetError):
        everything(client)


def test_an_empty_reply_is_an_orderly_close(web: Web) -> None:
    web.route("a.test", "/", Empty())
    with raw(web) as client:
        assert client.recv(1) == b""


def test_a_drip_comes_whole_in_the_end(web: Web) -> None:
    web.route("a.test", "/", Drip(b"abcdef", every=0.001))
    assert get(web)[2] == b"abcdef"


def test_a_drip_is_slower_than_patience(web: Web) -> None:
    web.route("a.test", "/", Drip(b"abcdef", every=60))
    with raw(web) as client:
        lead = b""
        while b"\r\n\r\n" not in lead:
            lead += client.recv(1000)
        assert b"Content-Length: 6" in lead
        client.settimeout(0.1)
        with pytest.raises(TimeoutError):
            client.recv(1)


def test_a_truncated_body_ends_before_its_length(web: Web) -> None:
    web.route("a.test", "/", Truncated(b"half", missing=4))
    with pytest.raises(http.client.IncompleteRead) as told:
        get(web)
    assert (told.value.partial, told.value.expected) == (b"half", 4)


def test_a_bomb_is_small_on_the_wire_and_unpacks_to_what_it_says(web: Web) -> None:
    web.route("a.test", "/", Bomb(megabytes=20, start=b"start"))
    _, headers, body = get(web)
    assert headers["content-encoding"] == "gzip"
    assert len(body) < 100_000
    assert zlib.decompressobj(31).decompress(body, 5) == b"start"
    assert len(gzip.decompress(body)) == 5 + 20 * (1 << 20)


def test_huge_headers_are_huge(web: Web) -> None:
    web.route("a.test", "/", HugeHeaders(count=300, size=1000))
    with pytest.raises(http.client.HTTPException):
        get(web)
    with raw(web) as client:
        client.settimeout(0.5)
        received = 0
        while received < 300_000:
            received += len(client.recv(1 << 20))


def test_garbage_is_no_http(web: Web) -> None:
    web.route("a.test", "/", Garbage(b"\x00\x01garbage\r\n\r\n"))
    with pytest.raises(http.client.BadStatusLine):
        get(web)


def test_bytes_that_are_no_request_do_no_harm(web: Web) -> None:
    web.route("a.test", "/", Reply(200))
    for noise in (b"\r\n\r\n", b"one two\r\n\r\n", b"\x16\x03\x01\x00"):
        with socket.create_connection(("127.0.0.1", web.port), timeout=5) as client:
            client.sendall(noise)
            client.shutdown(socket.SHUT_WR)
            assert client.recv(10) == b""
    assert get(web)[0] == 200


def test_a_refused_host_and_a_deaf_host(web: Web) -> None:
    web.refuse("down.test")
    web.deaf("deaf.test")
    reached = dict(web.resolve_overrides())
    host, port = reached["down.test:80"].split(":")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((host, int(port)), timeout=5)
    host, port = reached["deaf.test:80"].split(":")
    with pytest.raises(TimeoutError):
        socket.create_connection((host, int(port)), timeout=0.3)


def test_overrides_name_every_host_once(web: Web) -> None:
    web.route("b.test", "/", Reply(200))
    web.route("b.test", "/2", Reply(200))
    web.route("a.test", "/", Reply(200))
    web.route(ANY, "/", Reply(200))
    here = f"127.0.0.1:{web.port}"
    assert web.resolve_overrides() == (("a.test:80", here), ("b.test:80", here))


def test_peak_counts_requests_that_wait_together(web: Web) -> None:
    web.route("a.test", "/", Hang())
    clients = [raw(web) for _ in range(3)]
    while web.count("a.test") < 3:
        pass
    assert (web.peak("a.test"), web.peak("b.test")) == (3, 0)
    for client in clients:
        client.close()


def test_several_addresses_answer() -> None:
    routes = {(ANY, "/"): Reply(body="here")}
    with Web(routes, addresses=("127.0.0.1", "127.0.0.2")) as web:
        for address in web.addresses:
            host, port = web.url(address=address).removeprefix("http://").strip("/").split(":")
            client = http.client.HTTPConnection(host, int(port), timeout=5)
            client.request("GET", "/")
            assert client.getresponse().read() == b"here"
            client.close()
    assert [seen.host for seen in web.requests] == ["127.0.0.1", "127.0.0.2"]


def test_an_address_that_is_taken_is_an_error_and_not_a_hang() -> None:
    with pytest.raises(RuntimeError, match="did not start"), Web(addresses=("203.0.113.1",)):
        pass


def test_the_thread_ends_with_the_web() -> None:
    with Web({(ANY, ANY): Hang()}) as web:
        client = raw(web)
        assert "loopback-web" in {thread.name for thread in threading.enumerate()}
        port = web.port
    client.close()
    assert web._thread is not None
    assert not web._thread.is_alive()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)


def ask_tls(web: Web, name: str, trusted: trustme.CA | None) -> bytes:
    context = ssl.create_default_context()
    if trusted:
        trusted.configure_trust(context)
    with (
        socket.create_connection(("127.0.0.1", web.tls_port), timeout=5) as plain,
        context.wrap_socket(plain, server_hostname=name) as client,
    ):
        client.sendall(f"GET / HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n".encode())
        return everything(client)


def test_tls_chooses_the_certificate_by_name(
    authority: trustme.CA,
    certified: Callable[..., ssl.SSLContext],
    webs: Callable[..., Web],
) -> None:
    contexts = {
        "a.test": certified("a.test"),
        "b.test": certified("b.test"),
        "wrong.test": certified("other.test"),
    }
    web = webs({(ANY, "/"): lambda seen: Reply(body=f"{seen.host} {seen.tls}")}, tls=contexts)
    assert ask_tls(web, "a.test", authority).endswith(b"a.test True")
    assert ask_tls(web, "b.test", authority).endswith(b"b.test True")
    with pytest.raises(ssl.SSLCertVerificationError, match="Hostname mismatch"):
        ask_tls(web, "wrong.test", authority)
    with pytest.raises(ssl.SSLCertVerificationError):
        ask_tls(web, "a.test", None)
    assert dict(web.resolve_overrides())["b.test:443"] == f"127.0.0.1:{web.tls_port}"
    assert get(web, host="a.test")[2] == b"a.test False"


@pytest.mark.parametrize("behaviour", [Hang(), Reset(), Empty(), Garbage()])
def test_failures_over_tls_are_failures(
    behaviour: Hang | Reset | Empty | Garbage,
    authority: trustme.CA,
    certified: Callable[..., ssl.SSLContext],
    webs: Callable[..., Web],
) -> None:
    web = webs({(ANY, "/"): behaviour}, tls={ANY: certified("a.test")})
    if isinstance(behaviour, Garbage):
        assert ask_tls(web, "a.test", authority) == behaviour.data
        return
    context = ssl.create_default_context()
    authority.configure_trust(context)
    with (
        socket.create_connection(("127.0.0.1", web.tls_port), timeout=0.5) as plain,
        context.wrap_socket(plain, server_hostname="a.test") as client,
    ):
        beneath = socket.socket(fileno=os.dup(client.fileno()))
        beneath.settimeout(0.5)
        client.sendall(b"GET / HTTP/1.1\r\nHost: a.test\r\n\r\n")
        with beneath:
            if isinstance(behaviour, Empty):
                assert client.recv(1) == b""
            else:  # OpenSSL calls a reset an end of file; the socket beneath knows better
                with pytest.raises(
                    TimeoutError if isinstance(behaviour, Hang) else ConnectionResetError
                ):
                    everything(beneath)
