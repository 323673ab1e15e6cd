"""Answers that browsers read in ways of their own, over real sockets and the whole way to a
verdict: what a reader would see is what is judged."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from checker.crawling.crawler import Parts
from checker.model import Check, CrawlSettings
from pincite.demo.web import ANY, Behaviour, Call, Garbage, Reply, Web, redirect

from .conftest import Quick
from .crawling.quick import run, task

TITLE = "A living page"
PAGE = f"<title>{TITLE}</title><p>{'words that a page has ' * 30}".encode()
OK = b"HTTP/1.1 200 OK\r\n"
HTML = OK + b"Content-Type: text/html\r\n"
LENGTH = b"Content-Length: %d\r\n" % len(PAGE)
CHUNKS = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)


@dataclass(frozen=True)
class Says:
    """Bytes, behind which the connection stays open."""

    data: bytes

    async def play(self, call: Call) -> bool:
        await call.send(self.data)
        return True


def crawled(web: Web, settings: CrawlSettings, url: str = "http://a.test/page") -> Check:
    (found,) = run([task(url)], settings, Parts())
    return found


def told(found: Check) -> tuple[str, str | None]:
    page = found.exchange.page if found.exchange else None
    return found.judgement.reason, page.title if page else None


def typed(*types: bytes, body: bytes = PAGE) -> bytes:
    named = b"".join(b"Content-Type: %s\r\n" % each for each in types)
    return OK + named + b"Content-Length: %d\r\n\r\n" % len(body) + body


def coded(body: bytes, *codings: bytes) -> bytes:
    named = b"".join(b"Content-Encoding: %s\r\n" % each for each in codings)
    return HTML + named + b"Content-Length: %d\r\n\r\n" % len(body) + body


PACKED = gzip.compress(PAGE, mtime=0)


@pytest.mark.parametrize(
    "answer",
    {
        "the last type counts": typed(b"text/plain", b"text/html"),
        "what is no type does not": typed(b"text/html", b"utf-8"),
        "a type that says nothing": typed(b"*/*"),
        "another one": typed(b"application/unknown"),
        "no type, a mark of order": typed(body=b"\xef\xbb\xbf" + PAGE),
        "no type, blank lines first": typed(body=b"\r\n" * 900 + PAGE),
        "a head of 200 KB": HTML + b"X-A: %s\r\n" % (b"y" * 1000) * 200 + LENGTH + b"\r\n" + PAGE,
        "60 early hints": b"HTTP/1.1 103 Early\r\nLink: </a>\r\n\r\n" * 60 + typed(b"text/html"),
        "a checksum that is wrong": coded(PACKED[:-8] + bytes(8), b"gzip"),
        "two lines of codings": coded(gzip.compress(PACKED, mtime=0), b"gzip", b"x-gzip"),
    }.items(),
    ids=lambda each: each[0],
)
def test_the_page_is_read(web: Web, quick: Quick, answer: tuple[str, bytes]) -> None:
    web.route("a.test", ANY, Garbage(answer[1]))
    assert told(crawled(web, quick(web))) == ("ok", TITLE)


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        (b"identity", LENGTH + b"\r\n" + PAGE),
        (b"xchunked", LENGTH + b"\r\n" + PAGE),
        (b"chunked, identity", b"\r\n" + CHUNKS),
    ],
)
def test_codings_of_the_way_that_nobody_knows_leave_the_end_where_it_is(
    web: Web, quick: Quick, coding: bytes, body: bytes
) -> None:
    """The connection stays open: whoever reads on waits for the time bound."""
    web.route("a.test", ANY, Says(HTML + b"Transfer-Encoding: %s\r\n" % coding + body))
    found = crawled(web, quick(web, timeout=5.0))
    assert told(found) == ("ok", TITLE)
    assert found.exchange is not None
    assert not found.exchange.truncated


@pytest.mark.parametrize(
    ("location", "place"),
    [
        (b"/caf\xe9", ("a.test", "/caf%E9")),  # as it came, in whatever encoding
        (b"/caf\xc3\xa9", ("a.test", "/caf%C3%A9")),
        (b"///b.test/x", ("b.test", "/x")),
        (b"////b.test/x", ("b.test", "/x")),
        (b"\\\\b.test\\x", ("b.test", "/x")),
        (b"http:////b.test/x", ("b.test", "/x")),
        (b"http:/there", ("a.test", "/there")),
        (b"http:there", ("a.test", "/there")),
        (b"http://%62.test/x", ("b.test", "/x")),
        (b"http://b%C3%BCcher.test/x", ("xn--bcher-kva.test", "/x")),
        (b"http://user:pw@b.test:0080/x", ("b.test", "/x")),
        (b"/there?q=\\x", ("a.test", "/there?q=\\x")),
        (b"http://b.test/x/%2e%2E/there", ("b.test", "/there")),
        (b"x/%2E%2e/./%2e/there", ("a.test", "/there")),
    ],
)
def test_a_location_leads_where_browsers_go(
    web: Web, quick: Quick, location: bytes, place: tuple[str, str]
) -> None:
    head = b"HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n" % location
    web.route("a.test", "/page", Garbage(head))
    web.route(*place, Reply(body=PAGE))
    assert told(crawled(web, quick(web))) == ("ok-redirected", TITLE)
    first, second, *_ = ((seen.host, seen.path) for seen in web.requests)
    assert (first, second) == (("a.test", "/page"), place)


@pytest.mark.parametrize("location", ["https:/b.test/x", "https:b.test/x", "https:\\b.test/x"])
def test_another_scheme_begins_a_host_with_any_slashes(
    web: Web, quick: Quick, location: str
) -> None:
    web.route("a.test", "/page", redirect(location))
    web.refuse("b.test")
    found = crawled(web, quick(web))
    assert found.judgement.reason == "refused"
    assert found.judgement.evidence.startswith("https://b.test/x: ")


def test_port_0_is_nobodys_and_not_port_80(web: Web, quick: Quick) -> None:
    web.route("a.test", "/page", redirect("http://b.test:0/x"))
    web.route("b.test", "/x", Reply(body=PAGE))
    assert told(crawled(web, quick(web)))[0] == "bad-redirect"
    assert told(crawled(web, quick(web), "http://b.test:0/x"))[0] == "invalid-url"


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("0; url=/there", "ok-redirected"),
        ("0;url='/gone'", "not-found"),
        ("600; url=/gone", "ok"),
        ("0; url=/page", "ok"),
        ("0; url=javascript:alert(1)", "ok"),
        ("0", "ok"),
    ],
)
def test_a_refresh_may_stand_in_the_head(web: Web, quick: Quick, header: str, reason: str) -> None:
    web.route("a.test", "/page", Reply(headers=(("Refresh", header),), body=PAGE))
    web.route("a.test", "/there", Reply(body=PAGE))
    assert told(crawled(web, quick(web)))[0] == reason


@pytest.mark.parametrize("path", ["/x/%2e%2e/page", "/%2E/page", "/x/../page"])
def test_steps_of_a_path_are_taken_before_it_is_asked_for(
    web: Web, quick: Quick, path: str
) -> None:
    web.route("a.test", "/page", Reply(body=PAGE))
    assert told(crawled(web, quick(web), f"http://a.test{path}")) == ("ok", TITLE)
    assert [seen.path for seen in web.requests] == ["/page"]


@pytest.mark.parametrize("cookie", ["passed; Path=/", "=passed"])
def test_a_cookie_without_a_name_comes_back_as_its_value(
    web: Web, quick: Quick, cookie: str
) -> None:
    gate = redirect("/page", 302, headers=(("Set-Cookie", cookie),))
    web.route(
        "a.test",
        "/page",
        lambda seen: Reply(body=PAGE) if seen.header("cookie") == "passed" else gate,
    )
    assert told(crawled(web, quick(web))) == ("ok", TITLE)


def test_letters_count_for_more_than_the_name_of_their_encoding(web: Web, quick: Quick) -> None:
    markup = "<title>Książki są też źródłem</title><p>Są też ścieżki, które są dla gości. "
    page = Reply(
        body=markup.encode("iso8859-2"),
        headers=(("Content-Type", "text/html; charset=windows-1250"),),
    )
    web.route("a.test", "/page", page)
    assert told(crawled(web, quick(web))) == ("ok", "Książki są też źródłem")


def test_an_answer_that_breaks_off_within_its_head_is_asked_for_again(
    web: Web, quick: Quick
) -> None:
    turns: Iterator[Behaviour] = iter([Garbage(HTML + b"X: y"), Reply(body=PAGE)])
    web.route("a.test", "/page", lambda _: next(turns))
    assert told(crawled(web, quick(web, retries=1))) == ("ok", TITLE)


def test_a_kept_connection_that_was_kept_for_too_long_says_nothing_of_the_page(
    web: Web, quick: Quick
) -> None:
    """408 there is the answer to no request (RFC 9110, 15.5.9); on a new one it stands."""
    late = Reply(408, headers=(("Connection", "close"),), close=True)
    turns = iter([Reply(body=PAGE), late, Reply(body=PAGE), late, late])
    web.route("a.test", ANY, lambda _: next(turns))
    tasks = [task(f"http://a.test/{n}") for n in range(3)]
    found = run(tasks, quick(web, per_host=1, concurrency=1), Parts())
    assert [each.judgement.reason for each in found] == ["ok", "ok", "client-error"]
    assert [seen.path for seen in web.requests] == ["/0", "/1", "/1", "/2", "/2"]


def test_a_network_that_wants_a_login_says_nothing_of_the_page(web: Web, quick: Quick) -> None:
    web.route("a.test", "/page", Reply(511, body=PAGE))
    found = crawled(web, quick(web))
    assert (found.judgement.verdict, found.judgement.reason) == ("unknown", "proxy-error")
