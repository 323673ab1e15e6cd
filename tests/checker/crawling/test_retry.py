"""When a request is made again, and after how long."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from checker.crawling.retry import PASSING_REASONS, RetryPolicy, may_pass, retry_after
from checker.fetching.failures import REASONS
from checker.model import CrawlSettings, Exchange, Failure, Request

NOW = datetime(2025, 6, 1, 12, 0, 0, tzinfo=UTC)
SETTINGS = CrawlSettings(retries=3, retry_wait=1.0, retry_after_cap=60.0)
POLICY = RetryPolicy(SETTINGS, lambda: NOW)


def answer(status: int, **headers: str) -> Exchange:
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Exchange(Request("http://a.test/"), status, named)


def failed(reason: str) -> Exchange:
    return Exchange(Request("http://a.test/"), None, failure=Failure(reason))


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 522])
def test_status_that_may_pass(status: int) -> None:
    assert may_pass(answer(status))
    assert POLICY.delay(answer(status), 1) is not None


@pytest.mark.parametrize(
    "status", [200, 204, 301, 304, 400, 401, 403, 404, 410, 451, 501, 505, 999]
)
def test_status_that_stands(status: int) -> None:
    assert POLICY.delay(answer(status), 1) is None


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_failures(reason: str) -> None:
    assert (POLICY.delay(failed(reason), 1) is not None) == (reason in PASSING_REASONS)


def test_passing_reasons_are_reasons() -> None:
    assert PASSING_REASONS <= REASONS


def test_the_number_of_tries_is_bounded() -> None:
    delays = [POLICY.delay(failed("reset"), attempts) for attempts in range(1, 6)]
    assert [delay is not None for delay in delays] == [True, True, True, False, False]
    never = RetryPolicy(replace(SETTINGS, retries=0))
    assert never.delay(failed("reset"), 1) is None


def test_refused_is_tried_once_more() -> None:
    assert POLICY.delay(failed("refused"), 1) is not None
    assert POLICY.delay(failed("refused"), 2) is None


def test_waits_double_with_some_jitter() -> None:
    for _ in range(20):
        first, second, third = (POLICY.delay(failed("reset"), attempts) for attempts in (1, 2, 3))
        assert first is not None
        assert second is not None
        assert third is not None
        assert 1.0 <= first <= 1.5
        assert 2.0 <= second <= 2.5
        assert 4.0 <= third <= 4.5


def test_waits_are_bounded() -> None:
    patient = RetryPolicy(replace(SETTINGS, retries=100))
    delay = patient.delay(failed("reset"), 90)
    assert delay is not None
    assert delay <= 31.0


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        ("5", 5.0),
        (" 7 ", 7.0),
        ("Sun, 01 Jun 2025 12:00:30 GMT", 30.0),
        ("Sunday, 01-Jun-25 12:00:30 GMT", 30.0),
        ("Sun Jun  1 12:00:30 2025", 30.0),
        ("Sun, 01 Jun 2025 11:00:00 GMT", 0.0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("\u0663", None),
        ("Sun, 99 Jun 2025 12:00:30 GMT", None),
        ("x" * 10_000, None),
    ],
    ids=lambda value: str(value)[:30],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after(answer(429, retry_after=value), NOW) == seconds


def test_a_date_is_measured_against_the_servers_clock() -> None:
    skewed = answer(
        503,
        retry_after="Sun, 01 Jun 2031 00:00:10 GMT",
        date="Sun, 01 Jun 2031 00:00:00 GMT",
    )
    assert retry_after(skewed, NOW) == 10.0


def test_what_the_server_asks_for_is_waited_for() -> None:
    delay = POLICY.delay(answer(429, retry_after="20"), 1)
    assert delay == 20.0
    own = POLICY.delay(answer(429, retry_after="0"), 1)
    assert own is not None
    assert own >= 1.0


def test_more_than_the_cap_is_not_waited_for() -> None:
    assert POLICY.delay(answer(429, retry_after="60"), 1) == 60.0
    assert POLICY.delay(answer(429, retry_after="61"), 1) is None
    assert POLICY.delay(answer(503, retry_after="Sun, 01 Jun 2025 13:00:00 GMT"), 1) is None
    assert POLICY.delay(answer(429, retry_after="9" * 5000), 1) is None


@examples(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_header_is_read_or_passed_over(value: str) -> None:
    found = retry_after(answer(429, retry_after=value, date=value), NOW)
    assert found is None or found >= 0.0
