"""Origins that fail: which failures count, how many, and what clears them."""

from __future__ import annotations

import pytest

from checker.crawling import origins
from checker.crawling.origins import Origins, not_connected
from checker.model import Exchange, Failure, Request

PAGE = "https://a.example/page"
DEAD, SILENT = 3, 8
"""Links in a row: `_DEAD_AFTER` and `_SILENT_AFTER`."""
NOT_CONNECTED = (
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
)
OF_ONE_PAGE = ("reset", "truncated-body", "too-many-redirects", "malformed-answer", "empty-reply")


def failed(reason: str, url: str = PAGE) -> Exchange:
    return Exchange(Request(url), None, failure=Failure(reason))


def answered(status: int = 200, url: str = PAGE) -> Exchange:
    return Exchange(Request(url), status)


def after(*exchanges: Exchange) -> Origins:
    known = Origins()
    for each in exchanges:
        known.remember(each)
    return known


def reason(known: Origins, url: str = PAGE) -> str | None:
    failure = known.dead(url)
    return None if failure is None else failure.reason


@pytest.mark.parametrize("why", NOT_CONNECTED)
def test_an_origin_that_cannot_be_connected_to_is_dead_after_three_links(why: str) -> None:
    assert not_connected(Failure(why))
    assert reason(after(*[failed(why)] * (DEAD - 1))) is None
    assert reason(after(*[failed(why)] * DEAD), "https://a.example/other?q#part") == why


def test_a_silent_origin_is_given_up_later() -> None:
    hang = failed("read-timeout")
    assert not not_connected(hang.failure)
    assert reason(after(*[hang] * (SILENT - 1))) is None
    assert reason(after(*[hang] * SILENT)) == "read-timeout"


def test_the_last_failure_says_how_many_are_enough() -> None:
    mixed = [failed("refused"), failed("refused"), failed("read-timeout")]
    assert reason(after(*mixed)) is None
    assert reason(after(*mixed, failed("refused"))) == "refused"


@pytest.mark.parametrize("why", OF_ONE_PAGE)
def test_what_is_about_one_page_does_not_count(why: str) -> None:
    assert not not_connected(Failure(why))
    assert reason(after(*[failed(why)] * 20)) is None
    assert reason(after(*[failed("refused")] * DEAD, failed(why))) == "refused", "nor clears it"


def test_no_failure_is_none_of_an_origin() -> None:
    assert not not_connected(None)


@pytest.mark.parametrize("status", [200, 404, 500])
def test_one_answer_of_any_kind_clears_the_count(status: int) -> None:
    two = [failed("refused")] * (DEAD - 1)
    known = after(*two, answered(status), *two)
    assert reason(known) is None
    known.remember(failed("refused"))
    assert reason(known) == "refused"


def test_another_origins_answer_clears_nothing() -> None:
    known = after(*[failed("refused")] * DEAD, answered(url="https://b.example/"))
    assert reason(known) == "refused"
    assert after(*[failed("refused")] * DEAD, answered()).dead(PAGE) is None


@pytest.mark.parametrize(
    "other",
    [
        "http://a.example/page",
        "https://a.example:8443/page",
        "https://b.example/page",
        "mailto:a@b",
    ],
)
def test_scheme_host_and_port_make_an_origin(other: str) -> None:
    known = after(*[failed("refused")] * DEAD)
    assert reason(known, other) is None
    assert reason(known, "https://A.example/") == "refused"
    ported = after(*[failed("refused", "https://a.example:8443/")] * DEAD)
    assert reason(ported, "https://a.example:9443/") is None


def test_what_is_no_url_is_known_by_itself() -> None:
    known = after(*[failed("refused", "http://[broken")] * DEAD)
    assert reason(known, "http://[broken") == "refused"
    assert reason(known, "http://[also") is None


def test_the_oldest_are_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(origins, "_MOST_KEPT", 2)
    first, second, third = (f"https://{name}.example/" for name in "abc")
    known = after(*(failed("refused", url) for url in [first] * DEAD + [second] * DEAD))
    assert (reason(known, first), reason(known, second)) == ("refused", "refused")
    known.remember(failed("refused", first))  # which makes it the younger one
    known.remember(failed("refused", third))
    assert (reason(known, first), reason(known, second)) == ("refused", None)
