"""Pages that were read before: asked whether they have changed, and not read again if not. Pure.

Rules kept here:
- Only a living page that was read to its end on the plain way (one hop, no probe) is asked so. An
  error is asked again as if for the first time, and so is a page that a new citation calls by
  another title.
- An answer of 304, and a body with the same digest, mean that what was read and judged before still
  holds: text, evidence and judgement stay, and nothing is parsed.
- A server that says 304 of something else (another entity tag, another length) is asked again
  without conditions.

Source: RFC 9110, 8.8 and 13.1; RFC 9111, 4.3.
"""

from __future__ import annotations

import re

from ..model import Exchange, Known, Target
from ..urls import without_fragment
from ..wording import resembles

Headers = tuple[tuple[str, str], ...]

CONDITIONS = frozenset({"if-none-match", "if-modified-since"})
_TAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e]*"')
_DATE = re.compile(r"[A-Za-z0-9,:+ -]{10,40}")
_LONGEST_TAG = 500
"""Characters: longer ones may have been cut when they were kept."""
_OF_THE_ANSWER = frozenset(
    {"content-length", "content-type", "content-encoding", "content-range", "transfer-encoding"}
)
"""Headers of a 304 that say nothing of the page."""


def conditions(known: Known | None, target: Target) -> Headers:
    """The headers that ask whether a page has changed; none where it must be read."""
    if known is None or not _holds(known, target):
        return ()
    asked = []
    tag, date = known.exchange.header("etag"), known.exchange.header("last-modified")
    if len(tag) < _LONGEST_TAG and _TAG.fullmatch(tag):
        asked.append(("If-None-Match", tag))
    if _DATE.fullmatch(date):
        asked.append(("If-Modified-Since", date))
    return tuple(asked)


def digest_of(known: Known | None, target: Target) -> str | None:
    """The digest of a body that need not be parsed again."""
    return known.exchange.digest if known is not None and _holds(known, target) else None


def _holds(known: Known, target: Target) -> bool:
    """Whether what was judged of a page would be judged again."""
    exchange, page = known.exchange, known.exchange.page
    plain = len(exchange.hops) == 1 and exchange.status == 200 and not exchange.truncated
    if not plain or page is None or known.judgement.reason != "ok":
        return False
    same = without_fragment(exchange.final_url) == without_fragment(target.url)
    return same and (not target.titles or resembles(page, target.titles))


def is_unchanged(exchange: Exchange, known: Known) -> bool:
    """Whether an answer says, believably, that the page is as it was."""
    if exchange.failure is not None or len(exchange.hops) != 1:
        return False
    if exchange.status == 200:
        same = exchange.digest == known.exchange.digest
        return same and exchange.page is None and not exchange.truncated
    return exchange.status == 304 and _is_of_the_same(exchange, known.exchange)


def _is_of_the_same(said: Exchange, read: Exchange) -> bool:
    tag, before = said.header("etag"), read.header("etag")
    if tag and before and tag.removeprefix("W/") != before.removeprefix("W/"):
        return False
    length = said.header("content-length")
    coded = read.header("content-encoding") or said.header("content-encoding")
    # Many servers say 0: there is no body. What else they say would be the page's own length.
    return bool(coded) or length in ("", "0") or length == str(read.length)


def as_it_was(exchange: Exchange, known: Known) -> Exchange:
    """The answer, completed by what was read before; the hop keeps the 304."""
    said = {name for name, _ in exchange.headers} - _OF_THE_ANSWER
    kept = tuple(pair for pair in known.exchange.headers if pair[0] not in said)
    new = tuple(pair for pair in exchange.headers if pair[0] in said)
    return Exchange(
        request=exchange.request,
        status=200,
        headers=kept + new,
        hops=exchange.hops,
        digest=known.exchange.digest,
        length=known.exchange.length,
        page=known.exchange.page,
        attempts=exchange.attempts,
        elapsed=exchange.elapsed,
        at=exchange.at,
    )
