"""Follows redirects hop by hop: one-hop Exchanges in, one Exchange with every hop out.

Rules kept here:
- Every hop is a Request of its own, so it goes through the lane of its own host and past the guard.
- Cookies are kept within the chain, and credentials never leave the host that they were meant for.
- A chain ends: at a page, at a failure, at an address that cannot be followed, at a circle (one
  return is allowed when the cookies have changed), or after `settings.max_redirects`.
- A page that refreshes to another within ten seconds, by a meta element or a header, is a hop; a
  refresh never ends in a failure, since the page itself is there.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ..fetching.guard import plainly_placed
from ..model import (
    CREDENTIALS,
    REDIRECTS,
    CrawlSettings,
    Exchange,
    Failure,
    Flow,
    Hop,
    Request,
)
from ..page.metadata import refresh_target
from ..urls import carried, fault, fragment, host, resolve, split, without_fragment
from .cookies import Jar
from .unchanged import CONDITIONS

PERMANENT = frozenset({301, 308})

MOST_REFRESHES = 3
"""Meta refreshes that are followed in one chain; a further one is taken as the page."""

_MOST_RETURNS = 1


@dataclass(slots=True)
class _Chain:
    """What a chain has seen so far."""

    request: Request
    jar: Jar = field(default_factory=Jar)
    hops: list[Hop] = field(default_factory=list)
    elapsed: float = 0.0
    refreshes: int = 0
    visits: dict[str, list[tuple[tuple[str, str], ...]]] = field(default_factory=dict)
    """URL without fragment → the cookies that each visit brought along."""


def follow(request: Request, settings: CrawlSettings) -> Flow[Exchange]:
    """Ask, and go where the answers lead.

    The Exchange returned is the last hop's, with the first hop's request, all hops (each `location`
    absolute) and the time of all of them together. Failure reasons of its own: bad-redirect,
    redirect-loop, too-many-redirects.
    """
    chain = _Chain(request)
    ask = request
    while True:
        chain.visits.setdefault(without_fragment(ask.url), []).append(ask.cookies)
        answer = yield ask
        chain.elapsed += answer.elapsed
        chain.hops.extend(answer.hops or (Hop(ask.url, answer.status, elapsed=answer.elapsed),))
        if chain.hops[-1].url != ask.url:
            chain.hops[-1] = replace(chain.hops[-1], url=ask.url)
        if answer.failure is not None:
            return _ended(chain, answer, _not_the_links_own(chain, answer.failure))
        chain.jar.take(answer.headers, ask.url, answer.at)
        if answer.status in REDIRECTS:
            step = _redirect(chain, answer, ask.url, settings)
            if isinstance(step, Failure):
                return _ended(chain, answer, step)
        else:
            refreshed = _refresh(chain, answer, settings)
            if refreshed is None:
                return _ended(chain, answer)
            step = refreshed
        chain.hops[-1] = replace(chain.hops[-1], location=step)
        ask = _request(chain, ask, step)


def _redirect(chain: _Chain, answer: Exchange, url: str, settings: CrawlSettings) -> str | Failure:
    """Where a 3xx leads, or why it leads nowhere."""
    written = answer.header("location")
    target = resolve(url, written)
    if target is None:
        return Failure("bad-redirect", f"{answer.status} without a usable Location: {written!r}")
    target = plainly_placed(target)
    wrong = fault(target)
    if wrong is not None:
        return Failure("bad-redirect", f"{answer.status} to {target} ({wrong[1]})")
    target = carried(target, fragment(url))
    chain.hops[-1] = replace(chain.hops[-1], location=target)
    if _in_circle(chain, target):
        return Failure("redirect-loop", f"back to {target}")
    if len(chain.hops) > settings.max_redirects:
        return Failure("too-many-redirects", f"{len(chain.hops)} redirects, then {target}")
    return target


def _not_the_links_own(chain: _Chain, failure: Failure) -> Failure:
    """An address that cannot be is the site's fault where the site led there."""
    if len(chain.hops) > 1 and failure.reason in ("invalid-url", "unsupported-scheme"):
        return Failure("bad-redirect", f"to {chain.hops[-1].url:.200} ({failure.detail})")
    return failure


def _in_circle(chain: _Chain, target: str) -> bool:
    """True on a return that cannot go otherwise than before."""
    visits = chain.visits.get(without_fragment(target), [])
    changed = bool(visits) and chain.jar.cookies_for(target) != visits[-1]
    return bool(visits) and not (changed and len(visits) <= _MOST_RETURNS)


def _refresh(chain: _Chain, answer: Exchange, settings: CrawlSettings) -> str | None:
    """Where a page's refresh leads, None where it is the page itself that counts."""
    if answer.status is None or not 200 <= answer.status < 300:
        return None
    target = answer.page.refresh if answer.page else None
    if target is None and (header := answer.header("refresh")):
        written = refresh_target(header)
        target = resolve(chain.hops[-1].url, written) if written else None
    if target is None:
        return None
    if fault(target) is not None or _in_circle(chain, target):
        return None
    if chain.refreshes >= MOST_REFRESHES or len(chain.hops) > settings.max_redirects:
        return None
    chain.refreshes += 1
    return carried(target, fragment(chain.hops[-1].url))


def _request(chain: _Chain, last: Request, url: str) -> Request:
    """The next hop's request: as the last one, without what is only for the last one's host."""
    headers = last.headers
    if host(url) != host(last.url) or is_downgrade(last.url, url):
        headers = tuple(each for each in headers if each[0].lower() not in CREDENTIALS)
    # What was known was known of the first page only.
    headers = tuple(each for each in headers if each[0].lower() not in CONDITIONS)
    first = replace(last, digest=None) if last.digest else last
    cookies = chain.jar.cookies_for(url)
    return replace(first, url=url, headers=headers, cookies=cookies, method="GET", body=None)


def _ended(chain: _Chain, answer: Exchange, failure: Failure | None = None) -> Exchange:
    if failure is None and answer.request is chain.request and answer.hops == tuple(chain.hops):
        return answer  # nearly every visit: there was one hop
    return replace(
        answer,
        request=chain.request,
        hops=tuple(chain.hops),
        failure=failure or answer.failure,
        elapsed=chain.elapsed,
    )


def is_permanent(exchange: Exchange) -> bool:
    """Whether the chain has redirects and all of them are 301 or 308."""
    return len(exchange.hops) > 1 and all(hop.status in PERMANENT for hop in exchange.hops[:-1])


def is_downgrade(url: str, target: str) -> bool:
    """Whether the way from one to the other leaves https for http."""
    return _scheme(url) == "https" and _scheme(target) == "http"


def downgraded(exchange: Exchange) -> bool:
    """Whether any hop of the chain left https for http."""
    return any(
        is_downgrade(hop.url, after.url)
        for hop, after in zip(exchange.hops, exchange.hops[1:], strict=False)
    )


def _scheme(url: str) -> str:
    parts = split(url)
    return parts.scheme if parts else ""
