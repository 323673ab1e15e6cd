"""A crawl as tests drive it: tasks and a simple flow in, checks out, and nothing left running."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Generator, Iterable
from contextlib import aclosing
from datetime import UTC, datetime

import pytest

from checker.crawling.agenda import ListAgenda
from checker.crawling.crawler import Parts, crawl
from checker.model import (
    Agenda,
    Check,
    CrawlSettings,
    Exchange,
    Judgement,
    Outcome,
    Request,
    Target,
    Task,
    Verdict,
)
from pincite.demo.web import Reply

PAGE = Reply(body="<title>A page</title>")


def task(url: str, lane: str | None = None) -> Task:
    return Task("live", lane or url.split("/")[2].partition(":")[0], Target(url, url))


def ask(task: Task, _: CrawlSettings) -> Generator[Request, Exchange, Outcome]:
    """The simplest flow: one request, and redirects as they come."""
    exchange = yield Request(task.target.url)
    while (onward := exchange.hops[-1].location) is not None:
        exchange = yield Request(onward)
    return told(task, exchange)


def told(task: Task, exchange: Exchange | None) -> Check:
    reason = exchange.failure.reason if exchange and exchange.failure else "ok"
    judgement = Judgement(Verdict.OK, reason)
    return Check(task.target.key, task.target.url, judgement, exchange, datetime.now(UTC))


ASK = Parts(flow=ask)


async def collect(agenda: Agenda, settings: CrawlSettings, parts: Parts = ASK) -> list[Check]:
    found = []
    async with aclosing(crawl(agenda, settings, parts)) as outcomes:
        async for outcome in outcomes:
            assert isinstance(outcome, Check)
            found.append(outcome)
    assert asyncio.all_tasks() == {asyncio.current_task()}, "nothing runs on"
    return found


def run(work: Iterable[Task] | Agenda, settings: CrawlSettings, parts: Parts = ASK) -> list[Check]:
    agenda = ListAgenda(work) if isinstance(work, Iterable) else work
    found = asyncio.run(collect(agenda, settings, parts))
    gc.collect()  # an unclosed socket or a lost task would warn here, and warnings are errors
    return found


def fails(
    work: Iterable[Task], settings: CrawlSettings, parts: Parts, error: type[Exception]
) -> tuple[list[str], str]:
    """A crawl that must end with an exception: what came before, and what the exception says."""
    found: list[str] = []

    async def drain() -> None:
        async for outcome in crawl(ListAgenda(work), settings, parts):
            found.append(outcome.key)  # noqa: PERF401 (what came before the error counts)

    async def check() -> str:
        with pytest.raises(error) as caught:
            await drain()
        assert asyncio.all_tasks() == {asyncio.current_task()}, "nothing runs on"
        return str(caught.value)

    said = asyncio.run(check())
    gc.collect()
    return found, said


def status(check: Check) -> int | None:
    return check.exchange.status if check.exchange else None


def urls(host: str, number: int) -> list[str]:
    return [f"http://{host}/{n}" for n in range(number)]
