"""When answers are committed, and what a failing database does to a run that asks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import cast

import pytest

from checker.model import Check, CrawlSettings, Judgement, Outcome, Verdict
from pincite.asking import FEW, Asking, Deadline, State
from results import Store
from results.model import StoreError


def check(number: int) -> Check:
    url = f"http://a.test/{number}"
    return Check(url, url, Judgement(Verdict.OK, "ok"), None, datetime.now(UTC))


class Counting:
    """What Asking needs of a store: it writes down how many answers came in each batch."""

    def __init__(self, total: int, broken: bool = False) -> None:
        self.batches: list[int] = []
        self.total = total
        self.broken = broken

    def agenda(self, run: int) -> object:
        return self

    def hurry(self) -> None:
        raise AssertionError("nobody sent a signal")

    def progress(self, run: int) -> tuple[int, int]:
        return sum(self.batches), self.total

    def record(self, run: int, outcomes: Sequence[Outcome]) -> None:
        if self.broken:
            raise StoreError("no space")
        self.batches.append(len(outcomes))


def ask(
    store: Counting,
    answers: AsyncGenerator[Outcome, None],
    monkeypatch: pytest.MonkeyPatch,
    meanwhile: Iterable[object] = (),
) -> State:
    async def crawled(take: Callable[[Outcome], None], *_: object, **__: object) -> None:
        async for outcome in answers:
            take(outcome)

    monkeypatch.setattr("checker.crawl_into", crawled)
    return Asking(cast(Store, store), 1, CrawlSettings(), None, meanwhile).run(Deadline())


def test_an_answer_is_committed_before_the_loop_turns_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = Counting(4)
    seen: list[int] = []

    async def answers() -> AsyncGenerator[Outcome, None]:
        for number in range(3):
            yield check(number)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            seen.append(sum(store.batches))
        yield check(3)

    assert ask(store, answers(), monkeypatch) is State.FINISHED
    assert seen == [1, 2, 3]
    assert sum(store.batches) == 4


def test_answers_of_one_turn_are_committed_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pincite.asking.KEEP_SECONDS", 60.0)
    store = Counting(50)

    async def answers() -> AsyncGenerator[Outcome, None]:
        for number in range(50):
            yield check(number)

    assert ask(store, answers(), monkeypatch) is State.FINISHED
    assert store.batches == [50]


def test_many_answers_of_one_turn_do_not_wait_for_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pincite.asking.KEEP_SECONDS", 0.0)
    store = Counting(5)

    async def answers() -> AsyncGenerator[Outcome, None]:
        for number in range(5):
            yield check(number)

    assert ask(store, answers(), monkeypatch) is State.FINISHED
    assert store.batches == [1, 1, 1, 1, 1]


def test_a_database_that_fails_ends_the_run_with_its_own_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def answers() -> AsyncGenerator[Outcome, None]:
        yield check(0)
        await asyncio.sleep(30)

    with pytest.raises(StoreError, match="no space"):
        ask(Counting(1, broken=True), answers(), monkeypatch)


def steps(taken: list[int], store: Counting) -> Iterator[None]:
    """Writes down how many answers had been committed at each step."""
    for _ in range(3):
        yield
        taken.append(sum(store.batches))


def test_quiet_time_is_used_and_an_answer_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pincite.asking.QUIET_SECONDS", 0)
    store, taken = Counting(30), list[int]()

    async def answers() -> AsyncGenerator[Outcome, None]:
        for number in range(30):  # several in every turn of the loop: no time for anything else
            yield check(number)
            if number % (FEW + 1) == FEW:
                await asyncio.sleep(0)
        while len(taken) < 3:
            await asyncio.sleep(0)

    assert ask(store, answers(), monkeypatch, steps(taken, store)) is State.FINISHED
    assert taken == [30, 30, 30]


def test_what_is_left_of_it_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    store, taken = Counting(1), list[int]()

    async def answers() -> AsyncGenerator[Outcome, None]:
        yield check(0)

    assert ask(store, answers(), monkeypatch, steps(taken, store)) is State.FINISHED
    assert taken == []


def test_a_mistake_in_it_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pincite.asking.QUIET_SECONDS", 0)

    def broken() -> Iterator[None]:
        yield
        raise KeyError("a mistake")

    async def answers() -> AsyncGenerator[Outcome, None]:
        yield check(0)
        await asyncio.sleep(30)

    with pytest.raises(KeyError, match="a mistake"):
        ask(Counting(1), answers(), monkeypatch, broken())
