"""Which certificates are trusted, and why one is not.

Rules kept here:
- The trust of a reader's browser is the measure: public roots (certifi, through httpx), the usual
  environment (SSL_CERT_FILE, SSL_CERT_DIR) and settings.ca_file on top.
- What browsers tolerate is tolerated: old renegotiation, a connection cut without a goodbye. What
  they refuse is refused: a certificate that has its host as common name alone (RFC 9525, 6.1).
- One context serves all connections: making one takes longer than a hundred requests.
"""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta

import httpx

from ..model import CrawlError

# OpenSSL's SSL_OP_LEGACY_SERVER_CONNECT and SSL_OP_IGNORE_UNEXPECTED_EOF; the ssl module names them
# from Python 3.12 and 3.10 on, where the library has them.
_LEGACY_SERVER_CONNECT = 0x4
_IGNORE_UNEXPECTED_EOF = 0x80
# DER of the object identifier 1.3.6.1.5.5.7.48.2, caIssuers (RFC 5280, 4.2.2.1).
_CA_ISSUERS = bytes.fromhex("06082b06010505073002")


def trusting_context(ca_file: str | None, protocol: str = "http/1.1") -> ssl.SSLContext:
    """The context for every connection of a run that speaks `protocol` (RFC 7301).

    Raises:
        CrawlError: the file named by settings or the environment holds no certificates.
    """
    try:
        context = httpx.create_ssl_context()
        if ca_file is not None:
            context.load_verify_locations(cafile=ca_file)
    except (OSError, ssl.SSLError) as error:
        raise CrawlError(f"certificates cannot be read: {ca_file or error}") from error
    # On from Python 3.13 in default contexts; browsers do not ask for this much.
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    context.hostname_checks_common_name = False
    return _tolerant(context, protocol)


def blind_context() -> ssl.SSLContext:
    """A context that trusts everyone, only to look at a certificate that was refused."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return _tolerant(context)


def names_its_issuer(certificate: bytes | None) -> bool:
    """Whether a certificate (DER) says where its issuer's certificate can be fetched.

    Public authorities always say so and private ones hardly ever: when the issuer of such a
    certificate is not known, the server has left out an intermediate one.
    """
    return certificate is not None and _CA_ISSUERS in certificate


SOON = timedelta(days=30)
"""A certificate that is good for longer says nothing worth keeping."""


def runs_out(connection: ssl.SSLObject | None) -> str | None:
    """When the verified certificate of a connection runs out (ISO 8601, UTC), if that is soon."""
    told = connection.getpeercert() if connection is not None else None
    if not told or "notAfter" not in told:
        return None
    until = datetime.fromtimestamp(ssl.cert_time_to_seconds(str(told["notAfter"])), UTC)
    return until.isoformat() if until - datetime.now(UTC) < SOON else None


def _tolerant(context: ssl.SSLContext, protocol: str = "http/1.1") -> ssl.SSLContext:
    context.options |= _LEGACY_SERVER_CONNECT | _IGNORE_UNEXPECTED_EOF
    context.set_alpn_protocols([protocol])
    return context
