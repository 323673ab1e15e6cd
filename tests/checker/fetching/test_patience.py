"""A wait is as long as it says, and begins anew when it was this process that stood still."""

from __future__ import annotations

import asyncio
import time

import pytest

from checker.fetching.patience import STOOD_STILL, Waits


def test_what_takes_longer_is_ended() -> None:
    async def waits() -> None:
        with Waits().at_most(0.05):
            await asyncio.sleep(60)

    with pytest.raises(TimeoutError):
        asyncio.run(waits())


def test_what_is_done_in_time_is_not() -> None:
    async def waits() -> str:
        with Waits().at_most(60):
            await asyncio.sleep(0)
        return "done"

    assert asyncio.run(waits()) == "done"


def test_cancelling_from_outside_stays_a_cancellation() -> None:
    async def waits() -> None:
        with Waits().at_most(60):
            await asyncio.sleep(60)

    async def cancels() -> None:
        task = asyncio.create_task(waits())
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancels())


def test_a_pause_of_our_own_is_nobodys_fault() -> None:
    """The answer comes while the loop stands still, past the end of the wait."""

    async def hears() -> str:
        heard = asyncio.Event()

        async def server() -> None:
            await asyncio.sleep(0.02)
            await asyncio.sleep(0.05)  # a second step, which the pause delays, too
            heard.set()

        answering = asyncio.create_task(server())
        with Waits().at_most(0.2):
            await asyncio.sleep(0)
            time.sleep(0.2 + STOOD_STILL + 0.2)
            await heard.wait()
        await answering
        return "heard"

    assert asyncio.run(hears()) == "heard"


def test_after_a_pause_the_wait_still_ends() -> None:
    async def waits() -> None:
        with Waits().at_most(0.1):
            time.sleep(0.1 + STOOD_STILL + 0.2)
            await asyncio.sleep(60)

    with pytest.raises(TimeoutError):
        asyncio.run(waits())


def test_waits_of_one_length_end_one_by_one() -> None:
    """One timer serves them; what is done in between is passed over."""
    ended: list[str] = []

    async def waits(waiting: Waits, name: str, seconds: float) -> None:
        try:
            with waiting.at_most(0.2):
                await asyncio.sleep(seconds)
        except TimeoutError:
            ended.append(name)

    async def all_together() -> list[float]:
        loop, waiting = asyncio.get_running_loop(), Waits()
        began = loop.time()
        times = []
        tasks = []
        for name, seconds in (("one", 60), ("done", 0.01), ("two", 60), ("three", 60)):
            tasks.append(asyncio.create_task(waits(waiting, name, seconds)))
            await asyncio.sleep(0.05)
        for task in tasks:
            await task
            times.append(loop.time() - began)
        return times

    one, _, two, three = asyncio.run(all_together())
    assert ended == ["one", "two", "three"]
    assert one >= 0.2
    assert two >= 0.3
    assert three >= 0.35


def test_a_wait_within_a_wait_ends_alone() -> None:
    async def waits() -> str:
        waiting = Waits()
        with waiting.at_most(60):
            try:
                with waiting.at_most(0.05):
                    await asyncio.sleep(60)
            except TimeoutError:
                await asyncio.sleep(0.05)
                return "the inner one"
        return "neither"

    assert asyncio.run(waits()) == "the inner one"
