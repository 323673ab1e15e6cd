"""The crawler over real sockets: complete, polite, not to be stalled, and not to be fooled."""

from __future__ import annotations

import asyncio
import gc
import socket
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from checker.addresses import Addresses
from checker.agenda import ListAgenda
from checker.crawler import Parts, crawl
from checker.fetch import Fetcher
from checker.model import (
    Agenda,
    Check,
    CrawlSettings,
    Exchange,
    Judgement,
    Offline,
    Outcome,
    Request,
    Target,
    Task,
    Verdict,
)
from checker.network import Patience
from pincite.demo.web import ANY, Hang, Reply, Reset, Seen, Turns, Web, redirect

Quick = Callable[..., CrawlSettings]
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


# Complete and in order.


def test_every_task_has_one_outcome(web: Web, quick: Quick) -> None:
    for host in ("a.test", "b.test", "c.test"):
        web.route(host, ANY, PAGE)
    wanted = urls("a.test", 30) + urls("b.test", 3) + urls("c.test", 1)
    found = run(map(task, wanted), quick(web))
    assert sorted(check.key for check in found) == sorted(wanted)
    assert {status(check) for check in found} == {200}
    assert web.count() == 34
    assert web.peak("a.test") <= 4


def test_no_tasks_no_outcomes(quick: Quick) -> None:
    assert run([], quick()) == []


def test_the_whole_way_with_judging(web: Web, quick: Quick) -> None:
    web.route("a.test", "/", PAGE)
    web.route("a.test", "/old", redirect("http://b.test/new"))
    web.route("b.test", "/new", PAGE)
    wanted = ["http://a.test/", "http://a.test/old", "http://a.test/none", "http://999.1.1.1/"]
    found = {check.key: check for check in run(map(task, wanted), quick(web), Parts())}
    assert [found[url].judgement.verdict for url in wanted] == [
        Verdict.OK,
        Verdict.MOVED,
        Verdict.GONE,
        Verdict.INVALID,
    ]
    moved = found["http://a.test/old"].exchange
    assert moved is not None
    assert [hop.status for hop in moved.hops] == [301, 200]


def test_a_flow_may_end_without_asking(web: Web, quick: Quick) -> None:
    def some(task: Task, settings: CrawlSettings) -> Generator[Request, Exchange, Outcome]:
        if task.target.url.endswith("0"):
            return (yield from ask(task, settings))
        return told(task, None)

    web.route("a.test", ANY, PAGE)
    found = run(map(task, urls("a.test", 500)), quick(web), Parts(flow=some))
    assert len(found) == 500
    assert web.count() == 50


def test_tasks_that_come_during_the_run_are_done_too(web: Web, quick: Quick) -> None:
    web.route("a.test", ANY, PAGE)
    agenda = ListAgenda(map(task, urls("a.test", 3)))

    def more(task: Task, settings: CrawlSettings) -> Generator[Request, Exchange, Outcome]:
        if task.target.url.endswith("/2"):
            agenda._lanes["b.test"] = ListAgenda([late])._lanes["b.test"]
        return (yield from ask(task, settings))

    late = task("http://b.test/late")
    web.route("b.test", ANY, PAGE)
    found = run(agenda, quick(web), Parts(flow=more))
    assert sorted(check.key for check in found)[-1] == "http://b.test/late"
    assert len(found) == 4


# Polite.


def test_requests_to_a_host_keep_their_interval(web: Web, quick: Quick) -> None:
    web.route("a.test", ANY, PAGE)
    web.route("b.test", ANY, PAGE)
    interval = 0.1
    run(
        map(task, urls("a.test", 6) + urls("b.test", 6)),
        quick(web, host_interval=interval, per_host=3),
    )
    for host in ("a.test", "b.test"):
        times = [seen.at for seen in web.requests if seen.host == host]
        assert times[-1] - times[0] >= 5 * interval - 0.05
        # The server's thread may see one late and the next in time, hence the half.
        assert all(after - before >= interval / 2 for before, after in pairwise(times))


def test_a_host_is_not_asked_more_at_once_than_settings_say(web: Web, quick: Quick) -> None:
    web.route("a.test", ANY, Reply(delay=0.02))
    web.route("b.test", ANY, redirect("http://a.test/x"))
    run(map(task, urls("a.test", 12) + urls("b.test", 12)), quick(web, per_host=2))
    assert web.peak("a.test") == 2
    assert web.peak("b.test") <= 2
    assert web.count("a.test") == 24


def test_a_named_lane_has_its_own_pace(web: Web, quick: Quick) -> None:
    def paced(task: Task, _: CrawlSettings) -> Generator[Request, Exchange, Outcome]:
        exchange = yield Request(task.target.url, lane="one by one")
        return told(task, exchange)

    web.route("a.test", ANY, Reply(delay=0.02))
    settings = quick(web, per_host=1)
    run((task(url, "one by one") for url in urls("a.test", 5)), settings, Parts(flow=paced))
    assert web.peak("a.test") == 1


def test_a_host_that_is_busy_is_left_alone(web: Web, quick: Quick) -> None:
    web.route("a.test", ANY, Turns(Reply(429, (("Retry-After", "1"),)), PAGE))
    found = run(map(task, urls("a.test", 4)), quick(web, retries=1, per_host=1))
    assert [status(check) for check in found] == [200] * 4
    first, second, *_ = [seen.at for seen in web.requests]
    assert second - first >= 0.95
    assert web.count() == 5


# Retries.


def test_what_may_pass_is_asked_again(web: Web, quick: Quick) -> None:
    web.route("a.test", "/", Turns(Reply(503, close=True), Reset(), PAGE))
    web.route("b.test", "/", Reply(500))
    found = run(map(task, ["http://a.test/", "http://b.test/"]), quick(web, retries=2))
    answers = {check.key: check.exchange for check in found}
    good, bad = answers["http://a.test/"], answers["http://b.test/"]
    assert good is not None
    assert bad is not None
    assert (good.status, good.attempts) == (200, 3)
    assert (bad.status, bad.attempts) == (500, 3)
    assert web.count("a.test") == web.count("b.test") == 3


def test_a_retry_starts_the_hop_and_not_the_chain_again(web: Web, quick: Quick) -> None:
    web.route("a.test", "/", redirect("http://b.test/"))
    web.route("b.test", "/", Turns(Reply(503), PAGE))
    (check,) = run([task("http://a.test/")], quick(web, retries=2))
    assert status(check) == 200
    assert (web.count("a.test"), web.count("b.test")) == (1, 2)


def test_a_wait_holds_no_slot(web: Web, quick: Quick) -> None:
    web.route("busy.test", "/", Turns(Reply(503, (("Retry-After", "1"),)), PAGE))
    web.route("a.test", ANY, PAGE)
    wanted = ["http://busy.test/", *urls("a.test", 20)]
    found = run(map(task, wanted), quick(web, concurrency=1, retries=1))
    assert [check.key for check in found][-1] == "http://busy.test/"
    assert {status(check) for check in found} == {200}


def test_a_longer_wait_than_the_cap_is_not_waited_for(web: Web, quick: Quick) -> None:
    web.route("a.test", "/", Reply(429, (("Retry-After", "3600"),)))
    (check,) = run([task("http://a.test/")], quick(web, retries=3))
    assert status(check) == 429
    assert web.count() == 1


# Not to be stalled.


def test_a_hanging_host_stalls_no_other(web: Web, quick: Quick) -> None:
    web.route("hang.test", ANY, Hang())
    web.route("a.test", ANY, PAGE)
    wanted = urls("hang.test", 2) + urls("a.test", 40)
    settings = quick(web, concurrency=3, per_host=2, timeout=1.5)
    found = [check.key for check in run(map(task, wanted), settings)]
    hanging = [place for place, key in enumerate(found) if "hang" in key]
    assert hanging[0] >= 40, "every other link was done before the first one gave up"
    assert len(found) == 42


def test_an_interval_stalls_no_other(web: Web, quick: Quick) -> None:
    web.route("big.test", ANY, PAGE)
    web.route("a.test", ANY, PAGE)
    wanted = urls("big.test", 6) + urls("a.test", 3)
    found = run(map(task, wanted), quick(web, concurrency=1, host_interval=0.1))
    order = [check.key.split("/")[2] for check in found]
    assert order.index("a.test") <= 1
    assert order[-1] == "big.test"


def test_ten_thousand_links_to_one_dead_host(web: Web, quick: Quick) -> None:
    web.refuse("dead.test")
    asked: Counter[str] = Counter()

    class Counting(Fetcher):
        async def fetch(self, request: Request, sent: Callable[[], None] | None = None) -> Exchange:
            asked[request.url] += 1
            return await super().fetch(request, sent)

    settings = quick(web, retries=2)
    parts = Parts(flow=ask, fetcher=Counting)
    found = run(map(task, urls("dead.test", 10_000)), settings, parts)
    assert {check.judgement.reason for check in found} == {"refused"}
    assert len(found) == 10_000
    assert asked.total() <= 20
    assert sum(check.exchange.attempts == 0 for check in found if check.exchange) > 9_900


def test_a_host_that_answers_now_and_then_is_not_given_up(web: Web, quick: Quick) -> None:
    closing = replace(PAGE, close=True)
    web.route("a.test", ANY, lambda seen: closing if seen.path.endswith("0") else Reset())
    found = run(map(task, urls("a.test", 50)), quick(web))
    assert web.count() == 50
    assert Counter(map(status, found)) == {200: 5, None: 45}


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


# Not to be fooled: the network's failures are not the links'.


class Names:
    """DNS that a test turns on and off; every known name is on loopback."""

    def __init__(self, *known: str) -> None:
        self.known = set(known)
        self.up = True
        self.asked: Counter[str] = Counter()

    def __call__(self, name: str) -> Sequence[str]:
        self.asked[name] += 1
        if not self.up or name not in self.known:
            raise socket.gaierror(socket.EAI_NONAME, "no such host")
        return ["127.0.0.1"]

    def parts(self, **patience: float) -> Parts:
        return Parts(
            flow=ask,
            fetcher=lambda settings: Fetcher(settings, addresses=Addresses(settings, self)),
            patience=Patience(**{"between_checks": 0.01, "outage_check": 0.01, **patience}),
        )


def test_offline_is_raised_and_nothing_is_called_dead(web: Web, quick: Quick) -> None:
    web.route("here.test", ANY, PAGE)
    names = Names()
    wanted = ["http://here.test/", *(f"http://gone{n}.test/" for n in range(20))]
    settings = quick(web, canaries=("canary.test",))

    found, said = fails(map(task, wanted), settings, names.parts(), Offline)
    assert set(found) <= {"http://here.test/"}
    assert "no network" in said
    assert names.asked["canary.test"] <= 2


def test_this_machine_may_be_offline_and_loopback_is_still_checked(web: Web, quick: Quick) -> None:
    web.route("here.test", ANY, PAGE)
    settings = quick(web, canaries=("canary.test",), allow_private=True)
    found = run(map(task, [*urls("here.test", 3), web.url("/")]), settings, Names().parts())
    assert sorted(map(status, found), key=str) == [200, 200, 200, 404]


def test_a_dead_name_is_dead_when_dns_works(web: Web, quick: Quick) -> None:
    names = Names("canary.test")
    wanted = [url for n in range(20) for url in urls(f"gone{n}.test", 10)]
    found = run(map(task, wanted), quick(web, canaries=("canary.test",)), names.parts())
    assert {check.judgement.reason for check in found} == {"dns-no-such-host"}
    assert len(found) == 200
    assert names.asked["gone0.test"] == 1


def test_without_canaries_every_failure_is_believed(quick: Quick) -> None:
    (check,) = run([task("http://gone.test/")], quick(), Names().parts())
    assert check.judgement.reason == "dns-no-such-host"


def test_an_outage_is_waited_for(web: Web, quick: Quick) -> None:
    hosts = [f"h{n}.test" for n in range(30)]

    class Failing(Names):
        def __call__(self, name: str) -> Sequence[str]:
            if name == "canary.test" and self.asked[name] == 2:
                self.up = True
            return super().__call__(name)

    names = Failing("canary.test", *hosts)

    def answer(seen: Seen) -> Reply:
        if web.count() == 10:
            names.up = False
        return PAGE

    web.route(ANY, ANY, answer)
    wanted = [f"http://{host}:{web.port}/" for host in hosts]
    settings = quick(canaries=("canary.test",), allow_private=True, concurrency=4)
    found = run(map(task, wanted), settings, names.parts())
    assert [status(check) for check in found] == [200] * 30
    assert web.count() == 30
    assert names.asked["canary.test"] >= 3


def test_a_long_outage_ends_the_run_as_offline(web: Web, quick: Quick) -> None:
    names = Names("canary.test", "a.test", "b.test", "c.test")

    def answer(seen: Seen) -> Reply:
        names.up = False
        return PAGE

    web.route(ANY, ANY, answer)
    settings = quick(canaries=("canary.test",), allow_private=True, concurrency=1)
    wanted = [f"http://{host}:{web.port}/" for host in ("a.test", "b.test", "c.test")]

    found, said = fails(map(task, wanted), settings, names.parts(longest_outage=0.1), Offline)
    assert found == wanted[:1]
    assert "did not come back" in said


def test_agenda_counts_may_be_wrong(web: Web, quick: Quick) -> None:
    class Wrong(ListAgenda):
        def lanes(self) -> Mapping[str, int]:
            return {lane: 2 * number for lane, number in super().lanes().items()} | {"x.test": 3}

    web.route("a.test", ANY, PAGE)
    assert len(run(Wrong(map(task, urls("a.test", 20))), quick(web))) == 20
