"""A letter that stands on the web: fetched whole, once, with the crawler's client.

Rules kept here:
- The same guard, proxies, bounds, redirects and further tries as for every link. It is a person who
  asks for this page by its name, so robots.txt is not asked.
- A letter is read whole or not at all: half a PDF is no letter.
- A charset that only the header gives is lost with it: such a text is handed on as UTF-8. As in
  every letter, what is UTF-8 or carries a byte order mark is read as that, whatever was said of it.
- What cannot be had is a value with one line for an editor.
"""

from __future__ import annotations

import asyncio
import codecs
import re
from dataclasses import dataclass

import httpx

from .crawling.retry import RetryPolicy
from .fetching.fetch import Fetcher
from .model import CrawlSettings, Exchange, Failure, Request
from .page.charset import declared
from .reasons import REASONS
from .urls import fault
from .visiting.redirects import follow

MOST_BYTES = 64_000_000
"""Of a letter; the readers have bounds of their own."""

_TEXT = re.compile(r"\s*(?:text/(?!rtf)|application/(?:xhtml|xml))", re.IGNORECASE)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DOUBTED = frozenset({"connect-timeout", "dns-failure", "dns-no-such-host", "no-route"})
"""Failures that this machine may be to blame for."""
_NO_NETWORK = "cannot be fetched: no host name resolves, this machine has no network"


@dataclass(frozen=True, slots=True)
class FetchedLetter:
    """The bytes, and where they were in the end."""

    data: bytes
    """As they came; text in a charset of the header as UTF-8."""
    url: str
    """After redirects: what relative links in the letter start from."""


@dataclass(frozen=True, slots=True)
class NotFetched:
    """Why there is no letter."""

    message: str
    """One line."""


def fetch_letter(
    url: str, settings: CrawlSettings, transport: httpx.AsyncBaseTransport | None = None
) -> FetchedLetter | NotFetched:
    """Fetch a letter; `transport` replaces the network.

    Raises:
        CrawlError: certificates, a proxy or an override in settings cannot be used.
    """
    wrong = fault(url)
    if wrong is not None:
        return NotFetched(f"cannot be fetched: {_sentence(*wrong)}")
    return asyncio.run(_fetched(url, settings, transport))


async def _fetched(
    url: str, settings: CrawlSettings, transport: httpx.AsyncBaseTransport | None
) -> FetchedLetter | NotFetched:
    most = max(MOST_BYTES, settings.max_bytes)
    async with Fetcher(settings, transport=transport) as fetcher:
        exchange = await _followed(Request(url, max_bytes=most, keep_body=True), fetcher, settings)
        doubted = exchange.failure is not None and exchange.failure.reason in _DOUBTED
        if doubted and not await fetcher.addresses.online():
            return NotFetched(_NO_NETWORK)
    return _told(exchange)


async def _followed(request: Request, fetcher: Fetcher, settings: CrawlSettings) -> Exchange:
    """Go where the answers lead, asking again where an answer may pass."""
    policy = RetryPolicy(settings)
    flow = follow(request, settings)
    asked = next(flow)
    while True:
        attempts = 1
        answer = await fetcher.fetch(asked)
        while (delay := policy.delay(answer, attempts)) is not None:
            await asyncio.sleep(delay)
            answer = await fetcher.fetch(asked)
            attempts += 1
        try:
            asked = flow.send(answer)
        except StopIteration as end:
            whole = end.value
            assert isinstance(whole, Exchange)
            return whole


def _told(exchange: Exchange) -> FetchedLetter | NotFetched:
    if exchange.failure is not None:
        return NotFetched(f"cannot be fetched: {_failed(exchange.failure)}")
    status = exchange.status or 0
    if not 200 <= status < 300:
        return NotFetched(f"cannot be fetched: the server answers {status}{_named(status)}")
    if exchange.truncated:
        return NotFetched("cannot be fetched whole: it is too large, or came too slowly")
    data = _as_utf8(exchange.body, exchange.header("content-type"))
    return FetchedLetter(data, exchange.final_url)


def _as_utf8(body: bytes, content_type: str) -> bytes:
    """A text whose header names another charset that explains it whole; else the bytes as they are.

    Source: RFC 9110, 8.3.2; WHATWG HTML, "determining the character encoding" (the
    header goes before what the page says of itself).
    """
    named = declared(content_type)
    if named is None or not _TEXT.match(content_type) or body.startswith(_MARKS):
        return body
    try:
        if not body.isascii():
            body.decode("utf-8")
            return body
    except UnicodeDecodeError:
        pass
    # ASCII may still be ISO-2022-JP, or UTF-16 whose letters are all below 128.
    try:
        return body.decode(named).encode("utf-8")
    except UnicodeError:
        return body


def _failed(failure: Failure) -> str:
    if failure.reason == "private-address":
        return f"{failure.detail} is a private address (--allow-private asks it)"
    return _sentence(failure.reason, failure.detail)


def _sentence(reason: str, detail: str) -> str:
    """The table's sentence as a part of another one."""
    known = REASONS.get(reason)
    words = known[1].rstrip(".") if known is not None else reason
    return f"{words[0].lower()}{words[1:]}" + (f" ({' '.join(detail.split())})" if detail else "")


def _named(status: int) -> str:
    known = {401: "it wants a login", 403: "it refuses robots", 404: "there is no such page"}
    known |= {410: "the page was removed", 429: "it is asked too often"}
    return f", {known[status]}" if status in known else ""
