"""HTTPS over real sockets: a certificate that is refused says why."""

from __future__ import annotations

import datetime
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

from checker.fetching.certificates import names_its_issuer, trusting_context
from checker.model import CrawlError, CrawlSettings
from pincite.demo.web import Empty, Reply, Truncated, Web

from ..conftest import Ask, Certified, Quick, Webs

PAGE = Reply(body="<title>A page</title>")
PAST = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


def served(webs: Webs, context: ssl.SSLContext) -> Web:
    return webs({("a.test", "/"): PAGE}, tls={"a.test": context})


def reason(ask: Ask, settings: CrawlSettings, url: str = "https://a.test/") -> str:
    (got,) = ask(settings, url)
    assert got.status is None
    assert got.failure is not None
    return got.failure.reason


def test_a_good_certificate(
    webs: Webs, certified: Certified, quick: Quick, ask: Ask, ca_file: str
) -> None:
    web = served(webs, certified("a.test"))
    web.route("a.test.", "/", PAGE)
    got = ask(quick(web, ca_file=ca_file), *["https://a.test/"] * 3, "https://a.test./")
    assert [exchange.status for exchange in got] == [200, 200, 200, 200]
    assert got[0].page is not None
    assert got[0].page.title == "A page"
    assert all(seen.tls for seen in web.requests)
    assert web.connections == 2, "one for each way to write the host"


def test_the_environment_brings_certificates_too(
    webs: Webs, certified: Certified, quick: Quick, ask: Ask, ca_file: str
) -> None:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SSL_CERT_FILE", ca_file)
        (got,) = ask(quick(served(webs, certified("a.test"))), "https://a.test/")
    assert got.status == 200


def test_an_expired_certificate(
    webs: Webs, certified: Certified, quick: Quick, ask: Ask, ca_file: str
) -> None:
    web = served(webs, certified("a.test", until=PAST))
    assert reason(ask, quick(web, ca_file=ca_file)) == "tls-expired"


def test_a_certificate_for_another_host(
    webs: Webs, certified: Certified, quick: Quick, ask: Ask, ca_file: str
) -> None:
    web = served(webs, certified("b.test"))
    assert reason(ask, quick(web, ca_file=ca_file)) == "tls-hostname"


def test_a_certificate_for_another_address(
    webs: Webs, certified: Certified, quick: Quick, ask: Ask, ca_file: str
) -> None:
    web = served(webs, certified("a.test"))
    settings = quick(allow_private=True, ca_file=ca_file)
    assert reason(ask, settings, f"https://127.0.0.1:{web.tls_port}/") == "tls-hostname"


def test_a_certificate_that_nobody_vouches_for(
    webs: Webs, certified: Certified, quick: Quick, ask: Ask
) -> None:
    assert reason(ask, quick(served(webs, certified("a.test")))) == "tls-untrusted"


def certificate(*, issuer_url: str | None, own: bool, named: bool = True) -> bytes:
    """A certificate for a.test and its key, in PEM, signed by itself or by an unknown key.

    Without `named` the name stands in its subject alone.
    """
    key, other = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a.test")])
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Intermediate of nobody")])
    now = datetime.datetime.now(datetime.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if own else issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
    )
    if named:
        names = x509.SubjectAlternativeName([x509.DNSName("a.test")])
        builder = builder.add_extension(names, critical=False)
    if issuer_url:
        place = x509.AccessDescription(
            AuthorityInformationAccessOID.CA_ISSUERS, x509.UniformResourceIdentifier(issuer_url)
        )
        builder = builder.add_extension(x509.AuthorityInformationAccess([place]), critical=False)
    made = builder.sign(key if own else other, hashes.SHA256())
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return made.public_bytes(serialization.Encoding.PEM) + private


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (certificate(issuer_url="http://ca.test/crt", own=False), "tls-incomplete-chain"),
        (certificate(issuer_url=None, own=False), "tls-untrusted"),
        (certificate(issuer_url=None, own=True), "tls-untrusted"),
        (certificate(issuer_url="http://ca.test/crt", own=True), "tls-untrusted"),
    ],
    ids=["left out", "private", "by itself", "by itself, with an address"],
)
def test_a_missing_intermediate_is_told_from_an_unknown_authority(
    webs: Webs, quick: Quick, ask: Ask, made: bytes, expected: str
) -> None:
    with NamedTemporaryFile(suffix=".pem") as both:
        web = served(webs, presenting(made, both))
        assert reason(ask, quick(web)) == expected
    assert web.count() == 0


def presenting(made: bytes, file: IO[bytes]) -> ssl.SSLContext:
    """A server's context with a certificate and its key, which are written to a file."""
    file.write(made)
    file.flush()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file.name)
    return context


@pytest.mark.parametrize(("named", "expected"), [(True, None), (False, "tls-hostname")])
def test_a_common_name_alone_names_no_host(
    webs: Webs, quick: Quick, ask: Ask, named: bool, expected: str | None
) -> None:
    """As in every browser; the certificate is trusted otherwise."""
    with NamedTemporaryFile(suffix=".pem") as both:
        made = certificate(issuer_url=None, own=True, named=named)
        web = served(webs, presenting(made, both))
        (got,) = ask(quick(web, ca_file=both.name), "https://a.test/")
    assert (got.failure.reason if got.failure else None) == expected


@contextmanager
def one_visitor(welcome: Callable[[socket.socket], object]) -> Iterator[str]:
    """A server for one connection, as "address:port"."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            visitor, _ = listening.accept()
            with visitor, suppress(OSError):
                visitor.settimeout(10)
                welcome(visitor)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"127.0.0.1:{listening.getsockname()[1]}"
        thread.join()


def test_a_server_that_speaks_no_tls(quick: Quick, ask: Ask) -> None:
    def refuse(visitor: socket.socket) -> None:
        visitor.recv(65536)
        visitor.sendall(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")

    with one_visitor(refuse) as address:
        assert reason(ask, quick(resolve=(("a.test:443", address),))) == "tls-protocol"


def test_a_server_without_a_common_cipher(certified: Certified, quick: Quick, ask: Ask) -> None:
    context = certified("a.test")
    context.set_ciphers("aNULL")
    context.maximum_version = ssl.TLSVersion.TLSv1_2

    def shake(visitor: socket.socket) -> None:
        context.wrap_socket(visitor, server_side=True)

    with one_visitor(shake) as address:
        assert reason(ask, quick(resolve=(("a.test:443", address),))) == "tls-protocol"


def test_a_server_that_leaves_during_the_handshake(quick: Quick, ask: Ask) -> None:
    with one_visitor(lambda visitor: visitor.recv(65536)) as address:
        assert reason(ask, quick(resolve=(("a.test:443", address),))) == "reset"


def test_broken_answers_over_tls(
    webs: Webs, certified: Certified, quick: Quick, ask: Ask, ca_file: str
) -> None:
    web = served(webs, certified("a.test"))
    web.route("a.test", "/empty", Empty())
    web.route("a.test", "/half", Truncated())
    empty, half = ask(quick(web, ca_file=ca_file), "https://a.test/empty", "https://a.test/half")
    assert empty.failure is not None
    assert empty.failure.reason == "empty-reply"
    assert (half.status, half.truncated) == (200, True)


def test_an_unreadable_ca_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty.pem").write_text("no certificate", encoding="ascii")
    for name in ("empty.pem", "missing.pem"):
        with pytest.raises(CrawlError, match=name):
            trusting_context(str(tmp_path / name))


def test_a_certificate_without_bytes_names_nobody() -> None:
    assert not names_its_issuer(None)
