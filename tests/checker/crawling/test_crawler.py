"""The crawler over real sockets: complete, polite, and not to be stalled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Mapping
from dataclasses import replace
from itertools import pairwise

from checker.crawling.agenda import ListAgenda
from checker.crawling.crawler import Parts
from checker.fetching.fetch import Fetcher
from checker.model import CrawlSettings, Exchange, Outcome, Request, Task, Verdict
from pincite.demo.web import ANY, Hang, Reply, Reset, Turns, Web, redirect

from ..conftest import Quick
from .quick import PAGE, ask, run, status, task, told, urls

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


def test_agenda_counts_may_be_wrong(web: Web, quick: Quick) -> None:
    class Wrong(ListAgenda):
        def lanes(self) -> Mapping[str, int]:
            return {lane: 2 * number for lane, number in super().lanes().items()} | {"x.test": 3}

    web.route("a.test", ANY, PAGE)
    assert len(run(Wrong(map(task, urls("a.test", 20))), quick(web))) == 20
