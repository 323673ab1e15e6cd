"""When an answer that may pass is asked for again, and how long to wait before.

Rules kept here:
- tenacity's policies decide and nobody sleeps: the crawler puts the request back into its lane, so
  a wait holds no slot.
- What the server asks for in Retry-After is honoured up to settings.retry_after_cap; past that
  there is no further try, and the answer stands as it is.
- An answer that cannot change by itself (404, a bad certificate, no such host) is asked for once.

Sources: RFC 9110, sections 10.2.3 (Retry-After) and 15.6; RFC 6585, section 4 (429).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from tenacity import RetryCallState, Retrying
from tenacity.retry import retry_if_result
from tenacity.stop import stop_after_attempt, stop_base
from tenacity.wait import wait_base, wait_exponential, wait_random

from ..model import CrawlSettings, Exchange

Clock = Callable[[], datetime]

PASSING_REASONS = frozenset(
    {
        "connect-failed",
        "connect-timeout",
        "dns-failure",
        "empty-reply",
        "local-resources",
        "no-route",
        "proxy-error",
        "read-timeout",
        "refused",
        "reset",
        "truncated-body",
    }
)
PASSING_STATUS = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
"""RFC 9110 and RFC 6585, and 520 to 524, Cloudflare's for an origin that fails."""
BUSY_STATUS = frozenset({429, 503})
"""Answers that are about the host, not the page: its whole lane waits."""

NEVER_LEFT = frozenset(
    {
        *("connect-failed", "connect-timeout", "dns-failure", "dns-no-such-host"),
        *("local-resources", "no-route", "refused"),
    }
)
"""Failures before a request was sent: nothing can have come of it."""
_SILENT = frozenset({"connect-timeout", "read-timeout"})

_ONCE = frozenset({"refused"})
"""Tried once more at most: a port that nobody listens on seldom changes within a minute."""
_LONGEST_WAIT = 30.0


def may_pass(exchange: Exchange) -> bool:
    """Whether the same request could be answered otherwise a little later."""
    if exchange.request.once:
        return may_be_sent_again(exchange)
    if exchange.failure is not None:
        return exchange.failure.reason in PASSING_REASONS
    return exchange.status in PASSING_STATUS


def may_be_sent_again(exchange: Exchange) -> bool:
    """Whether a request that makes something has certainly made nothing (RFC 9110, 9.2.2)."""
    if exchange.failure is not None:
        return exchange.failure.reason in NEVER_LEFT
    return exchange.status == 429


def is_strained(exchange: Exchange) -> bool:
    """Whether the host has more to do than it can: it says so, or it is silent.

    An archive's copy of such an answer (Memento-Datetime, RFC 7089) says nothing of the archive.
    """
    if exchange.failure is not None:
        return exchange.failure.reason in _SILENT
    return exchange.status in BUSY_STATUS and not exchange.header("memento-datetime")


def retry_after(exchange: Exchange, now: datetime) -> float | None:
    """Seconds that the server asks us to wait, or None where it does not say (so that we can read).

    A date is measured against the answer's own Date, so that our clock does not matter.
    """
    value = exchange.header("retry-after").strip()
    if value.isascii() and value.isdigit():
        return float(value[:10])
    until = _date(value)
    if until is None:
        return None
    return max(0.0, (until - (_date(exchange.header("date")) or now)).total_seconds())


class RetryPolicy:
    """The settings' patience. `now` is the clock for dates in Retry-After."""

    def __init__(self, settings: CrawlSettings, now: Clock = lambda: datetime.now(UTC)) -> None:
        self._policy = Retrying(
            retry=retry_if_result(may_pass),
            stop=stop_after_attempt(settings.retries + 1)
            | _StopWhenRefused()
            | _StopOverCap(settings.retry_after_cap, now),
            wait=_WaitAsAsked(
                wait_exponential(multiplier=settings.retry_wait, max=_LONGEST_WAIT)
                + wait_random(0, settings.retry_wait / 2),
                now,
            ),
        )

    def delay(self, exchange: Exchange, attempts: int) -> float | None:
        """Seconds until the next try after `attempts` tries; None when the answer stands."""
        if not may_pass(exchange):
            return None  # nearly every answer: not worth tenacity's bookkeeping
        policy = self._policy
        state = RetryCallState(policy, None, (), {})
        state.attempt_number = attempts
        state.set_result(exchange)
        if not policy.retry(state) or policy.stop(state):
            return None
        return float(policy.wait(state))


class _StopWhenRefused(stop_base):
    def __call__(self, retry_state: RetryCallState) -> bool:
        failure = _result(retry_state).failure
        return failure is not None and failure.reason in _ONCE and retry_state.attempt_number > 1


class _StopOverCap(stop_base):
    def __init__(self, cap: float, now: Clock) -> None:
        self._cap = cap
        self._now = now

    def __call__(self, retry_state: RetryCallState) -> bool:
        asked = retry_after(_result(retry_state), self._now())
        return asked is not None and asked > self._cap


class _WaitAsAsked(wait_base):
    """What the server asks for, and no less than our own wait."""

    def __init__(self, own: wait_base, now: Clock) -> None:
        self._own = own
        self._now = now

    def __call__(self, retry_state: RetryCallState) -> float:
        asked = retry_after(_result(retry_state), self._now())
        return max(asked or 0.0, float(self._own(retry_state)))


def _result(state: RetryCallState) -> Exchange:
    assert state.outcome is not None
    exchange = state.outcome.result()
    assert isinstance(exchange, Exchange)
    return exchange


def _date(value: str) -> datetime | None:
    """An HTTP date (RFC 9110, 5.6.7), with its time zone."""
    if not value or len(value) > 60:
        return None
    try:
        found = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
