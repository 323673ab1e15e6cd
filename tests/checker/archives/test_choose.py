"""The best copy of many, and what many archives say together."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.archives.choose import AFTER, best, combined, ranked
from checker.model import ArchiveAnswer, ArchiveOutcome, Snapshot

END_OF_DAY = datetime(2018, 3, 4, 23, 59, 59, tzinfo=UTC)


def copy(days: float, archive: str = "wayback", status: int | None = 200) -> Snapshot:
    """A copy so many days after the end of the cited day."""
    at = END_OF_DAY + timedelta(days=days)
    return Snapshot(archive, f"https://{archive}.example/{days}", at, status=status)


def answer(*copies: Snapshot, outcome: ArchiveOutcome = ArchiveOutcome.FOUND) -> ArchiveAnswer:
    return ArchiveAnswer("key", copies[0].archive if copies else "x", outcome, copies)


@pytest.mark.parametrize(
    ("copies", "chosen"),
    [
        ((-1, -5, 9), -1),
        ((-10, 5), -10),
        ((-10, 3), -10),
        ((-10, 2), 2),
        ((-10, 2.5), -10),
        ((3, 400), 3),
        ((-400, 3), 3),
        ((-0.5, 0.01), 0.01),
        ((), None),
    ],
)
def test_before_is_better_than_after_unless_after_is_much_nearer(
    copies: tuple[float, ...], chosen: float | None
) -> None:
    found = best([answer(*map(copy, copies))] if copies else [], "2018-03-04")
    assert found == (copy(chosen) if chosen is not None else None)


def test_a_copy_from_within_the_cited_month_is_from_before() -> None:
    within, after = copy(20), copy(40)
    assert best([answer(after, within)], "2018-03") == within


def test_several_archives_are_compared() -> None:
    answers = [answer(copy(-9)), answer(copy(-2, "ours")), answer(copy(-4, "theirs"))]
    assert [each.archive for each in ranked(answers, "2018-03-04")] == ["ours", "theirs", "wayback"]


def test_without_a_date_the_newest_is_best() -> None:
    assert best([answer(copy(-9), copy(50), copy(3))], None) == copy(50)
    assert best([answer(copy(-9), copy(50), copy(3))], "1787-09-17") == copy(50)


def test_between_equals_a_known_success_then_the_order_of_the_answers() -> None:
    revisit, theirs, ours = copy(-1, status=None), copy(-1, "theirs"), copy(-1, "ours")
    answers = [answer(revisit), answer(theirs), answer(ours)]
    assert ranked(answers, "2018-03-04") == (theirs, ours, revisit)


def test_only_found_answers_give_copies() -> None:
    odd = answer(copy(-1), outcome=ArchiveOutcome.UNANSWERED)
    assert best([odd], "2018-03-04") is None


ORDER = [
    ArchiveOutcome.FOUND,
    ArchiveOutcome.BLOCKED,
    ArchiveOutcome.UNANSWERED,
    ArchiveOutcome.ABSENT,
]


@pytest.mark.parametrize("outcomes", list(itertools.combinations_with_replacement(ORDER, 3)))
def test_many_answers_are_one(outcomes: tuple[ArchiveOutcome, ...]) -> None:
    answers = [ArchiveAnswer("key", "x", outcome) for outcome in reversed(outcomes)]
    assert combined(answers) is min(outcomes, key=ORDER.index)


def test_nobody_asked_is_unanswered() -> None:
    assert combined([]) is ArchiveOutcome.UNANSWERED


@given(st.lists(st.floats(-5000, 5000), min_size=1, max_size=8))
@settings(max_examples=100, deadline=None)
def test_the_best_is_never_beaten(days: list[float]) -> None:
    def cost(snapshot: Snapshot) -> float:
        seconds = (snapshot.captured_at - END_OF_DAY).total_seconds()
        return seconds * AFTER if seconds > 0 else -seconds

    found = best([answer(*map(copy, days))], "2018-03-04")
    assert found is not None
    assert cost(found) == min(cost(copy(each)) for each in days)
