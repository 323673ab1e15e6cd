"""One hop over real sockets: every way of answering, and every way of not answering."""

from __future__ import annotations

import asyncio
import hashlib
import socket
import threading
from datetime import UTC, datetime

import httpx
import pytest

from checker.fetching.addresses import Addresses
from checker.fetching.certificates import trusting_context
from checker.fetching.fetch import Fetcher
from checker.fetching.transport import DirectTransport
from checker.model import CrawlError, Exchange, Failure, Request
from pincite.demo.web import (
    Behaviour,
    Empty,
    Garbage,
    Hang,
    HugeHeaders,
    Reply,
    Reset,
    Truncated,
    Turns,
    Web,
    redirect,
)

from ..conftest import Ask, Quick
from .hops import PAGE, one


def test_an_answer_is_recorded_whole(web: Web, quick: Quick, ask: Ask) -> None:
    web.route("a.test", "/page", Reply(body=PAGE, headers=(("X-One", "1"), ("ETag", '"v1"'))))
    before = datetime.now(UTC)
    got = one(ask, quick(web), "http://a.test/page")
    assert (got.status, got.failure, got.truncated) == (200, None, False)
    assert got.header("x-one") == "1"
    assert got.header("etag") == '"v1"'
    assert got.page is not None
    assert got.page.title == "A page"
    assert got.length == len(PAGE)
    assert got.digest == hashlib.sha256(PAGE.encode()).hexdigest()
    assert got.body == b""
    assert got.at is not None
    assert before <= got.at <= datetime.now(UTC)
    (hop,) = got.hops
    assert (hop.url, hop.status, hop.location) == ("http://a.test/page", 200, None)
    assert hop.address == "127.0.0.1"
    assert 0 < hop.elapsed <= got.elapsed


def test_the_request_says_who_asks(web: Web, quick: Quick, ask: Ask) -> None:
    web.route("a.test", "/", Reply())
    cookies = (("sid", "42"), ("lang", "en"))
    asked = Request("http://a.test/?q=a b#part", (("Referer", "http://b.test/"),), cookies=cookies)
    one(ask, quick(web, contact="desk@a.test"), asked)
    (seen,) = web.requests
    assert seen.path == "/?q=a%20b"
    assert seen.header("host") == "a.test"
    assert seen.header("user-agent").startswith("Mozilla/5.0 (compatible; pincite/")
    assert seen.header("user-agent").endswith("; +mailto:desk@a.test)")
    assert seen.header("from") == "desk@a.test"
    assert seen.header("cookie") == "sid=42; lang=en"
    assert seen.header("referer") == "http://b.test/"
    assert "text/html" in seen.header("accept")
    assert seen.header("accept-encoding") == "gzip, deflate"


def test_a_request_can_bring_its_own_agent_method_and_body(
    web: Web, quick: Quick, ask: Ask
) -> None:
    web.route("a.test", "/", Reply(body="{}", headers=(("Content-Type", "application/json"),)))
    asked = Request(
        "http://a.test/",
        (("User-Agent", "own\r\nX-Evil: 1"),),
        method="POST",
        body=b"a=1",
        keep_body=True,
    )
    got = one(ask, quick(web), asked)
    (seen,) = web.requests
    assert got.body == b"{}"
    assert (seen.method, seen.body) == ("POST", b"a=1")
    assert seen.header("user-agent") == "ownX-Evil: 1"
    assert seen.header("x-evil") == ""


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (Reset(), "reset"),
        (Reset(after=b"HTTP/1.1 200 OK\r\nX-A"), "reset"),
        (Empty(), "empty-reply"),
        (Garbage(), "malformed-answer"),
        (Garbage(b"HTTP/1.1 200 OK\r\nX-A: cut"), "reset"),
        (HugeHeaders(), "header-too-large"),
        (Truncated(body=b""), "truncated-body"),
        (
            Garbage(
                b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!"
            ),
            "bad-encoding",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_no_usable_answer_has_a_reason(
    web: Web, quick: Quick, ask: Ask, behaviour: Behaviour, reason: str
) -> None:
    web.route("a.test", "/", behaviour)
    got = one(ask, quick(web), "http://a.test/")
    assert got.failure is not None
    assert got.failure.reason == reason
    assert got.failure.detail
    assert got.page is None
    assert web.count() == 1


def test_refused_and_deaf_hosts(web: Web, quick: Quick, ask: Ask) -> None:
    web.refuse("refuses.test")
    web.deaf("deaf.test")
    settings = quick(web, connect_timeout=0.2)
    refused, deaf = ask(settings, "http://refuses.test/", "http://deaf.test/")
    assert refused.failure is not None
    assert refused.failure.reason == "refused"
    assert deaf.failure is not None
    assert deaf.failure.reason == "connect-timeout"
    assert refused.status is deaf.status is None


def test_the_time_bound_holds_for_connecting_too(web: Web, quick: Quick, ask: Ask) -> None:
    web.deaf("deaf.test")
    got = one(ask, quick(web, connect_timeout=60.0, timeout=0.2), "http://deaf.test/")
    assert got.failure is not None
    assert got.failure.reason == "connect-timeout"


def test_a_hang_is_a_read_timeout(web: Web, quick: Quick, ask: Ask) -> None:
    web.route("a.test", "/", Hang())
    got = one(ask, quick(web, timeout=0.2), "http://a.test/")
    assert got.failure == Failure("read-timeout", "no answer within 0.2 s")


def test_a_redirect_is_an_answer(web: Web, quick: Quick, ask: Ask) -> None:
    web.route("a.test", "/dir/old", redirect("../new?x=1", 301, (("Set-Cookie", "a=1; Path=/"),)))
    web.route("a.test", "/nowhere", Reply(302))
    got, nowhere = ask(quick(web), "http://a.test/dir/old", "http://a.test/nowhere")
    assert (got.status, got.hops[0].location) == (301, "http://a.test/new?x=1")
    assert got.header("set-cookie") == "a=1; Path=/"
    assert (nowhere.status, nowhere.hops[0].location) == (302, None)
    assert web.count() == 2


def test_a_connection_serves_a_host_again(web: Web, quick: Quick, ask: Ask) -> None:
    web.route("a.test", "/", Reply(body=PAGE))
    got = ask(quick(web), *["http://a.test/"] * 5)
    assert [exchange.status for exchange in got] == [200] * 5
    assert web.connections == 1


def test_idle_connections_are_bounded(web: Web, quick: Quick) -> None:
    hosts = [f"h{n}.test" for n in range(6)]
    for host in hosts:
        web.route(host, "/", Reply(body=PAGE))
    settings = quick(web)
    addresses = Addresses(settings)
    transport = DirectTransport(addresses, trusting_context(None), most_idle=2)

    async def run() -> None:
        async with Fetcher(settings, addresses=addresses, transport=transport) as fetcher:
            for host in (*hosts, hosts[-1], hosts[-2], hosts[0]):
                assert (await fetcher.fetch(Request(f"http://{host}/"))).status == 200

    asyncio.run(run())
    assert web.connections == 7, "the last two hosts were still connected, the first was not"


def test_an_answer_nobody_reads_to_its_end_is_not_reused(web: Web, quick: Quick, ask: Ask) -> None:
    web.route("a.test", "/", Reply(body=PAGE + "x" * 200_000))
    ask(quick(web, max_bytes=1000), *["http://a.test/"] * 3)
    assert web.connections == 3


def test_ipv6_is_spoken(web: Web, quick: Quick, ask: Ask) -> None:
    try:
        relay = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this machine has no IPv6 loopback")

    def serve() -> None:
        visitor, _ = relay.accept()
        with visitor:
            visitor.recv(65536)
            visitor.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")

    thread = threading.Thread(target=serve)
    thread.start()
    got = one(ask, quick(allow_private=True), f"http://[::1]:{relay.getsockname()[1]}/")
    thread.join()
    relay.close()
    assert (got.status, got.hops[0].address) == (204, "::1")


def test_a_kept_connection_that_has_ended_is_no_failure(web: Web, quick: Quick, ask: Ask) -> None:
    web.route("a.test", "/", Turns(Reply(body=PAGE), Empty(), Reply(body=PAGE), Reset(), Reply()))
    got = ask(quick(web), *["http://a.test/"] * 3)
    assert [exchange.status for exchange in got] == [200, 200, 200]


def test_an_ended_first_connection_is_a_failure(web: Web, quick: Quick, ask: Ask) -> None:
    web.route("a.test", "/", Empty())
    assert one(ask, quick(web), "http://a.test/").status is None
    assert web.count() == 1


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("mailto:a@a.test", "unsupported-scheme"),
        ("ftp://a.test/", "unsupported-scheme"),
        ("http://", "invalid-url"),
        ("http:///path", "invalid-url"),
        ("http://a.test:99999/", "invalid-url"),
        ("http://[::1/", "invalid-url"),
        ("http://a\x00b.test/", "invalid-url"),
        ("http://999.1.1.1/", "invalid-url"),
        ("http://\ufdd0.test/", "invalid-url"),
        ("http://a.test/" + "x" * 70_000, "invalid-url"),
        ("/relative", "unsupported-scheme"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_what_cannot_be_asked(quick: Quick, ask: Ask, url: str, reason: str) -> None:
    got = one(ask, quick(), url)
    assert got.failure is not None
    assert got.failure.reason == reason


def test_an_international_host_is_asked_by_its_ascii_name(web: Web, quick: Quick, ask: Ask) -> None:
    web.route("xn--bcher-kva.test", "/stra%C3%9Fe", Reply(body=PAGE))
    got = one(ask, quick(web), "http://B\u00fccher.test/stra\u00dfe")
    assert got.status == 200
    assert web.requests[0].header("host") == "xn--bcher-kva.test"


def test_the_head_is_bounded_in_the_record_too(web: Web, quick: Quick, ask: Ask) -> None:
    many = tuple((f"X-{n}", "v" * 600) for n in range(190))
    web.route("a.test", "/", Reply(body=PAGE, headers=many))
    got = one(ask, quick(web), "http://a.test/")
    assert got.status == 200
    assert len(got.headers) == 100


def test_another_transport_can_stand_in_the_place_of_ours(quick: Quick) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/breaks":
            raise httpx.ReadError("broken off", request=request)
        return httpx.Response(404, html="<title>Not Found</title>", headers={"X-Who": "mock"})

    async def run() -> tuple[Exchange, Exchange]:
        async with Fetcher(quick(), transport=httpx.MockTransport(answer)) as fetcher:
            return (
                await fetcher.fetch(Request("https://a.test/")),
                await fetcher.fetch(Request("https://a.test/breaks")),
            )

    got, broken = asyncio.run(run())
    assert (got.status, got.header("x-who")) == (404, "mock")
    assert got.page is not None
    assert got.page.title == "Not Found"
    assert broken.failure == Failure("reset", "broken off")


def test_a_mistake_of_ours_is_loud(quick: Quick) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise ZeroDivisionError

    async def run() -> None:
        async with Fetcher(quick(), transport=httpx.MockTransport(answer)) as fetcher:
            await fetcher.fetch(Request("https://a.test/"))

    with pytest.raises(ZeroDivisionError):
        asyncio.run(run())


def test_sent_is_told_when_the_request_has_left(web: Web, quick: Quick) -> None:
    web.route("a.test", "/", Hang())
    web.refuse("refuses.test")

    async def run(url: str) -> int:
        told = []
        async with Fetcher(quick(web, timeout=0.2)) as fetcher:
            await fetcher.fetch(Request(url), lambda: told.append(1))
        return len(told)

    assert asyncio.run(run("http://a.test/")) == 1
    assert asyncio.run(run("http://refuses.test/")) == 0


def test_cancelling_closes_the_connection(web: Web, quick: Quick) -> None:
    web.route("a.test", "/", Hang())

    async def run() -> None:
        async with Fetcher(quick(web)) as fetcher:
            asked = asyncio.create_task(fetcher.fetch(Request("http://a.test/")))
            while not web.count():
                await asyncio.sleep(0.005)
            asked.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asked

    asyncio.run(run())
    assert web.connections == 1


def test_settings_that_cannot_be_used_say_so(quick: Quick, tmp_path: object) -> None:
    with pytest.raises(CrawlError, match="certificates"):
        Fetcher(quick(ca_file=f"{tmp_path}/none.pem"))
    with pytest.raises(CrawlError, match="no address"):
        Fetcher(quick(resolve=(("a.test", "b.test"),)))
