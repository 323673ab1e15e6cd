"""Why no usable answer came: every exception below the crawler becomes a Failure with a reason.

Rules kept here:
- The table is total: a test walks the exception trees of httpx and httpcore and fails on a class
  that is neither in REASON_OF nor, as a mistake in our own code, in MISTAKES.
- The cause decides before the class: an ssl or OS error below an httpx.ConnectError says more.
- A fault of this machine (no file handles left) gets a reason of its own and is never the link's.

    Exception
      httpx.TransportError
        Unanswered          carries the Failure itself: raised by addresses and transport
"""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator, Mapping

import httpx

from ..model import Failure
from ..reasons import NO_ADDRESS

REASONS: frozenset[str] = frozenset(
    {
        "bad-encoding",
        "connect-failed",
        "connect-timeout",
        "dns-failure",
        "dns-no-such-host",
        "empty-reply",
        "header-too-large",
        "http2-only",
        "invalid-url",
        "local-resources",
        "malformed-answer",
        "no-route",
        "private-address",
        "proxy-error",
        "read-timeout",
        "refused",
        "reset",
        "tls-expired",
        "tls-hostname",
        "tls-incomplete-chain",
        "tls-protocol",
        "tls-untrusted",
        "too-many-redirects",
        "truncated-body",
        "unsupported-scheme",
    }
)
"""Every slug that Failure.reason can have from here; the judge has a verdict for each."""


class Unanswered(httpx.TransportError):
    """No answer, and the place that raises it knows why."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(detail or reason)
        self.failure = Failure(reason, detail)


REASON_OF: Mapping[type[Exception], str] = {
    httpx.ConnectTimeout: "connect-timeout",
    httpx.ReadTimeout: "read-timeout",
    httpx.WriteTimeout: "read-timeout",
    httpx.PoolTimeout: "connect-timeout",
    httpx.TimeoutException: "read-timeout",
    httpx.ConnectError: "connect-failed",
    httpx.ReadError: "reset",
    httpx.WriteError: "reset",
    httpx.CloseError: "reset",
    httpx.NetworkError: "connect-failed",
    httpx.LocalProtocolError: "invalid-url",
    httpx.RemoteProtocolError: "malformed-answer",
    httpx.ProtocolError: "malformed-answer",
    httpx.ProxyError: "proxy-error",
    httpx.UnsupportedProtocol: "unsupported-scheme",
    httpx.TransportError: "connect-failed",
    httpx.DecodingError: "bad-encoding",
    httpx.TooManyRedirects: "too-many-redirects",
    httpx.RequestError: "connect-failed",
    httpx.HTTPStatusError: "malformed-answer",
    httpx.HTTPError: "connect-failed",
    httpx.InvalidURL: "invalid-url",
}

_OF_HTTPCORE: Mapping[str, str] = {
    "ConnectTimeout": "connect-timeout",
    "ReadTimeout": "read-timeout",
    "WriteTimeout": "read-timeout",
    "PoolTimeout": "connect-timeout",
    "TimeoutException": "read-timeout",
    "ConnectError": "connect-failed",
    "ReadError": "reset",
    "WriteError": "reset",
    "NetworkError": "connect-failed",
    "LocalProtocolError": "invalid-url",
    "RemoteProtocolError": "malformed-answer",
    "ProtocolError": "malformed-answer",
    "ProxyError": "proxy-error",
    "UnsupportedProtocol": "unsupported-scheme",
    "ConnectionNotAvailable": "connect-failed",
}
"""Those that httpx lets through from below. By name: only proxies need the library, and its
import takes a fiftieth of a second."""

MISTAKES: frozenset[type[Exception]] = frozenset(
    {
        httpx.CookieConflict,
        httpx.StreamError,
        httpx.StreamConsumed,
        httpx.StreamClosed,
        httpx.ResponseNotRead,
        httpx.RequestNotRead,
    }
)
"""Raised only when our own code uses httpx wrongly; they end the run instead of judging a link."""

ANSWERED: tuple[type[Exception], ...] = (
    httpx.HTTPError,
    httpx.InvalidURL,
    OSError,
)
"""What is a Failure, beside httpcore's own; everything else is a bug and is loud (`is_answer`)."""

# X509_V_ERR_* of OpenSSL's x509_vfy.h. 20 and 21 also mean that the server left out an intermediate
# certificate; `transport` looks closer at those.
_VERIFY_CODES: Mapping[int, str] = {
    9: "tls-expired",  # not yet valid: outside its dates all the same
    10: "tls-expired",
    62: "tls-hostname",
    64: "tls-hostname",
}
ISSUER_NOT_FOUND = frozenset({2, 20, 21})

_ERRNO: Mapping[int, str] = {
    errno.ECONNREFUSED: "refused",
    errno.ECONNRESET: "reset",
    errno.ECONNABORTED: "reset",
    errno.EPIPE: "reset",
    errno.ETIMEDOUT: "connect-timeout",
    errno.ENETUNREACH: "no-route",
    errno.EHOSTUNREACH: "no-route",
    errno.ENETDOWN: "no-route",
    errno.EADDRNOTAVAIL: "no-route",
    errno.EMFILE: "local-resources",
    errno.ENFILE: "local-resources",
    errno.ENOBUFS: "local-resources",
    errno.ENOMEM: "local-resources",
}

_NO_SUCH_HOST = frozenset(
    getattr(socket, name)
    for name in ("EAI_NONAME", "EAI_NODATA", "EAI_ADDRFAMILY")
    if hasattr(socket, name)
)


def reason_of(kind: type) -> str | None:
    """The reason that a class of httpx or httpcore stands for by itself, None for any other."""
    if kind in REASON_OF:
        return REASON_OF[kind]
    return _OF_HTTPCORE.get(kind.__name__) if _is_httpcores(kind) else None


def is_answer(error: Exception) -> bool:
    """Whether an exception is a way of not answering, and no bug of ours."""
    return isinstance(error, ANSWERED) or any(
        _is_httpcores(kind) and kind.__name__ in _OF_HTTPCORE for kind in type(error).__mro__
    )


def _is_httpcores(kind: type) -> bool:
    return kind.__module__.partition(".")[0] == "httpcore"


def failure_of(error: BaseException) -> Failure:
    """The Failure that an exception stands for. Its detail is one line.

    Raises:
        KeyError: the class is unknown: a bug, which the test over the trees keeps out.
    """
    for cause in _causes(error):
        if isinstance(cause, Unanswered):
            return cause.failure
        reason = _reason_of_cause(cause)
        if reason is not None:
            return Failure(reason, NO_ADDRESS if _has_no_address(cause) else _one_line(cause))
    for kind in type(error).__mro__:
        if (reason := reason_of(kind)) is not None:
            return Failure(reason, _one_line(error))
    if isinstance(error, OSError):
        return Failure("connect-failed", _one_line(error))
    raise KeyError(type(error))


def _reason_of_cause(cause: BaseException) -> str | None:
    """The reason that an ssl, DNS or OS error gives, or None for other classes."""
    if isinstance(cause, ssl.SSLCertVerificationError):
        return _VERIFY_CODES.get(cause.verify_code, "tls-untrusted")
    if isinstance(cause, ssl.SSLError):
        # The alert of a server that has no use for http/1.1 (RFC 7301, 3.2). Python has a name for
        # it as `reason` or only OpenSSL's words as its text, depending on the versions of both.
        words = f"{getattr(cause, 'reason', '')} {cause}".upper().replace(" ", "_")
        refused = "NO_APPLICATION_PROTOCOL" in words
        return "http2-only" if refused else "tls-protocol"
    if isinstance(cause, socket.gaierror):
        return "dns-no-such-host" if cause.errno in _NO_SUCH_HOST else "dns-failure"
    if isinstance(cause, ConnectionRefusedError):  # asyncio may leave errno empty
        return "refused"
    if isinstance(cause, ConnectionError):
        return "reset"
    if isinstance(cause, OSError) and cause.errno is not None:
        return _ERRNO.get(cause.errno)
    return None


def _has_no_address(cause: BaseException) -> bool:
    """Whether DNS knows a name, but no address for it (NODATA, RFC 2308, 2.2)."""
    none = getattr(socket, "EAI_NODATA", None)
    return isinstance(cause, socket.gaierror) and none is not None and cause.errno == none


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what lies below it, at most eight deep (chains can be circular)."""
    at: BaseException | None = error
    for _ in range(8):
        if at is None:
            return
        yield at
        at = at.__cause__ or at.__context__


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
