"""The reader of HTTP answers: framing, leniency, bounds, and h11 as a second opinion."""

from __future__ import annotations

from itertools import pairwise

import h11
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.fetching.wire import (
    MOST_HEAD_BYTES,
    MOST_INTERIM,
    AnswerReader,
    HeadTooLarge,
    Malformed,
)


def read(data: bytes, *cuts: int, bodyless: bool = False) -> tuple[AnswerReader, bytes, bool]:
    """Feed `data` in pieces, then the connection's end; the reader, the body, whether whole."""
    reader = AnswerReader(bodyless)
    edges = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    body = b"".join(reader.feed(data[start:end]) for start, end in pairwise(edges))
    return reader, body, reader.done or reader.end()


def status(reader: AnswerReader) -> int:
    assert reader.head is not None
    return reader.head.status


SIZED = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: 1\r\n\r\nhello"
CHUNKED = (
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nT: 1\r\n\r\n"
)


@pytest.mark.parametrize("data", [SIZED, CHUNKED], ids=["sized", "chunked"])
def test_an_answer_reads_the_same_in_any_pieces(data: bytes) -> None:
    for cut in range(len(data)):
        reader, body, whole = read(data, cut)
        assert (status(reader), body, whole, reader.reusable) == (200, b"hello", True, True), cut
    reader, body, whole = read(data, *range(len(data)))
    assert (body, whole, reader.reusable) == (b"hello", True, True)


@pytest.mark.parametrize(
    ("data", "code", "body"),
    [
        (b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nhi", 200, b"hi"),
        (b"HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n", 404, b""),
        (b"HTTP/1.1  200 OK\nContent-Length: 2\n\nhi", 200, b"hi"),
        (b"HTTP/3.0 200 OK\r\nContent-Length: 2\r\n\r\nhi", 200, b"hi"),
        (b"HTTP/0.9 200 OK\r\nContent-Length: 2\r\n\r\nhi", 200, b"hi"),
        (b"HTTP/1.1 200OK\r\nContent-Length: 2\r\n\r\nhi", 200, b"hi"),
        (b"\r\n\r\nHTTP/1.0 200 OK\r\n\r\nhi", 200, b"hi"),
        (b"http/1.1 200 ok\r\ncontent-length: 2\r\n\r\nhi", 200, b"hi"),
        (b"HTTP/1.1 200 OK\r\nno header at all\r\nContent-Length: 2\r\n\r\nhi", 200, b"hi"),
        (b"HTTP/1.1 200 OK\r\nBad Name: 1\r\n: 2\r\nContent-Length : 2\r\n\r\nhi", 200, b"hi"),
        (b"HTTP/1.1 200 OK\r\nX: \xff\x00\x01\x7f\r\nContent-Length: 2\r\n\r\nhi", 200, b"hi"),
        (b"HTTP/1.1 200 OK\r\nX: a\r\n  b\r\nContent-Length: 2\r\n\r\nhi", 200, b"hi"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nhi", 200, b"hi"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\nhi", 200, b"hi"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nhi", 200, b"hi"),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n2\r\nhi\r\n0\r\n",
            200,
            b"hi",
        ),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2 \nhi\n0\n\n", 200, b"hi"),
        (
            b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
            200,
            b"hi",
        ),
        (b"HTTP/1.1 103 Early\r\nLink: <x>\r\n\r\n\r\nHTTP/1.1 999 No\r\n\r\nhi", 999, b"hi"),
        (b"HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", 204, b""),
        (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", 304, b""),
        (b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n\x81\x05hello", 101, b""),
    ],
    ids=lambda value: repr(value)[:60],
)
def test_what_a_browser_shows_is_read(data: bytes, code: int, body: bytes) -> None:
    for cuts in ((), range(len(data))):
        reader, got, whole = read(data, *cuts)
        assert (status(reader), got, whole) == (code, body, True)


def test_values_lose_their_control_bytes_and_names_their_case() -> None:
    reader, _, _ = read(b"HTTP/1.1 200 OK\r\nSet-Cookie:  a=b\x00\r;\x1b[31m \r\n\r\n")
    assert reader.head is not None
    assert reader.head.headers == [(b"set-cookie", b"a=b;[31m")]


def test_the_answer_to_a_head_request_has_no_body() -> None:
    reader, body, whole = read(SIZED[:-5], bodyless=True)
    assert (body, whole, reader.reusable) == (b"", True, True)


@pytest.mark.parametrize(
    "data",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"\x15\x03\x01\x00\x02\x02\x46",
        b"<html>HTTP/0.9</html>\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 20\r\n\r\n",
        b"HTTP/1.1\r\n\r\n",
        b"HTTP/1.1 099 Early\r\n\r\n",
        b"HTTP/1.1 99999\r\n\r\n",
        b"HTTP/1.1 2000 OK\r\n\r\n",
        b"HTTP/1.1 -200 OK\r\n\r\n",
        b"HTTP/1.1 2 00 OK\r\n\r\n",
        b"HTTP/1.1 \xb2\xb2\xb2 OK\r\n\r\n",
        b"ICY 200 OK\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" * (MOST_INTERIM + 1),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_what_is_no_answer_is_malformed(data: bytes) -> None:
    with pytest.raises(Malformed):
        read(data)


@pytest.mark.parametrize("piece", [100, 10_000, 10_000_000])
def test_a_head_is_bounded(piece: int) -> None:
    line = b"X-Filler: " + b"x" * 90 + b"\r\n"
    data = b"HTTP/1.1 200 OK\r\n" + line * (MOST_HEAD_BYTES // len(line) + 2) + b"\r\n"
    with pytest.raises(HeadTooLarge):
        read(data, *range(0, len(data), piece))


def test_a_body_that_ends_early_is_not_whole() -> None:
    for data in (SIZED[:-1], CHUNKED[: CHUNKED.index(b"lo")]):
        reader, body, whole = read(data)
        assert not whole
        assert body
        assert not reader.reusable


def test_a_missing_end_of_trailers_costs_only_the_connection() -> None:
    reader, body, whole = read(CHUNKED[:-4])
    assert (body, whole, reader.reusable) == (b"hello", True, False)


@pytest.mark.parametrize(
    "tail",
    [b"2\r\nlonger\r\n", b"xyz\r\n", b"-1\r\n", b"\r\n", b"f" * 16 + b"\r\n", b"1" * 5000],
    ids=repr,
)
def test_broken_chunks_keep_what_came_before(tail: bytes) -> None:
    start = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
    reader, body, whole = read(start + tail)
    assert body.startswith(b"hello")
    assert reader.broken
    assert not whole
    assert not reader.reusable


def test_a_flood_of_tiny_chunks_is_cut() -> None:
    reader, body, _ = read(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * 150_000
    )
    assert reader.broken == "too many chunks"
    assert len(body) < 150_000


@pytest.mark.parametrize(
    "data",
    [
        SIZED + b"garbage",
        SIZED.replace(b"X-A: 1", b"Connection: close"),
        SIZED.replace(b"HTTP/1.1", b"HTTP/1.0"),
        CHUNKED + b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 204 No Content\r\n\r\nbody all the same",
    ],
    ids=lambda value: repr(value)[:60],
)
def test_a_connection_in_doubt_is_not_reused(data: bytes) -> None:
    reader, _, whole = read(data)
    assert whole
    assert not reader.reusable


def test_http_1_0_may_ask_to_be_kept() -> None:
    reader, _, _ = read(b"HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 0\r\n\r\n")
    assert reader.reusable


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=300), cuts=st.lists(st.integers(0, 400), max_size=5))
def test_random_bytes_do_no_harm(data: bytes, cuts: list[int]) -> None:
    for lead in (
        b"",
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
    ):
        try:
            whole_at_once = read(lead + data)
        except Malformed:
            with pytest.raises(Malformed):
                read(lead + data, *cuts)
            continue
        in_pieces = read(lead + data, *cuts)
        assert in_pieces[0].head == whole_at_once[0].head
        assert in_pieces[1:] == whole_at_once[1:]


TOKEN = st.text("abcdefghijklmnopqrstuvwxyzABC-0123456789", min_size=1, max_size=10)
VALUE = st.text("abc XYZ;=/,\"'()é0123456789", max_size=30)


@settings(max_examples=100, deadline=None)
@given(
    code=st.integers(200, 599),
    headers=st.lists(st.tuples(TOKEN.map(lambda name: "x" + name), VALUE), max_size=8),
    pieces=st.lists(st.binary(min_size=1, max_size=50), max_size=6),
    chunked=st.booleans(),
    cuts=st.lists(st.integers(0, 2000), max_size=6),
)
def test_what_h11_sends_is_what_is_read(
    code: int,
    headers: list[tuple[str, str]],
    pieces: list[bytes],
    chunked: bool,
    cuts: list[int],
) -> None:
    server = h11.Connection(h11.SERVER)
    server.receive_data(b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n")
    assert isinstance(server.next_event(), h11.Request)
    assert isinstance(server.next_event(), h11.EndOfMessage)
    raw = [(name.encode(), value.strip().encode("latin-1")) for name, value in headers]
    body = b"" if code in (204, 304) else b"".join(pieces)
    framing = (
        (b"transfer-encoding", b"chunked") if chunked else (b"content-length", b"%d" % len(body))
    )
    sent = server.send(h11.Response(status_code=code, headers=[*raw, framing])) or b""
    for piece in pieces if body else []:
        sent += server.send(h11.Data(data=piece)) or b""
    sent += server.send(h11.EndOfMessage()) or b""
    reader, got, whole = read(sent, *cuts)
    assert (status(reader), got, whole) == (code, body, True)
    assert reader.head is not None
    assert reader.head.headers[: len(raw)] == [(name.lower(), value) for name, value in raw]
