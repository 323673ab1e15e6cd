"""Attacks within TLS, over sockets: each ends in time, and what is told of it can be shown."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ..conftest import Ask, Quick
from .hostile import PAGE, PATIENCE, endlessly, harmless, says, serving, visited

URL = "https://a.test/page"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
PROTOCOL = ("unreachable", "tls-protocol")
SLOW = ("unreachable", "connect-timeout")
HOSTNAME = ("unreachable", "tls-hostname")

HANDSHAKES: dict[str, tuple[Callable[[], Iterator[bytes]], tuple[str, str]]] = {
    "warnings": (lambda: endlessly(b"\x15\x03\x03\0\x02\x01\x5a"), PROTOCOL),
    "warnings that drip": (lambda: endlessly(b"\x15\x03\x03\0\x02\x01\x5a", 1.0), SLOW),
    "empty records": (lambda: endlessly(b"\x16\x03\x03\0\0"), PROTOCOL),
    "a hello that drips": (lambda: endlessly(b"\x16", 1.0), SLOW),
    "a hello as long as may be written": (
        lambda: endlessly(b"\x16\x03\x03\x40\0" + b"\x02\xff\xff\xff" * 4096),
        PROTOCOL,
    ),
    "NULs": (lambda: endlessly(b"\0"), PROTOCOL),
}


@pytest.mark.parametrize("name", HANDSHAKES)
def test_a_handshake_that_does_not_end(quick: Quick, ask: Ask, name: str) -> None:
    pieces, expected = HANDSHAKES[name]
    with serving(says(pieces())) as address:
        settings = quick(resolve=(("a.test:443", address),), connect_timeout=PATIENCE)
        told = visited(ask, settings, URL)
    assert harmless(told), (told.seconds, told.memory, told.exchange.failure)
    assert (told.verdict, told.reason) == expected, told.exchange.failure


def certificate(authority: trustme.CA, common: str, names: list[str], folder: Path) -> Path:
    """A certificate of the authority with whatever is to stand in it, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    signer = serialization.load_pem_private_key(authority.private_key_pem.bytes(), None)
    issuer = x509.load_pem_x509_certificate(authority.cert_pem.bytes())
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)]))
        .issuer_name(issuer.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(each) for each in names]), False)
        .sign(signer, hashes.SHA256())  # type: ignore[arg-type]
    )
    encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    written = key.private_bytes(encoding, form, serialization.NoEncryption())
    path = folder / "server.pem"
    path.write_bytes(written + made.public_bytes(encoding))
    return path


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a.test\0.evil.test"], HOSTNAME),
        (["evil.test\0a.test"], HOSTNAME),
        (["\x1b[2J\x1b]0;owned\x07", "\r\nSet-Cookie: a=b"], HOSTNAME),
        (["*", "*.test", "a.*"], HOSTNAME),
        (["x" * 60_000], HOSTNAME),
        ([f"{number}.evil.test" for number in range(2_000)], HOSTNAME),
        (["\x1b[2J\0", "x" * 60_000, "a.test"], ("ok", "ok")),
        ([*(f"{number}.evil.test" for number in range(2_000)), "a.test"], ("ok", "ok")),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_names_that_would_do_harm(  # noqa: PLR0917 - what a server over TLS takes
    quick: Quick,
    ask: Ask,
    authority: trustme.CA,
    ca_file: str,
    tmp_path: Path,
    names: list[str],
    expected: tuple[str, str],
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(authority, "\x1b[31m a.test", names, tmp_path))

    def answer(visitor: socket.socket) -> None:
        visitor.recv(65_536)
        visitor.sendall(ANSWER)

    with serving(answer, context) as address:
        settings = quick(resolve=(("a.test:443", address),), ca_file=ca_file, timeout=PATIENCE)
        told = visited(ask, settings, URL)
    assert harmless(told), (told.seconds, told.memory, told.exchange.failure)
    assert (told.verdict, told.reason) == expected, told.exchange.failure
