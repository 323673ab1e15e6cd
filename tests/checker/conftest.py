"""What the checker's tests share: the loopback web, quick settings, no proxies from outside."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from checker.model import CrawlSettings, Exchange, Request
from pincite.demo.web import Web

from ..web import authority, certified, web, webs

__all__ = ["authority", "certified", "web", "webs"]

Ask = Callable[..., list[Exchange]]
Certified = Callable[..., ssl.SSLContext]
Quick = Callable[..., CrawlSettings]
Webs = Callable[..., Web]

QUICK = CrawlSettings(
    timeout=10.0,
    connect_timeout=5.0,
    retries=0,
    retry_wait=0.01,
    host_interval=0.0,
    per_host=4,
    canaries=(),
)
"""No courtesy and no patience: for servers of our own."""


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def quick() -> Callable[..., CrawlSettings]:
    """`quick(web, timeout=1.0, …)`: QUICK settings that reach a web's hosts."""

    def make(web: Web | None = None, **changes: object) -> CrawlSettings:
        resolve = web.resolve_overrides() if web is not None else ()
        return replace(QUICK, **{"resolve": resolve, **changes})  # type: ignore[arg-type]

    return make


@pytest.fixture
def ask() -> Ask:
    """`ask(settings, url or Request, …)`: one Exchange each, asked one after the other."""

    def run(settings: CrawlSettings, *wanted: str | Request) -> list[Exchange]:
        return asyncio.run(_fetch_all(settings, wanted))

    return run


async def _fetch_all(settings: CrawlSettings, wanted: Iterable[str | Request]) -> list[Exchange]:
    from checker.fetching.fetch import Fetcher

    async with Fetcher(settings) as fetcher:
        return [
            await fetcher.fetch(one if isinstance(one, Request) else Request(one)) for one in wanted
        ]
