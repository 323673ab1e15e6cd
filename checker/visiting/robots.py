"""robots.txt, obeyed where settings ask for it (RFC 9309).

Rules kept here:
- A check of single citations is a reader's visit, not a crawl, so nobody has to ask robots.txt
  first: `crawl.robots` is off by default. Where it is on, every address on the way is asked for
  only if its host allows it: redirects and probes, too.
- robots.txt is asked for once for each origin and run, in the lane of its host. 4xx is no rule at
  all; 5xx, a timeout and a broken answer forbid everything for this run; a host that cannot be
  connected to, or may not be, is no question of permission, and the link is judged by that. Where
  robots.txt leads to such a host, nothing is known of the link's own: it is not asked.
- At most 500 KiB are read. Groups that speak to others are taken out before they are parsed: a
  file of nothing but names must not cost more than its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from protego import Protego

from ..crawling.origins import not_connected
from ..model import CrawlSettings, Exchange, Failure, Flow, Hop, Request
from ..urls import host, resolve, split, without_fragment
from .redirects import follow

MOST_BYTES = 500 * 1024
"""As much as RFC 9309 (2.5) asks crawlers to read."""
_MOST_REDIRECTS = 5
_OURS = "pincite"
_TOKEN = re.compile(r"[A-Za-z_-]+")
_AGENT = re.compile(r"\s*user[- ]?agent\s*:?\s*([^#\r\n]*)", re.IGNORECASE)
_NEVER_ASKED = frozenset({"private-address", "invalid-url"})
_ELSEWHERE = frozenset({"bad-redirect", "redirect-loop", "too-many-redirects"})
"""Failures of a robots.txt that count as there being none (RFC 9309, 2.3.1.2)."""

Answer = TypeVar("Answer")


def obeying(flow: Flow[Answer], settings: CrawlSettings) -> Flow[Answer]:
    """A flow, each of whose requests leaves only where robots.txt allows it.

    What is not allowed is answered with the failure `robots-txt`.
    """
    request = next(flow)
    while True:
        refusal = yield from _refusal(request, settings)
        if refusal is None:
            answer = yield request
        else:
            answer = _unasked(request, refusal)
        try:
            request = flow.send(answer)
        except StopIteration as end:
            told: Answer = end.value
            return told


def _unasked(request: Request, why: Failure) -> Exchange:
    return Exchange(request, None, hops=(Hop(request.url, None),), failure=why)


def _refusal(request: Request, settings: CrawlSettings) -> Flow[Failure | None]:
    """Why an address may not be asked for; None where it may."""
    place = resolve(request.url, "/robots.txt")
    parts = split(request.url)
    if place is None or parts is None or parts.path == "/robots.txt":
        return None
    asked = Request(place, max_bytes=MOST_BYTES, keep_body=True, shared=True)
    told = yield from follow(asked, replace(settings, max_redirects=_MOST_REDIRECTS))
    if told.failure is not None and told.failure.reason not in _ELSEWHERE:
        if host(told.final_url) == host(request.url) and _is_of_the_host(told.failure):
            return told.failure
        return Failure("robots-txt", f"{place}: {told.failure.reason}")
    status = told.status or 0
    if status >= 500:
        return Failure("robots-txt", f"{place}: HTTP {status}")
    if not 200 <= status < 300:
        return None
    if allows(told.body, without_fragment(request.url), token_of(settings.user_agent)):
        return None
    return Failure("robots-txt", f"{place} disallows {parts.path or '/'}")


def _is_of_the_host(failure: Failure) -> bool:
    return not_connected(failure) or failure.reason in _NEVER_ASKED


def token_of(user_agent: str) -> str:
    """The product token that robots.txt may name: ours, or that of the settings' own user agent."""
    found = _TOKEN.match(user_agent)
    return found.group() if found else _OURS


def allows(body: bytes, url: str, agent: str) -> bool:
    """Whether a robots.txt allows an agent a URL."""
    return _rules(body, agent.lower()).can_fetch(url, agent)


@lru_cache(maxsize=32)
def _rules(body: bytes, agent: str) -> Protego:
    text = body[:MOST_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")
    return Protego.parse("\n".join(_spoken_to(text, agent)))


def _spoken_to(text: str, agent: str) -> Iterator[str]:
    """The lines, with all names but the agent's and `*` made one: the parser's work grows with the
    names times the rules of a group."""
    for line in text.splitlines():
        named = _AGENT.match(line)
        if named is None:
            yield line
        else:
            name = named.group(1).strip().lower()
            yield f"User-agent: {name if name in (agent, '*') else '-other-'}"
