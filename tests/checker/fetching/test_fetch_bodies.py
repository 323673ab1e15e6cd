"""Bodies over real sockets: slow, broken, packed, long, or no text at all."""

from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
import zstandard

from checker.model import Request
from pincite.demo.web import Behaviour, Bomb, Drip, Garbage, Reply, Reset, Truncated, Web

from ..conftest import Ask, Quick
from .hops import PAGE, one


def test_a_drip_ends_at_the_time_bound_and_keeps_what_came(
    web: Web, quick: Quick, ask: Ask
) -> None:
    web.route("a.test", "/", Drip(body=b"<title>Slow</title>" * 500, every=0.01))
    got = one(ask, quick(web, timeout=0.5), "http://a.test/")
    assert (got.status, got.failure, got.truncated) == (200, None, True)
    assert 0 < got.length < 500


def test_a_head_without_a_body_in_time_is_still_a_status(web: Web, quick: Quick, ask: Ask) -> None:
    web.route("a.test", "/", Drip(every=30.0, status=404))
    got = one(ask, quick(web, timeout=0.3), "http://a.test/")
    assert (got.status, got.failure, got.truncated) == (404, None, True)


def test_a_head_of_success_without_a_byte_behind_it_in_time_is_no_page(
    web: Web, quick: Quick, ask: Ask
) -> None:
    """A reader would see nothing, either."""
    web.route("a.test", "/", Drip(every=30.0))
    got = one(ask, quick(web, timeout=0.3), "http://a.test/")
    assert (got.status, got.length, got.truncated) == (200, 0, True)
    assert got.failure is not None
    assert got.failure.reason == "read-timeout"


@pytest.mark.parametrize(
    "behaviour",
    [
        Truncated(),
        Garbage(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
            b"17\r\n<title>Half a page</tit\r\nno size\r\n"
        ),
        Reset(after=b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n<title>Half a page</title>"),
    ],
    ids=["short", "chunk garbage", "reset"],
)
def test_half_a_page_is_kept(web: Web, quick: Quick, ask: Ask, behaviour: Behaviour) -> None:
    web.route("a.test", "/", behaviour)
    got = one(ask, quick(web), "http://a.test/")
    if isinstance(behaviour, Reset) and got.failure is not None:
        # The kernel may drop what was received when the reset overtakes the reader.
        assert got.failure.reason in ("reset", "truncated-body")
        return
    assert (got.status, got.failure, got.truncated) == (200, None, True)
    assert got.page is not None
    assert got.page.title is not None
    assert got.page.title.startswith("Half a page")


def test_an_error_with_a_broken_body_is_still_an_error(web: Web, quick: Quick, ask: Ask) -> None:
    web.route("a.test", "/", Truncated(body=b"", status=404))
    got = one(ask, quick(web), "http://a.test/")
    assert (got.status, got.failure, got.truncated) == (404, None, True)


def test_a_bomb_costs_no_more_than_a_long_page(web: Web, quick: Quick, ask: Ask) -> None:
    web.route("a.test", "/", Bomb(megabytes=200))
    got = one(ask, quick(web, max_bytes=300_000), "http://a.test/")
    assert (got.status, got.failure, got.truncated) == (200, None, True)
    assert got.length == 300_000
    assert got.page is not None
    assert got.page.title == "A very long page"


@pytest.mark.parametrize(
    "coding", ["gzip", "x-gzip", "deflate", "raw", "gzip, gzip", "br", "zstd", "compress", "utf-8"]
)
def test_codings(web: Web, quick: Quick, ask: Ask, coding: str) -> None:
    plain = PAGE.encode()
    deflater = zlib.compressobj(wbits=-15)
    packed = {
        "deflate": zlib.compress(plain),
        "raw": deflater.compress(plain) + deflater.flush(),
        "gzip, gzip": gzip.compress(gzip.compress(plain)),
        "br": brotli.compress(plain),
        "zstd": zstandard.compress(plain),
        "compress": b"\x1f\x9d\x90hello",
        "utf-8": plain,
    }.get(coding, gzip.compress(plain))
    name = coding.replace("raw", "deflate")
    web.route("a.test", "/", Reply(body=packed, headers=(("Content-Encoding", name),)))
    got = one(ask, quick(web), "http://a.test/")
    assert (got.status, got.failure, got.truncated) == (200, None, False)
    if coding == "compress":
        assert got.page is None
    else:
        assert got.page is not None
        assert got.page.title == "A page"
        assert got.length == len(plain)


def test_a_long_page_is_cut_at_the_byte_bound(web: Web, quick: Quick, ask: Ask) -> None:
    web.route("a.test", "/", Reply(body=PAGE + "x" * 200_000))
    settings = quick(web, max_bytes=50_000)
    wide = Request("http://a.test/", max_bytes=300_000)
    cut, whole = ask(settings, "http://a.test/", wide)
    assert (cut.length, cut.truncated) == (50_000, True)
    assert (whole.length, whole.truncated) == (len(PAGE) + 200_000, False)


def test_only_the_start_of_a_binary_is_read(web: Web, quick: Quick, ask: Ask) -> None:
    def typed(kind: str, start: bytes) -> Reply:
        return Reply(body=start + b"\0" * 2_000_000, headers=(("Content-Type", kind),))

    web.route("a.test", "/film", typed("video/mp4", b"\0\0"))
    web.route("a.test", "/paper", typed("application/octet-stream", b"%PDF-1.7 "))
    film, paper = ask(quick(web), "http://a.test/film", "http://a.test/paper")
    assert film.status == 200
    assert film.truncated
    assert film.length < 500_000
    assert film.page is None
    assert film.digest
    assert not paper.truncated
    assert paper.length > 2_000_000
    assert paper.page is None  # read as a PDF, which it is not
