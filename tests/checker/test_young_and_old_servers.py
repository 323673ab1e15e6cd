"""What servers of today and of long ago send beside plain answers, over real sockets and the whole
way to a verdict; and every spelling of an address that no link may be led to."""

from __future__ import annotations

import gzip

import pytest

from checker.model import Verdict
from pincite.demo.web import ANY, Garbage, Reply, Web, redirect

from .conftest import Quick
from .test_odd_answers import CHUNKS, HTML, LENGTH, OK, PAGE, TITLE, Says, crawled, told

HINTS = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n"
PLAIN = HTML + LENGTH + b"\r\n" + PAGE
CHUNKED = HTML + b"Transfer-Encoding: chunked\r\n\r\n"
SIZE = b"%x" % len(PAGE)


@pytest.mark.parametrize(
    "answer",
    {
        "early hints": HINTS + PLAIN,
        "early hints with a length": HINTS.replace(b"Link", b"Content-Length: 5\r\nLink") + PLAIN,
        "an upload may be resumed": b"HTTP/1.1 104 Upload Resumption Supported\r\n\r\n" + PLAIN,
        "continue, which nobody asked for": b"HTTP/1.1 100 Continue\r\n\r\n" + PLAIN,
        "a part that is all": PLAIN.replace(b"200 OK", b"206 Partial Content"),
        "two lengths that agree": HTML + LENGTH + LENGTH + b"\r\n" + PAGE,
        "a length beside chunks": HTML + b"Content-Length: 3\r\n" + CHUNKED[len(HTML) :] + CHUNKS,
        "extensions of a chunk": CHUNKED + CHUNKS.replace(b"\r\n", b';a="b;c"\r\n', 1),
        "long extensions": CHUNKED + CHUNKS.replace(b"\r\n", b";a=" + b"x" * 2000 + b"\r\n", 1),
        "trailers": CHUNKED + CHUNKS[:-2] + b"Server-Timing: a\r\nX-Digest: b\r\n\r\n",
        "zeros before a size": CHUNKED + b"0000" + CHUNKS,
        "spaces behind a size": CHUNKED + CHUNKS.replace(b"\r\n", b"   \r\n", 1),
        "bare line feeds": CHUNKED + SIZE + b"\n" + PAGE + b"\n0\n\n",
        "chunks in HTTP/1.0": (CHUNKED + CHUNKS).replace(b"HTTP/1.1", b"HTTP/1.0"),
        "a version of its own": PLAIN.replace(b"HTTP/1.1", b"HTTP/3"),
        "a number of its own": PLAIN.replace(b"200 OK", b"299 Whatever"),
        "a folded line first": PLAIN.replace(b"Content-Type", b" folded: x\r\nContent-Type", 1),
        "three thousand headers": PLAIN.replace(b"\r\n", b"\r\n" + b"X-A: b\r\n" * 3000, 1),
        "another service": PLAIN.replace(b"\r\n", b'\r\nAlt-Svc: h3=":443"; ma=9, clear\r\n', 1),
    }.items(),
    ids=lambda each: each[0],
)
def test_the_page_is_read(web: Web, quick: Quick, answer: tuple[str, bytes]) -> None:
    """The connection stays open: who does not know where the answer ends waits for more."""
    web.route("a.test", ANY, Says(answer[1]))
    found = crawled(web, quick(web, timeout=5.0))
    assert told(found) == ("ok", TITLE)
    assert found.exchange is not None
    assert not found.exchange.truncated


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (HINTS + OK.replace(b"200 OK", b"404 No") + b"Content-Length: 0\r\n\r\n", "not-found"),
        (HINTS + b"HTTP/1.1 304 Not Modified\r\n\r\n", "malformed-answer"),
        (b"HTTP/1.1 421 Misdirected\r\nContent-Length: 0\r\n\r\n", "client-error"),
        (b"HTTP/1.1 425 Too Early\r\nContent-Length: 0\r\n\r\n", "client-error"),
        (b"HTTP/1.1 529 Overloaded\r\nContent-Length: 0\r\n\r\n", "server-error"),
        (b"HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n", "empty-page"),
        (b"ICY 200 OK\r\n\r\nmusic", "malformed-answer"),
        (b"220 mail.test ESMTP\r\n", "malformed-answer"),
        (PAGE, "malformed-answer"),  # HTTP/0.9
    ],
)
def test_what_is_no_page_is_none(web: Web, quick: Quick, answer: bytes, reason: str) -> None:
    web.route("a.test", ANY, Garbage(answer))
    assert crawled(web, quick(web)).judgement.reason == reason


@pytest.mark.parametrize("kind", ["text/html", "application/pdf", "text/plain"])
def test_a_pdf_that_cannot_be_read_is_no_empty_page(web: Web, quick: Quick, kind: str) -> None:
    """It may be damaged, or ask for a password: a reader's program may show it."""
    damaged = Reply(body="%PDF-1.7\nnothing of the kind", headers=(("Content-Type", kind),))
    web.route("a.test", ANY, damaged)
    found = crawled(web, quick(web))
    assert found.judgement.verdict is Verdict.OK
    assert found.exchange is not None
    assert found.exchange.page is None


@pytest.mark.parametrize(
    "after", ["Wed, 21 Oct 2015 07:28:00 GMT", "99999999999", "-5", "soon", "1e400", ""]
)
def test_whenever_we_may_come_again_it_is_rate_limited(web: Web, quick: Quick, after: str) -> None:
    web.route("a.test", ANY, Reply(429, headers=(("Retry-After", after),)))
    assert crawled(web, quick(web)).judgement.reason == "rate-limited"


def test_bombs_in_bombs_are_cut(web: Web, quick: Quick) -> None:
    body = PAGE + b" " * 20_000_000
    for _ in range(3):
        body = gzip.compress(body, mtime=0)
    head = HTML + b"Content-Encoding: gzip, gzip, gzip\r\nContent-Length: %d\r\n\r\n" % len(body)
    web.route("a.test", ANY, Garbage(head + body))
    found = crawled(web, quick(web, max_bytes=1_000_000))
    assert told(found) == ("ok", TITLE)
    assert found.exchange is not None
    assert found.exchange.length <= 1_000_000


@pytest.mark.parametrize(
    "place",
    [
        *("127.1", "0x7f.1", "0177.0.0.1", "2130706433", "017700000001", "0", "127.0.0.1."),
        *("127。0。0。1", "１２７.0.0.1", "①②⑦.⓪.⓪.①", "%31%32%37.0.0.1", "%6c%6f%63alhost"),
        *("user@127.0.0.1", "b.test@127.0.0.1", "127.0.0.1\\@b.test", "127.0.0.1#@b.test"),
        *("LOCALHOST.", "x.localhost", "169.254.169.254", "100.100.100.200", "192.0.0.170"),
        *("[::]", "[::1]", "[::127.0.0.1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"),
        *("[64:ff9b::7f00:1]", "[64:ff9b::10.0.0.1]", "[64:ff9b:1::a00:1]", "[2002:7f00:1::]"),
        *("[2001:0:1:2::f5ff:fffe]", "[fe80::1%25lo]", "[fe80::1%lo]", "[fc00::1]", "[ff02::1]"),
        *("[5f00::1]", "[100::1]", "[3fff::1]", "[2001:20::1]"),
    ],
)
def test_no_redirect_leads_to_a_private_address(web: Web, quick: Quick, place: str) -> None:
    head = f"HTTP/1.1 302 Found\r\nLocation: http://{place}/\r\nContent-Length: 0\r\n\r\n"
    web.route("a.test", "/page", Garbage(head.encode()))
    found = crawled(web, quick(web))
    assert (found.judgement.verdict, found.judgement.reason) == ("skipped", "private-address")
    assert [(seen.host, seen.path) for seen in web.requests] == [("a.test", "/page")]


@pytest.mark.parametrize(
    "place", ["file:///etc/passwd", "gopher://b.test/", "data:text/html,x", "javascript:x()"]
)
def test_no_redirect_leads_out_of_the_web(web: Web, quick: Quick, place: str) -> None:
    web.route("a.test", "/page", redirect(place))
    assert crawled(web, quick(web)).judgement.reason == "bad-redirect"
