"""Origins that cannot be connected to: asked a few times, not once for each of their links.

Rules kept here:
- Failures of a whole origin count (refused, no such host, a bad certificate): they come before any
  path is asked. A hang may be about one page, so it takes more of them to say that an origin is
  silent; a reset or a 500 says nothing of other pages.
- They count only in a row: one answer of any kind, and the origin is asked again as any other.
"""

from __future__ import annotations

from ..model import Exchange, Failure
from ..urls import split

_DEAD_AFTER = 3
"""Links that fail to connect, one after the other, each after its retries."""
_SILENT_AFTER = 8
"""Links that hang, one after the other, while nothing else of the origin is answered."""
_HANG = "read-timeout"
_MOST_KEPT = 10_000
"""Origins remembered; the oldest are forgotten first."""
_OF_THE_ORIGIN = frozenset(
    {
        "connect-failed",
        "connect-timeout",
        "dns-failure",
        "dns-no-such-host",
        "no-route",
        "refused",
        "tls-expired",
        "tls-hostname",
        "tls-incomplete-chain",
        "tls-protocol",
        "tls-untrusted",
    }
)

Origin = tuple[str, str, int]


def not_connected(failure: Failure | None) -> bool:
    """Whether a failure is about the origin, whatever path was asked."""
    return failure is not None and failure.reason in _OF_THE_ORIGIN


class Origins:
    """What one run knows of the origins that fail."""

    def __init__(self) -> None:
        self._failed: dict[Origin, tuple[int, Failure]] = {}

    def remember(self, exchange: Exchange) -> None:
        """Take note of an answer, or of a failure that stood after its retries."""
        failure = exchange.failure
        if failure is not None and (not_connected(failure) or failure.reason == _HANG):
            origin = _origin(exchange.request.url)
            links, _ = self._failed.pop(origin, (0, failure))
            self._failed[origin] = (links + 1, failure)
            if len(self._failed) > _MOST_KEPT:
                del self._failed[next(iter(self._failed))]
        elif self._failed and exchange.status is not None:
            self._failed.pop(_origin(exchange.request.url), None)

    def dead(self, url: str) -> Failure | None:
        """Why a URL need not be asked any more; None where it must be."""
        if not self._failed:
            return None
        links, failure = self._failed.get(_origin(url), (0, None))
        if failure is None:
            return None
        enough = _SILENT_AFTER if failure.reason == _HANG else _DEAD_AFTER
        return failure if links >= enough else None


def _origin(url: str) -> Origin:
    parts = split(url)
    if parts is None:
        return ("", url, 0)
    return (parts.scheme, parts.hostname or "", parts.port or 0)
