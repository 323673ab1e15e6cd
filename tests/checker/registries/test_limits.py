"""Requests counted against the registries' limits, under load, by a clock that the test turns.

The real crawler runs the real flows; only the answers are made here, and the hours pass at once.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from checker.crawling.agenda import ListAgenda
from checker.crawling.crawler import Parts, crawl
from checker.fetching.fetch import Fetcher
from checker.model import (
    CrawlSettings,
    Exchange,
    Outcome,
    RegistryAnswer,
    RegistryOutcome,
    Request,
    Target,
    Task,
)
from checker.registries import registry_tasks
from checker.registries.searching import Wanted, target_of

from ..archives import test_limits as turned
from ..replay import Recorded, reply
from .gold import NUMBER, cases, dataset, entry, handle, notices, summary, told, work
from .gold_searches import DOCUMENT, NIGHT, PDF, items, openalex, orders, results, suggests

SETTINGS = CrawlSettings(
    concurrency=64, per_host=16, host_interval=0.0, contact="desk@city.example"
)
MANY = 90
PUBLISHED = {
    "api.crossref.org": 60,
    "export.arxiv.org": 20,
    "eutils.ncbi.nlm.nih.gov": 180,
    "openlibrary.org": 60,
    "www.courtlistener.com": 60,
    "doi.org": 120,
    "api.datacite.org": 600,
    "www.govinfo.gov": 60,
    "www.federalregister.gov": 60,
    "api.openalex.org": 6000,
}
"""Requests a minute: what the services publish; what our settings say where they publish nothing
(doi.org, govinfo, the Federal Register)."""


@pytest.fixture(autouse=True)
def keys_of_services(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENALEX_API_KEY", "key")
    monkeypatch.setenv("COURTLISTENER_TOKEN", "token")


class World(turned.World):
    """Every registry, by host."""

    def fetcher(self, settings: CrawlSettings) -> Fetcher:
        return _Counted(settings, self)


class _Counted(turned._Played):
    async def fetch(self, request: Request, sent: Callable[[], None] | None = None) -> Exchange:
        if sent is not None:
            sent()
        host = urlsplit(request.url).hostname or ""
        self._world.seen.append((asyncio.get_running_loop().time(), host))
        await asyncio.sleep(0.05)
        return self._world.answer(request).to(request)


def kindly(request: Request) -> Recorded:
    """Every registry knows everything."""
    url = request.url
    match urlsplit(url).hostname:
        case "doi.org":
            return handle(1)
        case "api.crossref.org":
            if "filter=updates" in url:
                return notices()
            return items(NIGHT) if "query.bibliographic" in url else work()
        case "api.datacite.org":
            return dataset()
        case "export.arxiv.org":
            return entry("")
        case "eutils.ncbi.nlm.nih.gov":
            return summary()
        case "openlibrary.org":
            return told({})
        case "www.courtlistener.com":
            return cases(200, "Brown v. Board")
        case "www.federalregister.gov":
            if "search-details" in url:
                return suggests("2021-01795")
            return orders(13768) if "executive_order" in url.partition("fields")[0] else DOCUMENT
        case "api.openalex.org":
            return told(openalex()) if "/works/doi:" in url else results(openalex())
        case _:
            return PDF


def asked_of_all() -> list[Task]:
    tasks: list[Task] = []
    for number in range(MANY):
        wanted = Wanted("The Night Bus", "Moreau", "2018", f"Volume {number}")
        keys = (
            f"doi:10.5555/{number}",
            NUMBER if not number else f"arxiv:2101.{number:05d}",
            f"pmid:{number + 1}",
            f"isbn:97803064{number:05d}",
            f"fedreg:86 Fed. Reg. {number + 1}",
            f"eo:Exec. Order No. {13_000 + number}",
            f"case:{number + 1} U.S. 483",
        )
        targets = [*(Target(key, "") for key in keys), target_of(wanted)]
        targets.append(target_of(replace(wanted, doi=f"10.5555/{number}")))
        for each in targets:
            tasks.extend(registry_tasks(each, SETTINGS))
    return tasks


def run(tasks: Sequence[Task], world: World) -> list[Outcome]:
    async def crawled() -> list[Outcome]:
        parts = Parts(fetcher=world.fetcher)
        async with aclosing(crawl(ListAgenda(tasks), SETTINGS, parts)) as outcomes:
            return [each async for each in outcomes]

    loop = turned._Clock()
    try:
        return loop.run_until_complete(crawled())
    finally:
        loop.close()


def test_no_minute_has_more_requests_than_the_services_allow() -> None:
    world = World(kindly)
    outcomes = run(asked_of_all(), world)
    assert len(outcomes) == 15 * MANY
    asked = Counter(name for _, name in world.seen)
    assert set(asked) == set(PUBLISHED)
    # A DOI takes two requests, a search one, and a work with a DOI one that says that it is right.
    assert asked["api.crossref.org"] == 4 * MANY
    for name, limit in PUBLISHED.items():
        assert 0 < world.busiest(name) <= limit, name
    # Crossref, Open Library: one at a time and a second apart; arXiv: three seconds.
    for name, seconds in (
        ("api.crossref.org", 1.0),
        ("openlibrary.org", 1.0),
        ("export.arxiv.org", 3.0),
        ("eutils.ncbi.nlm.nih.gov", 1 / 3),
        ("www.courtlistener.com", 1.0),
    ):
        assert min(world.gaps(name)) >= seconds - 1e-6, name


def test_what_one_registry_is_asked_does_not_wait_for_another() -> None:
    world = World(kindly)
    run(asked_of_all(), world)
    # Crossref has most to do: the run takes as long as its requests, no longer.
    last = max(at for at, _ in world.seen)
    assert last <= 4 * MANY + 5


def test_a_registry_that_refuses_rests_and_is_left_alone_while_others_go_on() -> None:
    def refusing(request: Request) -> Recorded:
        if "export.arxiv.org" in request.url:
            return reply(429, "Rate exceeded.", retry_after="5")
        return kindly(request)

    world = World(refusing)
    outcomes = run(asked_of_all(), world)
    found = [each for each in outcomes if isinstance(each, RegistryAnswer)]
    assert {each.outcome for each in found if each.registry == "arxiv"} == {
        RegistryOutcome.UNANSWERED
    }
    assert {each.outcome for each in found if each.registry == "doi"} == {
        RegistryOutcome.REGISTERED
    }
    asked = Counter(name for _, name in world.seen)
    assert asked["export.arxiv.org"] <= 4
    assert all(gap >= 59.9 for gap in world.gaps("export.arxiv.org"))
