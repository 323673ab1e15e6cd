"""What several links ask alike is asked once: over real sockets, and as a structure."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from checker.crawling.crawler import Parts
from checker.crawling.lanes import Job, Lane
from checker.crawling.sharing import Shared
from checker.model import (
    CrawlSettings,
    Exchange,
    Outcome,
    Pace,
    Page,
    Request,
    Target,
    Task,
    Verdict,
)
from checker.visiting.visit import sibling_of
from pincite.demo.web import ANY, Empty, Reply, Turns, Web

from ..conftest import Quick
from .quick import run, task, told

WORDS = "Nothing of what you were looking for is in this place any more, dear reader. " * 4
ODD = Reply(body=f"<title>Council</title><p>{WORDS}")


def suspect(url: str) -> Task:
    return Task("live", "a.test", Target(url, url, ("Minutes of the Meeting on Libraries",)))


def probes(web: Web, folder: str) -> int:
    sibling = sibling_of(f"http://a.test{folder}x")
    assert sibling is not None
    return web.count("a.test", sibling.removeprefix("http://a.test"))


@pytest.mark.parametrize("per_host", [1, 4])
def test_a_folder_is_probed_once_however_many_suspects_it_has(
    web: Web, quick: Quick, per_host: int
) -> None:
    web.route("a.test", ANY, ODD)
    work = [suspect(f"http://a.test/one/{n}") for n in range(12)]
    work += [suspect(f"http://a.test/two/{n}") for n in range(5)]
    found = run(work, quick(web, per_host=per_host), Parts())
    assert {each.judgement.reason for each in found} == {"sibling-alike"}
    assert probes(web, "/one/") == probes(web, "/two/") == 1
    assert web.count("a.test") == 17 + 2


def test_kinds_of_pages_have_siblings_of_their_own() -> None:
    made = {sibling_of(f"http://a.test/d/{name}") for name in ("x", "y", "x.html", "x.php", "x/")}
    assert len(made) == 4
    assert sibling_of("http://a.test/d/x") != sibling_of("http://b.test/d/x")
    assert sibling_of("http://a.test/") is None


def together(task: Task, _: CrawlSettings) -> Generator[Request, Exchange, Outcome]:
    return told(task, (yield Request("http://a.test/shared", shared=True)))


def test_those_that_wait_get_the_answer_of_the_last_try(web: Web, quick: Quick) -> None:
    web.route("a.test", "/shared", Turns(Reply(503, delay=0.05), Reply(204)))
    work = [task(f"http://a.test/{n}") for n in range(20)]
    found = run(work, quick(web, retries=1), Parts(flow=together))
    assert {each.exchange.status for each in found if each.exchange} == {204}
    assert (len(found), web.count("a.test", "/shared")) == (20, 2)


def test_a_failure_is_shared_too(web: Web, quick: Quick) -> None:
    web.route("a.test", "/shared", Empty())
    found = run([task(f"http://a.test/{n}") for n in range(9)], quick(web), Parts(flow=together))
    assert [each.judgement.reason for each in found] == ["empty-reply"] * 9
    assert web.count("a.test", "/shared") == 1


def test_nobody_waits_for_a_host_that_cannot_be_reached(quick: Quick) -> None:
    settings = quick(resolve=(("a.test", "127.0.0.1:1"),), retries=1, allow_private=True)
    found = run([task(f"http://a.test/{n}") for n in range(9)], settings, Parts(flow=together))
    assert [each.judgement.reason for each in found] == ["refused"] * 9


def test_an_ordinary_request_is_not_shared(web: Web, quick: Quick) -> None:
    web.route("a.test", ANY, Reply(body=f"<title>Minutes</title><h1>Minutes</h1>{WORDS}"))
    found = run([task("http://a.test/x"), task("http://a.test/x#y")], quick(web), Parts())
    assert [each.judgement.verdict for each in found] == [Verdict.OK] * 2
    assert web.count("a.test", "/x") == 2


def job(name: str, url: str = "http://a.test/shared") -> Job:
    def flow() -> Generator[Request, Exchange, Outcome]:
        return told(task("http://a.test/"), (yield Request(url)))

    return Job(task(f"http://a.test/{name}"), flow(), Lane("a.test", Pace(0.0)), Request(url))


def test_the_first_asks_and_the_others_wait() -> None:
    shared = Shared()
    first, second, other = job("1"), job("2"), job("3", "http://a.test/other")
    assert not shared.waits(first)
    assert shared.waits(second)
    assert not shared.waits(first), "a second try is still the asker's"
    assert not shared.waits(other)
    answer = Exchange(first.request, 200)
    assert shared.settle(second, answer) == []
    assert shared.answer(first.request) is None
    assert shared.settle(first, answer) == [second]
    assert shared.answer(second.request) is answer
    assert shared.settle(first, answer) == []


def test_what_is_kept_is_bounded_in_number_and_in_size() -> None:
    shared = Shared(most=3, characters=100)
    for size, number in ((10, 4), (90, 2), (200, 1)):
        for n in range(number):
            one = job("x", f"http://a.test/{size}/{n}")
            shared.waits(one)
            page = Page(text="x" * (size // 2))
            shared.settle(one, Exchange(one.request, 200, body=b"x" * (size // 2), page=page))
    kept = [
        (size, n)
        for size, number in ((10, 4), (90, 2), (200, 1))
        for n in range(number)
        if shared.answer(Request(f"http://a.test/{size}/{n}"))
    ]
    assert kept == []
