"""Any web archive that speaks Memento (RFC 7089): a TimeGate, and what it leads to.

Rules kept here:
- Only Memento-Datetime proves a capture, and pywb in frames makes one up for pages that it does not
  have: the copies that are found here are opened raw afterwards (checker.archives.opening).
- The mementos that the archive names beside the one it chose are kept as further candidates.
- A capture of an error is no copy; the captures that the archive names beside it are tried, those
  from before first, a few at most. A capture of a redirect is followed within the archive.
- When a page died is asked of the TimeMap: it lists captures without their status, so a few of
  those between the cited date and a late copy are opened.
- A TimeGate's 404 without Memento-Datetime is "absent", and so is a TimeMap of nothing but errors.
  Everything that was not an answer (time-outs, 429, 5xx, a page without a date) is "unanswered".
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import quote

from ..model import (
    REDIRECTS,
    ArchiveAnswer,
    Exchange,
    Flow,
    MementoSettings,
    Pace,
    Request,
    Snapshot,
    Target,
)
from ..urls import fault, host, resolve, without_fragment
from .archive import Lookup, is_source, nearness, original_in, same_original
from .dates import from_http, to_http, to_timestamp, wanted
from .links import WebLink, parse_links

MOST_HOPS = 6
"""Requests from the TimeGate to a capture."""
MOST_CAPTURES = 3
"""Captures tried when the nearest are captures of errors."""
_MOST_BYTES = 65_536
"""Headers are what counts; of the body only an archive's excuse is read."""
_TIMEMAP_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class _Arrival:
    """Where a way through the archive ended."""

    exchange: Exchange
    memento: str | None = None
    """The first address on the way that carried Memento-Datetime: what a reader opens."""
    at: datetime | None = None
    status: int | None = None
    """The archived status at the end of the way."""
    links: tuple[WebLink, ...] = ()


@dataclass(slots=True)
class _Search:
    """What a lookup has seen."""

    tried: set[str] = field(default_factory=set)
    known: dict[str, datetime] = field(default_factory=dict)
    """Mementos that Link headers and the TimeMap named, and not tried yet."""
    dates: dict[str, datetime] = field(default_factory=dict)
    """Of every memento that was named."""
    timemap: str | None = None
    """Where the archive says that its TimeMap is."""
    is_mapped: bool | None = None
    """Whether the TimeMap could be read; None until it was asked for."""

    def learn(self, links: tuple[WebLink, ...]) -> None:
        """Remember the mementos and the TimeMap among some links."""
        for link in links:
            if "timemap" in link.rels and self.timemap is None:
                self.timemap = link.target
            if "memento" in link.rels and link.at is not None and link.target not in self.tried:
                self.known[link.target] = self.dates[link.target] = link.at

    def next(self, near: datetime | None) -> str | None:
        """The memento to try next: from before the date, nearest first; then from after it."""

        def order(item: tuple[str, datetime]) -> tuple[bool, float]:
            return near is not None and item[1] > near, nearness(item[1], near)

        if not self.known:
            return None
        url = min(self.known.items(), key=order)[0]
        del self.known[url]
        return url


@dataclass(frozen=True, slots=True)
class Memento:
    """One archive of the settings' list."""

    settings: MementoSettings

    @property
    def name(self) -> str:
        """As in the settings."""
        return self.settings.name

    @property
    def lane(self) -> str:
        """All requests to this archive."""
        return self.settings.name

    @property
    def pace(self) -> Pace:
        """One after the other, at the rate of the settings."""
        return Pace.per_minute(self.settings.per_minute)

    @property
    def replay(self) -> tuple[str, Pace]:
        """Copies are opened in the lane of the TimeGate."""
        return self.lane, self.pace

    def covers(self, target: Target) -> bool:
        """Every page that is no copy itself."""
        return is_source(target)

    def serves(self, url: str) -> bool:
        """Every address of the TimeGate's host that names an original behind a timestamp."""
        return host(url) == host(self.settings.timegate) and original_in(url) is not None

    def raw(self, copy: Snapshot) -> str:
        """By the template of the settings; the memento itself, where they have none."""
        if self.settings.raw is None:
            return copy.url
        raw = self.settings.raw.replace("{timestamp}", to_timestamp(copy.captured_at))
        return raw.replace("{url}", _as_path(copy.original))

    def gone_between(
        self, target: Target, since: datetime, until: datetime
    ) -> Flow[datetime | None]:
        """The captures in between that the TimeMap names are opened, a few at most: it lists them
        without their status. Those nearest to `until` first, since a page that is gone stays so."""
        lookup = Lookup(self.name, target)
        search = _Search()
        # Where settings do not say it, the TimeGate does.
        if self.settings.timemap is None:
            asked = yield self._request(self.settings.timegate + _as_path(lookup.url), until)
            search.learn(_links_of(asked))
        yield from self._read_timemap(lookup, search)
        within = [(at, url) for url, at in search.known.items() if since < at < until]
        for at, url in _spread(sorted(within)):
            copy = self._snapshot(url, at, lookup.url, None)
            exchange = yield self._request(self.raw(copy))
            captured = from_http(exchange.header("memento-datetime"))
            if exchange.status in (404, 410) and captured is not None and since < captured < until:
                return captured
        return None

    def lookup(self, target: Target) -> Flow[ArchiveAnswer]:
        """The capture that the TimeGate finds nearest to the cited date, proven to be one."""
        lookup = Lookup(self.name, target)
        near = wanted(target.cited_at)
        search = _Search()
        start = self.settings.timegate + _as_path(lookup.url)
        errors = 0
        for _ in range(MOST_CAPTURES):
            arrival = yield from self._travel(start, near, search)
            search.learn(arrival.links)
            if arrival.at is None:
                return self._no_capture(lookup, arrival.exchange)
            if arrival.status == 200:
                return self._found(lookup, arrival, search, near)
            errors += 1
            following = search.next(near)
            if following is None and search.is_mapped is None:
                search.is_mapped = yield from self._read_timemap(lookup, search)
                following = search.next(near)
            if following is None:
                detail = f"only captures of errors ({errors})"
                verdict = lookup.absent if search.is_mapped else lookup.unanswered
                return verdict(arrival.exchange, detail)
            start = following
        return lookup.unanswered(arrival.exchange, f"the {errors} nearest captures are of errors")

    def _request(self, url: str, near: datetime | None = None, most: int = _MOST_BYTES) -> Request:
        headers = (("accept-datetime", to_http(near)),) if near else ()
        return Request(url, headers=headers, lane=self.lane, max_bytes=most, keep_body=True)

    def _travel(
        self, url: str, near: datetime | None, search: _Search
    ) -> Generator[Request, Exchange, _Arrival]:
        """From a TimeGate or a memento to where its redirects end."""
        memento: str | None = None
        at: datetime | None = None
        links: list[WebLink] = []
        for _ in range(MOST_HOPS):
            search.tried.add(url)
            exchange = yield self._request(url, near)
            links += _links_of(exchange)
            captured = from_http(exchange.header("memento-datetime"))
            if captured is not None and at is None:
                memento, at = _own_address(exchange, url), captured
            target = _next_hop(exchange, url)
            if target is not None and captured is not None and host(target) != host(url):
                # A captured redirect with its Location as it was: never out into the living web.
                target = self._within(target, captured)
            if target is None:
                break
            if target in search.tried and captured is None:
                break
            url = target
        status = exchange.status if captured is not None else None
        if memento is not None:
            search.tried.add(memento)
            search.known.pop(memento, None)
        # A way that began at captures and ended outside of them proves nothing.
        arrived = at if captured is not None else None
        return _Arrival(exchange, memento, arrived, status, tuple(links))

    def _within(self, original: str, at: datetime) -> str | None:
        """Where this archive has the raw bytes of an original; None where settings do not say."""
        if self.settings.raw is None:
            return None
        return self.raw(self._snapshot(original, at, original, None))

    def _no_capture(self, lookup: Lookup, exchange: Exchange) -> ArchiveAnswer:
        """What an answer without Memento-Datetime means."""
        hindrance = lookup.hindered(exchange)
        if hindrance is not None:
            return hindrance
        if exchange.status == 404:
            return lookup.absent(exchange)
        return lookup.unanswered(exchange, f"HTTP {exchange.status} without Memento-Datetime")

    def _found(
        self, lookup: Lookup, arrival: _Arrival, search: _Search, near: datetime | None
    ) -> ArchiveAnswer:
        """The answer "found": the capture that was met, and others to fall back on."""
        assert arrival.memento is not None
        assert arrival.at is not None
        original = next(
            (link.target for link in arrival.links if "original" in link.rels), lookup.url
        )
        if not same_original(original, lookup.url):
            return lookup.unanswered(arrival.exchange, f"the capture is of {original}")
        copies = [self._snapshot(arrival.memento, arrival.at, original, 200)]
        while len(copies) < MOST_CAPTURES and search.known:
            url = search.next(near)
            assert url is not None
            at = search.dates[url]
            if all(each.captured_at != at for each in copies):
                copies.append(self._snapshot(url, at, original, None))
        return lookup.found(copies, arrival.exchange)

    def _snapshot(self, url: str, at: datetime, original: str, status: int | None) -> Snapshot:
        return Snapshot(self.name, url, at, original=original, status=status)

    def _read_timemap(self, lookup: Lookup, search: _Search) -> Generator[Request, Exchange, bool]:
        """Learn every capture; False where there is no TimeMap, or none that can be read."""
        url = search.timemap
        if self.settings.timemap is not None:
            url = self.settings.timemap + _as_path(lookup.url)
        if url is None:
            return False
        exchange = yield self._request(url, most=_TIMEMAP_BYTES)
        if exchange.status != 200 or exchange.failure is not None or exchange.truncated:
            return False
        links = _absolute(parse_links(exchange.body.decode("utf-8", "replace")), url)
        search.learn(links)
        return any("memento" in link.rels for link in links)


def _spread(captures: Sequence[tuple[datetime, str]]) -> Iterator[tuple[datetime, str]]:
    """The last of some captures in order of time, the middle one and the first."""
    last = len(captures) - 1
    for place in dict.fromkeys((last, last // 2, 0)) if captures else ():
        yield captures[place]


def _as_path(url: str) -> str:
    """A URL as it is written behind an archive's own: as it stands, but in ASCII."""
    return quote(url, safe="%/:=&?~+!$,;'@()*[]|", errors="replace")


def _next_hop(exchange: Exchange, url: str) -> str | None:
    if exchange.failure is not None or exchange.status not in REDIRECTS:
        return None
    target = resolve(url, exchange.header("location"))
    return target if target is not None and fault(target) is None else None


def _links_of(exchange: Exchange) -> tuple[WebLink, ...]:
    text = ", ".join(value for name, value in exchange.headers if name == "link")
    return _absolute(parse_links(text), exchange.request.url)


def _absolute(links: Iterable[WebLink], base: str) -> tuple[WebLink, ...]:
    """Links whose target is an address, relative to where they were read."""
    found = ((link, resolve(base, link.target)) for link in links)
    return tuple(
        replace(link, target=target)
        for link, target in found
        if target is not None and fault(target) is None
    )


def _own_address(exchange: Exchange, url: str) -> str:
    """The memento's own URI where a TimeGate answered in its stead (RFC 7089, 4.1.2)."""
    at = exchange.header("content-location")
    own = resolve(url, at) if at else None
    return without_fragment(own) if own is not None and fault(own) is None else url
