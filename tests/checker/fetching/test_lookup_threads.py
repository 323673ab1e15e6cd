"""Names where no more threads can be had: unasked, or asked by those that there are."""

from __future__ import annotations

import asyncio
import threading

import pytest

from checker.fetching.addresses import Addresses
from checker.fetching.failures import Unanswered
from checker.model import CrawlSettings

from ..conftest import Quick


def test_a_machine_without_threads_leaves_names_unasked(
    quick: Quick, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    async def look() -> tuple[str, str]:
        addresses = Addresses(quick(), lambda _: ("93.184.216.34",))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(threading.Thread, "start", refused)
            with pytest.raises(Unanswered) as unasked:
                await addresses.find("a.test", 80)
        await asyncio.sleep(0)
        (found,) = await addresses.find("a.test", 80)  # nothing of that is kept
        addresses.close()
        return unasked.value.failure.reason, found.address

    assert asyncio.run(look()) == ("local-resources", "93.184.216.34")


def test_the_threads_that_there_are_come_to_every_name(monkeypatch: pytest.MonkeyPatch) -> None:
    start = threading.Thread.start
    begun: list[threading.Thread] = []

    def only_one(thread: threading.Thread) -> None:
        if begun:
            raise RuntimeError("can't start new thread")
        begun.append(thread)
        start(thread)

    async def look() -> list[str]:
        addresses = Addresses(CrawlSettings(), lambda _: ("93.184.216.34",))
        monkeypatch.setattr(threading.Thread, "start", only_one)
        found = await asyncio.gather(*(addresses.find(f"{n}.test", 80) for n in range(5)))
        addresses.close()
        return [endpoint.address for (endpoint,) in found]

    assert asyncio.run(look()) == ["93.184.216.34"] * 5
