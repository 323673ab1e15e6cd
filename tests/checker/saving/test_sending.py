"""Savers driven by the crawler over sockets: nothing sent twice, paces, waits, circuits."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from checker.crawling.agenda import ListAgenda
from checker.crawling.crawler import Parts, crawl
from checker.model import (
    Check,
    CrawlSettings,
    Exchange,
    Judgement,
    Order,
    Outcome,
    Request,
    Saved,
    SavePermaSettings,
    SaveState,
    SaveWaybackSettings,
    SavingSettings,
    Target,
    Task,
    Verdict,
)
from checker.saving import SAVERS, save_pages, saver_named
from pincite.demo.web import ANY, Hang, Reply, Reset, Web

from ..conftest import Quick

KEYS = {"IA_ACCESS_KEY_ID": "access", "IA_SECRET_ACCESS_KEY": "secret", "PERMA_API_KEY": "key"}
SAVING = SavingSettings(
    wayback=SaveWaybackSettings("http://spn.example", 60_000, 60_000),
    perma=SavePermaSettings("http://perma.example", 60_000),
    poll=0.01,
    longest_poll=0.01,
)


@dataclass
class Book:
    """A Watch that remembers."""

    lines: list[tuple[str, str]] = field(default_factory=list)

    def order(self, task: Task) -> Order:
        return Order(task.target.key, task.target.url, task.kind)

    def submitting(self, order: Order) -> None:
        self.lines.append(("submitting", order.key))

    def submitted(self, order: Order, job: str) -> None:
        self.lines.append((job, order.key))


def save(
    name: str, settings: CrawlSettings, count: int, saving: SavingSettings = SAVING
) -> tuple[list[Saved], Book]:
    saver = saver_named(name, saving, settings, KEYS)
    book = Book()
    targets = [Target(f"k{number}", f"http://x.example/{number}") for number in range(count)]
    orders = [Order(each.key, each.url, name) for each in targets]
    tasks = [
        Task(name, saver.lane(order), each) for order, each in zip(orders, targets, strict=True)
    ]

    async def run() -> list[Saved]:
        found = []
        async for outcome in save_pages(ListAgenda(tasks), {name: saver}, settings, book):
            assert isinstance(outcome, Saved)
            found.append(outcome)
        return found

    return asyncio.run(asyncio.wait_for(run(), 60)), book


def told(value: object, status: int = 200) -> Reply:
    return Reply(status, (("content-type", "application/json"),), json.dumps(value))


@pytest.mark.parametrize("behaviour", [Reset(), Hang(), Reply(503, body="sorry")])
def test_what_may_have_arrived_is_not_sent_again(
    web: Web, quick: Quick, behaviour: Reset | Hang | Reply
) -> None:
    web.route("perma.example", ANY, behaviour)
    found, book = save("perma", quick(web, retries=2, timeout=0.5), 1)
    assert [each.state for each in found] == [SaveState.SUBMITTING]
    assert len(web.requests) == 1
    assert book.lines == [("submitting", "k0")]


def test_what_is_sent_once_goes_on_a_connection_of_its_own(web: Web, quick: Quick) -> None:
    web.route("spn.example", "/save", Reply(502, body="bad gateway"))
    web.route("spn.example", ANY, told({"available": 3}))
    save("wayback", quick(web), 1)
    ask, post = web.requests
    assert (ask.method, post.method) == ("GET", "POST")
    assert ask.connection != post.connection


def test_after_429_a_service_is_left_alone_and_the_rest_is_put_off(web: Web, quick: Quick) -> None:
    web.route("spn.example", "/save", Reply(429, body="slow down"))
    web.route("spn.example", ANY, told({"available": 3}))
    crawling = quick(web, retries=2)
    crawling = replace(crawling, archives=replace(crawling.archives, rest=0.05))
    found, _ = save("wayback", crawling, 50)
    assert {each.state for each in found} == {SaveState.PUT_OFF}
    assert len(found) == 50
    # Two flows may have asked for their capture before the first gave up: three tries at most each.
    assert 3 <= web.count("spn.example", "/save") <= 6


def test_a_used_up_quota_ends_it_for_all(web: Web, quick: Quick) -> None:
    web.route("perma.example", ANY, told({"error": "You've already reached your limit."}, 400))
    found, _ = save("perma", quick(web), 50)
    assert {each.state for each in found} == {SaveState.PUT_OFF}
    assert len(web.requests) == 1


def test_captures_keep_their_pace_and_questions_theirs(web: Web, quick: Quick) -> None:
    jobs = iter(range(1000))
    web.route("spn.example", "/save", lambda _seen: told({"job_id": f"job{next(jobs)}"}))
    web.route("spn.example", "/save/status/user", told({"available": 3}))
    web.route("spn.example", ANY, told({"status": "error", "status_ext": "error:not-found"}))
    pace = SaveWaybackSettings("http://spn.example", per_minute=600, status_per_minute=1200)
    found, book = save("wayback", quick(web), 8, replace(SAVING, wayback=pace))
    assert {each.state for each in found} == {SaveState.FAILED}
    captures = [each for each in web.requests if "/save/status/job" not in each.path]
    # A capture follows its own pre-flight: a free session is still free.
    assert [each.method for each in captures] == ["GET", "POST"] * 8
    _assert_apart([each.at for each in captures if each.method == "POST"], 0.1)
    _assert_apart([each.at for each in web.requests if "/save/status/job" in each.path], 0.05)
    assert sorted(job for job, _ in book.lines if job != "submitting") == [
        f"job{number}" for number in range(8)
    ]


def _assert_apart(moments: Sequence[float], seconds: float) -> None:
    assert len(moments) >= 8
    # The server reads a request a little after it left: a few milliseconds of grace.
    assert all(after - before >= seconds - 0.02 for before, after in pairwise(moments))


def test_a_request_that_waits_holds_no_slot(web: Web, quick: Quick) -> None:
    web.route("x.example", ANY, Reply(body=b"here"))

    def flow(task: Task, _: CrawlSettings) -> Generator[Request, Exchange, Outcome]:
        url = task.target.url
        yield Request(f"{url}/first")
        if task.target.key == "patient":
            yield Request(f"{url}/later", wait=0.5)
        judgement = Judgement(Verdict.OK, "ok")
        return Check(task.target.key, url, judgement, None, datetime.now(UTC))

    keys = ["patient", *(f"k{number}" for number in range(5))]
    tasks = [Task("live", "x.example", Target(key, f"http://x.example/{key}")) for key in keys]

    async def run() -> list[str]:
        settings = quick(web, concurrency=1)
        found = [each async for each in crawl(ListAgenda(tasks), settings, Parts(flow=flow))]
        return [each.key for each in found]

    assert asyncio.run(asyncio.wait_for(run(), 30))[-1] == "patient"
    assert web.requests[-1].path == "/patient/later"


def test_every_saver_has_a_name_lanes_and_a_recipient_or_none(quick: Quick) -> None:
    for name in SAVERS:
        saver = saver_named(name, SavingSettings(), CrawlSettings(), {})
        assert saver.name == name
        assert bool(saver.recipient) == bool(saver.missing), "keys are for those who are told"
        assert bool(saver.recipient) == (saver.archive is not None)
        if saver.recipient:
            assert saver.lane(Order("k", "http://x.example/", name)) in saver.lanes
        assert "archive.today" not in saver.recipient
