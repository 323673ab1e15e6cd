"""A wait is as long as it says, and begins anew when it was this process that stood still."""

from __future__ import annotations

import asyncio
import time

import pytest

from checker.patience import STOOD_STILL, Patience


def test_what_takes_longer_is_ended() -> None:
    async def waits() -> None:
        async with Patience(0.05):
            await asyncio.sleep(60)

    with pytest.raises(TimeoutError):
        asyncio.run(waits())


def test_what_is_done_in_time_is_not() -> None:
    async def waits() -> str:
        async with Patience(60):
            await asyncio.sleep(0)
        return "done"

    assert asyncio.run(waits()) == "done"


def test_cancelling_from_outside_stays_a_cancellation() -> None:
    async def waits() -> None:
        async with Patience(60):
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
        async with Patience(0.2):
            await asyncio.sleep(0)
            time.sleep(0.2 + STOOD_STILL + 0.2)
            await heard.wait()
        await answering
        return "heard"

    assert asyncio.run(hears()) == "heard"


def test_after_a_pause_the_wait_still_ends() -> None:
    async def waits() -> None:
        async with Patience(0.1):
            time.sleep(0.1 + STOOD_STILL + 0.2)
            await asyncio.sleep(60)

    with pytest.raises(TimeoutError):
        asyncio.run(waits())
