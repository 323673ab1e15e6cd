"""Processor time per link, on loopback: where the crawler stands against its budget.

    python benchmarks/crawl_smoke.py [--links 2000] [--hosts 400] [--concurrency 64] [--profile]

A second process serves one small page on every 127.x.y.z, without delays, so that the wall time is
all work. Three figures: the fetcher alone, the crawler with a flow that only asks, and the whole
way with judging and evidence. The budget of the design is lychee's figure in the same run, 0.1 to
0.25 ms a link; this script does not run lychee.
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import pstats
import resource
import time
from collections.abc import Awaitable, Callable, Generator
from datetime import UTC, datetime

from worlds import Local, serving

from checker.crawling.agenda import ListAgenda
from checker.crawling.crawler import Parts, crawl
from checker.fetching.fetch import Fetcher
from checker.model import (
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

PARAGRAPH = "<p>Cities that limit local cooperation have no more crime than others, it says.</p>"
BODY = (
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>A page of the smoke test</title>"
    '<meta name=author content="A. Writer"><link rel=canonical href=/page></head><body>'
    f"<h1 id=top>A page</h1>{PARAGRAPH * 8}</body></html>"
).encode()
ANSWER = (
    b"HTTP/1.1 200 OK\r\nDate: Sat, 01 Nov 2025 00:00:00 GMT\r\nServer: smoke\r\n"
    b"Content-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%b" % (len(BODY), BODY)
)


class Page(Local):
    """Answers every request at once with the same page."""

    def data_received(self, data: bytes) -> None:
        *requests, self.waiting = (self.waiting + data).split(b"\r\n\r\n")
        self.transport.write(ANSWER * len(requests))


def only_ask(task: Task, _: CrawlSettings) -> Generator[Request, Exchange, Outcome]:
    exchange = yield Request(task.target.url)
    verdict = Judgement(Verdict.OK, "ok")
    return Check(task.target.key, task.target.url, verdict, exchange, datetime.now(UTC))


async def fetch_all(urls: list[str], settings: CrawlSettings) -> int:
    async with Fetcher(settings) as fetcher:
        left = iter(urls)

        async def work() -> int:
            return sum([(await fetcher.fetch(Request(url))).status == 200 for url in left])

        return sum(await asyncio.gather(*(work() for _ in range(settings.concurrency))))


async def crawl_all(urls: list[str], settings: CrawlSettings, parts: Parts) -> int:
    tasks = [Task("live", url.split("/")[2].split(":")[0], Target(url, url)) for url in urls]
    good = 0
    async for outcome in crawl(ListAgenda(tasks), settings, parts):
        assert isinstance(outcome, Check)
        good += outcome.judgement.verdict is Verdict.OK
    return good


def measure(name: str, links: int, work: Callable[[], Awaitable[int]], profile: bool) -> None:
    profiler = cProfile.Profile()
    wall, spent = time.perf_counter(), time.process_time()
    if profile:
        profiler.enable()

    async def run() -> int:
        return await work()

    good = asyncio.run(run())
    profiler.disable()
    wall, spent = time.perf_counter() - wall, time.process_time() - spent
    assert good == links, f"{good} of {links} answered"
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{name:<34}{1000 * spent / links:8.3f} ms processor time a link"
        f"{1000 * wall / links:8.3f} ms wall{memory:6} MB"
    )
    if profile:
        pstats.Stats(profiler).sort_stats("tottime").print_stats(30)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--links", type=int, default=2000)
    parser.add_argument("--hosts", type=int, default=400)
    parser.add_argument("--concurrency", type=int, default=64)
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    settings = CrawlSettings(
        allow_private=True,
        concurrency=given.concurrency,
        per_host=4,
        host_interval=0.0,
        canaries=(),
        retries=0,
    )
    with serving(Page) as port:
        hosts = [f"127.1.{n // 250}.{1 + n % 250}" for n in range(given.hosts)]
        urls = [f"http://{hosts[n % given.hosts]}:{port}/page/{n}" for n in range(given.links)]
        print(f"{given.links} links on {given.hosts} hosts, {given.concurrency} at once")
        measure("fetcher", given.links, lambda: fetch_all(urls, settings), given.profile)
        for name, parts in (
            ("crawler, nothing judged", Parts(flow=only_ask)),
            ("crawler, judged, evidence kept", Parts()),
        ):
            measure(
                name,
                given.links,
                lambda parts=parts: crawl_all(urls, settings, parts),  # type: ignore[misc]
                given.profile,
            )


if __name__ == "__main__":
    main()
