"""An agenda that grows while the crawler works through it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.agenda import GrowingAgenda, ListAgenda
from checker.crawler import crawl_into
from checker.lanes import Lanes
from checker.model import Agenda, Outcome, Pace, Task
from pincite.demo.web import ANY, Web

from .conftest import Quick
from .crawling import ASK, PAGE, task, urls


class Fed(ListAgenda):
    """Takes more tasks at any time."""

    def feed(self, tasks: Iterable[Task]) -> int:
        """Gives how many there have been."""
        self.came = getattr(self, "came", 0)
        for each in tasks:
            self._lanes.setdefault(each.lane, deque()).append(each)
            self.came += 1
        return self.came


def test_it_is_an_agenda() -> None:
    agenda: Agenda = GrowingAgenda(ListAgenda(map(task, urls("a.test", 3))))
    assert agenda.lanes() == {"a.test": 3}
    assert len(agenda.take("a.test", 2)) == 2


async def crawled(web: Web, quick: Quick, parts: list[list[Task]]) -> list[str]:
    """Each part comes when all before it is answered."""
    fed, taken = Fed([]), list[str]()
    growing = GrowingAgenda(fed)
    answered = asyncio.Event()

    def take(outcome: Outcome) -> None:
        taken.append(outcome.key)
        if len(taken) == getattr(fed, "came", 0):
            answered.set()

    async def feed() -> None:
        for part in parts:
            growing.grown(fed.feed(part))
            answered.clear()
            async with asyncio.timeout(20):
                await answered.wait()
        growing.complete()

    feeding = asyncio.create_task(feed())
    async with asyncio.timeout(30):
        await crawl_into(take, growing, quick(web), ASK)
    await feeding
    assert asyncio.all_tasks() == {asyncio.current_task()}, "nothing runs on"
    return taken


def test_what_comes_late_is_asked_and_the_crawl_waits_for_it(web: Web, quick: Quick) -> None:
    web.route("a.test", ANY, PAGE)
    web.route("b.test", ANY, PAGE)
    first, more = urls("a.test", 20), urls("b.test", 20)
    parts = [list(map(task, each)) for each in (first[:3], more[:5], first[3:], more[5:])]
    taken = asyncio.run(crawled(web, quick, parts))
    assert sorted(taken) == sorted((*first, *more))
    assert set(taken[:3]) == set(first[:3])


def test_an_agenda_that_stays_empty_ends(web: Web, quick: Quick) -> None:
    growing = GrowingAgenda(ListAgenda([]))

    async def work() -> None:
        asyncio.get_running_loop().call_later(0.05, growing.complete)
        async with asyncio.timeout(20):
            await crawl_into(lambda _: None, growing, quick(web), ASK)
        assert growing.is_complete

    asyncio.run(work())


def test_it_may_be_complete_before_the_crawl_begins(web: Web, quick: Quick) -> None:
    web.route("a.test", ANY, PAGE)
    growing, taken = GrowingAgenda(ListAgenda(map(task, urls("a.test", 5)))), list[Outcome]()
    growing.grown(5)
    growing.complete()
    asyncio.run(crawl_into(taken.append, growing, quick(web), ASK))
    assert len(taken) == 5


def test_told_to_stop_the_crawl_does_not_wait_for_more(web: Web, quick: Quick) -> None:
    web.route("a.test", ANY, PAGE)
    taken: list[Outcome] = []

    async def work() -> None:
        stop = asyncio.Event()

        def take(outcome: Outcome) -> None:
            taken.append(outcome)
            if len(taken) == 2:
                stop.set()

        agenda = GrowingAgenda(ListAgenda(map(task, urls("a.test", 2))))
        async with asyncio.timeout(20):
            await crawl_into(take, agenda, quick(web), ASK, stop)

    asyncio.run(work())
    assert len(taken) == 2


def test_it_is_not_looked_at_for_every_task() -> None:
    growing = GrowingAgenda(ListAgenda([]))
    looks = 0
    for number in range(1, 10_001):
        growing.grown(number)
        looks += growing.due(0.5, idle=False)
    assert 10 < looks < 200
    growing.grown(10_001)
    assert not growing.due(0.5, idle=False)
    assert growing.due(0.5, idle=True)
    growing.grown(10_002)
    assert not growing.due(1.0, idle=False)
    assert growing.due(2.0, idle=False)
    growing.complete()
    assert growing.due(2.0, idle=False)


def names(lanes: Lanes, number: int, now: float = 0.0) -> list[str]:
    """Whose tasks the next requests are."""
    found = []
    for _ in range(number):
        taken = lanes.take(now)
        assert taken is not None
        found.append(taken[0].name)
        lanes.begin(taken[0], now)
    return found


def test_a_lane_that_has_grown_moves_up() -> None:
    fed = Fed([])
    lanes = Lanes(fed, lambda name: Pace(0.0, 100))
    fed.feed([task(url) for host, n in (("long.test", 9), ("short.test", 3))
              for url in urls(host, n)])  # fmt: skip
    lanes.load()
    assert names(lanes, 2) == ["long.test"] * 2
    fed.feed(task(url) for url in urls("short.test", 30))
    fed.feed(task(url) for url in urls("new.test", 60))
    lanes.grow(0.0)
    assert names(lanes, 60) == ["new.test"] * 60
    assert names(lanes, 33) == ["short.test"] * 33
    assert names(lanes, 7) == ["long.test"] * 7
    assert lanes.take(0.0) is None


def test_a_lane_that_has_begun_grows_too() -> None:
    fed = Fed([])
    lanes = Lanes(fed, lambda name: Pace(0.0, 200))
    fed.feed(task(url) for url in (*urls("a.test", 50), *urls("b.test", 40)))
    lanes.load()
    assert names(lanes, 1) == ["a.test"]
    fed.feed(task(url) for url in (*urls("b.test", 90)[40:], *urls("a.test", 55)[50:]))
    lanes.grow(0.0)
    assert names(lanes, 90) == ["b.test"] * 90
    assert names(lanes, 54) == ["a.test"] * 54
    assert lanes.take(0.0) is None


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 40), st.integers(0, 30)),
                      max_size=12))  # fmt: skip
def test_however_it_grows_every_task_is_had_once(steps: list[tuple[int, int, int]]) -> None:
    fed = Fed([])
    lanes = Lanes(fed, lambda name: Pace(0.0, 10_000))
    lanes.load()
    had: list[str] = []
    for host, more, asked in [*steps, (0, 0, 10_000)]:
        at = getattr(fed, "came", 0)
        fed.feed(task(f"http://h{host}.test/{at + n}") for n in range(more))
        lanes.grow(0.0)
        for _ in range(asked):
            found = lanes.take(0.0)
            if found is None:
                break
            lane, item = found
            assert isinstance(item, Task)
            had.append(item.target.key)
            lanes.begin(lane, 0.0)
            lanes.finish(lane, 0.0, sent=False)
    assert len(had) == len(set(had)) == getattr(fed, "came", 0)
    assert lanes.exhausted


@pytest.mark.parametrize("left", [True, False])
def test_a_lane_that_others_take_from_is_not_made_longer_than_it_is(left: bool) -> None:
    fed = Fed(task(url) for url in urls("a.test", 40))
    lanes = Lanes(fed, lambda name: Pace(0.0, 100))
    lanes.load()
    assert names(lanes, 1) == ["a.test"]
    fed.take("a.test", 10 if left else 24)
    lanes.grow(0.0)
    assert names(lanes, 29 if left else 15) == ["a.test"] * (29 if left else 15)
    assert lanes.take(0.0) is None
    assert lanes.exhausted is False, "those under way"
