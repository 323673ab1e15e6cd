"""One hop as tests ask for it."""

from __future__ import annotations

from checker.model import CrawlSettings, Exchange, Request

from ..conftest import Ask

PAGE = "<!doctype html><title>A page</title><h1>Heading</h1><p>Some words of text.</p>"


def one(ask: Ask, settings: CrawlSettings, request: str | Request) -> Exchange:
    (exchange,) = ask(settings, request)
    return exchange
