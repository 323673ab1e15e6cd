"""Through a proxy from the environment: names are its business, addresses are still ours."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from checker.fetching.fetch import Fetcher
from checker.model import CrawlError, Exchange, Request
from pincite.demo.web import Reply, Web

from ..conftest import Ask, Quick


@pytest.fixture
def proxy(web: Web, monkeypatch: pytest.MonkeyPatch) -> Web:
    """The loopback web as an HTTP proxy: it answers requests in absolute form."""
    monkeypatch.setenv("HTTP_PROXY", web.url(""))
    monkeypatch.setenv("http_proxy", web.url(""))
    web.route("far.test", "/page", Reply(body="<title>A page</title>"))
    return web


def reason(exchange: Exchange) -> str | None:
    return exchange.failure.reason if exchange.failure else None


def test_the_proxy_resolves_names(proxy: Web, quick: Quick, ask: Ask) -> None:
    (got,) = ask(quick(), "http://far.test/page")
    assert got.status == 200
    assert got.page is not None
    assert got.page.title == "A page"
    assert proxy.requests[0].host == "far.test"


@pytest.mark.parametrize("host", ["10.0.0.1", "127.1", "0x7f000001", "[::1]", "localhost"])
def test_addresses_are_checked_all_the_same(proxy: Web, quick: Quick, ask: Ask, host: str) -> None:
    (got,) = ask(quick(), f"http://{host}/page")
    assert reason(got) == "private-address"
    assert proxy.count() == 0


def test_hosts_in_settings_and_in_no_proxy_are_asked_directly(
    proxy: Web, webs: Callable[..., Web], quick: Quick, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    near = webs({("near.test", "/"): Reply(204)})
    monkeypatch.setenv("no_proxy", "127.0.0.1,intranet.test")
    settings = quick(near, allow_private=True)
    direct, literal = ask(settings, "http://near.test/", near.url("/"))
    assert (direct.status, literal.status) == (204, 404)
    assert proxy.count() == 0
    assert near.count() == 2


def test_a_proxy_that_fails_says_nothing_of_the_link(
    proxy: Web, quick: Quick, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", proxy.url(""))  # it knows no CONNECT
    (tunnel,) = ask(quick(), "https://far.test/page")
    assert reason(tunnel) == "proxy-error"
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    (refused,) = ask(quick(), "http://far.test/page")
    assert reason(refused) == "proxy-error"


def test_all_proxy_stands_for_both(
    web: Web, quick: Quick, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("all_proxy", f"127.0.0.1:{web.port}")
    web.route("far.test", "/", Reply(204))
    (got,) = ask(quick(), "http://far.test/")
    assert got.status == 204


def test_a_request_through_a_proxy_counts_as_sent(proxy: Web, quick: Quick) -> None:
    told = []

    async def run() -> None:
        async with Fetcher(quick()) as fetcher:
            await fetcher.fetch(Request("http://far.test/page"), lambda: told.append(1))

    asyncio.run(run())
    assert told == [1]


def test_a_proxy_that_cannot_be_one_is_told(quick: Quick, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "gopher://127.0.0.1:70")
    with pytest.raises(CrawlError, match="proxy"):
        Fetcher(quick())
