"""Letters that come while a run asks: what a later one says of a link is asked with, too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.model import Target, Task
from results import Store

from .samples import PLAN, answer, assert_counts, check, letter

ONE = "https://a.example/1"
PLAIN = Target(ONE, ONE)
TITLED = replace(PLAIN, titles=("The Night Bus",))
DATED = replace(PLAIN, cited_at="2018-03-04")


def add(store: Store, run: int, path: str, target: Target) -> None:
    tasks = [Task("live", "a.example", target), Task("wayback", "wayback", target)]
    store.add_document(run, letter(path, ONE), {ONE: target}, tasks)
    assert_counts(store, run)


def record(store: Store, run: int, *outcomes: object) -> None:
    store.record(run, outcomes)  # type: ignore[arg-type]
    assert_counts(store, run)


def asked(store: Store, run: int) -> list[Task]:
    agenda = store.agenda(run)
    return [task for lane in agenda.lanes() for task in agenda.take(lane, 9)]


@pytest.mark.parametrize("more", [TITLED, DATED])
def test_what_was_answered_is_asked_again_with_all_that_is_said_of_it(
    store: Store, run: int, more: Target
) -> None:
    add(store, run, "a.txt", PLAIN)
    assert [each.target for each in asked(store, run)] == [PLAIN, PLAIN]
    record(store, run, check(ONE), answer(ONE))
    assert store.progress(run) == (2, 2)
    add(store, run, "b.txt", more)
    assert store.progress(run) == (0, 2)
    assert [each.target for each in asked(store, run)] == [more, more]
    record(store, run, check(ONE), answer(ONE))
    assert store.progress(run) == (2, 2)
    assert asked(store, run) == []


def test_what_is_being_asked_is_handed_out_again(store: Store, run: int) -> None:
    add(store, run, "a.txt", PLAIN)
    assert len(asked(store, run)) == 2
    add(store, run, "b.txt", TITLED)
    assert [each.target for each in asked(store, run)] == [TITLED, TITLED]
    for _ in range(2):
        record(store, run, check(ONE), answer(ONE))
        assert store.progress(run) == (2, 2)


def test_a_letter_that_says_nothing_new_asks_nothing(store: Store, run: int) -> None:
    add(store, run, "a.txt", TITLED)
    asked(store, run)
    record(store, run, check(ONE), answer(ONE))
    for more in (PLAIN, TITLED):
        add(store, run, f"{more.titles}.txt", more)
        assert store.progress(run) == (2, 2)


def test_other_runs_keep_their_answers(store: Store, run: int) -> None:
    add(store, run, "a.txt", PLAIN)
    asked(store, run)
    record(store, run, check(ONE), answer(ONE))
    other = store.begin(replace(PLAN, fingerprint="another")).id
    add(store, other, "b.txt", TITLED)
    assert store.progress(run) == (2, 2)
    assert store.progress(other) == (0, 2)
