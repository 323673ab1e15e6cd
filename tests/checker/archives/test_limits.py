"""Requests counted against the archives' limits, under load, by a clock that the test turns.

The real crawler runs the real flows; only the answers are made here, and the hours pass at once.
"""

from __future__ import annotations

import asyncio
import json
import selectors
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from itertools import pairwise

import httpx
import pytest

from checker.archives.dates import from_timestamp, to_http
from checker.crawling.agenda import ListAgenda
from checker.crawling.crawler import Parts, crawl
from checker.fetching.fetch import Fetcher
from checker.model import (
    ArchiveAnswer,
    ArchiveOutcome,
    ArchiveSettings,
    Check,
    CrawlSettings,
    Exchange,
    MementoSettings,
    Outcome,
    Request,
    Target,
    Task,
    Verdict,
)

from ..replay import Recorded, reply

MANY = 240
OURS = MementoSettings("ours", "https://ours.example/timegate/", per_minute=60.0)
SETTINGS = CrawlSettings(
    host_interval=0.0, concurrency=64, per_host=8, archives=ArchiveSettings(memento=(OURS,))
)
STAMP = "20180301101500"
WORDS = "The committee heard the report on late buses and resolved to run them until one. " * 5


class _Skipping(selectors.DefaultSelector):
    """Waits for nothing: what the loop would have slept, its clock has."""

    loop: _Clock

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        assert timeout is not None, "the crawl waits for what never comes"
        self.loop.now += max(0.0, timeout)
        return super().select(0)


class _Clock(asyncio.SelectorEventLoop):
    """An event loop whose hours pass at once."""

    def __init__(self) -> None:
        self.now = 0.0
        selector = _Skipping()
        selector.loop = self
        super().__init__(selector)

    def time(self) -> float:
        return self.now


@dataclass
class World:
    """Every server of the web: answers at once, and counts."""

    answer: Callable[[Request], Recorded]
    seen: list[tuple[float, str]] = field(default_factory=list)
    """When, and which service: index, copies, ours, perma."""

    def fetcher(self, settings: CrawlSettings) -> Fetcher:
        return _Played(settings, self)

    def busiest(self, service: str) -> int:
        """The most requests in any sixty seconds."""
        times = [at for at, name in self.seen if name == service]
        assert times == sorted(times)
        first = most = 0
        for last, at in enumerate(times):
            while times[first] <= at - 60.0 + 1e-6:  # sums of intervals are not exact
                first += 1
            most = max(most, last - first + 1)
        return most

    def gaps(self, *services: str) -> list[float]:
        """Seconds between one request to any of the services and the next."""
        times = [at for at, name in self.seen if name in services]
        return [later - at for at, later in pairwise(times)]


class _Played(Fetcher):
    def __init__(self, settings: CrawlSettings, world: World) -> None:
        # A transport of its own: nothing is opened.
        refusing = httpx.MockTransport(lambda request: httpx.Response(500))
        super().__init__(settings, transport=refusing)
        self._world = world

    async def fetch(self, request: Request, sent: Callable[[], None] | None = None) -> Exchange:
        if sent is not None:
            sent()
        self._world.seen.append((asyncio.get_running_loop().time(), service(request.url)))
        await asyncio.sleep(0.05)
        return self._world.answer(request).to(request)


def service(url: str) -> str:
    if "/cdx/search/cdx" in url:
        return "index"
    for start, name in (
        ("https://web.archive.org/web/", "copies"),
        ("https://ours.example/", "ours"),
        ("https://api.perma.cc/", "perma"),
    ):
        if url.startswith(start):
            return name
    return "live"


def kindly(request: Request) -> Recorded:
    """Every archive has a copy that shows what is cited."""
    url = request.url
    at = from_timestamp(STAMP)
    assert at is not None
    captured = {"memento_datetime": to_http(at)}
    body = f"<title>Minutes</title><h1>Minutes of the committee</h1><p>{WORDS}</p>"
    match service(url):
        case "index":
            original = dict(httpx.URL(url).params)["url"]
            names = ["timestamp", "original", "mimetype", "statuscode"]
            return reply(200, json.dumps([names, [STAMP, original, "text/html", "200"]]))
        case "perma":
            guid = url.rstrip("/").rpartition("/")[2]
            told = {"guid": guid, "creation_timestamp": "2018-03-05T09:08:07Z"}
            captures = [{"role": "primary", "status": "success"}]
            page = {"url": "https://council.example/minutes", "title": "Minutes"}
            return reply(200, json.dumps({**told, **page, "captures": captures}))
        case "ours":
            original = url.partition("/timegate/")[2]
            return reply(200, body, link=f'<{original}>; rel="original"', **captured)
        case "copies":
            return reply(200, body, **captured)
        case _:
            return reply(200, body)


def run(tasks: Sequence[Task], world: World) -> list[Outcome]:
    async def crawled() -> list[Outcome]:
        parts = Parts(fetcher=world.fetcher)
        async with aclosing(crawl(ListAgenda(tasks), SETTINGS, parts)) as outcomes:
            return [each async for each in outcomes]

    loop = _Clock()
    try:
        return loop.run_until_complete(crawled())
    finally:
        loop.close()


def target(number: int, url: str | None = None, of: str | None = None) -> Target:
    source = url or f"https://council{number}.example/minutes/{number}"
    return Target(source, source, ("Minutes of the committee",), "2018-03-04", archive_of=of)


def asked_of_all() -> list[Task]:
    tasks = []
    for number in range(MANY):
        page = target(number)
        tasks += [Task("wayback", "wayback", page), Task("ours", "ours", page)]
        permalink = target(number, f"https://perma.cc/AB12-{number:04d}")
        tasks.append(Task("perma.cc", "perma.cc records", permalink))
        original = f"https://council{number}.example/minutes"
        cited = target(number, f"https://web.archive.org/web/{STAMP}/{original}", original)
        tasks.append(Task("live", "web.archive.org", cited))
    return tasks


LIMITS = {"index": 0.8 * 30, "copies": 0.8 * 600, "ours": 60, "perma": 60}
"""A minute: 80% of what the Internet Archive publishes; what the settings say of the others."""


def test_no_minute_has_more_requests_than_the_limits_allow() -> None:
    world = World(kindly)
    outcomes = run(asked_of_all(), world)
    assert len(outcomes) == 4 * MANY
    counts = Counter(name for _, name in world.seen)
    # The index once for each link; a copy opened for each, and each cited copy visited.
    assert counts["index"] == MANY
    assert counts["copies"] == 2 * MANY
    assert counts["perma"] == MANY
    assert counts["ours"] == 2 * MANY
    for name, limit in LIMITS.items():
        assert world.busiest(name) <= limit, name
        # Nor is the limit left unused: a run is as fast as it may be.
        assert world.busiest(name) >= 0.9 * min(limit, counts[name]) or name == "copies", name
    found = [each for each in outcomes if isinstance(each, ArchiveAnswer)]
    assert {each.outcome for each in found} == {ArchiveOutcome.FOUND}
    assert world.seen[-1][0] >= 60 * (MANY - 24) / 24


def test_cited_copies_share_the_limit_of_the_copies_that_are_looked_up() -> None:
    world = World(kindly)
    originals = [f"https://council.example/{number}" for number in range(1200)]
    cited = [
        Task("live", "web.archive.org", target(0, f"https://web.archive.org/web/{STAMP}/{of}", of))
        for of in originals
    ]
    outcomes = run(cited, world)
    assert len(outcomes) == 1200
    assert 430 <= world.busiest("copies") <= 480


@pytest.mark.parametrize("first", ["index", "copies"])
def test_after_429_the_whole_archive_rests_for_a_minute(first: str) -> None:
    refused: list[str] = []

    def once(request: Request) -> Recorded:
        if service(request.url) == first and not refused:
            refused.append(request.url)
            return reply(429, "slow down")
        return kindly(request)

    world = World(once)
    outcomes = run([each for each in asked_of_all() if each.kind in ("wayback", "live")], world)
    assert len(outcomes) == 2 * MANY
    # What had left before the answer came may still arrive: it takes 0.05 s.
    assert max(world.gaps("index", "copies")) >= 59.9
    assert world.busiest("index") <= 24
    found = [each for each in outcomes if isinstance(each, ArchiveAnswer)]
    assert {each.outcome for each in found} == {ArchiveOutcome.FOUND}, "and goes on after that"


def test_an_archive_that_keeps_refusing_is_left_alone_and_asked_anew_by_the_next_run() -> None:
    def refusing(request: Request) -> Recorded:
        return reply(429, "slow down") if service(request.url) != "ours" else kindly(request)

    world = World(refusing)
    outcomes = run([each for each in asked_of_all() if each.kind != "perma.cc"], world)
    assert len(outcomes) == 3 * MANY
    counts = Counter(name for _, name in world.seen)
    assert counts["index"] + counts["copies"] <= 4, "three refusals open the circuit"
    told = {(each.archive, each.outcome) for each in outcomes if isinstance(each, ArchiveAnswer)}
    assert told == {("wayback", ArchiveOutcome.UNANSWERED), ("ours", ArchiveOutcome.FOUND)}
    cited = [each for each in outcomes if isinstance(each, Check)]
    assert {each.judgement.verdict for each in cited} <= {Verdict.UNKNOWN, Verdict.BLOCKED}
    assert sum(each.judgement.reason == "circuit-open" for each in cited) >= MANY - 4
