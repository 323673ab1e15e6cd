"""Circuit breakers: a service that keeps refusing is left alone, and nothing reads as "no copy"."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from checker.crawling.agenda import ListAgenda
from checker.crawling.circuit import MOST, Circuits
from checker.crawling.crawler import crawl
from checker.model import (
    ArchiveAnswer,
    ArchiveOutcome,
    ArchiveSettings,
    CrawlSettings,
    Exchange,
    Failure,
    Request,
    Target,
    Task,
    WaybackSettings,
)
from pincite.demo.web import ANY, Reply, Seen, Web

ASKED = Request("https://archive.example/", lane="wayback")


def answered(status: int | None, **headers: str) -> Exchange:
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    failure = Failure("read-timeout") if status is None else None
    return Exchange(ASKED, status, named, failure=failure)


@pytest.mark.parametrize(("status", "asked"), [(429, 3), (500, 6), (503, 6), (None, 6)])
def test_a_circuit_opens_after_failures_in_a_row(status: int | None, asked: int) -> None:
    circuits = Circuits(60.0)
    for _ in range(asked):
        assert circuits.open("wayback") is None
        circuits.remember("wayback", answered(status))
    failure = circuits.open("wayback")
    assert failure is not None
    assert failure.reason == "circuit-open"
    assert circuits.open("wayback replay") is not None, "one archive, one circuit"
    assert circuits.open("wayback status") is not None, "whatever is asked of it"
    assert circuits.open("ours") is None
    assert circuits.open(None) is None, "hosts have none"


@pytest.mark.parametrize(
    "answer", [answered(200), answered(404), answered(500, memento_datetime="any")]
)
def test_one_answer_clears_the_count(answer: Exchange) -> None:
    circuits = Circuits(60.0)
    for _ in range(3 * MOST):
        circuits.remember("wayback", answered(None))
        circuits.remember("wayback", answer)
    assert circuits.open("wayback") is None


def test_after_429_a_service_rests_whatever_else_it_says() -> None:
    circuits = Circuits(60.0)
    assert circuits.remember("wayback", answered(429, retry_after="1")) == 60.0
    assert circuits.remember("wayback", answered(503)) == 0.0
    assert circuits.remember(None, answered(429)) == 0.0


def ask(settings: CrawlSettings, count: int) -> list[ArchiveAnswer]:
    tasks = [
        Task("wayback", "wayback", Target(f"k{number}", f"https://x.example/{number}"))
        for number in range(count)
    ]

    async def run() -> list[ArchiveAnswer]:
        found = []
        async for outcome in crawl(ListAgenda(tasks), settings):
            assert isinstance(outcome, ArchiveAnswer)
            found.append(outcome)
        return found

    return asyncio.run(asyncio.wait_for(run(), 60))


@pytest.mark.parametrize(("retries", "status"), [(0, 429), (2, 429), (0, 503), (2, 503)])
def test_under_load_a_refusing_archive_is_asked_a_few_times_in_all(
    web: Web, quick: Callable[..., CrawlSettings], retries: int, status: int
) -> None:
    web.route("archive.example", ANY, Reply(status, body="slow down"))
    wayback = WaybackSettings("http://archive.example", per_minute=60_000)
    settings = quick(web, retries=retries, archives=ArchiveSettings(wayback=wayback, rest=0.05))
    answers = ask(settings, 200)
    assert len(answers) == 200
    assert {each.outcome for each in answers} == {ArchiveOutcome.UNANSWERED}
    assert len(web.requests) == (3 if status == 429 else 6)
    assert sum("circuit-open" in each.detail for each in answers) >= 190


def test_an_archive_that_recovers_is_asked_to_the_end(
    web: Web, quick: Callable[..., CrawlSettings]
) -> None:
    def sometimes(seen: Seen) -> Reply:
        busy = len(web.requests) % 2 == 1
        return Reply(429 if busy else 200, body="slow down" if busy else "[]")

    web.route("archive.example", ANY, sometimes)
    wayback = WaybackSettings("http://archive.example", per_minute=60_000)
    settings = quick(web, retries=2, archives=ArchiveSettings(wayback=wayback, rest=0.01))
    assert [each.outcome for each in ask(settings, 10)] == [ArchiveOutcome.ABSENT] * 10
    assert len(web.requests) == 20


def test_what_a_host_answers_opens_nothing(web: Web, quick: Callable[..., CrawlSettings]) -> None:
    web.route("x.example", ANY, Reply(503, body="down"))
    settings = replace(quick(web), archives=ArchiveSettings(enabled=False))
    tasks = [Task("live", "x.example", Target(f"k{n}", f"http://x.example/{n}")) for n in range(8)]

    async def run() -> int:
        return len([outcome async for outcome in crawl(ListAgenda(tasks), settings)])

    assert asyncio.run(asyncio.wait_for(run(), 60)) == 8
    assert len(web.requests) == 8
