"""One request, one answer: the only place where the crawler touches the network.

Rules kept here:
- One hop: redirects come back as answers and are followed by flows; nothing is tried again here.
- Whatever happens is an Exchange. Head and body together have settings.timeout; the body is bounded
  in decoded bytes, and read beyond a short start only where it can be text. What was read before a
  bound cut it is kept and judged.
- httpx is the seam: any httpx.AsyncBaseTransport serves. Below the own one stand the guard, the
  proxies and the pool.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from types import TracebackType
from typing import Self, TypeVar, cast
from urllib.parse import urlsplit

import httpx

from ..model import RESOLVE, CrawlSettings, Exchange, Failure, Hop, Page, Request
from ..page import read_page
from ..page.again import PagesRead
from ..page.dating import found_day, needs_date
from ..page.printed import read_pdf
from ..urls import undotted
from .addresses import Addresses, ascii_host
from .certificates import trusting_context
from .failures import failure_of, is_answer
from .guard import plainly_placed
from .lean import LeanRequest, plain
from .lookup import look_up
from .patience import Waits
from .proxies import through_proxies
from .taken import Taken, text_of
from .transport import NO_BODY, DirectTransport

_ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8"
_PDFS_AT_ONCE = 2
"""Each is read in a process of its own."""
_READ_AT_ONCE = 256 * 1024
"""Bytes of a page that are read on the spot, in some milliseconds. A hostile one of 5 MB takes two
seconds, in which no other request would be served."""
_PAGES_AT_ONCE = 2
"""Longer ones are read in threads, which take turns with the loop."""
_CONTROLS = dict.fromkeys(range(32))

_Done = TypeVar("_Done")


class Fetcher:
    """The client of one run: `async with Fetcher(settings) as fetcher`."""

    def __init__(
        self,
        settings: CrawlSettings,
        *,
        addresses: Addresses | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """Open nothing yet; `transport` replaces the own one, the guard included.

        Raises:
            CrawlError: certificates, a proxy or an override in settings cannot be used.
        """
        self.addresses = addresses or Addresses(settings)
        self._settings = settings
        self._transport = transport or _own_transport(settings, self.addresses)
        self._headers = _default_headers(settings)
        self._dating = asyncio.Semaphore(1)
        self._pdfs = asyncio.Semaphore(_PDFS_AT_ONCE)
        self._pages = asyncio.Semaphore(_PAGES_AT_ONCE)
        self._read = PagesRead()
        self._waits = Waits()
        self._timeouts = {"connect": min(settings.connect_timeout, settings.timeout)}

    async def __aenter__(self) -> Self:
        """Nothing to open: connections are made when they are needed."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close every connection and let the DNS threads go."""
        self.addresses.close()
        await self._transport.aclose()

    async def fetch(self, request: Request, sent: Callable[[], None] | None = None) -> Exchange:
        """Ask once. `sent` is called when the request has left, for those who pace a host.

        The only exceptions are cancellation and mistakes in our own code.
        """
        if request.method == RESOLVE:
            return await look_up(request, self.addresses, self._settings.connect_timeout)
        loop = asyncio.get_running_loop()
        progress = _Progress(sent)
        taken: Taken | None = None
        failure: Failure | None = None
        started = loop.time()
        try:
            asked = self._as_httpx(request, progress)
            with self._waits.at_most(self._settings.timeout):
                response = await self._transport.handle_async_request(asked)
                stream = cast(httpx.AsyncByteStream, response.stream)
                try:
                    taken = Taken.of(response, request, self._settings.max_bytes)
                    await taken.read(stream)
                finally:
                    await stream.aclose()
        except Exception as error:
            if not is_answer(error):
                raise
            if taken is None:
                failure = progress.failure(error, self._settings.timeout)
            else:
                failure = taken.ended_by(error)
        elapsed = loop.time() - started
        if taken is None:
            hop = Hop(request.url, None, elapsed=elapsed)
            now = datetime.now(UTC)
            return Exchange(request, None, hops=(hop,), failure=failure, elapsed=elapsed, at=now)
        page: Page | None = None
        if taken.is_readable and taken.digest != request.digest:
            page = await self._page(taken, request.url)
            if request.dating and page is not None and needs_date(page):
                page = await self._dated(taken, page)
        return taken.as_exchange(request, failure, elapsed, page)

    async def _page(self, taken: Taken, url: str) -> Page | None:
        """What a body says; what takes long to read is read while the loop goes on."""
        body, longest = taken.body, self._settings.max_text
        if taken.is_whole_pdf:
            async with self._pdfs:
                return await _aside(lambda: read_pdf(body, 5 * longest))
        if len(body) <= _READ_AT_ONCE:
            page = self._read.get(taken.digest, taken.content_type)
            if page is None:
                page = read_page(body, taken.headers, url, longest)
                if page is not None:
                    self._read.keep(taken.digest, taken.content_type, body, page)
            return page
        async with self._pages:
            return await _aside(lambda: read_page(body, taken.headers, url, longest))

    async def _dated(self, taken: Taken, page: Page) -> Page:
        """The page with a day that is found in its words; one page at a time."""
        async with self._dating:
            found = await _aside(lambda: found_day(taken.body, taken.content_type))
            return replace(page, dated=found)

    def _as_httpx(self, request: Request, progress: _Progress) -> httpx.Request:
        """The request for the transport.

        Raises:
            httpx.InvalidURL, httpx.UnsupportedProtocol, Unanswered: it cannot be asked.
        """
        extensions: dict[str, object] = {
            "timeout": self._timeouts,
            "sent": progress.mark,
            "once": request.once,
        }
        address = plain(request.url) if request.body is None else None
        if address is not None:
            own = _with_own([(b"Host", address.netloc.encode("ascii")), *self._headers], request)
            return LeanRequest(request.method.upper(), address, own, NO_BODY, extensions)
        url = httpx.URL(_encoded(request.url))
        if url.scheme not in ("http", "https"):
            raise httpx.UnsupportedProtocol(f"{url.scheme}: is not asked")
        if not url.raw_host or (url.port or 0) > 65535:
            raise httpx.InvalidURL("no host, or a port that cannot be")
        return httpx.Request(
            request.method,
            url,
            # The host and the empty stream spare httpx from building the headers twice.
            headers=_with_own([(b"Host", url.netloc), *self._headers], request),
            content=request.body,
            stream=NO_BODY if request.body is None else None,
            extensions=extensions,
        )


async def _aside(work: Callable[[], _Done]) -> _Done:
    """What takes long, done in a thread while the loop goes on; here, where there is none."""
    try:
        doing = asyncio.get_running_loop().run_in_executor(None, work)
    except RuntimeError:
        return work()
    return await doing


class _Progress:
    """How far a request came: what a timeout means depends on it."""

    __slots__ = ("_sent", "_told")

    def __init__(self, told: Callable[[], None] | None) -> None:
        self._sent = False
        self._told = told

    def mark(self) -> None:
        self._sent = True
        if self._told is not None:
            self._told()

    def failure(self, error: Exception, seconds: float) -> Failure:
        if type(error) is TimeoutError:  # ours: the transport's own are httpx's
            reason = "read-timeout" if self._sent else "connect-timeout"
            return Failure(reason, f"no answer within {seconds:g} s")
        return failure_of(error)


def _own_transport(settings: CrawlSettings, addresses: Addresses) -> httpx.AsyncBaseTransport:
    context = trusting_context(settings.ca_file)
    direct = DirectTransport(
        addresses,
        context,
        max(64, 2 * settings.concurrency),
        lambda: trusting_context(settings.ca_file, "h2"),
    )
    return through_proxies(direct, addresses, context)


def _default_headers(settings: CrawlSettings) -> list[tuple[bytes, bytes]]:
    contact = settings.contact.strip()
    is_mail = "@" in contact and "/" not in contact
    # "mailto:" is what the polite pools of registries look for.
    reach = contact and f"; +{'mailto:' * (is_mail and ':' not in contact)}{contact}"
    about = f"Mozilla/5.0 (compatible; pincite/{version('pincite')}{reach})"
    headers = [
        (b"User-Agent", _bytes(settings.user_agent or about)),
        (b"Accept", _bytes(_ACCEPT)),
        (b"Accept-Language", b"en-US,en;q=0.9,*;q=0.5"),
        (b"Accept-Encoding", b"gzip, deflate"),
        (b"Connection", b"keep-alive"),
    ]
    if is_mail:
        headers.append((b"From", _bytes(contact.removeprefix("mailto:"))))
    return headers


def _with_own(headers: list[tuple[bytes, bytes]], request: Request) -> list[tuple[bytes, bytes]]:
    """The headers of every request with those of this one, which go before them."""
    if request.headers or request.cookies:
        own = {name.lower() for name, _ in request.headers}
        headers = [pair for pair in headers if pair[0].decode().lower() not in own]
        headers += [(_bytes(name), _bytes(value)) for name, value in request.headers]
        if request.cookies:
            jar = "; ".join(f"{name}={value}" if name else value for name, value in request.cookies)
            headers.append((b"Cookie", _bytes(jar)))
    return headers


def head_of(request: Request, settings: CrawlSettings) -> tuple[tuple[str, str], ...]:
    """The headers that a GET is sent with, in order: what a record of it has to show."""
    host = (b"Host", httpx.URL(_encoded(request.url)).netloc)
    headers = _with_own([host, *_default_headers(settings)], request)
    return tuple((text_of(name), text_of(value)) for name, value in headers)


def _encoded(url: str) -> str:
    """A URL as it is sent: its host in ASCII, as DNS and the Host header want it, an address as
    everyone writes it, and no dots for steps in its path."""
    url = undotted(plainly_placed(url))
    if url.isascii():
        return url
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise httpx.InvalidURL(str(error)) from error
    if host.isascii():
        return url
    netloc = ascii_host(host) + (f":{port}" if port is not None else "")
    return parts._replace(netloc=netloc).geturl()


def _bytes(text: str) -> bytes:
    """Text as a header's bytes; nothing in it can begin another header."""
    return text.translate(_CONTROLS).encode("utf-8", "replace")
