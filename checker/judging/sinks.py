"""Sinks: one page at which several cited pages end. Pure, over checks that were made already.

Rules kept here:
- One redirect proves little: pages are renamed. Several different pages of one site that all end at
  one address, which none of them names and whose words none of their titles fits, have been swept
  together.
- Two are enough where both have titles that differ from each other; otherwise it takes three.
- Doubt is in favour of the page: spellings of one address are one page, a page below another
  (/print, /amp) is the same one, a short link's target is not the short link's fault, a resolver of
  identifiers (doi.org) is judged by its registry, and a gate for cookies or age is no sink.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model import Exchange, Judgement, Target
from ..reasons import judged
from ..urls import folded, segments, site, slug_words, telling_query
from ..wording import agrees, resembles, same_words
from .softfail import started_deep

FEWEST = 3
"""Different pages that make a sink."""
FEWEST_TITLED = 2
"""The same where two of them have titles that have nothing in common."""
_SHOWN = 3
"""Addresses that the evidence names."""
_RESOLVERS = frozenset(
    {"doi.org", "handle.net", "n2t.net", "purl.org", "w3id.org", "identifiers.org"}
)
_GATE = re.compile(
    r"cookie|consent|gdpr|privacy|captcha|challenge|robot|verif|age[-_]?(?:gate|check)|"
    r"(?:un)?supported|browser|access[-_]?denied|blocked|paywall|subscribe",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Landed:
    """A link that was asked and judged alive, or dead for this very reason."""

    exchange: Exchange
    target: Target


def sunk(landed: Iterable[Landed]) -> Mapping[str, Judgement]:
    """By key of the target, the judgement of those that ended in a sink.

    `landed` are links whose way ended at one address; others do no harm.
    """
    by_place: dict[tuple[str, str], list[tuple[str, Landed]]] = {}
    for each in landed:
        start = _swept(each)
        if start is not None:
            place = (site(start), folded(each.exchange.final_url))
            by_place.setdefault(place, []).append((start, each))
    found: dict[str, Judgement] = {}
    for found_there in by_place.values():
        starts = _different([start for start, _ in found_there])
        swept = [each for _, each in found_there]
        if len(starts) >= FEWEST or (len(starts) >= FEWEST_TITLED and _differ(swept)):
            judgement = judged("generic-sink", _evidence(starts, swept[0].exchange.final_url))
            found |= {each.target.key: judgement for each in swept}
    return found


def _swept(landed: Landed) -> str | None:
    """Where the way of a link that may have been swept away began; None for one that was not."""
    exchange, target = landed.exchange, landed.target
    start = started_deep(exchange)
    if start is None or target.archive_of or site(start) in _RESOLVERS:
        return None
    final = exchange.final_url
    if folded(start) == folded(final) or slug_words(start) & slug_words(final):
        return None
    if any(_GATE.search(part) for part in (*segments(final), telling_query(final))):
        return None
    page = exchange.page
    if agrees(page, target.titles) or (page and target.titles and resembles(page, target.titles)):
        return None
    return start


def _different(urls: Sequence[str]) -> list[str]:
    """One address for each page: spellings of one, and what stands below another, are left out."""
    places: dict[str, str] = {}
    for url in sorted(urls, key=lambda url: (len(folded(url)), url)):
        place = folded(url)
        if not any(place == known or place.startswith((f"{known}/", f"{known}?", f"{known}&"))
                   for known in places):  # fmt: skip
            places[place] = url
        if len(places) >= 2 * FEWEST:
            break
    return list(places.values())


def _differ(swept: Sequence[Landed]) -> bool:
    """Whether two of the links are cited by titles that have nothing in common."""
    titles = [each.target.titles[0] for each in swept if each.target.titles]
    return any(not same_words(titles[0], other) for other in titles[1:])


def _evidence(starts: Sequence[str], final: str) -> str:
    more = "" if len(starts) <= _SHOWN else " and others"
    return f"{' and '.join(starts[:_SHOWN])}{more} all lead to {final}"
