"""Who waits for long gives its slot to another: by the clock, and over sockets."""

from __future__ import annotations

import asyncio

import pytest

from checker.crawling import slots
from checker.crawling.slots import Slots
from pincite.demo.web import ANY, Hang, Reply, Web

from ..conftest import Quick
from .quick import run, status, task, urls

PAGE = Reply(body="<title>A page</title>")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "_PATIENT", 0.05)


async def until(slots: Slots, in_use: int, *, free: bool) -> None:
    async with asyncio.timeout(10):
        while slots.in_use != in_use or slots.free is not free:
            await asyncio.sleep(0.005)


def test_a_slot_is_free_until_it_is_taken() -> None:
    async def go() -> None:
        held = Slots(2, lambda: None)
        assert held.free
        held.begin("a", 0.0)
        assert held.free
        held.begin("b", 0.0)
        assert not held.free
        held.end("a")
        assert held.free
        held.end("b")
        assert held.in_use == 0
        held.close()

    asyncio.run(go())


@pytest.mark.usefixtures("impatient")
def test_as_many_may_wait_without_a_slot_as_there_are_slots() -> None:
    freed = []

    async def go() -> None:
        now = asyncio.get_running_loop().time
        held = Slots(2, lambda: freed.append(now()))
        for who in "ab":
            held.begin(who, now())
        assert not held.free
        await until(held, 2, free=True)
        for who in "cd":
            held.begin(who, now())
        await asyncio.sleep(0.2)
        assert len(freed) == 2, "a third does not wait without a slot"
        assert not held.free
        held.end("a")
        await until(held, 3, free=True)
        held.end("b")
        held.end("c")
        held.end("d")
        assert held.in_use == 0
        held.close()

    asyncio.run(go())


@pytest.mark.usefixtures("impatient")
def test_hangs_do_not_hold_up_pages(web: Web, quick: Quick) -> None:
    """Four slots and four hosts that hang before a page: it is answered long before they end."""
    for number in range(4):
        web.route(f"hang{number}.test", ANY, Hang())
    web.route("good.test", ANY, PAGE)
    hanging = [f"http://hang{number}.test/{n}" for number in range(4) for n in range(2)]
    work = [*map(task, hanging), *map(task, urls("good.test", 1))]
    found = run(work, quick(web, concurrency=4, per_host=1, timeout=2.0))
    order = [check.key for check in found]
    assert len(order) == 9
    assert order[0] == "http://good.test/0", "lanes of two go first, and all of them hang"
    assert status(found[0]) == 200


@pytest.mark.usefixtures("impatient")
def test_no_more_than_twice_as_many_are_under_way(web: Web, quick: Quick) -> None:
    """A web of nothing but hangs."""
    for number in range(30):
        web.route(f"h{number}.test", ANY, Hang())
    most = 0

    class Counting(Slots):
        def begin(self, who: object, now: float) -> None:
            nonlocal most
            super().begin(who, now)
            most = max(most, self.in_use)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("checker.crawling.crawler.Slots", Counting)
        work = [task(f"http://h{number}.test/") for number in range(30)]
        found = run(work, quick(web, concurrency=5, timeout=0.5))
    assert len(found) == 30
    assert most == 10
