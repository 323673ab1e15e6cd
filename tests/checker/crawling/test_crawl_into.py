"""Outcomes handed over at once: before the next answer is looked at, and never after an error."""

from __future__ import annotations

import asyncio

import pytest

from checker import crawl_into
from checker.crawling.agenda import ListAgenda
from checker.crawling.crawler import Parts
from checker.model import CrawlSettings, Exchange, Flow, Outcome, Task
from pincite.demo.web import ANY, Web

from ..conftest import Quick
from .quick import ASK, PAGE, ask, task, urls


def test_every_outcome_is_taken(web: Web, quick: Quick) -> None:
    web.route("a.test", ANY, PAGE)
    taken: list[str] = []
    agenda = ListAgenda(map(task, urls("a.test", 50)))

    async def work() -> None:
        await crawl_into(lambda each: taken.append(each.key), agenda, quick(web), ASK)
        assert asyncio.all_tasks() == {asyncio.current_task()}, "nothing runs on"

    asyncio.run(work())
    assert sorted(taken) == sorted(urls("a.test", 50))


def test_an_outcome_is_taken_before_the_next_answer_is_looked_at(web: Web, quick: Quick) -> None:
    hosts = [f"{name}.test" for name in "abcdefgh"]
    for host in hosts:
        web.route(host, ANY, PAGE)
    told: list[tuple[str, str]] = []

    def noting(each: Task, settings: CrawlSettings) -> Flow[Outcome]:
        flow = ask(each, settings)
        exchange: Exchange = yield next(flow)
        told.append(("answered", each.target.key))
        try:
            flow.send(exchange)
        except StopIteration as end:
            outcome: Outcome = end.value
            return outcome
        raise AssertionError("one request is all")

    agenda = ListAgenda(task(f"http://{host}/{n}") for host in hosts for n in range(3))
    asyncio.run(
        crawl_into(
            lambda each: told.append(("taken", each.key)), agenda, quick(web), Parts(flow=noting)
        )
    )
    assert len(told) == 2 * 24
    assert all(
        (first, second, key) == ("answered", "taken", again)
        for (first, key), (second, again) in zip(told[::2], told[1::2], strict=True)
    )


def test_an_error_of_the_taker_ends_the_run(web: Web, quick: Quick) -> None:
    web.route("a.test", ANY, PAGE)
    taken: list[str] = []

    def take(outcome: Outcome) -> None:
        if len(taken) == 3:
            raise OSError("no space")
        taken.append(outcome.key)

    agenda = ListAgenda(map(task, urls("a.test", 50)))
    with pytest.raises(OSError, match="no space"):
        asyncio.run(crawl_into(take, agenda, quick(web, per_host=1), ASK))
    assert len(taken) == 3


def test_told_to_stop_it_keeps_what_is_finished(web: Web, quick: Quick) -> None:
    web.route("a.test", ANY, PAGE)
    taken: list[str] = []

    async def work() -> None:
        stop = asyncio.Event()

        def take(outcome: Outcome) -> None:
            taken.append(outcome.key)
            stop.set()

        agenda = ListAgenda(map(task, urls("a.test", 200)))
        await crawl_into(take, agenda, quick(web, per_host=1), ASK, stop)

    asyncio.run(work())
    assert 1 <= len(taken) < 200
