"""Servers that lie, over real sockets and the whole way to a verdict: no living page is called dead
for them, nothing on this machine is reached through them, and every answer has its bound."""

from __future__ import annotations

import pytest

from checker.crawling.crawler import Parts
from checker.model import Check, CrawlSettings
from pincite.demo.web import ANY, Answer, Drip, Garbage, Reply, Seen, Web, redirect

from .conftest import Quick
from .crawling.quick import run, task

PAGE = "<title>A living page</title><p>" + "words that a page has " * 30
LENGTH = b"Content-Length: %d\r\n" % len(PAGE)
HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HTML + b"Transfer-Encoding: chunked\r\n\r\n"
WHOLE = b"%x\r\n%s\r\n" % (len(PAGE), PAGE.encode())


def crawled(web: Web, settings: CrawlSettings, url: str = "http://a.test/page") -> Check:
    (found,) = run([task(url)], settings, Parts())
    return found


def told(found: Check) -> tuple[str, str]:
    return found.judgement.verdict.value, found.judgement.reason


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/3.0 200 OK\r\n" + LENGTH + b"\r\n" + PAGE.encode(),
        b"HTTP/1.1    200    OK\r\n" + LENGTH + b"\r\n" + PAGE.encode(),
        CHUNKED + WHOLE + b"5;" + b"x" * 3_000_000 + b"\r\nhello\r\n0\r\n\r\n",
        CHUNKED + WHOLE + b"0\r\n" + b"T: x\r\n" * 300_000 + b"\r\n",
        CHUNKED + b"fffffffffffffff\r\n" + PAGE.encode(),
        b"HTTP/1.1 103 Early Hints\r\nLink: " + b"x" * 8000 + b"\r\n\r\n" + CHUNKED + WHOLE,
        HTML + b"Content-Length: 5\r\n" + LENGTH + b"\r\n" + PAGE.encode(),
        HTML + b"Content-Length: 900000\r\n\r\n" + PAGE.encode(),
        HTML + b"Content-Length: 500\r\n\r\n" + PAGE.encode() * 100,
        HTML + b"Content-Length: -1\r\n\r\n" + PAGE.encode(),
        HTML + b"X: a\0b\r\nY\0: \xff\xfe\r\nSet-Cookie: \xff=\xff\r\n" + LENGTH + b"\r\n"
        + PAGE.encode(),
        HTML + b"A: b\r\n" * 15_000 + LENGTH + b"\r\n" + PAGE.encode(),
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + HTML[17:] + b"\r\n" + PAGE.encode(),
        HTML + b"Content-Encoding: x-unheard-of\r\n" + LENGTH + b"\r\n" + PAGE.encode(),
        HTML + b"Set-Cookie: a=b; Domain=com\r\nRefresh: 0\r\n" + LENGTH + b"\r\n" + PAGE.encode(),
    ],
    ids=lambda answer: repr(answer[:60]),
)  # fmt: skip
def test_a_page_is_read_through_a_servers_lies(web: Web, quick: Quick, answer: bytes) -> None:
    web.route("a.test", ANY, Garbage(answer))
    found = crawled(web, quick(web))
    assert told(found) == ("ok", "ok")
    assert "A living page" in found.judgement.evidence


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"HTTP/1.1 99999 OK\r\n\r\n" + PAGE.encode(), "malformed-answer"),
        (b"HTTP/1.1 -200 OK\r\n\r\n" + PAGE.encode(), "malformed-answer"),
        (b"ICY 200 OK\r\n\r\n" + PAGE.encode(), "malformed-answer"),
        (PAGE.encode(), "malformed-answer"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 100_000, "malformed-answer"),
        (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n\0\0\0", "malformed-answer"),
        (CHUNKED + b"5;" + b"x" * 3_000_000 + b"\r\nhello\r\n0\r\n\r\n", "truncated-body"),
        (CHUNKED + b"-5\r\nhello\r\n0\r\n\r\n", "truncated-body"),
        (HTML + b"X: " + b"x" * 1_000_000 + b"\r\n\r\n" + PAGE.encode(), "header-too-large"),
    ],
    ids=lambda value: repr(value[:40]),
)
def test_what_no_browser_shows_is_unreachable(
    web: Web, quick: Quick, answer: bytes, reason: str
) -> None:
    web.route("a.test", ANY, Garbage(answer))
    assert told(crawled(web, quick(web))) == ("unreachable", reason)


@pytest.mark.parametrize("length", [6_000, 20_000, 60_000])
def test_a_long_location_is_followed_whole(web: Web, quick: Quick, length: int) -> None:
    """As sign-ons have it. Half of it led to a page that is not there."""
    place = "/long?" + "a" * length

    def answer(seen: Seen) -> Reply:
        return Reply(body=PAGE) if seen.path == place else Reply(404, body="<title>None</title>")

    web.route("a.test", "/page", redirect(place, 302))
    web.route("a.test", "/long", answer)
    assert told(crawled(web, quick(web))) == ("ok", "ok-redirected")


def test_a_location_behind_a_hundred_headers_is_followed(web: Web, quick: Quick) -> None:
    many = tuple((f"X-{n}", "y") for n in range(150))
    web.route("a.test", "/page", Reply(302, (*many, ("Location", "/there"))))
    web.route("a.test", "/there", Reply(body=PAGE))
    assert told(crawled(web, quick(web))) == ("ok", "ok-redirected")


@pytest.mark.parametrize(
    "location",
    [
        "http://0300.0.0.256/",
        "http://a.test/" + "a" * 70_000,
        "file:///etc/passwd",
        "http://a%2Fb.test/",
    ],
    ids=lambda value: value[:30],
)
def test_an_address_that_cannot_be_is_the_sites_fault_where_the_site_led_there(
    web: Web, quick: Quick, location: str
) -> None:
    web.route("a.test", "/page", redirect(location))
    assert told(crawled(web, quick(web))) == ("unreachable", "bad-redirect")


PRIVATE = [
    *("http://0x7f000001:{}/", "http://2130706433:{}/", "http://127.1:{}/", "http://0x7f.1:{}/"),
    *("http://0177.0.0.1:{}/", "http://017700000001:{}/", "http://0177.1:{}/"),
    *("http://[::ffff:127.0.0.1]:{}/", "http://[::1%25lo]:{}/", "http://[::127.0.0.1]:{}/"),
    *("http://[64:ff9b::7f00:1]:{}/", "http://[64:ff9b:1::7f00:1]:{}/"),
    *("http://[2002:7f00:1::]:{}/", "http://[fe80::1%25lo]:{}/", "http://[::]:{}/"),
    *("http://localhost:{}/", "http://LOCALHOST.:{}/", "http://x.localhost:{}/", "http://0:{}/"),
    *("http://１２７.0.0.1:{}/", "http://127。0。0。1:{}/", "http://ⓛocalhost:{}/"),
    *("//127.0.0.1:{}/", "http:\\\\127.0.0.1:{}\\", "http://a.test@127.0.0.1:{}/"),
    *("http://127.0.0.1.:{}/", "http://169.254.169.254/latest/meta-data/"),
]  # fmt: skip


@pytest.mark.parametrize("location", PRIVATE)
@pytest.mark.parametrize("way", ["location", "refresh"])
def test_the_guard_holds_on_the_second_hop(web: Web, quick: Quick, location: str, way: str) -> None:
    """The first host is reached through `resolve`; where it leads is guarded as any other."""
    target = location.format(web.port)
    if way == "location":
        web.route("a.test", "/page", redirect(target))
    else:
        refresh = f'<meta http-equiv="refresh" content="0;url={target}">'
        web.route("a.test", "/page", Reply(body=refresh + PAGE))
    web.route(ANY, ANY, Reply(body=PAGE))
    crawled(web, quick(resolve=(("a.test:80", f"127.0.0.1:{web.port}"),)))
    assert {(seen.host, seen.path) for seen in web.requests} == {("a.test", "/page")}


@pytest.mark.parametrize("written", ["0177.0.0.1", "0x7f.1", "2130706433", "127.1"])
def test_a_way_into_a_private_network_is_told_as_one_however_it_is_written(
    web: Web, quick: Quick, written: str
) -> None:
    web.route("a.test", "/page", redirect(f"http://{written}:{web.port}/"))
    guarded = quick(resolve=(("a.test:80", f"127.0.0.1:{web.port}"),))
    assert told(crawled(web, guarded)) == ("skipped", "private-address")


@pytest.mark.parametrize(
    "rules",
    [
        Reply(body=b"User-agent: *\nDisallow: /no\n" + b"# filler\n" * 3_000_000),
        Reply(body=bytes(range(256)) * 1_000, headers=(("Content-Type", "image/png"),)),
        Drip(b"User-agent: *\nDisallow: /no\n" + b"#" * 10_000),
        redirect("/robots.txt"),
        lambda seen: redirect(f"/robots.txt?{'x' * len(seen.path)}"),
        Reply(body=PAGE),
    ],
    ids=["huge", "binary", "drip", "loop", "chain", "page"],
)
def test_a_hostile_robots_txt_costs_a_page_nothing(web: Web, quick: Quick, rules: Answer) -> None:
    web.route("a.test", "/robots.txt", rules)
    web.route("a.test", "/page", Reply(body=PAGE))
    assert told(crawled(web, quick(web, robots=True, timeout=1.0))) == ("ok", "ok")
    assert web.count() < 9
