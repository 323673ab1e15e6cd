"""Servers of HTTP/2: read over 1.1 where they speak it, and told for what they are where not."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import h2.config
import h2.connection
import pytest
import trustme

from checker.fetching.failures import failure_of
from checker.fetching.wire import AnswerReader, OnlyHttp2, is_http2
from checker.judging.judge import judge
from checker.model import Target, Verdict

from ..conftest import Ask, Certified, Quick
from .test_tls import one_visitor

URL = "https://a.test/page"
PAGE = b"<!doctype html><title>A page</title><h1>A page</h1>" + b"<p>words that a page has" * 30


def in_http1(secured: ssl.SSLSocket) -> None:
    secured.recv(65536)
    secured.sendall(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n" + PAGE
    )


def test_a_server_that_prefers_http2_is_read_over_1_1(
    certified: Certified, quick: Quick, ask: Ask, ca_file: str
) -> None:
    context = certified("a.test")
    context.set_alpn_protocols(["h2", "http/1.1"])
    agreed = []

    def serve(visitor: socket.socket) -> None:
        with context.wrap_socket(visitor, server_side=True) as secured:
            agreed.append(secured.selected_alpn_protocol())
            if agreed == ["http/1.1"]:
                in_http1(secured)

    with one_visitor(serve) as address:
        (got,) = ask(quick(resolve=(("a.test:443", address),), ca_file=ca_file), URL)
    assert agreed == ["http/1.1"]
    assert got.status == 200
    assert got.page is not None
    assert got.page.title == "A page"


def test_http2_without_tls_is_no_answer_to_any_browser(quick: Quick, ask: Ask) -> None:
    def serve(visitor: socket.socket) -> None:
        visitor.sendall(b"\0\0\0\4\0\0\0\0\0")
        visitor.recv(65536)

    with one_visitor(serve) as address:
        (got,) = ask(quick(resolve=(("a.test:80", address),)), "http://a.test/page")
    judgement = judge(got, Target(URL, URL))
    assert (judgement.verdict, judgement.reason) == (Verdict.UNREACHABLE, "malformed-answer")


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (
            "TLSV1_ALERT_NO_APPLICATION_PROTOCOL",
            "[SSL: TLSV1_ALERT_NO_APPLICATION_PROTOCOL] tlsv1 alert (_ssl.c:1)",
        ),
        # Of Node's HTTP/2 server, to Python 3.11 with OpenSSL 3.
        (None, "[SSL] tlsv1 alert no application protocol (_ssl.c:1006)"),
    ],
    ids=["named", "in words"],
)
def test_a_server_that_refuses_1_1_in_the_handshake_says_the_same(
    reason: str | None, words: str
) -> None:
    error = ssl.SSLError(1, words)
    if reason is not None:
        error.reason = reason
    assert failure_of(error).reason == "http2-only"
    other = ssl.SSLError(1, "[SSL: NO_SHARED_CIPHER] no shared cipher (_ssl.c:1)")
    assert failure_of(other).reason == "tls-protocol"


@pytest.fixture
def refusing(certified: Certified, authority: trustme.CA, tmp_path: Path) -> Iterator[str]:
    """The address of a server that ends the handshake with whoever does not speak h2.

    Python's own ssl goes on in HTTP/1.1 there; OpenSSL's program does as the standard says.
    """
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("the program openssl is missing")
    made = authority.issue_cert("a.test")
    pem = tmp_path / "server.pem"
    made.private_key_and_cert_chain_pem.write_to_path(str(pem))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    options = ("-accept", address, "-cert", str(pem), "-key", str(pem), "-alpn", "h2", "-quiet")
    with subprocess.Popen(
        [program, "s_server", *options], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as server:
        deadline = time.monotonic() + 30
        while True:
            host, _, port = address.partition(":")
            with suppress(OSError), socket.create_connection((host, int(port)), 1):
                break
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield address
        server.kill()


def test_such_a_server_is_asked_again_in_http2(
    refusing: str, quick: Quick, ask: Ask, ca_file: str
) -> None:
    settings = quick(resolve=(("a.test:443", refusing),), ca_file=ca_file, timeout=1.0)
    (got,) = ask(settings, URL)
    assert got.failure is not None
    # The second handshake is agreed on; what OpenSSL's program cannot do is answer in HTTP/2.
    assert got.failure.reason == "read-timeout"


NODE = """
const [key, cert, page] = process.argv.slice(1);
const read = require("fs").readFileSync;
const server = require("http2").createSecureServer({key: read(key), cert: read(cert)});
server.on("stream", (stream, headers) => {
  const status = headers[":path"] === "/page" ? 200 : 404;
  stream.respond({":status": status, "content-type": "text/html"});
  stream.end(page);
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
"""


@pytest.fixture
def node(authority: trustme.CA, tmp_path: Path) -> Iterator[str]:
    """The address of Node's HTTP/2 server, which has no use for whoever speaks 1.1."""
    program = shutil.which("node")
    if program is None:
        pytest.skip("the program node is missing")
    made = authority.issue_cert("a.test")
    made.private_key_pem.write_to_path(str(tmp_path / "key.pem"))
    made.cert_chain_pems[0].write_to_path(str(tmp_path / "cert.pem"))
    files = (str(tmp_path / "key.pem"), str(tmp_path / "cert.pem"))
    command = [program, "-e", NODE, *files, PAGE.decode()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield f"127.0.0.1:{server.stdout.readline().strip()}"
        server.kill()


def test_nodes_http2_server_is_read(node: str, quick: Quick, ask: Ask, ca_file: str) -> None:
    settings = quick(resolve=(("a.test:443", node),), ca_file=ca_file)
    found, missing = ask(settings, URL, "https://a.test/other")
    assert (found.status, missing.status) == (200, 404)
    assert found.page is not None
    assert found.page.title == "A page"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x00\x12\x04",
        b"HTTP/1.1 200 OK",
        b"\x00\x00\x12\x04\x00\x00\x00\x00\x01",
        b"\xff" * 9,
    ],
)
def test_other_bytes_are_not_taken_for_http2(data: bytes) -> None:
    assert not is_http2(data)


def test_the_reader_tells_it() -> None:
    speaks = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
    speaks.initiate_connection()
    with pytest.raises(OnlyHttp2):
        AnswerReader(False).feed(speaks.data_to_send())
