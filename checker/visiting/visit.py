"""The visit to one link: what is asked, in what order, and when nothing need be asked.

Rules kept here:
- What cannot be asked, must not be asked or was excluded is judged without a request.
- A page is asked once. Only a suspect costs a second request, to a made-up sibling. Its name
  depends on the folder alone: one answer serves all suspects of the folder, and a visit can be
  replayed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256

from ..fetching.guard import is_public, literal
from ..judging.judge import judge
from ..judging.softfail import sibling_url, suspicion
from ..model import ALIVE, Check, CrawlSettings, Exchange, Flow, Judgement, Known, Request, Target
from ..reasons import judged
from ..urls import fault, host, split
from .mail import is_mail, mail
from .redirects import follow
from .robots import obeying
from .unchanged import as_it_was, conditions, digest_of, is_unchanged

PROBE_BYTES = 500_000
"""As much of a sibling's body as comparing needs."""

DISTRUSTED = frozenset(f"archive.{end}" for end in ("fo", "is", "li", "md", "ph", "today", "vn"))
"""archive.today under its names: since 2026 its copies are no longer trusted, nor fetched."""


def visit(target: Target, settings: CrawlSettings, known: Known | None = None) -> Flow[Check]:
    """Ask for a link, follow where it leads, probe if it is a suspect, judge.

    `known` is what an earlier check read: the page is then asked whether it has changed, and where
    it has not, the earlier judgement stands.

    Raises:
        ValueError: an exclude pattern in the settings is no regular expression.
    """
    settled = without_asking(target, settings)
    if is_mail(target.url) and (settled is None or settled.reason == "unsupported-scheme"):
        return (yield from mail(target))
    if settled is not None:
        return Check(target.key, target.url, settled, None, datetime.now(UTC))
    if known is not None:
        still = yield from _still(target, settings, known)
        if isinstance(still, Check):
            return still
        exchange = still
    else:
        exchange = yield from _followed(_question(target), settings)
    judgement = judge(exchange, target)
    probe = None
    # A cited archive copy is judged as a copy, not by its neighbours in the archive.
    probing = judgement.verdict in ALIVE and target.archive_of is None
    if probing and suspicion(exchange, target):
        sibling = sibling_of(target.url)
        if sibling is not None:
            most = min(PROBE_BYTES, settings.max_bytes)
            made_up = Request(sibling, max_bytes=most, shared=True)
            probe = yield from _followed(made_up, settings)
            judgement = judge(exchange, target, probe)
    return Check(
        target.key, target.url, judgement, exchange, exchange.at or datetime.now(UTC), probe
    )


def _still(target: Target, settings: CrawlSettings, known: Known) -> Flow[Check | Exchange]:
    """The earlier judgement, where the page has not changed; else the page as it is now."""
    held, asked = digest_of(known, target), conditions(known, target)
    question = replace(_question(target), headers=asked, digest=held)
    exchange = yield from _followed(question, settings)
    if held is not None and is_unchanged(exchange, known):
        at = exchange.at or datetime.now(UTC)
        told = as_it_was(exchange, known)
        return Check(target.key, target.url, known.judgement, told, at, known=known)
    if exchange.status == 304 or (exchange.page is None and exchange.digest == held):
        exchange = yield from _followed(_question(target), settings)
    return exchange


def _question(target: Target) -> Request:
    """The link; a page that citations name is to be dated."""
    return Request(target.url, dating=bool(target.titles))


def _followed(request: Request, settings: CrawlSettings) -> Flow[Exchange]:
    """The request and where it leads, as far as it may be asked."""
    asked = follow(request, settings)
    return obeying(asked, settings) if settings.robots else asked


def without_asking(target: Target, settings: CrawlSettings) -> Judgement | None:
    """The judgement of a link that is not to be asked, None for one that is."""
    wrong = fault(target.url)
    if wrong is not None:
        return judged(*wrong)
    name = host(target.url).removeprefix("www.")
    if name in DISTRUSTED:
        return judged("distrusted-archive", name)
    for pattern in settings.exclude:
        if _compiled(pattern).search(target.url):
            return judged("excluded", f"matches {pattern}")
    return None


_INSIDE = tuple(
    f".{end}"
    for end in (
        *("local", "localhost", "localdomain", "internal", "intranet", "private", "lan", "home"),
        *("home.arpa", "corp"),
    )
)
"""Names that mean something only inside a house (RFC 6762, 6761, 8375 and common use)."""


def may_be_told(target: Target, settings: CrawlSettings) -> bool:
    """Whether archives may be asked about a link: never about private or excluded addresses, nor
    about one that holds a name or a password.

    To ask is to tell: an index on the other side of the world learns the address.
    """
    if without_asking(target, settings) is not None:
        return False
    parts = split(target.url)
    if parts is None or "@" in parts.netloc:
        return False
    name = _as_asked(host(target.url)).rstrip(".")
    try:
        address = literal(name)
    except ValueError:
        return False  # nobody's: the visit says what is wrong with it
    if address is not None:
        return is_public(address)
    return "." in name and not name.endswith(_INSIDE)


def _as_asked(name: str) -> str:
    """A host as it is asked, letters and digits of every width made plain; nothing for none."""
    if name.isascii():
        return name
    # Hardly any letter needs it, and what is loaded with it takes a fifth of a second.
    from ..fetching.addresses import ascii_host
    from ..fetching.failures import Unanswered

    try:
        return ascii_host(name)
    except Unanswered:
        return ""


@lru_cache(maxsize=1000)
def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise ValueError(f"exclude: {pattern!r} is no regular expression: {error}") from error


def sibling_of(url: str) -> str | None:
    """The made-up neighbour of a page that all pages of its folder share; None beside a home page.

    Pages of different kinds (.html, .php, a last slash) have neighbours of their own: a server may
    answer each kind in another way.
    """
    place = sibling_url(url, "")
    return None if place is None else sibling_url(url, token(place))


def token(place: str) -> str:
    """A file name that no site has: letters and digits from the folder's address."""
    return f"pc{sha256(place.encode('utf-8', 'replace')).hexdigest()[:14]}"
