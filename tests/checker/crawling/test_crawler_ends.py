"""A crawl's end and its memory: left, cancelled, stopped or broken, it leaves nothing behind."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Generator, Iterable
from contextlib import aclosing

import pytest

from checker.crawling.agenda import ListAgenda
from checker.crawling.crawler import Parts, crawl
from checker.model import CrawlSettings, Exchange, Outcome, Request, Task
from pincite.demo.web import ANY, Hang, Web

from ..conftest import Quick
from .quick import ASK, PAGE, ask, collect, fails, run, task, urls

# Memory.


class Watched(ListAgenda):
    """Counts what has been handed out."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        super().__init__(tasks)
        self.taken = 0
        self.calls = 0

    def take(self, lane: str, count: int) -> list[Task]:
        tasks = super().take(lane, count)
        self.taken += len(tasks)
        self.calls += 1
        return tasks


def test_tasks_are_taken_as_they_are_needed(web: Web, quick: Quick) -> None:
    for host in ("a.test", "b.test", "c.test"):
        web.route(host, ANY, PAGE)
    agenda = Watched(
        task(url) for host in ("a.test", "b.test", "c.test") for url in urls(host, 200)
    )

    async def work() -> int:
        most = done = 0
        async for _ in crawl(agenda, quick(web, concurrency=4), ASK):
            done += 1
            most = max(most, agenda.taken - done)
        assert done == 600
        return most

    assert asyncio.run(work()) <= 3 * 16 + 2 * 4 * 4
    assert agenda.calls < 60


def test_a_slow_consumer_slows_the_crawl_down(web: Web, quick: Quick) -> None:
    web.route("a.test", ANY, PAGE)
    agenda = Watched(map(task, urls("a.test", 400)))

    async def work() -> tuple[int, int]:
        async with aclosing(crawl(agenda, quick(web, concurrency=2), ASK)) as outcomes:
            await anext(outcomes)
            before = -1
            while web.count() != before:  # until the crawl has come to rest
                before = web.count()
                await asyncio.sleep(0.2)
            rest = 1
            async for _ in outcomes:
                rest += 1
            return before, rest

    asked, total = asyncio.run(work())
    assert asked <= 4 * 2 + 2 + 1
    assert total == 400


# Ends.


def test_leaving_early_closes_everything(web: Web, quick: Quick) -> None:
    web.route("a.test", ANY, PAGE)
    web.route("hang.test", ANY, Hang())
    wanted = urls("hang.test", 10) + urls("a.test", 5)

    async def work() -> float:
        async with aclosing(crawl(ListAgenda(map(task, wanted)), quick(web), ASK)) as outcomes:
            await anext(outcomes)
            left = time.monotonic()
        assert asyncio.all_tasks() == {asyncio.current_task()}
        return time.monotonic() - left

    assert asyncio.run(work()) < 5  # and not the ten seconds that the hanging host has
    gc.collect()


def test_cancelling_closes_everything(web: Web, quick: Quick) -> None:
    web.route("hang.test", ANY, Hang())

    async def work() -> None:
        crawling = asyncio.create_task(
            collect(ListAgenda(map(task, urls("hang.test", 10))), quick(web))
        )
        while not web.count():
            await asyncio.sleep(0.005)
        crawling.cancel()
        with pytest.raises(asyncio.CancelledError):
            await crawling
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(work())
    gc.collect()


def test_told_to_stop_it_yields_what_is_finished_and_asks_nothing_more(
    web: Web, quick: Quick
) -> None:
    web.route("a.test", ANY, PAGE)
    web.route("hangs.test", ANY, Hang())
    work = ListAgenda(map(task, [*urls("a.test", 400), *urls("hangs.test", 3)]))

    async def ask_and_stop() -> list[str]:
        stop = asyncio.Event()
        found: list[str] = []
        async for outcome in crawl(work, quick(web, host_interval=0.02), ASK, stop):
            found.append(outcome.key)
            if len(found) == 5:
                while web.count("a.test") < 12:  # some more finish meanwhile
                    await asyncio.sleep(0.01)
                stop.set()
        assert asyncio.all_tasks() == {asyncio.current_task()}, "nothing runs on"
        return found

    found = asyncio.run(ask_and_stop())
    gc.collect()
    assert set(found) <= set(urls("a.test", 400))
    assert 5 < len(found) < 400  # the whole would take eight seconds
    # Every request but those that were under way has given its outcome.
    assert web.count("a.test") - len(found) <= 4


def test_stopped_before_it_began_it_asks_nothing(web: Web, quick: Quick) -> None:
    async def ask_none() -> list[Outcome]:
        stop = asyncio.Event()
        stop.set()
        crawled = crawl(ListAgenda([task("http://a.test/")]), quick(web), ASK, stop)
        return [outcome async for outcome in crawled]

    assert asyncio.run(ask_none()) == []
    assert web.count() == 0


def test_a_bug_in_a_flow_ends_the_run_after_what_was_finished(web: Web, quick: Quick) -> None:
    def buggy(task: Task, settings: CrawlSettings) -> Generator[Request, Exchange, Outcome]:
        outcome = yield from ask(task, settings)
        if task.target.url.endswith("/5"):
            raise ZeroDivisionError
        return outcome

    web.route("a.test", ANY, PAGE)
    settings = quick(web, concurrency=1)
    found, _ = fails(map(task, urls("a.test", 50)), settings, Parts(flow=buggy), ZeroDivisionError)
    assert found == urls("a.test", 5)


def test_a_bug_in_the_agenda_ends_the_run(quick: Quick) -> None:
    class Broken(ListAgenda):
        def take(self, lane: str, count: int) -> list[Task]:
            raise OSError("the database is gone")

    with pytest.raises(OSError, match="the database is gone"):
        run(Broken([task("http://a.test/")]), quick())
