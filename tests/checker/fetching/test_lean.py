"""Lean requests and answers are httpx's own to whoever looks."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checker.fetching.lean import LeanRequest, LeanResponse, plain
from checker.fetching.wire import Head

PIECES = st.text(alphabet="abzAZ019-._~!$&'()*+,;=:@/%?#[]{}\\\"<>^`| \t\né\u00a0", max_size=12)
HOSTS = st.sampled_from(
    ["a.example", "A.example", "1.2.3.4", "1.2.3.256", "01.2.3.4", "1.2.3", "x_y.example",
     "xn--fa-hia.example", "a..b", "-a.example", "[::1]", "u:p@a.example", "a.example.", "",
     "a", "1a"]
)  # fmt: skip
PORTS = st.sampled_from(["", ":", ":80", ":443", ":8080", ":08080", ":65535", ":65536", ":99999"])


@given(
    scheme=st.sampled_from(["http", "https", "HTTP", "ftp"]),
    host=HOSTS | PIECES,
    port=PORTS,
    rest=PIECES,
)
@example("http", "a.example", "", "")
@example("http", "a.example", "", "?")
@example("http", "a.example", "", "/?")
@example("http", "a.example", "", "/a/../b")
@example("http", "a.example", ":8080", "/%41%zz")
@settings(max_examples=100, deadline=None)
def test_an_address_that_is_taken_apart_is_what_httpx_sends(
    scheme: str, host: str, port: str, rest: str
) -> None:
    url = f"{scheme}://{host}{port}{rest}"
    found = plain(url)
    if found is None:
        return
    theirs = httpx.URL(url)
    assert found.scheme == theirs.scheme
    assert found.host == theirs.raw_host.decode()
    assert found.netloc == theirs.netloc.decode()
    assert found.target == theirs.raw_path.decode()
    assert found.port == (theirs.port or {"http": 80, "https": 443}[theirs.scheme])


@pytest.mark.parametrize(
    "url",
    [
        "http://a.example",
        "http://a.example/",
        "https://www.a-b.example:8443/x/y.html?q=1&r=%20#top",
        "http://127.1.0.1:8080/ok/150/17",
        "http://a.example/(v=1);x,@*!$'",
        "http://a.example?q=1",
    ],
)
def test_ordinary_addresses_are_taken_apart(url: str) -> None:
    found = plain(url)
    assert found is not None
    theirs = httpx.URL(url)
    assert (found.netloc, found.target) == (theirs.netloc.decode(), theirs.raw_path.decode())


@pytest.mark.parametrize(
    "url",
    [
        "http://A.example/",
        "http://a.example/ü",
        "http://a.example/a b",
        "http://a.example/../b",
        "http://a.example/%zz",
        "http://1.2.3.256/",
        "http://0x7f.1/",
        "http://[::1]/",
        "http://user@a.example/",
        "http://a.example:80/",
        "http://a.example:99999/",
        "http://xn--fa-hia.example/",
        "http://a.example/\r\nX: y",
        "http://a.example/" + "a" * 9000,
    ],
)
def test_everything_else_is_left_to_httpx(url: str) -> None:
    assert plain(url) is None


def test_a_request_is_httpx_s_own_to_whoever_looks() -> None:
    address = plain("https://a.example:8443/x?y=1")
    assert address is not None
    stream = httpx.ByteStream(b"")
    request: httpx.Request = LeanRequest(
        "GET", address, [(b"Host", b"a.example:8443"), (b"Accept", b"*/*")], stream, {"timeout": {}}
    )
    assert request.method == "GET"
    assert request.url == httpx.URL("https://a.example:8443/x?y=1")
    assert request.headers["accept"] == "*/*"
    assert request.headers is request.headers, "a header that is set stays set"
    assert request.stream is stream
    assert request.extensions == {"timeout": {}}


def test_an_answer_is_httpx_s_own_to_whoever_looks() -> None:
    head = Head(404, [(b"content-type", b"text/html"), (b"set-cookie", b"a=1")], True)
    answer: httpx.Response = LeanResponse(head, httpx.ByteStream(b"gone"), {"address": "127.0.0.1"})
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "text/html"
    assert answer.is_error
    assert answer.extensions["address"] == "127.0.0.1"
    assert answer.read() == b"gone"


def test_an_answer_has_all_that_httpx_gives_one() -> None:
    """Set by hand, since httpx would read the headers: a new httpx may set more."""
    stream = httpx.ByteStream(b"gone")
    theirs = vars(httpx.Response(404, stream=stream, extensions={"a": 1}))
    ours = vars(LeanResponse(Head(404, [], True), stream, {"a": 1}))
    assert {**ours, "headers": theirs["headers"]}.keys() >= theirs.keys()
    assert {name: ours[name] for name in theirs if name != "headers"} == {
        name: value for name, value in theirs.items() if name != "headers"
    }
