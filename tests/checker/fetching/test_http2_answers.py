"""Sites that speak HTTP/2 alone: asked again in it, over real sockets, and read as any other."""

from __future__ import annotations

import gzip
import hashlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import h2.config
import h2.connection
import h2.events
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.fetching.http2 import Http2Reader
from checker.fetching.wire import Malformed
from checker.judging.judge import judge
from checker.model import Exchange, Request, Target, Verdict

from ..conftest import Ask, Certified, Quick

Pairs = list[tuple[str, str]]
Speaking = h2.connection.H2Connection
PAGE = b"<!doctype html><title>A page</title><h1>A page</h1>" + b"<p>words that a page has" * 30
HTML = ("content-type", "text/html; charset=utf-8")


def answer(speaks: Speaking, head: Pairs, body: bytes = b"", *, end: bool = True) -> None:
    speaks.send_headers(1, head, end_stream=end and not body)
    if body:
        speaks.send_data(1, body, end_stream=end)


@dataclass
class Site:
    """A server of HTTP/2 alone. `welcome` is called with each whole request, and may answer it."""

    context: ssl.SSLContext
    welcome: Callable[[Site, Speaking, ssl.SSLSocket], None]
    listening: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    agreed: list[str | None] = field(default_factory=list)
    """What each handshake ended in."""
    asked: list[dict[str, str]] = field(default_factory=list)
    sent: bytes = b""
    """Bodies of requests."""

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.listening.getsockname()[1]}"

    def serve(self) -> None:
        while True:
            try:
                visitor, _ = self.listening.accept()
            except OSError:
                return
            with visitor, suppress(OSError):
                visitor.settimeout(10)
                self._meet(visitor)

    def _meet(self, visitor: socket.socket) -> None:
        with self.context.wrap_socket(visitor, server_side=True) as secured:
            self.agreed.append(secured.selected_alpn_protocol())
            speaks = Speaking(h2.config.H2Configuration(client_side=False, header_encoding="utf-8"))
            speaks.initiate_connection()
            secured.sendall(speaks.data_to_send())
            while data := secured.recv(65536):
                try:
                    events = speaks.receive_data(data)
                except h2.exceptions.ProtocolError:  # somebody speaks HTTP/1.1
                    secured.sendall(speaks.data_to_send())
                    return
                for event in events:
                    if isinstance(event, h2.events.RequestReceived):
                        self.asked.append({str(name): str(told) for name, told in event.headers})
                    elif isinstance(event, h2.events.DataReceived):
                        self.sent += event.data
                    elif isinstance(event, h2.events.StreamEnded):
                        self.welcome(self, speaks, secured)
                secured.sendall(speaks.data_to_send())


@pytest.fixture
def sites(certified: Certified) -> Iterator[Callable[..., Site]]:
    """Makes a site of a function that answers a request."""
    made: list[tuple[Site, threading.Thread]] = []

    def open_site(welcome: Callable[[Site, Speaking, ssl.SSLSocket], None]) -> Site:
        context = certified("a.test")
        context.set_alpn_protocols(["h2"])
        site = Site(context, welcome)
        thread = threading.Thread(target=site.serve)
        thread.start()
        made.append((site, thread))
        return site

    yield open_site
    for site, thread in made:
        site.listening.shutdown(socket.SHUT_RDWR)
        site.listening.close()
        thread.join()


@pytest.fixture
def wanted(quick: Quick, ask: Ask, ca_file: str) -> Callable[..., list[Exchange]]:
    """`wanted(site, url or Request, …)`: the exchanges."""

    def run(site: Site, *urls: str | Request, **more: object) -> list[Exchange]:
        resolve = (("a.test:443", site.address),)
        return ask(quick(resolve=resolve, ca_file=ca_file, **more), *urls)

    return run


Sites = Callable[..., Site]
Wanted = Callable[..., list[Exchange]]
URL = "https://a.test/page?q=1"


def says(*head: tuple[str, str], body: bytes = b"") -> Callable[..., None]:
    return lambda _, speaks, __: answer(speaks, list(head), body)


def test_a_page_is_read(sites: Sites, wanted: Wanted) -> None:
    site = sites(says((":status", "200"), HTML, body=PAGE))
    (got,) = wanted(site, URL)
    assert (got.failure, got.status, got.truncated) == (None, 200, False)
    assert got.page is not None
    assert got.page.title == "A page"
    assert judge(got, Target(URL, URL)).verdict is Verdict.OK
    (asked,) = site.asked
    assert (asked[":method"], asked[":path"]) == ("GET", "/page?q=1")
    assert (asked[":scheme"], asked[":authority"]) == ("https", "a.test")
    assert "pincite/" in asked["user-agent"]
    assert not asked.keys() & {"host", "connection"}


def test_such_a_site_is_turned_away_once_only(sites: Sites, wanted: Wanted) -> None:
    site = sites(says((":status", "200"), HTML, body=PAGE))
    wanted(site, URL, URL, URL)
    assert site.agreed == [None, "h2", "h2", "h2"]
    assert len(site.asked) == 3


@pytest.mark.parametrize(
    ("status", "verdict"), [("404", Verdict.GONE), ("403", Verdict.BLOCKED), ("410", Verdict.GONE)]
)
def test_its_word_counts(sites: Sites, wanted: Wanted, status: str, verdict: Verdict) -> None:
    (got,) = wanted(sites(says((":status", status), HTML, body=PAGE)), URL)
    assert judge(got, Target(URL, URL)).verdict is verdict


def test_headers_cookies_and_redirects_come_through(sites: Sites, wanted: Wanted) -> None:
    site = sites(
        says((":status", "301"), ("location", "https://a.test/new"), ("set-cookie", "a=1; Path=/"))
    )
    request = Request(URL, headers=(("X-Own", "yes"),), cookies=(("b", "2"),))
    (got,) = wanted(site, request)
    assert got.status == 301
    assert ("location", "https://a.test/new") in got.headers
    assert site.asked[0]["x-own"] == "yes"
    assert site.asked[0]["cookie"] == "b=2"


def test_a_form_is_sent(sites: Sites, wanted: Wanted) -> None:
    site = sites(says((":status", "200"), HTML, body=PAGE))
    (got,) = wanted(site, Request(URL, method="POST", body=b"url=https://b.test/"))
    assert (got.status, site.asked[-1][":method"], site.sent) == (
        200,
        "POST",
        b"url=https://b.test/",
    )


def test_a_request_that_fits_no_frame_is_not_sent(sites: Sites, wanted: Wanted) -> None:
    site = sites(says((":status", "200"), HTML, body=PAGE))
    # After a page, so that the long body is not offered in 1.1, where the site may just hang up.
    _, got = wanted(site, URL, Request(URL, method="POST", body=b"x" * 100_000))
    assert got.failure is not None
    assert got.failure.reason == "http2-only"
    assert [asked[":method"] for asked in site.asked] == ["GET"]


def test_head_has_no_body_and_gzip_is_undone(sites: Sites, wanted: Wanted) -> None:
    (got,) = wanted(sites(says((":status", "200"), HTML)), Request(URL, method="HEAD"))
    assert (got.status, got.failure) == (200, None)
    packed = gzip.compress(PAGE)
    (got,) = wanted(
        sites(says((":status", "200"), HTML, ("content-encoding", "gzip"), body=packed)), URL
    )
    assert got.page is not None
    assert got.page.title == "A page"


def test_a_page_longer_than_the_window_is_read_to_its_end(sites: Sites, wanted: Wanted) -> None:
    body = PAGE + b"<p>And on it goes, for a long while.</p>" * 75_000

    def long(_: Site, speaks: Speaking, secured: ssl.SSLSocket) -> None:
        speaks.send_headers(1, [(":status", "200"), HTML])
        at = 0
        while at < len(body):
            room = min(speaks.local_flow_control_window(1), speaks.max_outbound_frame_size)
            if room:
                speaks.send_data(1, body[at : at + room])
                at += room
                secured.sendall(speaks.data_to_send())
            elif data := secured.recv(65536):
                speaks.receive_data(data)
            else:
                return
        speaks.end_stream(1)

    site = sites(long)
    (got,) = wanted(site, URL)
    assert (got.status, got.truncated, got.failure) == (200, False, None)
    assert got.page is not None
    assert got.digest == hashlib.sha256(body).hexdigest()
    (got,) = wanted(site, URL, max_bytes=100_000)
    assert (got.status, got.truncated) == (200, True)


def test_what_a_broken_answer_had_said_is_kept(sites: Sites, wanted: Wanted) -> None:
    def break_off(_: Site, speaks: Speaking, __: ssl.SSLSocket) -> None:
        answer(speaks, [(":status", "200"), HTML], PAGE, end=False)
        speaks.reset_stream(1, 2)

    (got,) = wanted(sites(break_off), URL)
    assert (got.status, got.truncated) == (200, True)
    assert got.page is not None
    assert got.page.title == "A page"


def reset(_: Site, speaks: Speaking, __: ssl.SSLSocket) -> None:
    speaks.reset_stream(1, 0xB)


def leave(_: Site, speaks: Speaking, __: ssl.SSLSocket) -> None:
    speaks.close_connection(0xD)


def babble(_: Site, __: Speaking, secured: ssl.SSLSocket) -> None:
    secured.sendall(b"\0\0\1\0\0\0\0\0\1x" * 3)


def ping(_: Site, __: Speaking, secured: ssl.SSLSocket) -> None:
    frames = b"\0\0\x08\6\0\0\0\0\0abcdefgh" * 2_000
    for _turn in range(30):
        secured.sendall(frames)


@pytest.mark.parametrize("welcome", [reset, leave, babble, ping])
def test_a_server_that_will_not_answer_blocks_us_and_is_not_dead(
    sites: Sites, wanted: Wanted, welcome: Callable[..., None]
) -> None:
    (got,) = wanted(sites(welcome), URL)
    judgement = judge(got, Target(URL, URL))
    assert (judgement.verdict, judgement.reason) == (Verdict.BLOCKED, "http2-only")


def farewell(last: int, code: int = 0) -> bytes:
    """A GOAWAY that still answers requests up to `last`."""
    content = struct.pack(">II", last, code) + b"for people"
    return len(content).to_bytes(3, "big") + b"\7\0\0\0\0\0" + content


@pytest.mark.parametrize("step", [1, 7, 100_000])
def test_a_server_that_ends_the_connection_behind_an_answer_is_read(
    sites: Sites, wanted: Wanted, step: int
) -> None:
    def leave_well(_: Site, speaks: Speaking, secured: ssl.SSLSocket) -> None:
        answer(speaks, [(":status", "200"), HTML], PAGE[:100], end=False)
        begun = speaks.data_to_send()
        speaks.send_data(1, PAGE[100:], end_stream=True)
        said = farewell(1) + begun + farewell(2**31 - 1) + speaks.data_to_send() + farewell(1)
        for at in range(0, len(said), step):
            secured.sendall(said[at : at + step])

    (got,) = wanted(sites(leave_well), URL)
    assert (got.status, got.truncated, got.failure) == (200, False, None)
    assert got.digest == hashlib.sha256(PAGE).hexdigest()


def not_now(_: Site, speaks: Speaking, secured: ssl.SSLSocket) -> None:
    secured.sendall(farewell(0))


def refuse(_: Site, speaks: Speaking, __: ssl.SSLSocket) -> None:
    speaks.reset_stream(1, 0x7)


@pytest.mark.parametrize("turn_away", [not_now, refuse])
def test_what_a_server_has_not_looked_at_is_asked_once_more(
    sites: Sites, wanted: Wanted, turn_away: Callable[..., None]
) -> None:
    def at_last(site: Site, speaks: Speaking, secured: ssl.SSLSocket) -> None:
        if len(site.asked) == 1:
            turn_away(site, speaks, secured)
        else:
            answer(speaks, [(":status", "200"), HTML], PAGE)

    site = sites(at_last)
    (got,) = wanted(site, Request(URL, once=True))
    assert (got.status, got.failure, len(site.asked)) == (200, None, 2)
    site = sites(turn_away)
    (got,) = wanted(site, URL)
    assert judge(got, Target(URL, URL)).reason == "http2-only"
    assert len(site.asked) == 2


def test_what_may_have_been_looked_at_is_not_asked_again(sites: Sites, wanted: Wanted) -> None:
    site = sites(lambda _, __, secured: secured.sendall(farewell(1, 0xB)))
    (got,) = wanted(site, URL)
    assert got.failure is not None
    assert (got.failure.reason, len(site.asked)) == ("http2-only", 1)
    assert "ENHANCE_YOUR_CALM" in got.failure.detail


def test_headers_without_end_are_told_as_over_1_1(sites: Sites, wanted: Wanted) -> None:
    many = [(f"x-{number}", "y" * 4000) for number in range(30)]
    (got,) = wanted(sites(says((":status", "200"), *many, body=PAGE)), URL)
    assert got.failure is not None
    assert got.failure.reason == "header-too-large"


def test_silence_is_a_timeout(sites: Sites, wanted: Wanted) -> None:
    (got,) = wanted(sites(lambda *_: None), URL, timeout=0.5)
    assert got.failure is not None
    assert got.failure.reason == "read-timeout"


def recorded() -> bytes:
    """What a server says to a first request."""
    speaks = Speaking(h2.config.H2Configuration(client_side=False))
    speaks.initiate_connection()
    said: list[bytes] = []
    Http2Reader(said.append).ask(("GET", "a.test", "/"), [(b"Accept", b"*/*")])
    speaks.receive_data(b"".join(said))
    answer(speaks, [(":status", "200"), HTML, ("x-a", "b")], PAGE)
    return speaks.data_to_send()


WHOLE = recorded()


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_no_bytes_do_harm(data: st.DataObject) -> None:
    broken = bytearray(WHOLE)
    for at in data.draw(st.lists(st.integers(0, len(WHOLE) - 1), max_size=8)):
        broken[at] = data.draw(st.integers(0, 255))
    said: list[bytes] = []
    reader = Http2Reader(said.append)
    reader.ask(("GET", "a.test", "/"), [(b"Accept", b"*/*")])
    body = b""
    step = data.draw(st.integers(1, len(WHOLE)))
    with suppress(Malformed):
        for at in range(0, len(broken), step):
            body += reader.feed(bytes(broken[at : at + step]))
    assert len(body) <= len(WHOLE)
    if bytes(broken) == WHOLE:
        assert (body, reader.done) == (PAGE, True)
