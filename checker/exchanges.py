"""What was asked of the web and what came back, as frozen values.

Rules kept here:
- An Exchange tells everything that judging needs; nothing is asked again to judge it.
- Whatever has to be asked is a Flow: a generator that yields Requests, is sent Exchanges and
  returns its answer. Flows do no I/O, so the same flow runs in the crawler and over recorded
  exchanges.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

RESOLVE = "RESOLVE"
"""A Request's method: the host is only looked up, and nothing is sent to it."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""Statuses of an answer that is elsewhere (RFC 9110, 15.4)."""
CREDENTIALS = frozenset({"authorization", "cookie", "proxy-authorization"})
"""Names of headers that say who asks: told to no other site, and kept nowhere."""


@dataclass(frozen=True, slots=True)
class Request:
    """One GET to make. Redirects come back as answers; flows follow them."""

    url: str
    headers: tuple[tuple[str, str], ...] = ()
    lane: str | None = None
    """The lane that paces it; None for the URL's host."""
    max_bytes: int | None = None
    """A bound tighter or wider than the settings'."""
    method: str = "GET"
    body: bytes | None = None
    cookies: tuple[tuple[str, str], ...] = ()
    """Kept within one redirect chain by checker.visiting.redirects, never across links."""
    keep_body: bool = False
    """True for services whose JSON the flow itself reads (archives, registries)."""
    once: bool = False
    """It makes something at the other end: never sent again once it may have arrived."""
    wait: float = 0.0
    """Seconds before it may leave. It waits in its lane, without a slot."""
    digest: str | None = None
    """Of a body that was read before: the same body is not parsed again."""
    shared: bool = False
    """The answer serves every link of the run that asks for the same: it is asked for once."""
    dating: bool = False
    """A citation names the page: where it declares no date, one is looked for in it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why no HTTP answer came."""

    reason: str
    """A reason slug: connect-timeout, refused, reset, dns-no-such-host, tls-expired …"""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What a body says of itself, bounded."""

    title: str | None = None
    heading: str | None = None
    """The first h1."""
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    site: str | None = None
    canonical: str | None = None
    refresh: str | None = None
    """Target of a meta refresh of ten seconds or less, absolute."""
    robots: str | None = None
    anchors: frozenset[str] = frozenset()
    """Every id and a[name]."""
    text: str = ""
    """Main text, white space folded, bounded."""
    words: int = 0
    """Words in the whole visible text."""
    has_password_field: bool = False
    pages: int | None = None
    """Page count of a PDF."""
    embeds: tuple[str, ...] = ()
    """Where scripts and frames come from: host and first path segment, at most 40; "/inline"
    where the only script is the page's own. They tell walls and parking services, whose pages
    often show no words."""
    labels: tuple[str, ...] = ()
    """Of a PDF: the number that stands on each page ("iv", "217"), "" where none does; empty where
    no page bears one."""
    dated: str | None = None
    """A day that was found in the page where it declares none: a guess, which proves nothing
    against a citation."""
    unscripted: str | None = None
    """What a page without a visible word tells browsers without scripts (noscript), bounded."""
    called: tuple[str, ...] = ()
    """Other titles that it declares, for lists and for social media."""
    days: tuple[str, ...] = ()
    """Other dates of publication that it declares (online, in print), as declared."""
    content: str | None = field(default=None, compare=False)
    """Digest under which the database has text and anchors, where they were left out here."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One request and its answer on the way."""

    url: str
    status: int | None
    location: str | None = None
    """Where it sent us, absolute."""
    address: str | None = None
    """The IP address that was connected to."""
    elapsed: float = 0.0
    """Seconds."""
    certificate_until: str | None = None
    """When the server's certificate runs out (ISO 8601, UTC), where that is within 30 days."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """What came of one Request, or of a chain of them once redirects are followed."""

    request: Request
    status: int | None
    """None when there was no HTTP answer."""
    headers: tuple[tuple[str, str], ...] = ()
    """Names in lower case, of the last hop."""
    hops: tuple[Hop, ...] = ()
    failure: Failure | None = None
    body: bytes = b""
    """Kept only where Request.keep_body asks for it."""
    digest: str | None = None
    """sha256 of the body as far as it was read."""
    length: int = 0
    """Decoded bytes read."""
    truncated: bool = False
    """The byte or time bound cut the body."""
    page: Page | None = None
    attempts: int = 1
    elapsed: float = 0.0
    at: datetime | None = None
    """When the answer came, UTC."""

    @property
    def final_url(self) -> str:
        """Where the chain ended."""
        return self.hops[-1].url if self.hops else self.request.url

    def header(self, name: str, default: str = "") -> str:
        """The first value of a header; `name` in lower case."""
        for key, value in self.headers:
            if key == name:
                return value
        return default


Answer = TypeVar("Answer")
Flow = Generator[Request, Exchange, Answer]
